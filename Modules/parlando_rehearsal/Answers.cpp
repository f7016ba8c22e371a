#include "Answers.h"

#include "NumberWords.h"
#include "Repetition.h"
#include "RestOfAnswer.h"
#include "Words.h"

#include <algorithm>
#include <cmath>

namespace parlando
{

namespace detail_answers
{
using nlohmann::json;
using Functions = std::vector<DeclaredFunction>;
using WordList = std::vector<std::string>;

constexpr auto introduction = "This is the Parlando rehearsal service, not Gemini.";

const DeclaredFunction* named (const Functions& functions, const std::string& name)
{
    const auto found = std::find_if (functions.begin(), functions.end(), [&] (auto& f) { return f.name == name; });
    return found == functions.end() ? nullptr : &*found;
}

bool asksToStop (const WordList& words)
{
    for (const auto* phrase : {"stop the conversation", "stop conversation", "stop this conversation",
                               "end the conversation", "goodbye", "good bye", "bye bye"})
        if (containsPhrase (words, phrase))
            return true;
    return false;
}

// Every text that the function requires gets `text`.
json requiredTexts (const DeclaredFunction& function, const std::string& text)
{
    auto args = json::object();
    for (const auto& parameter : function.parameters)
        if (parameter.required && parameter.type == "string")
            args[parameter.name] = parameter.choices.empty() ? text : parameter.choices.front();
    return args;
}

std::optional<Answer> stop (const WordList& words, const Functions& functions)
{
    const auto* const function = named (functions, "stop_conversation");
    if (function == nullptr || ! asksToStop (words))
        return std::nullopt;
    return Answer{{"Goodbye, and thank you for the rehearsal."},
                  PlannedCall{.function = function->name,
                              .args = requiredTexts (*function, "The person asked to stop."),
                              .purpose = PlannedCall::Purpose::stop,
                              .subject = {},
                              .amount = {}}};
}

std::optional<Answer> sum (const WordList& words, const Functions& functions)
{
    const auto isCalculator = [] (const DeclaredFunction& f)
    {
        const auto text = toLower (f.name + " " + f.description);
        return f.firstOfType (false) != nullptr &&
               (text.find ("calc") != std::string::npos || text.find ("arithmetic") != std::string::npos);
    };
    const auto function = std::find_if (functions.begin(), functions.end(), isCalculator);
    const auto found = sumIn (words);
    if (function == functions.end() || ! found)
        return std::nullopt;
    return Answer{{},
                  PlannedCall{.function = function->name,
                              .args = {{function->firstOfType (false)->name, found->expression}},
                              .purpose = PlannedCall::Purpose::sum,
                              .subject = found->said,
                              .amount = {}}};
}

// "over two bars"
struct Duration
{
    double amount = 0;
    std::string unit; // "ms", "beats" or "bars"
};

// "set the reverb to forty percent over two bars", "set the scene to chorus"
struct Setting
{
    WordList thing;
    std::optional<double> value;
    bool percent = false;
    WordList choice; // where it is no number
    std::optional<Duration> duration;
};

std::optional<Duration> durationIn (const WordList& words, std::size_t from)
{
    struct Unit
    {
        const char* word;
        const char* unit;
        double factor;
    };
    static constexpr Unit units[]{{"bar", "bars", 1},       {"bars", "bars", 1},       {"beat", "beats", 1},
                                  {"beats", "beats", 1},    {"second", "ms", 1000},    {"seconds", "ms", 1000},
                                  {"millisecond", "ms", 1}, {"milliseconds", "ms", 1}, {"ms", "ms", 1}};
    for (auto i = from; i + 2 < words.size(); ++i)
    {
        if (words[i] != "over" && words[i] != "in" && words[i] != "within")
            continue;
        const auto number = words[i + 1] == "a" || words[i + 1] == "an" ? SpokenNumber{1, 1} : numberAt (words, i + 1);
        if (! number || i + 1 + number->words >= words.size())
            continue;
        const auto unit = std::find_if (std::begin (units), std::end (units),
                                        [&] (const Unit& each) { return words[i + 1 + number->words] == each.word; });
        if (unit != std::end (units))
            return Duration{number->value * unit->factor, unit->unit};
    }
    return std::nullopt;
}

std::optional<Setting> settingIn (const WordList& words)
{
    static const WordList verbs{"set",  "put",  "turn",  "change", "bring", "move",
                                "make", "open", "close", "raise",  "lower"};
    const auto verb = std::find_first_of (words.begin(), words.end(), verbs.begin(), verbs.end());
    const auto to = std::find (verb, words.end(), "to");
    if (to == words.end())
        return std::nullopt;

    const auto after = static_cast<std::size_t> (to - words.begin()) + 1;
    const auto negative = after < words.size() && (words[after] == "minus" || words[after] == "-");
    const auto number = numberAt (words, after + (negative ? 1 : 0));
    Setting setting{{verb + 1, to}, {}, false, {}, durationIn (words, after)};
    std::erase_if (setting.thing, [] (auto& w) { return w == "the" || w == "my" || w == "up" || w == "down"; });
    if (! number)
    {
        setting.choice = {to + 1, words.end()};
        return setting;
    }
    setting.value = negative ? -number->value : number->value;
    const auto next = after + (negative ? 1 : 0) + number->words;
    setting.percent = next < words.size() && (words[next] == "percent" || words[next] == "%");
    return setting;
}

int commonWords (const WordList& a, const WordList& b)
{
    return static_cast<int> (std::count_if (
        a.begin(), a.end(), [&] (const std::string& word) { return std::find (b.begin(), b.end(), word) != b.end(); }));
}

// How well the words fit the function: its name and choices say most, its description least.
int fit (const WordList& thing, const DeclaredFunction& function)
{
    auto score =
        4 * commonWords (thing, splitName (function.name)) + commonWords (thing, splitWords (function.description));
    for (const auto& parameter : function.parameters)
    {
        score += 2 * commonWords (thing, splitName (parameter.name)) +
                 commonWords (thing, splitWords (parameter.description));
        for (const auto& choice : parameter.choices)
            score += 4 * commonWords (thing, splitName (choice));
    }
    return score;
}

// How long something takes is said beside what it is.
bool tellsDuration (const DeclaredParameter& parameter)
{
    return parameter.name.starts_with ("ramp") || parameter.name.starts_with ("duration");
}

// What has the choice that was said, and fits best.
const DeclaredFunction* bestForChoice (const Setting& setting, const Functions& functions)
{
    const DeclaredFunction* best = nullptr;
    auto bestFit = 0;
    for (const auto& function : functions)
    {
        const auto* const text = function.firstOfType (false);
        if (text == nullptr || tellsDuration (*text) ||
            std::none_of (text->choices.begin(), text->choices.end(),
                          [&] (auto& choice) { return splitName (choice) == setting.choice; }))
            continue;
        if (const auto score = fit (setting.thing, function); score > bestFit)
        {
            bestFit = score;
            best = &function;
        }
    }
    return best;
}

const DeclaredFunction* bestForSetting (const WordList& thing, const Functions& functions)
{
    const DeclaredFunction* best = nullptr;
    const DeclaredFunction* open = nullptr; // takes any name, so it fits any thing
    int bestFit = 0;
    for (const auto& function : functions)
    {
        if (const auto* number = function.firstOfType (true); number == nullptr || tellsDuration (*number))
            continue;
        if (const auto score = fit (thing, function); score > bestFit)
        {
            bestFit = score;
            best = &function;
        }
        const auto* const text = function.firstOfType (false);
        if (open == nullptr && text != nullptr && text->choices.empty())
            open = &function;
    }
    return best != nullptr ? best : open;
}

std::string chooseText (const DeclaredParameter& parameter, const WordList& thing)
{
    if (parameter.choices.empty())
        return joinWords (thing);
    return *std::max_element (parameter.choices.begin(), parameter.choices.end(),
                              [&] (auto& a, auto& b)
                              { return commonWords (thing, splitName (a)) < commonWords (thing, splitName (b)); });
}

json asNumber (double value, bool isWhole)
{
    if (isWhole || value == std::floor (value))
        return static_cast<std::int64_t> (std::llround (value));
    return value;
}

json numberArgument (const DeclaredParameter& parameter, const Setting& setting)
{
    const auto isShare = setting.percent && parameter.maximum && *parameter.maximum <= 1.0;
    return asNumber (isShare ? *setting.value / 100 : *setting.value, parameter.type == "integer");
}

void addDuration (const DeclaredFunction& function, const Setting& setting, json& args)
{
    for (const auto& parameter : function.parameters)
        if (setting.duration && tellsDuration (parameter))
            args[parameter.name] =
                parameter.isNumber() ? asNumber (setting.duration->amount, false) : json (setting.duration->unit);
}

std::optional<Answer> setSomething (const WordList& words, const Functions& functions)
{
    const auto setting = settingIn (words);
    const auto* const function = ! setting        ? nullptr
                                 : setting->value ? bestForSetting (setting->thing, functions)
                                                  : bestForChoice (*setting, functions);
    if (function == nullptr)
        return std::nullopt;

    auto args = json::object();
    if (setting->value)
    {
        const auto& number = *function->firstOfType (true);
        args[number.name] = numberArgument (number, *setting);
    }
    for (const auto& parameter : function->parameters)
        if (parameter.type == "string" && ! tellsDuration (parameter) &&
            (parameter.required || &parameter == function->firstOfType (false)))
            args[parameter.name] = chooseText (parameter, setting->value ? setting->thing : setting->choice);
    addDuration (*function, *setting, args);
    return Answer{{},
                  PlannedCall{.function = function->name,
                              .args = std::move (args),
                              .purpose = PlannedCall::Purpose::setting,
                              .subject = joinWords (setting->thing),
                              .amount = setting->value
                                            ? numberText (*setting->value) + (setting->percent ? " percent" : "")
                                            : joinWords (setting->choice)}};
}

// "undo that", "call undo", "use the get weather tool": any function, with no arguments but the texts it requires.
std::optional<Answer> callByName (const WordList& words, const Functions& functions)
{
    const auto undoes = std::find (words.begin(), words.end(), "undo") != words.end();
    if (! undoes && (words.empty() || (words[0] != "call" && words[0] != "use" && words[0] != "run")))
        return std::nullopt;
    for (const auto& function : functions)
        if (undoes ? function.name.starts_with ("undo") : containsPhrase (words, joinWords (splitName (function.name))))
            return Answer{{},
                          PlannedCall{.function = function.name,
                                      .args = requiredTexts (function, joinWords (words)),
                                      .purpose = PlannedCall::Purpose::other,
                                      .subject = joinWords (splitName (function.name)),
                                      .amount = {}}};
    return std::nullopt;
}

std::optional<Answer> recall (const WordList& words, const Recollection& recollection)
{
    if (containsPhrase (words, "how many turns"))
        return Answer{{"Before this one we had " + std::to_string (recollection.turns) +
                       (recollection.turns == 1 ? " turn." : " turns.")},
                      {}};
    if (containsPhrase (words, "what did you say") || containsPhrase (words, "repeat that"))
        return Answer{{recollection.lastSaid.empty() ? "I have said nothing yet." : "I said: " + recollection.lastSaid},
                      {}};
    return std::nullopt;
}

Answer withoutIntroduction (const std::string& heard, const Functions& functions, const Recollection& recollection)
{
    // Before all else: what is to be said again may sound like anything.
    if (auto again = wordForWord (heard, recollection.lastSaid); ! again.empty())
        return {std::move (again), {}};
    const auto words = splitWords (heard);
    for (const auto& rule : {stop, sum, setSomething, callByName})
        if (auto answer = rule (words, functions))
            return *answer;
    if (auto answer = recall (words, recollection))
        return *answer;
    if (std::find (words.begin(), words.end(), "story") != words.end())
        return {rehearsalStory(), {}};
    if (words.empty())
        return {{"I did not catch that."}, {}};
    const auto end = heard.find_last_not_of (" .?!");
    return {{"I heard you say: " + heard.substr (0, end + 1) + "."}, {}};
}

// The plain text of a value: a scalar itself, an object's telling member or its whole text.
std::string plainText (const json& value)
{
    if (value.is_string())
        return value.get<std::string>();
    if (value.is_number_float())
        return numberText (value.get<double>());
    if (value.is_object())
    {
        for (const auto* key : {"result", "output", "answer", "value", "after", "message"})
            if (value.contains (key) && ! value[key].is_null())
                return plainText (value[key]);
        if (value.size() == 1)
            return plainText (value.front());
    }
    return value.dump (-1, ' ', true, json::error_handler_t::replace);
}

std::optional<std::string> errorIn (const json& response)
{
    for (const auto& each : {response, response.value ("output", json())})
    {
        if (! each.is_object())
            continue;
        if (const auto error = each.find ("error"); error != each.end() && ! error->is_null() && *error != false)
            return plainText (*error);
        if (each.contains ("status") && each["status"] == "error")
            return plainText (each);
    }
    return std::nullopt;
}
} // namespace detail_answers

Answer answerTo (const std::string& heard, const std::vector<DeclaredFunction>& functions,
                 const Recollection& recollection)
{
    const auto words = withoutAsides (heard);
    const auto before = heardBefore (heard);
    auto answer = words.empty() && ! before.empty()
                      ? Answer{rehearsalStory(), {}} // what else is long enough to be cut off
                      : detail_answers::withoutIntroduction (words, functions, recollection);
    if (! before.empty() && ! answer.call)
        answer.sentences = restAfter (answer.sentences, before);
    if (! recollection.introduced && before.empty() &&
        (answer.sentences.empty() || answer.sentences.front() != detail_answers::introduction))
        answer.sentences.insert (answer.sentences.begin(), detail_answers::introduction);
    return answer;
}

std::vector<std::string> answerToResult (const PlannedCall& call, const nlohmann::json& response)
{
    using namespace detail_answers;
    const auto name = joinWords (splitName (call.function));
    if (const auto error = errorIn (response))
        return {"That did not work. The tool " + name + " says: " + *error};
    switch (call.purpose)
    {
        case PlannedCall::Purpose::stop:
            return {};
        case PlannedCall::Purpose::sum:
            return {capitalised (call.subject) + " is " + plainText (response) + "."};
        case PlannedCall::Purpose::setting:
            return {"Done. I set the " + call.subject + " to " + call.amount + "."};
        case PlannedCall::Purpose::other:
            break;
    }
    return {capitalised (name) + " says: " + plainText (response)};
}

} // namespace parlando
