#pragma once

#include "FieldCheck.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace parlando
{

/** A note or a controller. Trivially copyable. */
struct MidiTrigger
{
    enum class Kind : std::uint8_t
    {
        none,
        note,
        controller
    };

    Kind kind = Kind::none;
    std::uint8_t channel = 0; /**< 1 to 16; 0: any, and 1 where it is sent. */
    std::uint8_t number = 0;  /**< 0 to 127. */

    bool operator== (const MidiTrigger&) const = default;
};

/** {"note": 60, "channel": 1}, {"controller": 64}; not for one of no kind. */
nlohmann::json toJson (const MidiTrigger&);

/** Throws std::invalid_argument with one sentence, which names `place`, for anything else. */
MidiTrigger triggerFromJson (const nlohmann::json&, const std::string& place, UnknownMembers);

/** An object with a trigger for each name that has one; nothing where none has. */
template <std::size_t Size>
nlohmann::json triggersToJson (const std::array<std::string_view, Size>& names,
                               const std::array<MidiTrigger, Size>& triggers)
{
    nlohmann::json json;

    for (std::size_t i = 0; i < Size; ++i)
        if (triggers[i].kind != MidiTrigger::Kind::none)
            json[std::string (names[i])] = toJson (triggers[i]);

    return json;
}

/** Reads that. */
template <std::size_t Size>
std::array<MidiTrigger, Size> triggersFromJson (const nlohmann::json& json, const std::string& place,
                                                const std::array<std::string_view, Size>& names, UnknownMembers unknown)
{
    std::array<MidiTrigger, Size> triggers{};

    if (! json.is_object())
        refuseField (place, "must be an object");

    for (const auto& [name, value] : json.items())
    {
        const auto known = std::find (names.begin(), names.end(), name);

        if (known != names.end())
            triggers[static_cast<std::size_t> (known - names.begin())] =
                triggerFromJson (value, place + " '" + name + "',", unknown);
        else if (unknown == UnknownMembers::refused)
            refuseField (place, "has a member '" + shortened (name, 40) + "', which is not known");
    }

    return triggers;
}

} // namespace parlando
