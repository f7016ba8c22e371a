#include "MidiTrigger.h"

namespace parlando
{

namespace detail_midi_trigger
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
} // namespace detail_midi_trigger

nlohmann::json toJson (const MidiTrigger& trigger)
{
    nlohmann::json json;
    json[trigger.kind == MidiTrigger::Kind::note ? "note" : "controller"] = trigger.number;

    if (trigger.channel != 0)
        json["channel"] = trigger.channel;

    return json;
}

MidiTrigger triggerFromJson (const nlohmann::json& json, const std::string& place, UnknownMembers unknown)
{
    using namespace detail_midi_trigger;
    checkFields (json, place, {"note", "controller", "channel"}, unknown);

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

} // namespace parlando
