#include "ReplayHost.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace parlando;
using namespace parlando::testing;

namespace
{

/** A voice of one level, so that gains show. */
std::shared_ptr<const TakeVoice> makeLevel (std::int16_t level, std::size_t count)
{
    return makeVoice (std::vector<std::int16_t> (count, level), 48'000);
}

constexpr float quarter = 0.25f;
constexpr std::int16_t quarterLevel = 8'192;
constexpr std::size_t fade = 240; // 5 ms

bool isLevel (std::span<const float> samples, float level)
{
    return std::all_of (samples.begin(), samples.end(), [level] (float sample) { return sample == level; });
}

std::vector<float> heardOf (const std::vector<ReplayPiece>& pieces, std::size_t count = 20'000)
{
    ReplayPlayer player;
    give (player, pieces, 48'000);
    return play (player, 0, count, 48'000, 512);
}

} // namespace

TEST_CASE ("A take begins and ends as it is; one that a jump cut has a fade of 5 ms within it")
{
    auto piece = wholeTake (makeLevel (quarterLevel, 10'000), 1'000, 48'000);
    const auto whole = heardOf ({piece});
    CHECK (isLevel (std::span (whole).first (1'000), 0.0f));
    CHECK (isLevel (std::span (whole).subspan (1'000, 10'000), quarter));
    CHECK (isLevel (std::span (whole).subspan (11'000), 0.0f));

    piece.first = 100;
    piece.count = 5'000;
    const auto cut = heardOf ({piece});
    CHECK (isLevel (std::span (cut).first (1'000), 0.0f));
    CHECK (isLevel (std::span (cut).subspan (1'000 + fade, 5'000 - 2 * fade), quarter));
    CHECK (isLevel (std::span (cut).subspan (6'000), 0.0f));

    for (std::size_t i = 0; i < fade; ++i)
    {
        const auto gain = 0.5 - 0.5 * std::cos (std::numbers::pi * (static_cast<double> (i) + 0.5) / fade);
        CHECK (std::fabs (static_cast<double> (cut[1'000 + i]) - 0.25 * gain) < 1e-6);
        CHECK (cut[5'999 - i] == cut[1'000 + i]);
    }
}

TEST_CASE ("Of two takes at one place the newer is heard, with crossfades of 5 ms and no place twice")
{
    const auto older = wholeTake (makeLevel (quarterLevel, 15'000), 0, 48'000);
    auto newer = wholeTake (makeLevel (2 * quarterLevel, 8'000), 4'000, 48'000);
    newer.first = 1'000;
    newer.count = 6'000;
    const auto out = heardOf ({older, newer});

    CHECK (isLevel (std::span (out).first (4'000), quarter));
    CHECK (isLevel (std::span (out).subspan (4'000 + fade, 6'000 - 2 * fade), 2.0f * quarter));
    CHECK (isLevel (std::span (out).subspan (10'000, 5'000), quarter));

    for (std::size_t i = 0; i < fade; ++i)
    {
        CHECK (out[4'000 + i] >= quarter);
        CHECK (out[4'000 + i] <= 2.0f * quarter);
        CHECK (out[4'000 + i] >= out[4'000 + i - 1]);
    }

    const auto swapped = heardOf ({newer, older});
    CHECK (isLevel (std::span (swapped).first (15'000), quarter));
}

TEST_CASE ("Of a hundred passes of a loop only the last is heard, with the ends of longer ones")
{
    std::vector<ReplayPiece> pieces;

    for (std::size_t pass = 0; pass < 100; ++pass)
        pieces.push_back (
            wholeTake (makeLevel (static_cast<std::int16_t> (100 * (pass + 1)), 10'000 - 50 * pass), 2'000, 48'000));

    const auto out = heardOf (pieces);
    CHECK (isLevel (std::span (out).subspan (2'000, 5'050 - fade), 10'000.0f / 32'768.0f));
    CHECK (isLevel (std::span (out).subspan (12'000 - 50, 50), 100.0f / 32'768.0f));
    CHECK (isLevel (std::span (out).subspan (12'000), 0.0f));
}

TEST_CASE ("A take that goes on behind a jump of nothing is not heard to be in two pieces")
{
    const auto rate = GENERATE (44'100, 48'000, 192'000);
    const auto voice = makeTones (4, 24'000);
    auto first = wholeTake (voice, 500, 48'000), second = first;
    first.count = second.first = 9'001;
    second.count -= second.first;
    second.position += 18'002 + static_cast<std::int64_t> (GENERATE (-1, 0, 1));

    ReplayPlayer player, whole;
    give (player, {first, second}, rate);
    give (whole, {wholeTake (voice, 500, 48'000)}, rate);
    const auto count = static_cast<std::size_t> (rate) + 5'000;
    CHECK (firstDifference (play (player, 0, count, rate, 777), play (whole, 0, count, rate, 512)) == -1);
}

TEST_CASE ("What is shorter than two fades is no word and is left out")
{
    auto piece = wholeTake (makeLevel (quarterLevel, 2'000), 100, 48'000);
    piece.first = 10;
    piece.count = 2 * fade - 1;
    CHECK (isLevel (heardOf ({piece}), 0.0f));
}

TEST_CASE ("A place recorded at one rate is the same time at another")
{
    const auto voice = makeVoice (std::vector<std::int16_t> (4'800, 20'000));
    ReplayPlayer player;
    give (player, {wholeTake (voice, 48'000, 48'000), wholeTake (voice, -4'801, 48'000)}, 44'100);
    const auto out = play (player, -10'000, 60'000, 44'100, 512);
    const auto sounds = [] (float sample) { return sample != 0.0f; };
    const auto first = std::find_if (out.begin(), out.end(), sounds);
    CHECK (first - out.begin() == 10'000 - 4'411); // 4,410.92 before 0
    const auto second = std::find_if (out.begin() + 54'000, out.end(), sounds);
    CHECK (second - out.begin() == 10'000 + 44'100);
}
