#include <parlando_audio/parlando_audio.h>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

using namespace parlando;

TEST_CASE ("Every PCM16 value survives the way to float and back")
{
    std::vector<std::int16_t> all (65'536), back (65'536);
    std::iota (all.begin(), all.end(), std::numeric_limits<std::int16_t>::min());
    std::vector<float> floats (all.size());
    pcmToFloat (all, floats);
    floatToPcm (floats, back);
    CHECK (back == all);
    CHECK (floats.front() == -1.0f);
    CHECK (floats.back() < 1.0f);
}

TEST_CASE ("Too loud is clamped, not a number is silence")
{
    const auto infinity = std::numeric_limits<float>::infinity();
    const std::vector<float> wild{
        1.0f, 7.0f, -1.0f, -7.0f, 1e30f, infinity, -infinity, std::numeric_limits<float>::quiet_NaN(), 1e-40f};
    std::vector<std::int16_t> samples (wild.size());
    floatToPcm (wild, samples);
    CHECK (samples == std::vector<std::int16_t>{32'767, 32'767, -32'768, -32'768, 32'767, 0, 0, 0, 0});
}

TEST_CASE ("C39: bytes are little endian")
{
    const std::vector<std::int16_t> samples{0x1234, -2, -32'768};
    const std::vector<std::uint8_t> bytes{0x34, 0x12, 0xfe, 0xff, 0x00, 0x80};
    CHECK (pcmToBytes (samples) == bytes);
    CHECK (pcmFromBytes (bytes) == samples);
}

TEST_CASE ("C83: an odd last byte shifts nothing")
{
    const std::vector<std::uint8_t> bytes{0x34, 0x12, 0xfe};
    CHECK (pcmFromBytes (bytes) == std::vector<std::int16_t>{0x1234});
    CHECK (pcmFromBytes ({}).empty());
}

TEST_CASE ("Every sample is rounded to the nearest, as the C library rounds")
{
    for (int i = -66'000; i <= 66'000; ++i)
    {
        // Between the halves, where rounding has no two answers.
        const std::array<float, 1> sample{(static_cast<float> (i) * 0.5f + 0.2f) / 32'768.0f};
        std::array<std::int16_t, 1> rounded{};
        floatToPcm (sample, rounded);
        CHECK (rounded[0] == std::clamp (std::lrint (sample[0] * 32'768.0f), -32'768l, 32'767l));
    }
}
