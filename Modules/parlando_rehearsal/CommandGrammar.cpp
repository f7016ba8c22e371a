#include "CommandGrammar.h"

#include "Words.h"

#include <algorithm>

namespace parlando
{

namespace detail_command_grammar
{
constexpr const char* commands = R"(
<sum> = [ so ] ( what is | calculate | how much is ) <number> <operation> <number> [ <operation> <number> ];
<operation> = plus | minus | times | multiplied by | divided by | over;
<stop> = [ please ] ( stop | end ) [ the ] conversation | goodbye;
<undo> = [ please ] undo ( that | it | the last change );
<story> = [ please ] tell me a [ long ] story;
<digit> = one | two | three | four | five | six | seven | eight | nine;
<teen> = ten | eleven | twelve | thirteen | fourteen | fifteen | sixteen | seventeen | eighteen | nineteen;
<tens> = twenty | thirty | forty | fifty | sixty | seventy | eighty | ninety;
<below> = <digit> | <teen> | <tens> [ <digit> ];
<hundreds> = ( <digit> | a ) hundred [ [ and ] <below> ];
<whole> = zero | <below> | <hundreds> | ( <below> | a ) thousand [ [ and ] <below> | <hundreds> ];
<number> = <whole> [ point ( zero | <digit> ) [ zero | <digit> ] ];
)";
} // namespace detail_command_grammar

std::string commandGrammar (const std::vector<std::string>& things,
                            const std::function<bool (const std::string&)>& isKnown)
{
    std::string known;
    for (const auto& thing : things)
    {
        const auto words = splitWords (thing);
        if (! words.empty() && std::all_of (words.begin(), words.end(), isKnown))
            known += (known.empty() ? "" : " | ") + joinWords (words);
    }
    std::string grammar = "#JSGF V1.0;\ngrammar commands;\npublic <command> = <sum> | <stop> | <story> | <undo>";
    grammar += known.empty() ? ";\n" : " | <set>;\n";
    if (! known.empty())
        grammar += "<set> = [ please ] ( set | put | turn | change | open ) [ the ] ( " + known +
                   " ) to [ minus ] <number> [ percent ] [ over ( <number> | a ) ( bar | bars | beat | beats | second "
                   "| seconds ) ];\n";
    return grammar + detail_command_grammar::commands;
}

} // namespace parlando
