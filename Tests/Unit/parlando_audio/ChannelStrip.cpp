#include "StripRig.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <bit>
#include <cstring>
#include <limits>
#include <random>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

using namespace parlando;
using test::Signal;
using test::StripRig;

namespace
{

// As hosts set the processor around a block: denormals become 0 in every operation.
struct FlushedDenormals
{
#if defined(__SSE2__)
    FlushedDenormals() { _mm_setcsr (before | _MM_FLUSH_ZERO_ON | 0x0040); }
    ~FlushedDenormals() { _mm_setcsr (before); }
    unsigned before = _mm_getcsr();
#else
    FlushedDenormals() {}
#endif
};

// Every kind of float: denormals, both zeros, infinities, NaNs with any payload.
Signal anyBits (std::size_t samples, unsigned seed = 1)
{
    std::mt19937 random (seed);
    Signal signal (samples);
    for (std::size_t i = 0; i < samples; ++i)
        switch (const auto bits = static_cast<std::uint32_t> (random()); i % 4)
        {
            case 0:
                signal[i] = std::bit_cast<float> (bits | 0x0040'0000); // no signalling NaN: copying may quieten it
                break;
            case 1:
                signal[i] = std::bit_cast<float> (bits & 0x807f'ffff); // denormals
                break;
            case 2:
                signal[i] = bits % 2 == 0 ? -0.0f : 0.0f;
                break;
            default:
                signal[i] = static_cast<float> (static_cast<std::int32_t> (bits)) / 2.2e9f;
        }
    return signal;
}

bool sameBits (const Signal& a, const Signal& b, std::size_t begin = 0)
{
    return a.size() == b.size() && std::memcmp (a.data() + begin, b.data() + begin, (a.size() - begin) * 4) == 0;
}

Signal noise (std::size_t samples, unsigned seed)
{
    std::mt19937 random (seed);
    Signal signal (samples);
    for (auto& sample : signal)
        sample = static_cast<float> (static_cast<int> (random() % 60'001) - 30'000) / 32'768.0f;
    return signal;
}

} // namespace

TEST_CASE ("The dry track passes bit by bit, whatever it is made of")
{
    const auto blockSize = GENERATE (1, 37, 480, 5'000);
    const FlushedDenormals flushed;
    StripRig rig (24'000, blockSize);
    const auto track = anyBits (5'000);

    CHECK (sameBits (rig.run (track), track));
    CHECK (test::isSilent (rig.agent));

    rig.controls.dryGain = 0.5f;
    CHECK_FALSE (sameBits (rig.run (track), track, 3'000));
    rig.controls.dryGain = 1.0f;
    CHECK (sameBits (rig.run (track), track, 480));

    rig.controls.isOffline = true;
    CHECK (sameBits (rig.run (track), track));
}

TEST_CASE ("Once the agent is silent the dry track is exact again, ducked or not")
{
    const auto duckGain = GENERATE (1.0f, 0.3f, 0.0f);
    const FlushedDenormals flushed;
    StripRig rig;
    rig.controls.duckGain = duckGain;
    rig.speak (0.2);
    const auto track = anyBits (24'000);
    const auto out = rig.run (track);
    CHECK_FALSE (sameBits (out, track));
    // The voice, 5 ms of its end, then 150 ms of hold, 400 ms of release and at most two blocks.
    CHECK (sameBits (out, track, 4'800 + 120 + (duckGain < 1.0f ? 3'600 + 9'600 + 960 : 0)));
}

TEST_CASE ("Bypassed the dry track is exact, whatever gains and agent do")
{
    const FlushedDenormals flushed;
    StripRig rig;
    rig.controls.dryGain = 0.25f;
    rig.controls.duckGain = 0.1f;
    rig.speak (5.0);
    rig.run (test::sine (24'000, 100, 12'000));

    rig.controls.isBypassed = true;
    const auto track = anyBits (12'000);
    CHECK (sameBits (rig.run (track), track, 480));
    CHECK (test::isSilent (rig.agent, 240));
    CHECK (rig.agent[100] > 0.1f);
}

TEST_CASE ("A bypassed agent's speech is consumed and fades back in when it is not over")
{
    StripRig rig;
    rig.speak (1.0);
    rig.controls.isBypassed = true;
    rig.run (Signal (12'000));
    CHECK (test::isSilent (rig.agent));
    CHECK (rig.playout.backlog() == Milliseconds (500));

    rig.controls.isBypassed = false;
    const auto out = rig.run (Signal (2'400));
    CHECK (out == rig.agent);
    CHECK (out[0] < 0.01f);
    CHECK (test::largestStep (out) < 0.25f / 200.0f);
    CHECK (out[240] == 0.25f);
}

TEST_CASE ("Every bus takes none, one or two channels, also where all of them are the same memory")
{
    const auto mains = GENERATE (0, 1, 2), sideChains = GENERATE (0, 1, 2);
    const auto outputs = GENERATE (0, 1, 2), agents = GENERATE (0, 1, 2);
    constexpr int frames = 1'300;

    enum Sharing
    {
        none,
        inPlace,
        crossed,
        everything
    };
    const auto play = [&] (Sharing sharing)
    {
        std::vector<Signal> memory;
        for (unsigned i = 0; i < 8; ++i)
            memory.push_back (noise (frames, sharing == everything ? i % 2 : i));
        const auto at = [&] (unsigned channel) { return memory[channel].data(); };
        const float* main[] = {at (0), at (1)};
        const float* sideChain[] = {at (2), at (3)};
        float* output[] = {at (4), at (5)};
        float* agent[] = {at (6), at (7)};
        if (sharing != none)
        {
            const unsigned swap = sharing == crossed ? 1 : 0, own = sharing == everything ? 0 : 2;
            for (unsigned i = 0; i < 2; ++i)
            {
                sideChain[i] = at (own + i);
                output[i] = at (i ^ swap);
                agent[i] = at (own + (i ^ swap));
            }
        }

        StripRig rig (16'000);
        rig.controls.hears = TrackSource::both;
        rig.controls.dryGain = rig.controls.voiceGain = 0.5f;
        rig.speak (0.5);
        rig.strip.process ({main, mains, sideChain, sideChains, output, outputs, agent, agents, frames}, rig.controls);
        rig.fetch();

        std::vector<Signal> result{rig.heard};
        for (int i = 0; i < outputs; ++i)
            result.emplace_back (output[i], output[i] + frames);
        for (int i = 0; sharing != everything && i < agents; ++i)
            result.emplace_back (agent[i], agent[i] + frames);
        return result;
    };

    const auto result = play (none);
    CHECK (play (inPlace) == result);
    CHECK (play (crossed) == result);
    if (outputs == 2) // then nothing of the agent's bus is left in either channel
        for (std::size_t i = 1; i < 3; ++i)
            if (mains > 0)
                CHECK (play (everything)[i] == result[i]);

    std::vector<Signal> in;
    for (unsigned i = 0; i < 4; ++i)
        in.push_back (noise (frames, i));
    const auto mean = [&] (int channels, unsigned first, std::size_t i) {
        return channels == 0 ? 0.0f : channels == 1 ? in[first][i] : 0.5f * (in[first][i] + in[first + 1][i]);
    };

    REQUIRE (result[0].size() == 1'280);
    bool isHeardRight = true, isPlayedRight = true, isSpokenRight = true;
    for (std::size_t i = 0; i < 1'280; ++i)
    {
        const auto ear = std::clamp (mean (mains, 0, i) + mean (sideChains, 2, i), -1.0f, 1.0f);
        isHeardRight = isHeardRight && std::fabs (result[0][i] - ear) < 1.0f / 20'000.0f;
    }
    for (std::size_t i = 160; i < frames; ++i) // the voice has begun
    {
        for (int channel = 0; channel < outputs; ++channel)
        {
            const auto dry =
                mains == 2 && outputs == 2 ? in[static_cast<std::size_t> (channel)][i] : mean (mains, 0, i);
            const auto out = result[1 + static_cast<std::size_t> (channel)][i];
            isPlayedRight = isPlayedRight && std::fabs (out - (0.5f * dry + 0.125f)) < 0.01f;
        }
        for (int channel = 0; channel < agents; ++channel)
            isSpokenRight = isSpokenRight &&
                            std::fabs (result[static_cast<std::size_t> (1 + outputs + channel)][i] - 0.125f) < 0.01f;
    }
    CHECK (isHeardRight);
    CHECK (isPlayedRight);
    CHECK (isSpokenRight);
}

TEST_CASE ("Null channels count as absent, and an empty block as none")
{
    StripRig rig (16'000);
    auto left = noise (700, 1), right = noise (700, 2);
    const auto track = right;
    const float* in[] = {nullptr, right.data()};
    float* out[] = {left.data(), right.data()};
    float* nowhere[] = {nullptr, nullptr};
    rig.strip.process ({in, 2, nullptr, 2, out, 2, nowhere, 2, 700}, rig.controls);
    CHECK (left == track);
    CHECK (right == track);

    for (const auto frames : {0, -3})
    {
        rig.controls.isMuted = ! rig.controls.isMuted;
        rig.strip.process ({in, 2, in, 2, out, 2, nowhere, 2, frames}, rig.controls);
        CHECK (rig.engine.isMicrophoneMuted() == rig.controls.isMuted);
    }
    CHECK (left == track);
    CHECK (rig.captured() == 700);
}

TEST_CASE ("The first block after prepare() and after reset() has its gains where the controls are")
{
    StripRig rig;
    rig.controls.dryGain = 0.5f;
    CHECK (rig.run (Signal (100, 0.5f)) == Signal (100, 0.25f));

    rig.controls.dryGain = 2.0f;
    rig.strip.reset();
    CHECK (rig.run (Signal (100, 0.5f)) == Signal (100, 1.0f));

    rig.controls.dryGain = 0.0f;
    rig.strip.prepare (48'000, 100);
    CHECK (rig.run (Signal (100, std::numeric_limits<float>::quiet_NaN())) == Signal (100));
}

TEST_CASE ("A gain that is changed moves for 20 ms")
{
    StripRig rig;
    rig.run (Signal (480, 0.5f));
    rig.controls.dryGain = 0.0f;
    const auto out = rig.run (Signal (960, 0.5f));
    CHECK (out[0] < 0.5f);
    CHECK (out[470] > 0.0f);
    CHECK (out[479] == 0.0f);
    CHECK (test::largestStep (out) < 0.5f / 470.0f);
    CHECK (test::isSilent (out, 480));
}

TEST_CASE ("No change of any control makes a click")
{
    const auto seed = GENERATE (1u, 2u, 3u, 4u);
    std::mt19937 random (seed);
    StripRig rig (48'000, 256);
    const auto chance = [&] { return static_cast<float> (random() % 1'001) / 1'000.0f; };
    const auto track = test::sine (48'000, 100, 48'000 * 8);
    Signal out, voice;

    rig.speak (3.0);
    for (std::size_t at = 0; at < track.size();)
    {
        const auto frames = std::min<std::size_t> (random() % 3'000, track.size() - at);
        const Signal block (track.begin() + static_cast<std::ptrdiff_t> (at),
                            track.begin() + static_cast<std::ptrdiff_t> (at + frames));
        const auto played = rig.run (block);
        out.insert (out.end(), played.begin(), played.end());
        voice.insert (voice.end(), rig.agent.begin(), rig.agent.end());
        at += frames;

        auto& controls = rig.controls;
        controls.isBypassed = random() % 4 == 0;
        controls.isMuted = random() % 4 == 0;
        controls.isTalking = random() % 2 == 0;
        controls.dryGain = chance();
        controls.voiceGain = chance();
        controls.duckGain = chance();
        controls.duckAttack = 0.1f * chance();
        controls.duckRelease = chance();
        if (random() % 8 == 0)
            rig.speak (chance());
        if (random() % 16 == 0)
            rig.playout.interrupt();
    }

    // The sine itself steps by 0.0066; a duck of 5 ms by 0.0032, a change of gain by 0.0005, the voice by 0.001.
    CHECK (test::largestStep (out) < 0.013f);
    CHECK (test::largestStep (voice) < 0.003f);
    CHECK_FALSE (test::isSilent (voice));
}

TEST_CASE ("Muting the microphone leaves the agent audible")
{
    StripRig rig;
    rig.controls.isMuted = true;
    rig.speak (0.5);
    const auto out = rig.run (Signal (2'400, 0.5f));
    CHECK (out.back() == 0.75f);
    CHECK (rig.agent.back() == 0.25f);
    CHECK (rig.engine.isMicrophoneMuted());
}

TEST_CASE ("Controls that are no numbers count as their defaults, and too large ones are limited")
{
    const auto nonsense = GENERATE (std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity(),
                                    -std::numeric_limits<float>::infinity());
    StripRig rig;
    auto& controls = rig.controls;
    for (auto* control : {&controls.inputGain, &controls.voiceGain, &controls.dryGain, &controls.duckGain,
                          &controls.duckAttack, &controls.duckRelease, &controls.voiceDuckGain,
                          &controls.voiceDuckThreshold, &controls.voiceDuckAttack, &controls.voiceDuckRelease})
        *control = nonsense;
    rig.speak (0.5);
    CHECK (rig.run (Signal (2'400, 0.5f)).back() == 0.75f);

    controls.dryGain = -1.0f;
    controls.voiceGain = 0.0f;
    CHECK (rig.run (Signal (2'400, 0.5f)).back() == 0.0f);
    controls.dryGain = 1e30f;
    controls.duckGain = 5.0f;
    CHECK (rig.run (Signal (2'400, 0.5f)).back() == 500.0f);
}

TEST_CASE ("Offline nothing is captured or played, and the same controls give the same samples")
{
    const auto render = [] (int blockSize, bool afterSpeech)
    {
        StripRig rig (24'000, blockSize);
        rig.controls.duckGain = 0.1f;
        rig.speak (2.0);
        if (afterSpeech)
        {
            rig.controls.dryGain = 0.9f;
            rig.run (Signal (6'007, 0.5f));
        }
        const auto captured = rig.captured();
        const auto backlog = rig.playout.backlog();

        rig.controls.isOffline = true;
        rig.controls.dryGain = 0.5f;
        auto out = rig.run (noise (9'600, 3));
        CHECK (test::isSilent (rig.agent));
        CHECK (rig.captured() == captured);
        CHECK (rig.playout.backlog() == backlog);

        rig.controls.isOffline = false;
        rig.run (Signal (2'400));
        CHECK (rig.agent[0] < 0.01f);
        CHECK (test::largestStep (rig.agent) < 0.25f / 100.0f);
        CHECK (rig.agent[240] == 0.25f);
        return out;
    };

    auto expected = noise (9'600, 3);
    for (auto& sample : expected)
        sample *= 0.5f;
    for (const auto blockSize : {64, 480, 4'000})
        for (const auto afterSpeech : {false, true})
            CHECK (render (blockSize, afterSpeech) == expected);
}

TEST_CASE ("A voice that was stopped by an offline render fades in, also when the host resets in between")
{
    StripRig rig;
    rig.speak (1.0);
    rig.run (Signal (4'800));
    rig.controls.isOffline = true;
    rig.run (Signal (4'800));
    rig.strip.reset();
    rig.controls.isOffline = false;
    rig.run (Signal (2'400));
    CHECK (rig.agent[0] < 0.01f);
    CHECK (test::largestStep (rig.agent) < 0.25f / 200.0f);
    CHECK (rig.agent[240] == 0.25f);
}
