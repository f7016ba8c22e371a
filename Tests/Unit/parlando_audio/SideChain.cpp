// A side-chain as what loudspeakers play, and as what the agent's voice is ducked under.

#include "StripRig.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <limits>
#include <random>

using namespace parlando;
using Catch::Approx;
using test::Signal;
using test::StripRig;

namespace
{

using Channels = std::vector<Signal>;

constexpr auto notANumber = std::numeric_limits<float>::quiet_NaN();
constexpr auto infinity = std::numeric_limits<float>::infinity();

float decibels (double level) { return static_cast<float> (std::pow (10.0, level / 20.0)); }

// A tone of this RMS in dBFS.
Signal tone (double rate, double level, std::size_t samples)
{
    return test::sine (rate, 1'000, samples, std::numbers::sqrt2 * static_cast<double> (decibels (level)));
}

Signal noiseOf (std::size_t samples, unsigned seed)
{
    std::mt19937 random (seed);
    Signal signal (samples);
    for (auto& sample : signal)
        sample = static_cast<float> (random() % 30'000 + 1) / 32'768.0f - 0.5f;
    return signal;
}

Signal joined (std::initializer_list<Signal> parts)
{
    Signal whole;
    for (const auto& part : parts)
        whole.insert (whole.end(), part.begin(), part.end());
    return whole;
}

// A strip on a mono track with a side-chain, at 16 kHz as the service: then what it captures keeps every sample.
struct SideChainRig : StripRig
{
    explicit SideChainRig (double rate = 16'000, int hostBlock = 480) : StripRig (rate, hostBlock)
    {
        engine.capture().setHearsPlayed (true);
    }

    // What the agent's bus gives. `sideChain`: as long as the track.
    Signal pass (Signal track, const Channels& sideChain)
    {
        agent.assign (track.size(), 9.0f);
        for (std::size_t start = 0; start < track.size(); start += static_cast<std::size_t> (blockSize))
        {
            const auto frames = std::min (track.size() - start, static_cast<std::size_t> (blockSize));
            auto* main = track.data() + start;
            auto* voice = agent.data() + start;
            std::vector<const float*> side;
            for (const auto& channel : sideChain)
                side.push_back (channel.data() + start);
            playout.pump();
            strip.process (
                {&main, 1, side.data(), static_cast<int> (side.size()), &main, 1, &voice, 1, static_cast<int> (frames)},
                controls);
            listen();
        }
        return agent;
    }

    // The frames that are full, with what was played beside them.
    void listen()
    {
        while (engine.capture().pull (frame))
        {
            for (const auto sample : frame)
                heard.push_back (static_cast<float> (sample) / 32'768.0f);
            const auto beside = engine.capture().played();
            played.insert (played.end(), beside.begin(), beside.end());
        }
    }

    // What was played must be the beginning of this.
    [[nodiscard]] bool playedIs (const Signal& expected) const
    {
        return played.size() > 1'000 && played.size() <= expected.size() &&
               std::equal (played.begin(), played.end(), expected.begin());
    }

    Signal played;
};

// The agent's bus for a voice of 0.25 that is over in no time here. At 24 kHz it is exact.
Signal duckedVoice (StripControls controls, const Channels& sideChain, int blockSize = 480)
{
    SideChainRig rig (24'000, blockSize);
    rig.controls = controls;
    rig.speak (10.0);
    return rig.pass (Signal (sideChain.empty() ? 24'000 : sideChain[0].size()), sideChain);
}

StripControls duckedBy (double amount, double threshold = -40.0)
{
    StripControls controls;
    controls.voiceDuckGain = decibels (-amount);
    controls.voiceDuckThreshold = decibels (threshold);
    return controls;
}

/** A voice on the timeline that is everywhere. */
struct EndlessVoice : TimelineVoice
{
    std::size_t steadyFrames (const HostTransport&, std::size_t most) PARLANDO_REALTIME override { return most; }
    bool render (float* voice, std::size_t frames, const HostTransport&) PARLANDO_REALTIME override
    {
        std::fill_n (voice, frames, 0.25f);
        return true;
    }
};

} // namespace

TEST_CASE ("What the loudspeakers play is the agent's voice, the side-chain or both, to the sample")
{
    const auto channels = GENERATE (std::size_t (1), std::size_t (2));
    constexpr std::size_t length = 16'000;
    const Channels stereo{noiseOf (length, 1), noiseOf (length, 2)};
    const Channels sideChain (stereo.begin(), stereo.begin() + static_cast<std::ptrdiff_t> (channels));

    const auto playedOf = [&] (LoudspeakerSource source, auto&& expected)
    {
        SideChainRig rig;
        rig.controls.loudspeakers = source;
        rig.controls.voiceGain = 0.5f;
        rig.speak (0.6);
        const auto voice = rig.pass (noiseOf (length, 3), sideChain);
        Signal whole (length);
        for (std::size_t i = 0; i < length; ++i)
            whole[i] = expected (channels == 1 ? stereo[0][i] : 0.5f * stereo[0][i] + 0.5f * stereo[1][i], voice[i]);
        CHECK_FALSE (test::isSilent (voice));
        return rig.playedIs (whole);
    };

    CHECK (playedOf (LoudspeakerSource::agent, [] (float, float voice) { return voice; }));
    CHECK (playedOf (LoudspeakerSource::sideChain, [] (float mix, float) { return mix; }));
    CHECK (playedOf (LoudspeakerSource::both, [] (float mix, float voice) { return mix + voice; }));
}

TEST_CASE ("A side-chain that loudspeakers play is not what the agent hears")
{
    const auto hears = GENERATE (TrackSource::main, TrackSource::sideChain, TrackSource::both);
    const auto source = GENERATE (LoudspeakerSource::sideChain, LoudspeakerSource::both);
    SideChainRig rig;
    rig.controls.hears = hears;
    rig.controls.loudspeakers = source;
    const auto track = test::sine (16'000, 300, 8'000);
    rig.pass (track, {noiseOf (8'000, 1)});

    REQUIRE (rig.heard.size() > 7'000);
    auto isTrack = true;
    for (std::size_t i = 0; i < rig.heard.size(); ++i)
        isTrack = isTrack && std::fabs (rig.heard[i] - track[i]) < 1.0f / 20'000.0f;
    CHECK (isTrack);
}

TEST_CASE ("Without a side-chain the loudspeakers play the agent's voice, and nothing is ducked")
{
    const auto source = GENERATE (LoudspeakerSource::sideChain, LoudspeakerSource::both);
    SideChainRig plain, rig;
    rig.controls = duckedBy (20.0, -60.0);
    rig.controls.loudspeakers = source;
    plain.speak (0.5);
    rig.speak (0.5);
    const auto voice = plain.pass (noiseOf (16'000, 1), {});
    CHECK (rig.pass (noiseOf (16'000, 1), {}) == voice);
    CHECK (rig.playedIs (voice));
    CHECK_FALSE (rig.strip.playsSideChain());
}

TEST_CASE ("A side-chain to which nothing is connected is the agent's voice, until there is something in it")
{
    SideChainRig rig;
    rig.controls.loudspeakers = LoudspeakerSource::sideChain;
    rig.speak (2.0);
    const auto mix = noiseOf (1'600, 1);
    const auto voice = rig.pass (Signal (16'000), {joined ({Signal (3'200), mix, Signal (11'200)})});

    // 100 ms of a silent mix while the agent speaks, and it cannot be a mix with the agent in it.
    auto expected = voice;
    std::copy (mix.begin(), mix.end(), expected.begin() + 3'200);
    std::fill_n (expected.begin() + 4'800, 1'600 - 1, 0.0f);
    CHECK (rig.playedIs (expected));
    CHECK_FALSE (rig.strip.playsSideChain());

    rig.pass (Signal (480), {Signal (480, 0.1f)});
    CHECK (rig.strip.playsSideChain());
    rig.controls.loudspeakers = LoudspeakerSource::agent;
    rig.pass (Signal (480), {Signal (480, 0.1f)});
    CHECK_FALSE (rig.strip.playsSideChain());
}

TEST_CASE ("A mix in which the agent pauses stays what the loudspeakers play")
{
    SideChainRig rig;
    rig.controls.loudspeakers = LoudspeakerSource::sideChain;
    const auto mix = joined ({noiseOf (1'600, 1), Signal (16'000), noiseOf (1'600, 2)});
    rig.pass (Signal (mix.size()), {mix});
    CHECK (rig.playedIs (mix));
    CHECK (rig.strip.playsSideChain());
}

TEST_CASE ("Samples that are no numbers are silence in what the loudspeakers play and to the ducking")
{
    auto broken = noiseOf (16'000, 1), whole = broken;
    for (std::size_t i = 3'000; i < 6'000; i += 3)
    {
        broken[i] = i % 2 == 0 ? notANumber : i % 9 == 0 ? infinity : -infinity;
        whole[i] = 0.0f;
    }

    const auto pass = [] (const Signal& sideChain)
    {
        SideChainRig rig;
        rig.controls = duckedBy (20.0, -12.0);
        rig.controls.loudspeakers = LoudspeakerSource::both;
        rig.speak (0.8);
        rig.pass (Signal (16'000), {sideChain});
        return std::pair (rig.agent, rig.played);
    };
    CHECK (pass (broken) == pass (whole));
    const auto silent = pass (Signal (16'000));
    for (const auto nothing : {notANumber, infinity, -infinity})
        CHECK (pass (Signal (16'000, nothing)) == silent);
}

TEST_CASE ("The voice is down within the attack, and exactly back within hold and release")
{
    const auto amount = GENERATE (6.0, 20.0, 40.0);
    const auto channel = GENERATE (std::size_t (0), std::size_t (1));
    constexpr std::size_t begin = 12'000, end = 24'000;
    Channels music (2, Signal (72'000));
    std::fill (music[channel].begin() + begin, music[channel].begin() + end, 0.5f);
    const auto voice = duckedVoice (duckedBy (amount), music);
    const auto low = 0.25f * decibels (-amount);

    CHECK (voice[begin - 1] == 0.25f);
    CHECK (voice[begin + 360] < 0.25f);
    CHECK (voice[begin + 720] == Approx (low).margin (1e-6)); // 30 ms
    CHECK (voice[end + 3'600] == Approx (low).margin (1e-6)); // 150 ms

    // The level falls from -6 to -44 dB in 88 ms; then the hold, and 400 ms.
    CHECK (voice[end + 2'100 + 3'600 - 200] == Approx (low).margin (1e-6));
    CHECK (voice[end + 2'100 + 3'600 + 4'800] < 0.25f);
    CHECK (voice[end + 2'100 + 3'600 + 9'600 + 24] == 0.25f);
    CHECK (test::largestStep (voice, 2'400) < 1.5f * 0.25f / 720.0f + 1e-6f);
}

TEST_CASE ("What is ducked is what is played, in both outputs")
{
    const auto source = GENERATE (LoudspeakerSource::agent, LoudspeakerSource::both);
    SideChainRig rig;
    rig.controls = duckedBy (12.0);
    rig.controls.loudspeakers = source;
    rig.speak (0.9);
    const auto music = joined ({Signal (4'800), tone (16'000, -20.0, 4'800), Signal (6'400)});
    Signal main (music.size());
    const auto voice = rig.pass (main, {music});
    CHECK (voice[8'000] < 0.1f);

    auto expected = voice;
    if (source == LoudspeakerSource::both)
        for (std::size_t i = 0; i < expected.size(); ++i)
            expected[i] += music[i];
    CHECK (rig.playedIs (expected));
}

TEST_CASE ("Off, and under the threshold, not one bit of the voice changes")
{
    const auto music = tone (24'000, -30.0, 24'000);
    const auto voice = duckedVoice ({}, {Signal (24'000)});
    CHECK (duckedVoice (duckedBy (0.0, -60.0), {music}) == voice);
    CHECK (duckedVoice (duckedBy (40.0, -29.0), {music}) == voice);
    CHECK (duckedVoice (duckedBy (40.0, -31.0), {music}) != voice);
}

TEST_CASE ("A voice is not ducked under a mix that it is in itself")
{
    auto controls = duckedBy (20.0);
    controls.loudspeakers = LoudspeakerSource::sideChain;
    CHECK (duckedVoice (controls, {Signal (24'000, 0.5f)}) == duckedVoice ({}, {Signal (24'000)}));
}

TEST_CASE ("The threshold is an RMS, and what wavers about it does not flutter")
{
    LevelDetector detector;
    const auto rate = GENERATE (8'000, 44'100, 48'000, 192'000);
    detector.prepare (rate);
    detector.setThreshold (decibels (-30.0));
    const auto half = static_cast<std::size_t> (rate) / 2;
    const auto loudAfter = [&] (double level)
    {
        auto isLoud = false;
        for (const auto sample : tone (rate, level, half))
            isLoud = detector.hear (sample);
        return isLoud;
    };

    CHECK_FALSE (loudAfter (-31.0));
    CHECK (loudAfter (-29.0));
    CHECK (loudAfter (-33.0));
    CHECK_FALSE (loudAfter (-35.0));
    CHECK_FALSE (loudAfter (-31.0));
    CHECK (loudAfter (120.0));
    detector.reset();
    CHECK_FALSE (loudAfter (-31.0));
}

TEST_CASE ("However long blocks are the ducked voice has the same bits")
{
    const auto music = joined ({Signal (2'000), noiseOf (3'001, 1), Signal (1'500), noiseOf (77, 2), Signal (9'000)});
    auto controls = duckedBy (15.0);
    controls.voiceDuckAttack = 0.007f;
    controls.voiceDuckRelease = 0.123f;
    const auto voice = duckedVoice (controls, {music, noiseOf (music.size(), 3)}, 512);
    CHECK (voice != duckedVoice ({}, {Signal (music.size())}));

    for (const auto blockSize : {1, 17, 64, 4'000})
        CHECK (duckedVoice (controls, {music, noiseOf (music.size(), 3)}, blockSize) == voice);
}

TEST_CASE ("Ducking takes the same time at every rate")
{
    const auto timeOfReturn = [] (int rate)
    {
        SideChainDucker ducker;
        ducker.prepare (rate);
        ducker.setShape (0.1f, 0.01f, 0.03f, 0.4f);
        const auto samples = static_cast<std::size_t> (rate);
        auto music = tone (rate, -20.0, samples / 2);
        music.resize (2 * samples);
        Signal voice (2 * samples, 1.0f);
        const float* sideChain = music.data();
        ducker.apply (&sideChain, 1, 0, voice.data(), voice.size());
        const auto last = std::find_if (voice.rbegin(), voice.rend(), [] (float gain) { return gain != 1.0f; });
        return static_cast<double> (voice.rend() - last) / rate;
    };

    for (const auto rate : {44'100, 96'000, 192'000})
        CHECK (timeOfReturn (rate) == Approx (timeOfReturn (48'000)).margin (0.001));
}

TEST_CASE ("A voice on the timeline is ducked too, offline as in real time and in any blocks")
{
    const auto music = joined ({Signal (2'000), noiseOf (3'001, 1), Signal (18'000)});
    const auto render = [&] (bool isOffline, int blockSize, const Signal& sideChain)
    {
        EndlessVoice endless;
        SideChainRig rig (24'000, blockSize);
        rig.strip.setTimelineVoice (&endless);
        rig.controls = duckedBy (12.0);
        rig.controls.replays = true;
        if (isOffline) // what was ducked before leaves nothing behind
            rig.pass (Signal (4'800), {Signal (4'800, 0.5f)});
        rig.controls.isOffline = isOffline;
        return rig.pass (Signal (music.size()), {sideChain});
    };

    const auto voice = render (true, 512, music);
    CHECK (voice[4'000] == Approx (0.25f * decibels (-12.0)));
    CHECK (voice.back() == 0.25f);

    for (const auto blockSize : {1, 17, 64, 512})
        for (const auto isOffline : {false, true})
            CHECK (render (isOffline, blockSize, music) == voice);
}

TEST_CASE ("No change of the ducking, nor a side-chain that comes and goes, makes a click")
{
    std::mt19937 random (GENERATE (1u, 2u, 3u));
    const auto chance = [&] { return static_cast<float> (random() % 1'001) / 1'000.0f; };
    SideChainRig rig (48'000, 256);
    rig.speak (20.0);
    Signal voice;

    for (int i = 0; i < 400; ++i)
    {
        const auto frames = 1 + random() % 3'000;
        const Signal music (frames, random() % 2 == 0 ? chance() : 0.0f);
        const auto played = rig.pass (Signal (frames), Channels (random() % 3, music));
        voice.insert (voice.end(), played.begin(), played.end());
        rig.controls.voiceDuckGain = random() % 4 == 0 ? 1.0f : chance();
        rig.controls.voiceDuckThreshold = chance();
        rig.controls.voiceDuckAttack = 0.1f * chance();
        rig.controls.voiceDuckRelease = chance();
        rig.controls.loudspeakers = static_cast<LoudspeakerSource> (random() % 3);
    }

    // A duck of 5 ms steps by 0.0016, a change of its depth by 0.0003.
    CHECK (test::largestStep (voice, 480) < 0.002f);
    CHECK (*std::min_element (voice.begin() + 480, voice.end()) < 0.1f);
}

TEST_CASE ("Ducking that was off begins anew, whatever was in the side-chain before")
{
    SideChainRig rig (24'000);
    rig.controls = duckedBy (20.0);
    rig.speak (10.0);
    rig.pass (Signal (12'000), {Signal (12'000, 0.5f)});
    rig.controls.voiceDuckGain = 1.0f;
    rig.pass (Signal (12'000), {Signal (12'000, 0.5f)});
    CHECK (rig.agent.back() == 0.25f);
    rig.controls.voiceDuckGain = 0.1f;
    CHECK (rig.pass (Signal (2'400), {Signal (2'400)}) == Signal (2'400, 0.25f));
}
