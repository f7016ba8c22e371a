#include "ReplayHost.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace parlando;
using namespace parlando::testing;

namespace
{

constexpr int hostRate = 48'000;

/** A project with one tempo. */
struct Project
{
    double tempo;
    double tick = 0.0; // to which the host rounds its quarter notes; 0: not at all
    bool tellsSamples = true;

    [[nodiscard]] HostTransport at (std::int64_t position) const
    {
        auto beats = static_cast<double> (position) * tempo / (60.0 * hostRate);

        if (tick > 0.0)
            beats = std::floor (beats / tick) * tick;

        auto host = rollingAt (position, hostRate, beats, tempo);
        host.hasSamples = tellsSamples;
        host.samples = tellsSamples ? position : 0;
        return host;
    }

    std::vector<float> played (ReplayPlayer& player, std::int64_t position, std::size_t count, unsigned seed) const
    {
        std::mt19937 random (seed);
        std::vector<float> out (count);

        for (std::size_t i = 0; i < count;)
        {
            const auto frames = std::min<std::size_t> (1 + random() % 600, count - i);
            player.render (std::span (out).subspan (i, frames), at (position + static_cast<std::int64_t> (i)));
            i += frames;
        }

        return out;
    }
};

/** Takes that were recorded at 120 beats a minute. */
std::vector<ReplayPiece> recorded()
{
    std::vector<ReplayPiece> pieces;

    for (unsigned i = 0; i < 6; ++i)
    {
        auto piece = wholeTake (makeTones (i, 9'000), 1'000 + 21'001 * static_cast<std::int64_t> (i), hostRate);
        piece.beats = static_cast<double> (piece.position) / 24'000.0;
        piece.tempo = 120.0;
        pieces.push_back (piece);
    }

    return pieces;
}

/** The same at where their quarter notes are at another tempo, rounded to a sample; within a tick nothing moves. */
std::vector<ReplayPiece> movedTo (double tempo)
{
    auto pieces = recorded();

    for (auto& piece : pieces)
        if (const auto there = static_cast<double> (piece.position) * tempo / (60.0 * hostRate);
            std::fabs (there - *piece.beats) > 1.0 / 1920.0)
            piece.position = std::lround (*piece.beats * 60.0 * hostRate / tempo);

    return pieces;
}

} // namespace

TEST_CASE ("By beats a take whose tempo did not change sounds at its sample, also with quarter notes in ticks")
{
    const auto tick = GENERATE (0.0, 1.0 / 1920.0);
    ReplayPlayer bySamples, byBeats;
    give (bySamples, recorded(), hostRate);
    give (byBeats, recorded(), hostRate, ReplayAnchor::beats);
    const Project project{120.0, tick};

    for (const std::int64_t from : {std::int64_t{-5'000}, std::int64_t{0}, std::int64_t{5'000}, std::int64_t{30'000}})
        CHECK (firstDifference (project.played (byBeats, from, 120'000, 1),
                                project.played (bySamples, from, 120'000, 2)) == -1);
}

TEST_CASE ("By beats a take goes with its quarter note to another tempo, to the sample and at any block size")
{
    const auto tempo = GENERATE (60.0, 97.3, 119.0, 160.0);
    ReplayPlayer byBeats, moved;
    give (byBeats, recorded(), hostRate, ReplayAnchor::beats);
    give (moved, movedTo (tempo), hostRate);
    const Project project{tempo};

    for (const std::int64_t from : {std::int64_t{-5'000}, std::int64_t{7'000}, std::int64_t{40'001}})
    {
        const auto expected = project.played (moved, from, 200'000, 1);
        CHECK (firstDifference (project.played (byBeats, from, 200'000, 2), expected) == -1);
        CHECK (firstDifference (project.played (byBeats, from, 200'000, 3), expected) == -1);
    }
}

TEST_CASE ("A take that sounds goes on where it is when the tempo changes while the host rolls")
{
    ReplayPlayer byBeats, moved;
    give (byBeats, recorded(), hostRate, ReplayAnchor::beats);
    give (moved, movedTo (60.0), hostRate);
    const Project slow{60.0};
    std::vector<float> out (512), expected (512);

    // The first take begins at 2,000 and lasts to 20,000.
    auto host = slow.at (0);

    for (int i = 0; i < 35; ++i)
    {
        byBeats.render (out, host);
        moved.render (expected, slow.at (512 * i));
        CHECK (firstDifference (out, expected) == -1);
        host.beats = host.beats.value + 512.0 * host.tempo.value / (60.0 * hostRate);
        host.samples += 512;
        host.tempo = i < 4 ? 60.0 : 60.0 + i;
    }
}

TEST_CASE ("A host that tells quarter notes but no samples is followed by them, with either anchor")
{
    const auto anchor = GENERATE (ReplayAnchor::samples, ReplayAnchor::beats);
    const auto tempo = GENERATE (120.0, 90.0);
    ReplayPlayer byBeats, moved;
    give (byBeats, recorded(), hostRate, anchor);
    give (moved, movedTo (tempo), hostRate);
    const Project mute{tempo, 0.0, false}, whole{tempo};

    for (const std::int64_t from : {std::int64_t{-5'000}, std::int64_t{7'000}, std::int64_t{40'001}})
        CHECK (firstDifference (mute.played (byBeats, from, 150'000, 1), whole.played (moved, from, 150'000, 1)) == -1);
}

TEST_CASE ("By beats a take without a quarter note, or in a host that tells none, stays at its sample")
{
    auto pieces = recorded();
    pieces[0].beats.reset();
    pieces[1].tempo.reset();
    ReplayPlayer byBeats, bySamples;
    give (byBeats, {pieces[0], pieces[1]}, hostRate, ReplayAnchor::beats);
    give (bySamples, {pieces[0], pieces[1]}, hostRate);
    const Project faster{150.0};
    CHECK (firstDifference (faster.played (byBeats, 0, 60'000, 1), faster.played (bySamples, 0, 60'000, 1)) == -1);

    give (byBeats, recorded(), hostRate, ReplayAnchor::beats);
    give (bySamples, recorded(), hostRate);
    CHECK (firstDifference (play (byBeats, 0, 100'000, hostRate, 512), play (bySamples, 0, 100'000, hostRate, 300)) ==
           -1);
}
