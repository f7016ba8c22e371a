#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

namespace parlando
{

/** Which channels of an input the agent may hear: a range counted from 0, by default all of them. */
struct InputChannels
{
    static constexpr std::uint16_t everything = std::numeric_limits<std::uint16_t>::max();

    std::uint16_t first = 0, last = everything; /**< Both included. */

    [[nodiscard]] constexpr bool isAll() const noexcept { return first == 0 && last == everything; }
    [[nodiscard]] constexpr bool contains (int channel) const noexcept { return channel >= first && channel <= last; }

    /** As people count: "7" or "3-4", from 1 to 1,024. Nothing where `text` is neither. */
    [[nodiscard]] static std::optional<InputChannels> parse (std::string_view text);

    bool operator== (const InputChannels&) const = default;
};

} // namespace parlando
