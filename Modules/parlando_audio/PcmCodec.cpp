#include "PcmCodec.h"

#include <bit>

namespace parlando
{

namespace detail_pcm
{

constexpr float fullScale = 32'768.0f;

// Rounds to the nearest; what is no number becomes 0, as an infinity does. All decisions are taken on integers: on
// floats they could trap, and compilers make no vector code of that.
std::int16_t toPcm (float sample) PARLANDO_REALTIME
{
    constexpr std::int32_t infinity = 0x7f80'0000, one = 0x3f80'0000, loudest = 32'767;
    const auto bits = std::bit_cast<std::int32_t> (sample);
    const auto magnitude = bits & 0x7fff'ffff;
    const auto finite = magnitude < infinity ? magnitude : 0;
    const auto limited = std::bit_cast<float> (finite < one ? finite : one);
    const auto rounded = static_cast<std::int32_t> (limited * fullScale + 0.5f);
    const auto sign = bits >> 31;
    const auto number = (rounded ^ sign) - sign;
    return static_cast<std::int16_t> (number < loudest ? number : loudest);
}

} // namespace detail_pcm

void pcmToFloat (std::span<const std::int16_t> source, std::span<float> target) noexcept
{
    // Fixed inner length and separate memory: what compilers turn into vector code also at -O2.
    constexpr std::size_t lanes = 16;
    const auto* __restrict from = source.data();
    auto* __restrict to = target.data();
    std::size_t i = 0;

    for (; i + lanes <= source.size(); i += lanes)
        for (std::size_t lane = 0; lane < lanes; ++lane)
            to[i + lane] = static_cast<float> (from[i + lane]) * (1.0f / detail_pcm::fullScale);
    for (; i < source.size(); ++i)
        to[i] = static_cast<float> (from[i]) * (1.0f / detail_pcm::fullScale);
}

void floatToPcm (std::span<const float> source, std::span<std::int16_t> target) PARLANDO_REALTIME
{
    const auto* __restrict from = source.data();
    auto* __restrict to = target.data();
    for (std::size_t i = 0; i < source.size(); ++i)
        to[i] = detail_pcm::toPcm (from[i]);
}

std::vector<std::int16_t> pcmFromBytes (std::span<const std::uint8_t> bytes)
{
    std::vector<std::int16_t> samples (bytes.size() / 2);
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] = static_cast<std::int16_t> (bytes[2 * i] | (bytes[2 * i + 1] << 8));
    return samples;
}

std::vector<std::uint8_t> pcmToBytes (std::span<const std::int16_t> samples)
{
    std::vector<std::uint8_t> bytes (samples.size() * 2);
    for (std::size_t i = 0; i < samples.size(); ++i)
    {
        const auto bits = static_cast<std::uint16_t> (samples[i]);
        bytes[2 * i] = static_cast<std::uint8_t> (bits & 0xff);
        bytes[2 * i + 1] = static_cast<std::uint8_t> (bits >> 8);
    }
    return bytes;
}

} // namespace parlando
