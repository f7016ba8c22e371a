#include "Phrases.h"

#include "Functions.h"
#include "NumberWords.h"

#include <algorithm>
#include <array>

namespace parlando::calculator
{

struct Phrase
{
    std::array<std::string_view, 4> words; // unused ones are empty
    Symbol symbol;

    std::size_t size() const
    {
        return static_cast<std::size_t> (std::find (words.begin(), words.end(), "") - words.begin());
    }
};

// A longer phrase stands before the shorter one that it begins with. "The" is gone by then.
static constexpr std::array phrases{
    Phrase{{"plus"}, Symbol::plus},
    Phrase{{"minus"}, Symbol::minus},
    Phrase{{"negative"}, Symbol::minus},
    Phrase{{"times"}, Symbol::times},
    Phrase{{"multiplied", "by"}, Symbol::times},
    Phrase{{"divided", "by"}, Symbol::divide},
    Phrase{{"over"}, Symbol::divide},
    Phrase{{"modulo"}, Symbol::modulo},
    Phrase{{"percent"}, Symbol::percentWord},
    Phrase{{"per", "cent"}, Symbol::percentWord},
    Phrase{{"off"}, Symbol::off},
    Phrase{{"to", "power", "of"}, Symbol::power},
    Phrase{{"to", "power"}, Symbol::power},
    Phrase{{"raised", "to", "power", "of"}, Symbol::power},
    Phrase{{"raised", "to", "power"}, Symbol::power},
    Phrase{{"raised", "to"}, Symbol::power},
    Phrase{{"squared"}, Symbol::squared},
    Phrase{{"cubed"}, Symbol::cubed},
    Phrase{{"square", "root", "of"}, Symbol::squareRoot},
    Phrase{{"square", "root"}, Symbol::squareRoot},
    Phrase{{"cube", "root", "of"}, Symbol::cubeRoot},
    Phrase{{"cube", "root"}, Symbol::cubeRoot},
    Phrase{{"of"}, Symbol::of},
};

static constexpr std::array<std::string_view, 6> askingWords{"what", "is", "whats", "calculate", "compute", "evaluate"};

bool isReservedWord (std::string_view word)
{
    const auto isInPhrase =
        std::any_of (phrases.begin(), phrases.end(),
                     [&] (const Phrase& phrase)
                     { return std::find (phrase.words.begin(), phrase.words.end(), word) != phrase.words.end(); });
    constexpr std::array<std::string_view, 9> others{"and",    "the",    "deg", "degree", "rad",
                                                     "please", "equals", "an",  "point"};

    return isInPhrase || isNumberWord (word) || findFunction (word) != nullptr ||
           std::find (others.begin(), others.end(), word) != others.end();
}

//==============================================================================
static bool isOneOf (const Token& token, std::initializer_list<std::string_view> words)
{
    return token.symbol == Symbol::word && std::find (words.begin(), words.end(), token.text) != words.end();
}

/** "what is ... ?", "calculate ... please", "... =". */
static Tokens dropAddress (Tokens tokens)
{
    const auto isAsking = [] (const Token& token)
    {
        return token.symbol == Symbol::word &&
               std::find (askingWords.begin(), askingWords.end(), token.text) != askingWords.end();
    };

    tokens.erase (tokens.begin(), std::find_if_not (tokens.begin(), tokens.end(), isAsking));

    const auto isClosing = [] (const Token& token) {
        return token.symbol == Symbol::equals || isOneOf (token, {"please", "equals"});
    };

    while (tokens.size() > 1 && isClosing (tokens[tokens.size() - 2]))
        tokens.erase (tokens.end() - 2);

    std::erase_if (tokens, [] (const Token& token) { return isOneOf (token, {"the"}); });
    return tokens;
}

class Interpreter
{
public:
    explicit Interpreter (Tokens tokensToRead) : tokens (std::move (tokensToRead)) {}

    Tokens interpretAll()
    {
        while (position < tokens.size())
        {
            if (tokens[position].symbol != Symbol::word)
                result.push_back (tokens[position++]);
            else if (! readPhrase() && ! readByPlace() && ! readName())
                throw SyntaxError (sentenceOnWord (tokens[position].text));
        }

        return std::move (result);
    }

private:
    bool followsValue() const { return ! result.empty() && endsValue (result.back().symbol); }
    const Token& next() const { return tokens[std::min (position + 1, tokens.size() - 1)]; }

    void emit (Symbol symbol, std::size_t numTokens)
    {
        auto token = tokens[position];
        token.symbol = symbol;
        result.push_back (token);
        position += numTokens;
    }

    bool matches (const Phrase& phrase) const
    {
        if (position + phrase.size() > tokens.size())
            return false;

        for (std::size_t i = 0; i < phrase.size(); ++i)
            if (! isOneOf (tokens[position + i], {phrase.words[i]}))
                return false;
        return true;
    }

    bool readPhrase()
    {
        const auto found = std::find_if (phrases.begin(), phrases.end(), [this] (auto& p) { return matches (p); });
        if (found == phrases.end())
            return false;

        emit (found->symbol, found->size());
        return true;
    }

    /** Words that mean a sign after a value, and otherwise a function or nothing. */
    bool readByPlace()
    {
        const auto& token = tokens[position];

        if (! followsValue())
            return false;

        if (isOneOf (token, {"deg", "degree", "degrees"}))
            emit (Symbol::degrees, 1);
        else if (isOneOf (token, {"rad", "radian", "radians"}))
            emit (Symbol::radians, 1);
        else if (isOneOf (token, {"factorial"}))
            emit (Symbol::factorial, 1);
        else if (isOneOf (token, {"mod"}))
            emit (Symbol::modulo, 1);
        else if (isOneOf (token, {"x"}) &&
                 (beginsValue (next().symbol) || next().symbol == Symbol::minus || next().symbol == Symbol::plus))
            emit (Symbol::times, 1);
        else
            return false;

        return true;
    }

    bool readName()
    {
        const auto& token = tokens[position];

        if (findFunction (token.text) != nullptr)
        {
            // "sine of 30°" is the same as "sin 30°".
            emit (Symbol::function, isOneOf (next(), {"of"}) ? 2 : 1);
            return true;
        }

        const auto value = findConstant (token.text);
        if (! value)
            return false;

        emit (Symbol::constant, 1);
        result.back().value = *value;
        return true;
    }

    static std::string sentenceOnWord (const std::string& word)
    {
        const auto shown = "\"" + word.substr (0, 40) + "\"";

        if (word.size() == 1)
            return shown + " has no value: give it one in variables.";

        return shown +
               " is not known here: use numbers, + - * / ^ % ! ( ), functions such as sqrt, sin or log, and the "
               "names given in variables.";
    }

    Tokens tokens, result;
    std::size_t position = 0;
};

Tokens interpretWords (Tokens tokens)
{
    return Interpreter (joinNumberWords (dropAddress (std::move (tokens)))).interpretAll();
}

} // namespace parlando::calculator
