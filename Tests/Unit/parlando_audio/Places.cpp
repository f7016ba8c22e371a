// Where on the host's timeline the voice was heard.

#include "EngineRig.h"

#include <catch2/catch_test_macros.hpp>
#include <map>
#include <optional>

using namespace parlando;

namespace
{

HostTransport playingAt (std::int64_t samples, int sampleRate = 24'000)
{
    HostTransport host;
    host.isThere = host.isPlaying = host.hasSamples = true;
    host.samples = samples;
    host.sampleRate = sampleRate;
    host.tempo = 120.0;
    host.beats = static_cast<double> (samples) / sampleRate * 2.0;
    return host;
}

/** A host with a timeline, which knows of each frame that went out where it was. */
struct TimelineRig : test::EngineRig
{
    using EngineRig::EngineRig;

    void play (int frames)
    {
        playout.pump();
        engine.setHostTime (host);
        render (frames);

        for (int i = 0; i < frames; ++i)
            truth.push_back (host.isPlaying ? std::optional (host.samples + i) : std::nullopt);

        host = host.after (frames);
        playout.poll ([this] (const PlayoutEvent& event) { events.push_back (event); },
                      [this] (const VoicePlace& place) { places[place.turn].push_back (place); });
    }

    void playOutAt (int blockSize = 480)
    {
        do
            play (blockSize);
        while (! playout.isDry());
        play (blockSize);
    }

    HostTransport host = playingAt (0);
    std::vector<std::optional<std::int64_t>> truth;
    std::map<std::uint64_t, std::vector<VoicePlace>> places;
};

/** Where its places say that a frame of a turn was heard; nothing where the host stood still. */
std::optional<std::int64_t> placeOf (const std::vector<VoicePlace>& places, std::uint64_t frame)
{
    const VoicePlace* piece = nullptr;

    for (const auto& place : places)
        if (place.frame <= frame)
            piece = &place;

    REQUIRE (piece != nullptr);
    return piece->host.isPlaying
               ? std::optional (piece->host.samples + static_cast<std::int64_t> (frame - piece->frame))
               : std::nullopt;
}

/** What hosts do between two blocks, now and then. */
void moveHost (HostTransport& host, std::mt19937& random)
{
    switch (random() % 12)
    {
        case 0:
            host.isPlaying = ! host.isPlaying;
            break;
        case 1:
            host.samples = static_cast<std::int64_t> (random() % 1'000'000);
            break; // a locate, a loop's wrap
        case 2:
            host.samples -= static_cast<std::int64_t> (random() % 500) + 2;
            break;
        case 3:
            host.tempo = 40.0 + static_cast<double> (random() % 200);
            break;
        default:
            break;
    }
}

} // namespace

TEST_CASE ("Where each frame of the voice was heard is known to the sample, whatever the host does")
{
    for (unsigned seed = 1; seed <= 100; ++seed)
    {
        std::mt19937 random (seed);
        TimelineRig rig;
        rig.host.samples = static_cast<std::int64_t> (random() % 100'000);
        const std::size_t first = 5'000 + random() % 20'000, second = 5'000 + random() % 20'000;

        rig.playout.push (1, test::noisePcm (first, seed), 24'000);
        rig.playout.push (2, test::noisePcm (second, seed + 1'000), 24'000);
        rig.playout.endTurn (2);

        while (! rig.playout.isDry())
        {
            rig.play (static_cast<int> (random() % 1'000));
            moveHost (rig.host, random);
        }

        rig.play (480);
        INFO ("seed " << seed);
        std::size_t wrong = 0;

        for (std::size_t frame = 0; frame < first; ++frame)
            wrong += placeOf (rig.places[1], frame) != rig.truth[frame] ? 1 : 0;
        for (std::size_t frame = 0; frame < second; ++frame)
            wrong += placeOf (rig.places[2], frame) != rig.truth[first + frame] ? 1 : 0;

        CHECK (wrong == 0);
    }
}

TEST_CASE ("A turn that goes through has one place, that of its first sample, at the tempo of then")
{
    TimelineRig rig (48'000);
    rig.host = playingAt (96'000, 48'000);
    rig.playout.push (7, test::noisePcm (4'800, 1), 24'000);
    rig.playout.endTurn (7);
    rig.play (480);
    rig.host.tempo = 90.0;
    rig.playout.push (8, test::noisePcm (4'800, 2), 24'000);
    rig.playout.endTurn (8);
    rig.playOutAt (333);

    REQUIRE (rig.places[7].size() == 1);
    REQUIRE (rig.places[8].size() == 1);
    CHECK (rig.places[7][0].host.samples == 96'000);
    CHECK (rig.places[7][0].host.beats.value == 4.0);
    CHECK (rig.places[8][0].host.samples == 96'000 + 9'600);
    CHECK (rig.places[8][0].host.tempo.value == 90.0);
}

TEST_CASE ("A place between two samples of the voice says which part of the way")
{
    TimelineRig rig (44'100);
    rig.host = playingAt (0, 44'100);
    rig.playout.push (1, test::noisePcm (24'000, 1), 24'000);
    rig.playout.endTurn (1);
    rig.play (441);
    rig.play (1);
    rig.host.samples = 1'000'000;
    rig.playOutAt();

    REQUIRE (rig.places[1].size() == 2);
    CHECK (rig.places[1][1].frame == 442);
    CHECK (rig.places[1][1].sample == 442.0 * 24'000.0 / 44'100.0);
    CHECK (rig.places[1][1].host.samples == 1'000'000);
}

TEST_CASE ("A voice that ran dry in the middle of a turn has a place for what comes after the gap")
{
    TimelineRig rig;
    rig.playout.push (1, test::noisePcm (4'800, 1), 24'000);
    for (int i = 0; i < 20; ++i)
        rig.play (480);
    rig.playout.push (1, test::noisePcm (24'000, 2), 24'000);
    rig.playout.endTurn (1);
    rig.playOutAt();

    REQUIRE (rig.places[1].size() == 2);
    CHECK (rig.places[1][1].frame == 4'800);
    CHECK (rig.places[1][1].host.samples >= 9'600);
}

TEST_CASE ("A host that tells nothing of its time gives no places, and one that is a sample off gives no more")
{
    TimelineRig rig;
    rig.host = {};
    rig.playout.push (1, test::noisePcm (4'800, 1), 24'000);
    rig.playout.endTurn (1);
    rig.playOutAt();
    CHECK (rig.places.empty());

    rig.host = playingAt (0);
    rig.playout.push (2, test::noisePcm (9'600, 1), 24'000);
    rig.playout.endTurn (2);
    for (const auto drift : {0, 1, -1, 1, 0})
    {
        rig.host.samples += drift;
        rig.play (480);
        rig.host.samples -= drift;
    }
    rig.playOutAt();
    CHECK (rig.places[2].size() == 1);
}
