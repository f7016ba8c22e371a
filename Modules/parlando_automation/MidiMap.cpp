#include "MidiMap.h"

namespace parlando
{

nlohmann::json toJson (const MidiMap& map)
{
    auto json = nlohmann::json::object();

    if (auto in = triggersToJson (MidiMap::actionNames, map.in); ! in.is_null())
        json["in"] = std::move (in);

    return json;
}

MidiMap midiMapFromJson (const nlohmann::json& json)
{
    constexpr auto unknown = UnknownMembers::passedOver;
    checkFields (json, "'midi'", {"in"}, unknown);
    MidiMap map;

    if (const auto in = json.find ("in"); in != json.end())
        map.in = triggersFromJson (*in, "'midi', 'in',", MidiMap::actionNames, unknown);

    return map;
}

} // namespace parlando
