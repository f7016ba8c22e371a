#pragma once

#include <parlando_realtime/parlando_realtime.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace parlando
{

// PCM16 against float in [-1, 1) with a full scale of 32768: every PCM16 value survives the way to float and back.
// Any thread. Where a source and a target are given, the target has at least as many elements.

void pcmToFloat (std::span<const std::int16_t> source, std::span<float> target) noexcept;

/** Rounds to nearest; what is louder than full scale is clamped; NaN and infinities become 0. */
void floatToPcm (std::span<const float> source, std::span<std::int16_t> target) PARLANDO_REALTIME;

/** Little-endian bytes, as on the wire (C39), whatever the byte order of this machine. An odd last byte is left out. */
[[nodiscard]] std::vector<std::int16_t> pcmFromBytes (std::span<const std::uint8_t> bytes);
[[nodiscard]] std::vector<std::uint8_t> pcmToBytes (std::span<const std::int16_t> samples);

} // namespace parlando
