#include "Scenario.h"

#include "FaultFields.h"

#include <parlando_text/parlando_text.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <stdexcept>
#include <string>

namespace parlando
{

namespace detail_scenario
{
using Json = nlohmann::json;

constexpr std::size_t largest = 64 * 1024;
constexpr std::size_t mostEntries = 1000;
constexpr int lastConnection = 1'000'000;

[[noreturn]] void refuse (const std::string& place, const std::string& what)
{
    throw std::invalid_argument ("The scenario's " + place + " " + what + ".");
}

int connectionNumber (const Json& value, const std::string& place)
{
    if (! value.is_number_integer() || value < 1 || value > lastConnection)
        refuse (place, "must be a whole number from 1 to 1000000");

    return value.get<int>();
}

FaultField::Value valueOf (const Json& value, const std::string& place)
{
    if (value.is_number())
        return value.get<double>();
    if (value.is_boolean())
        return value.get<bool>();
    if (value.is_string())
        return value.get<std::string>();

    refuse (place, "must be a number, a text, true or false");
}

void setFaultAt (LineFaults& faults, const Json& entry, const std::string& key, const std::string& place)
{
    const auto fields = faultFields();
    const auto field = std::find_if (fields.begin(), fields.end(), [&] (const auto& each) { return key == each.key; });

    if (field == fields.end())
        refuse (place, "is not known; docs/rehearsal.md lists what is");
    if (field->needs != nullptr && ! entry.contains (field->needs))
        refuse (place, "means nothing without " + std::string (field->needs));

    try
    {
        setFault (faults, *field, valueOf (entry[key], place));
    }
    catch (const std::invalid_argument& problem)
    {
        // Said already of a value of no kind at all.
        if (std::string_view (problem.what()).starts_with ("The scenario"))
            throw;
        refuse (place, problem.what());
    }
}

} // namespace detail_scenario

Scenario::Scenario (LineFaults faults, int connections)
{
    Entry entry;
    entry.faults = std::move (faults);
    if (connections > 0)
        entry.last = connections;
    entries.push_back (std::move (entry));
}

Scenario Scenario::parse (std::string_view text)
{
    using namespace detail_scenario;
    const auto json = requireJson (text, "The scenario's text", {largest});
    if (! json.is_object() || json.size() != 1 || ! json.contains ("connections") || ! json["connections"].is_array() ||
        json["connections"].size() > mostEntries)
        refuse ("text", R"(must be {"connections": [...]} with at most 1000 entries)");

    Scenario scenario;
    for (const auto& item : json["connections"])
    {
        const auto place = "connections[" + std::to_string (scenario.entries.size()) + "]";
        if (! item.is_object())
            refuse (place, "must be an object");

        Entry entry;
        for (const auto& [key, value] : item.items())
        {
            if (key == "first")
                entry.first = connectionNumber (value, place + ".first");
            else if (key == "last")
                entry.last = connectionNumber (value, place + ".last");
            else
                setFaultAt (entry.faults, item, key, place + "." + key);
        }

        if (entry.last < entry.first)
            refuse (place + ".last", "must not be before first");

        scenario.entries.push_back (std::move (entry));
    }
    return scenario;
}

LineFaults Scenario::forConnection (int connection) const
{
    for (const auto& entry : entries)
        if (connection >= entry.first && connection <= entry.last)
            return entry.faults;
    return {};
}

} // namespace parlando
