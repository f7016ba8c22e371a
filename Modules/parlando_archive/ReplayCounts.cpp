#include "ReplayCounts.h"

#include <string>

namespace parlando
{
namespace
{

/** Empty where there is none; what is read may be anything. */
std::string textOf (const nlohmann::json& json, const char* name)
{
    const auto found = json.is_object() ? json.find (name) : json.end();
    return json.is_object() && found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

} // namespace

void ReplayCounts::add (const nlohmann::json& effects, std::uint64_t sounds)
{
    messages += sounds;

    for (const auto& effect : effects)
    {
        const auto kind = textOf (effect, "do");
        messages += kind == "send" ? 1 : 0;
        connections += kind == "connect" ? 1 : 0;

        if (kind == "tell" && effect.contains ("event"))
            addEvent (effect["event"]);
    }
}

void ReplayCounts::addEvent (const nlohmann::json& event)
{
    const auto name = textOf (event, "event");
    turns += name == "turnStarted" ? 1 : 0;
    toolCalls += name == "toolCalled" ? 1 : 0;
    interruptions += name == "interrupted" ? 1 : 0;

    if (name != "transcript" || event.value ("interim", nlohmann::json()) == true)
        return;

    auto& inWord = isInWord[textOf (event, "speaker") == "person" ? 1 : 0];

    for (const auto c : textOf (event, "text"))
    {
        const auto isSpace = c == ' ' || c == '\n' || c == '\t';
        words += ! isSpace && ! inWord ? 1 : 0;
        inWord = ! isSpace;
    }

    if (event.value ("final", nlohmann::json()) == true)
        inWord = false;
}

} // namespace parlando
