#include "Reference.h"
#include "ReplayHost.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <cstring>

using namespace parlando;
using namespace parlando::testing;

namespace
{

bool isSilence (const std::vector<float>& samples)
{
    return std::all_of (samples.begin(), samples.end(), [] (float sample) { return sample == 0.0f; });
}

/** A stretch that a host plays without a jump. */
struct Roll
{
    std::int64_t begin;
    std::size_t frames;
};

/** Takes of a session: some over each other, some cut by jumps. */
std::vector<ReplayPiece> anyPieces (std::mt19937& random, int rate)
{
    std::vector<ReplayPiece> pieces;
    const auto count = 2 + random() % 6;

    for (std::size_t i = 0; i < count; ++i)
    {
        const auto voice = makeTones (static_cast<unsigned> (random() % 8), 4'000 + random() % 8'000);
        auto piece = wholeTake (voice, static_cast<std::int64_t> (random() % 2) * rate / 4, rate);
        piece.position += static_cast<std::int64_t> (random() % 400) * rate / 500;

        if (random() % 3 == 0)
            piece.first = static_cast<std::int64_t> (random() % 1'500);

        piece.count =
            piece.count - piece.first - (random() % 3 == 0 ? static_cast<std::int64_t> (random() % 1'000) : 0);
        pieces.push_back (piece);
    }

    return pieces;
}

/** A pre-roll, a loop twice, and places that somebody clicks at. */
std::vector<Roll> anyRolls (std::mt19937& random, int rate)
{
    const auto inLoop = static_cast<std::size_t> (rate / 2) + random() % 10'000;
    const auto loopBegin = static_cast<std::int64_t> (random() % 20'000);
    std::vector<Roll> rolls{{-9'039, 9'039 + inLoop / 2}, {loopBegin, inLoop}, {loopBegin, inLoop}};

    for (int i = 0; i < 3; ++i)
        rolls.push_back (
            {static_cast<std::int64_t> (random() % static_cast<unsigned> (rate)), 5'000 + random() % 5'000});

    return rolls;
}

/** What a host hears that asks in blocks of 0 to `largest` frames and tells any tempo. */
std::vector<float> heard (const std::shared_ptr<const ReplayMap>& map, const std::vector<Roll>& rolls, unsigned seed,
                          std::size_t largest)
{
    std::mt19937 random (seed);
    ReplayPlayer player;
    player.setMap (map);
    std::vector<float> all, block (largest);

    for (const auto& roll : rolls)
        for (std::size_t done = 0; done < roll.frames;)
        {
            const auto frames = std::min (random() % (largest + 1), roll.frames - done);
            auto host = rollingAt (roll.begin + static_cast<std::int64_t> (done), map->hostRate());
            host.tempo = 40.0 + static_cast<double> (random() % 200);
            host.beats = static_cast<double> (random() % 100);
            player.render (std::span (block).first (frames), host);
            all.insert (all.end(), block.begin(), block.begin() + static_cast<std::ptrdiff_t> (frames));
            done += frames;
        }

    return all;
}

} // namespace

TEST_CASE (
    "Whatever way a host goes, each of its samples sounds as its place says, and the same bits in blocks of any size")
{
    std::size_t off = 0, differing = 0, compared = 0, sounding = 0;

    for (unsigned seed = 0; seed < 100; ++seed)
    {
        std::mt19937 random (seed);
        const int rates[] = {44'100, 48'000, 88'200, 96'000, 192'000};
        const auto rate = rates[seed % 5];
        const auto pieces = anyPieces (random, rate);
        const auto rolls = anyRolls (random, rate);
        const auto map = std::make_shared<const ReplayMap> (pieces, rate, ReplayAnchor::samples);
        const Reference reference (pieces, rate);

        const auto first = heard (map, rolls, seed, 4'096), second = heard (map, rolls, seed + 1'000, 700);
        REQUIRE (first.size() == second.size());
        differing += std::memcmp (first.data(), second.data(), first.size() * sizeof (float)) == 0 ? 0u : 1u;

        std::size_t at = 0;

        for (const auto& roll : rolls)
            for (std::size_t i = 0; i < roll.frames; ++i, ++at)
            {
                const auto n = roll.begin + static_cast<std::int64_t> (i);

                if (i % 3 != seed % 3 || reference.isAtSeveralEdges (n)) // a third of them, for the time it takes
                    continue;

                ++compared;
                sounding += first[at] != 0.0f ? 1u : 0u;
                off += std::fabs (static_cast<double> (first[at]) - reference.at (n)) > 3e-4 ? 1u : 0u;
            }
    }

    CHECK (off == 0);
    CHECK (differing == 0);
    CHECK (sounding > compared / 4);
}

TEST_CASE ("In a pre-roll from below 0 the first take sounds once, from 0 on")
{
    const auto block = GENERATE (512u, 64u, 1'000u, 1u);
    ReplayPlayer player;
    const auto voice = makeTones (3, 2'400);
    give (player, {wholeTake (voice, 0, 48'000)}, 48'000);

    const auto out = play (player, -9'039, 9'039 + 9'600, 48'000, block);
    const auto begin = out.begin() + 9'039;
    CHECK (std::all_of (out.begin(), begin, [] (float sample) { return sample == 0.0f; }));
    CHECK (std::any_of (begin, begin + 20, [] (float sample) { return sample != 0.0f; }));
    CHECK (std::all_of (begin + 4'800, out.end(), [] (float sample) { return sample == 0.0f; }));
}

TEST_CASE ("A loop's end that a host leaves inside a block is made good in the next one")
{
    ReplayPlayer player, straight;
    const std::vector<ReplayPiece> pieces{wholeTake (makeTones (5, 24'000), 0, 48'000)};
    give (player, pieces, 48'000);
    give (straight, pieces, 48'000);

    // From 0 to 10,000, then again from 3,000: the block at 9,728 reaches over the end by 240.
    const auto before = play (player, 0, 10'240, 48'000, 512);
    const auto after = play (player, 3'240, 5'120, 48'000, 512);
    const auto whole = play (straight, 0, 20'480, 48'000, 512);
    CHECK (std::equal (before.begin(), before.end(), whole.begin()));
    CHECK (std::equal (after.begin(), after.end(), whole.begin() + 3'240));
}

TEST_CASE ("A host that stands still, has another rate or tells no place hears nothing")
{
    ReplayPlayer player;
    give (player, {wholeTake (makeTones (1, 24'000), 0, 48'000)}, 48'000);
    std::vector<float> block (512, 1.0f);
    const auto isSilent = [&] (const HostTransport& host)
    {
        std::fill (block.begin(), block.end(), 1.0f);
        return ! player.render (block, host) && block == std::vector<float> (512, 0.0f);
    };

    auto host = rollingAt (2'000, 48'000);
    CHECK_FALSE (isSilent (host));

    host.isPlaying = false;
    CHECK (isSilent (host));
    CHECK (isSilent (rollingAt (2'000, 44'100)));

    host = rollingAt (2'000, 48'000);
    host.hasSamples = false;
    CHECK (isSilent (host));
    CHECK (isSilent (HostTransport()));
    CHECK (isSilent (rollingAt (std::numeric_limits<std::int64_t>::max(), 48'000)));
    CHECK_FALSE (isSilent (rollingAt (2'000, 48'000)));

    player.setMap (nullptr);
    CHECK (isSilent (rollingAt (2'000, 48'000)));
}

TEST_CASE ("At another speed than the host's time runs a voice is silent, and back in step it is there at once")
{
    const auto speed = GENERATE (0.5, 2.0, -1.0, 0.0, 0.93);
    ReplayPlayer player, inStep;
    const std::vector<ReplayPiece> pieces{wholeTake (makeTones (1, 48'000), 0, 48'000)};
    give (player, pieces, 48'000);
    give (inStep, pieces, 48'000);
    std::vector<float> block (256);
    std::int64_t position = 20'000;

    for (int i = 0; i < 20; ++i)
    {
        const auto sounds = player.render (block, rollingAt (position, 48'000));
        CHECK (sounds == (i < 2));
        position += std::lround (speed * 256);
    }

    play (player, position, 256, 48'000, 256); // the last that is out of step
    CHECK (firstDifference (play (player, position + 256, 2'048, 48'000, 256),
                            play (inStep, position + 256, 2'048, 48'000, 256)) == -1);
}

TEST_CASE ("A silence is one for the takes, the rate and the places that it was found with, and no others")
{
    constexpr int rate = 48'000;
    constexpr std::size_t block = 512;
    const auto voice = makeTones (1, 24'000);
    const auto far = wholeTake (voice, 10 * rate, rate), near = wholeTake (voice, 2 * rate, rate);
    ReplayPlayer player, fresh;
    give (player, {far}, rate);
    REQUIRE (isSilence (play (player, 0, 2 * rate, rate, block)));

    SECTION ("A take comes into it")
    {
        give (player, {near, far}, rate);
        give (fresh, {near, far}, rate);
    }
    SECTION ("A take comes into it, and how far it is to the next border is asked before each block")
    {
        give (player, {near, far}, rate);
        give (fresh, {near, far}, rate);
        CHECK (player.steadyFrames (rollingAt (2 * rate - 100, rate), block) == 100);
    }
    SECTION ("The host is sent to the take behind it, and in front of it again")
    {
        give (fresh, {far}, rate);
        CHECK_FALSE (isSilence (play (player, 10 * rate, rate, rate, block)));
        CHECK (isSilence (play (player, rate, rate, rate, block)));
    }
    SECTION ("The takes are those of another rate")
    {
        give (player, {near}, 44'100);
        give (fresh, {near}, 44'100);
        CHECK (play (player, 2 * 44'100, 44'100, 44'100, block) == play (fresh, 2 * 44'100, 44'100, 44'100, block));
        return;
    }

    const auto heardThere = play (player, 2 * rate, 9 * rate, rate, block);
    CHECK ((heardThere == play (fresh, 2 * rate, 9 * rate, rate, block)));
}

TEST_CASE ("A render begins alike, whatever was played before it")
{
    const std::vector<ReplayPiece> pieces{wholeTake (makeTones (1, 48'000), 0, 48'000)};
    ReplayPlayer player, fresh;
    give (player, pieces, 48'000);
    give (fresh, pieces, 48'000);
    const auto expected = play (fresh, 0, 40'000, 48'000, 512);

    for (const auto last : {0, 512, 1'024, 30'000, -512})
    {
        play (player, last, 512, 48'000, 512);
        CHECK (firstDifference (play (player, 0, 40'000, 48'000, 512), expected) == -1);
    }
}
