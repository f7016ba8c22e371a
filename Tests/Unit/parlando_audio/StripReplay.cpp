// A voice on the host's timeline, on a track.

#include "StripRig.h"

#include <catch2/catch_test_macros.hpp>
#include <random>

using namespace parlando;
using namespace parlando::test;

namespace
{

constexpr std::int64_t begin = 5'000, end = 11'111;

/** At each place inside one piece another sample. */
struct OnePiece : TimelineVoice
{
    static float at (std::int64_t place)
    {
        return place >= begin && place < end ? 0.1f + 1e-5f * static_cast<float> (place) : 0.0f;
    }

    std::size_t steadyFrames (const HostTransport& host, std::size_t most) PARLANDO_REALTIME override
    {
        for (const auto border : {begin, end})
            if (host.samples < border)
                return std::min (most, static_cast<std::size_t> (border - host.samples));
        return most;
    }

    bool render (float* voice, std::size_t frames, const HostTransport& host) PARLANDO_REALTIME override
    {
        for (std::size_t i = 0; i < frames; ++i)
            voice[i] = at (host.samples + static_cast<std::int64_t> (i));
        return host.samples >= begin && host.samples < end;
    }
};

struct ReplayRig : StripRig
{
    ReplayRig()
    {
        strip.setTimelineVoice (&piece);
        controls.replays = true;
    }

    /** The main output from a place on, in blocks that `length` gives. */
    template <typename Length>
    Signal pass (Signal track, Length&& length, std::int64_t from = 0)
    {
        HostTransport host;
        host.isThere = host.isPlaying = host.hasSamples = true;
        host.sampleRate = 24'000;
        host.samples = from;

        for (std::size_t start = 0; start < track.size();)
        {
            const auto frames = std::min (track.size() - start, static_cast<std::size_t> (length()));
            auto* main = track.data() + start;
            playout.pump();
            strip.process ({&main, 1, nullptr, 0, &main, 1, nullptr, 0, static_cast<int> (frames)}, controls, host);
            host = host.after (static_cast<std::int64_t> (frames));
            start += frames;
        }
        return track;
    }

    OnePiece piece;
};

constexpr auto usualBlock = [] { return 480; };

} // namespace

TEST_CASE ("A voice on the timeline sounds at its place, in real time and offline")
{
    for (const auto isOffline : {false, true})
    {
        ReplayRig rig;
        rig.controls.isOffline = isOffline;
        const auto heard = rig.pass (Signal (20'000), usualBlock);
        auto isAtItsPlace = true;
        for (std::size_t i = 0; i < heard.size(); ++i)
            isAtItsPlace = isAtItsPlace && heard[i] == OnePiece::at (static_cast<std::int64_t> (i));
        CHECK (isAtItsPlace);
    }
}

TEST_CASE ("However long blocks are, and offline or not, a voice on the timeline and the track under it come out alike")
{
    const auto track = sine (24'000, 440, 40'000);
    const auto pass = [&] (bool isOffline, auto&& length)
    {
        ReplayRig rig;
        rig.controls.isOffline = isOffline;
        rig.controls.duckGain = 0.25f;
        rig.controls.voiceGain = 0.7f;
        return rig.pass (track, length);
    };
    const auto reference = pass (true, usualBlock);
    CHECK (reference != track);

    for (const auto isOffline : {false, true})
        for (unsigned seed = 1; seed <= 5; ++seed)
        {
            const auto isSame = pass (isOffline, [random = std::mt19937 (seed)]() mutable
                                      { return random() % 3'000 + 1; }) == reference;
            CHECK (isSame);
        }
}

TEST_CASE ("A voice on the timeline is silent where it is not asked for, and where the strip is bypassed")
{
    ReplayRig rig;
    SECTION ("not asked for") { rig.controls.replays = false; }
    SECTION ("bypassed") { rig.controls.isBypassed = true; }
    CHECK (isSilent (rig.pass (Signal (20'000), usualBlock)));
}

TEST_CASE ("While the agent itself speaks the voice on the timeline steps aside, without a click")
{
    ReplayRig rig;
    rig.speak (0.2);
    const auto heard = rig.pass (Signal (6'000), usualBlock, begin);
    const auto agent = 8'192.0f / 32'768.0f;
    CHECK (heard[2'000] == agent);
    CHECK (heard[4'700] == agent);
    CHECK (heard[5'500] == OnePiece::at (begin + 5'500));
    CHECK (largestStep (heard, 1) < 0.02f);
}
