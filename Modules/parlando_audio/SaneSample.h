#pragma once

#include <parlando_realtime/parlando_realtime.h>

#include <algorithm>
#include <bit>
#include <cstdint>

namespace parlando
{

/** NaN, infinities and numbers so small that they are denormal or nearly so become 0; what is left is bounded, so that
    no sum of channels overflows. Any thread. */
[[nodiscard]] inline float saneSample (float sample) PARLANDO_REALTIME
{
    constexpr auto smallest = 1.0e-15f, loudest = 1.0e4f;
    constexpr std::int32_t lowest = std::bit_cast<std::int32_t> (smallest), infinity = 0x7f80'0000;

    const auto bits = std::bit_cast<std::int32_t> (sample);
    const auto magnitude = bits & 0x7fff'ffff;
    const auto kept = std::bit_cast<float> (magnitude > lowest && magnitude < infinity ? bits : 0);
    return std::min (std::max (kept, -loudest), loudest);
}

} // namespace parlando
