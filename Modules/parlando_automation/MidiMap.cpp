#include "MidiMap.h"

#include "FieldCheck.h"

#include <algorithm>

namespace parlando
{

namespace detail_midi_map
{
constexpr int highest = 127, channels = 16;

static int wholeNumberIn (const nlohmann::json& json, const char* name, const std::string& place, int least, int most)
{
    const auto found = json.find (name);

    if (found == json.end() || ! found->is_number_integer() || found->get<std::int64_t>() < least ||
        found->get<std::int64_t>() > most)
        refuseField (place, std::string ("needs a whole number from ") + std::to_string (least) + " to " +
                                std::to_string (most) + " as '" + name + "'");

    return found->get<int>();
}

static MidiTrigger triggerFrom (const nlohmann::json& json, const std::string& place)
{
    checkFields (json, place, {"note", "controller", "channel"}, UnknownMembers::passedOver);

    if (json.contains ("note") == json.contains ("controller"))
        refuseField (place, "needs either a 'note' or a 'controller'");

    const auto isNote = json.contains ("note");
    MidiTrigger trigger;
    trigger.kind = isNote ? MidiTrigger::Kind::note : MidiTrigger::Kind::controller;
    trigger.number =
        static_cast<std::uint8_t> (wholeNumberIn (json, isNote ? "note" : "controller", place, 0, highest));

    if (json.contains ("channel"))
        trigger.channel = static_cast<std::uint8_t> (wholeNumberIn (json, "channel", place, 1, channels));

    return trigger;
}

template <std::size_t Size>
static void readAll (const nlohmann::json& json, const char* member, const std::array<std::string_view, Size>& names,
                     std::array<MidiTrigger, Size>& triggers)
{
    const auto found = json.find (member);

    if (found == json.end())
        return;

    const auto place = std::string ("'midi', '") + member + "',";

    if (! found->is_object())
        refuseField (place, "must be an object");

    for (const auto& [name, value] : found->items())
    {
        const auto known = std::find (names.begin(), names.end(), name);

        // Of a newer release.
        if (known == names.end())
            continue;

        triggers[static_cast<std::size_t> (known - names.begin())] = triggerFrom (value, place + " '" + name + "',");
    }
}

template <std::size_t Size>
static void writeAll (nlohmann::json& json, const char* member, const std::array<std::string_view, Size>& names,
                      const std::array<MidiTrigger, Size>& triggers)
{
    for (std::size_t i = 0; i < Size; ++i)
    {
        const auto& trigger = triggers[i];

        if (trigger.kind == MidiTrigger::Kind::none)
            continue;

        auto& each = json[member][std::string (names[i])];
        each[trigger.kind == MidiTrigger::Kind::note ? "note" : "controller"] = trigger.number;

        if (trigger.channel != 0)
            each["channel"] = trigger.channel;
    }
}
} // namespace detail_midi_map

nlohmann::json toJson (const MidiMap& map)
{
    auto json = nlohmann::json::object();
    detail_midi_map::writeAll (json, "in", MidiMap::actionNames, map.in);
    detail_midi_map::writeAll (json, "out", MidiMap::lampNames, map.out);
    return json;
}

MidiMap midiMapFromJson (const nlohmann::json& json)
{
    checkFields (json, "'midi'", {"in", "out"}, UnknownMembers::passedOver);
    MidiMap map;
    detail_midi_map::readAll (json, "in", MidiMap::actionNames, map.in);
    detail_midi_map::readAll (json, "out", MidiMap::lampNames, map.out);
    return map;
}

} // namespace parlando
