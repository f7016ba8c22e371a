#include "SpokenRecordings.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <numeric>

using namespace parlando;
using namespace parlando::test;
using Catch::Approx;

namespace
{

const std::vector<Pcm>& recordings()
{
    static const auto all = spokenRecordings();
    return all;
}

double loudnessOf (const Pcm& samples) { return measured<std::int16_t> (samples, recordingRate).loudness; }

struct VoiceAndTarget
{
    std::size_t number = 0;
    Pcm turn;
    double loudness = 0.0, target = 0.0; // LUFS
};

VoiceAndTarget voiceAndTarget (std::size_t i)
{
    constexpr double targets[] = {-23.0, -18.0, -16.0, -14.0};
    const auto loudness = -40.0 + 34.0 * static_cast<double> (i * 11 % 30) / 29.0;
    VoiceAndTarget made{i, atLoudness (recordings()[i], loudness), loudness, targets[i % 4]};
    REQUIRE (made.turn.size() >= 2.9 * recordingRate);
    REQUIRE (loudnessOf (made.turn) == Approx (loudness).margin (0.1));
    return made;
}

void checkReachesTarget (const VoiceAndTarget& voice, Arrival arrival, double margin)
{
    INFO (voice.number << ": from " << voice.loudness << " to " << voice.target << " in pieces of " << arrival.piece
                       << " ms, " << arrival.speed << " times as fast");
    VoiceRig rig (voice.target);
    rig.turn (voice.turn, arrival);
    const auto kept = measured<std::int16_t> (rig.kept, recordingRate);
    const auto heard = measured<float> (rig.heard, 48'000);
    CHECK (rig.kept.size() == voice.turn.size());
    CHECK (kept.loudness == Approx (voice.target).margin (margin));
    CHECK (heard.loudness == Approx (voice.target).margin (margin));
    CHECK (kept.truePeak < -1.0);
    CHECK (heard.truePeak < -1.0);
    if (arrival.piece >= 40)
        CHECK (rig.engine.playout().underruns() == 0);
}

Pcm steadyNoise (double seconds, double loudness)
{
    std::mt19937 random (7);
    Pcm samples (static_cast<std::size_t> (seconds * recordingRate));
    for (auto& sample : samples)
        sample = static_cast<std::int16_t> (static_cast<int> (random() % 20'000) - 10'000);
    // Below the gate there is no loudness to measure.
    samples = atLoudness (samples, -30.0);
    for (auto& sample : samples)
        sample = static_cast<std::int16_t> (std::lround (sample * std::pow (10.0, (loudness + 30.0) / 20.0)));
    return samples;
}

/** By how much the loud hops of `in` were changed, in dB: the least and the most. */
std::pair<double, double> gainsOf (const Pcm& in, const Pcm& out)
{
    std::vector<double> came, left;
    for (auto [samples, powers] : {std::pair (&in, &came), std::pair (&out, &left)})
    {
        std::vector<float> floats (samples->size());
        pcmToFloat (*samples, floats);
        WeightedPower (recordingRate).process (floats, *powers);
    }

    const auto loud = WeightedPower::powerAt (loudnessOf (in) - 10.0);
    std::pair gains (1000.0, -1000.0);
    for (std::size_t hop = 0; hop < std::min (came.size(), left.size()); ++hop)
        if (came[hop] >= loud)
        {
            const auto gain = 10.0 * std::log10 (left[hop] / came[hop]);
            gains = {std::min (gains.first, gain), std::max (gains.second, gain)};
        }
    return gains;
}

} // namespace

TEST_CASE ("The loudness of a voice is what libebur128 measures, at every rate")
{
    const auto rate = GENERATE (8'000, 16'000, 24'000, 44'100, 48'000, 96'000);
    std::vector<float> samples (recordings()[1].size());
    pcmToFloat (recordings()[1], samples);

    WeightedPower meter (rate);
    std::vector<double> hops, blocks;
    meter.process (samples, hops);
    for (std::size_t hop = 0; hop + WeightedPower::hopsInBlock <= hops.size(); hop += WeightedPower::hopsBetweenBlocks)
    {
        double sum = 0.0;
        for (std::size_t i = 0; i < WeightedPower::hopsInBlock; ++i)
            sum += hops[hop + i];
        blocks.push_back (sum / WeightedPower::hopsInBlock);
    }

    CHECK (WeightedPower::loudnessOf (WeightedPower::gated (blocks)) ==
           Approx (measured<float> (samples, rate).loudness).margin (0.02));
}

TEST_CASE ("A limiter keeps true peaks under its ceiling and leaves alone what is lower")
{
    const auto& voice = recordings()[static_cast<std::size_t> (GENERATE (2, 8, 12, 21))];
    const auto piece = static_cast<std::size_t> (GENERATE (77, 960, 24'000));
    auto loud = std::vector<float> (voice.size());
    pcmToFloat (voice, loud);
    const auto peak = std::pow (10.0, measured<float> (loud, recordingRate).truePeak / 20.0);

    for (const auto factor : {0.85, 1.5, 8.0})
    {
        auto scaled = loud;
        for (auto& sample : scaled)
            sample = static_cast<float> (sample * factor / peak);

        PeakLimiter limiter (recordingRate, -1.3);
        std::vector<float> limited;
        for (std::size_t at = 0; at < scaled.size(); at += piece)
            limiter.process (std::span (scaled).subspan (at, std::min (piece, scaled.size() - at)), limited);
        limiter.drain (limited);

        REQUIRE (limited.size() == scaled.size());
        CHECK (measured<float> (limited, recordingRate).truePeak < -1.0);
        CHECK ((limited == scaled) == (factor < 0.86));
    }
}

TEST_CASE ("A limiter whose future is not known yet keeps the ceiling all the same")
{
    auto loud = std::vector<float> (recordings()[12].size());
    pcmToFloat (recordings()[12], loud);
    for (auto& sample : loud)
        sample *= 4.0f;

    PeakLimiter limiter (recordingRate, -1.3);
    std::vector<float> limited;
    for (std::size_t at = 0; at < loud.size(); at += 960)
    {
        limiter.process (std::span (loud).subspan (at, std::min<std::size_t> (960, loud.size() - at)), limited);
        limiter.drain (limited);
        REQUIRE (limiter.held() == 0);
    }

    REQUIRE (limited.size() == loud.size());
    CHECK (measured<float> (limited, recordingRate).truePeak < -1.0);
}

TEST_CASE ("Voices from -40 to -6 LUFS reach their target within 0.5 LU, under -1 dBTP, however their turns come")
{
    std::vector<VoiceAndTarget> voices;
    for (std::size_t i = 0; i < recordings().size(); ++i)
        voices.push_back (voiceAndTarget (i));

    // Pieces of 20 ms to 1 s, two to ten times as fast as they are heard.
    for (const auto seed : {1u, 2u, 3u})
    {
        std::mt19937 random (seed);
        std::uniform_int_distribution<int> pieces (20, 1'000);
        std::uniform_real_distribution<double> speeds (2.0, 10.0);
        for (const auto& voice : voices)
        {
            const auto piece = pieces (random);
            checkReachesTarget (voice, {piece, speeds (random)}, 0.5);
        }
    }

    for (const auto arrival : {Arrival{20, 2.0}, Arrival{1'000, 2.0}, Arrival{200, 4.0}, Arrival{1'000, 10.0}})
        for (const auto& voice : voices)
            checkReachesTarget (voice, arrival, 0.5);

    // A short turn is nearly over here before it is known, and may have begun with its loudest word.
    for (const auto& voice : voices)
    {
        checkReachesTarget (voice, {40, 1.5}, 1.0);
        checkReachesTarget (voice, {40, 1.2}, 2.0);
    }
}

TEST_CASE ("A voice that comes no faster than it is heard reaches its target, too")
{
    const auto loudness = GENERATE (-38.0, -27.0, -9.0);
    Pcm turn;
    for (const auto i : {1, 2})
        turn.insert (turn.end(), recordings()[static_cast<std::size_t> (i)].begin(),
                     recordings()[static_cast<std::size_t> (i)].end());

    VoiceRig rig (-16.0);
    rig.turn (atLoudness (turn, loudness), {40, 1.0});
    CHECK (loudnessOf (rig.kept) == Approx (-16.0).margin (0.5));
    CHECK (measured<float> (rig.heard, 48'000).truePeak < -1.0);
}

TEST_CASE ("The gain stays where it is while a voice that is known speaks, and soft sentences stay soft")
{
    VoiceRig rig (-16.0);
    for (const auto i : {0, 1, 2, 3})
        rig.turn (atLoudness (recordings()[static_cast<std::size_t> (i)], -30.0), {200, 4.0});

    rig.kept.clear();
    const auto softer = atLoudness (recordings()[4], -33.0);
    rig.turn (softer, {200, 4.0});
    const auto [least, most] = gainsOf (softer, rig.kept);
    CHECK (most - least < 1.0);
    CHECK (loudnessOf (rig.kept) == Approx (-19.0).margin (1.6));
    CHECK (loudnessOf (rig.kept) < -17.0);
}

TEST_CASE ("A voice that takes the place of a much softer one is no louder for it")
{
    VoiceRig rig (-18.0);
    rig.turn (atLoudness (recordings()[1], -40.0), {200, 4.0});
    rig.kept.clear();
    rig.turn (atLoudness (recordings()[6], -10.0), {200, 4.0});
    CHECK (loudnessOf (rig.kept) == Approx (-18.0).margin (0.5));
}

TEST_CASE ("A noise before the first word is not taken for a soft voice")
{
    const auto noise = steadyNoise (0.5, -40.0), voice = atLoudness (recordings()[6], -12.0);
    auto turn = noise;
    turn.insert (turn.end(),
                 std::find_if (voice.begin(), voice.end(), [] (std::int16_t sample) { return sample > 3'000; }),
                 voice.end());

    VoiceRig rig (-16.0);
    rig.turn (turn, {40, 1.5});
    const Pcm before (rig.kept.begin(), rig.kept.begin() + static_cast<std::ptrdiff_t> (noise.size()));
    CHECK (loudnessOf (before) < loudnessOf (noise) + 10.0);
    CHECK (loudnessOf (rig.kept) == Approx (-16.0).margin (0.5));
}

TEST_CASE ("What a limiter takes from the last words is known before, and the breath behind them is not raised for it")
{
    const auto turn = atLoudness (recordings()[29], -24.8);
    VoiceRig rig (-14.0);
    rig.turn (turn, {200, 10.0});
    CHECK (loudnessOf (rig.kept) == Approx (-14.0).margin (0.25));
    CHECK (measured<float> (rig.heard, 48'000).truePeak < -1.0);

    const auto powerOf = [] (const Pcm& samples)
    {
        return std::accumulate (samples.end() - recordingRate / 10, samples.end(), 0.0,
                                [] (double sum, std::int16_t sample) { return sum + 1.0 * sample * sample; });
    };
    CHECK (10.0 * std::log10 (powerOf (rig.kept) / powerOf (turn)) < 13.0);
}

TEST_CASE ("Near silence and noise are not raised")
{
    const auto loudness = GENERATE (-75.0, -58.0, -52.0);
    const auto noise = steadyNoise (4.0, loudness);
    VoiceRig rig (-16.0);
    rig.turn (noise, {500, 6.0});
    CHECK (rig.kept == noise);
}

TEST_CASE ("Louder noise comes back down once it is known for what it is")
{
    const auto noise = steadyNoise (8.0, -38.0);
    VoiceRig rig (-16.0);
    rig.turn (noise, {1'000, 6.0});
    const Pcm end (rig.kept.end() - 3 * recordingRate, rig.kept.end());
    CHECK (loudnessOf (end) == Approx (-38.0).margin (0.5));
}

TEST_CASE ("A turn with a target is heard as soon as one without")
{
    const auto piece = GENERATE (20, 40, 200);
    const auto turn = atLoudness (recordings()[5], -20.0);
    const auto firstBlock = [&] (VoiceRig&& rig)
    {
        rig.turn (turn, {piece, 1.0}, 100);
        const auto begin =
            std::find_if (rig.events.begin(), rig.events.end(),
                          [] (const PlayoutEvent& event) { return event.kind == PlayoutEvent::Kind::firstSample; });
        REQUIRE (begin != rig.events.end());
        return std::find_if (rig.heard.begin(), rig.heard.end(), [] (float sample) { return sample != 0.0f; }) -
               rig.heard.begin();
    };
    CHECK (firstBlock (VoiceRig (-16.0)) / VoiceRig::block == firstBlock (VoiceRig()) / VoiceRig::block);
}

TEST_CASE ("What is interrupted is kept whole, and counted as if there were no target")
{
    const auto turn = atLoudness (recordings()[6], -28.0);
    VoiceRig rig (-16.0);
    rig.turn (turn, {500, 8.0}, 400);
    REQUIRE (rig.kept.size() < turn.size());
    rig.output.interrupt();
    for (int blocks = 0; blocks < 20; ++blocks)
        rig.hear();

    CHECK (rig.kept.size() == turn.size());
    REQUIRE (! rig.events.empty());
    const auto& end = rig.events.back();
    CHECK (end.kind == PlayoutEvent::Kind::silenced);
    CHECK (end.samplesHeard + end.samplesDiscarded == turn.size());
    CHECK (end.samplesHeard == Approx (400 * 0.005 * recordingRate).margin (0.1 * recordingRate));
}

TEST_CASE ("Without a target not one sample is changed, and soon after it is switched off")
{
    const auto turn = atLoudness (recordings()[5], -28.0);
    VoiceRig off;
    off.turn (turn);
    CHECK (off.kept == turn);

    VoiceRig rig (-14.0);
    rig.turn (turn, {200, 4.0}, 200);
    rig.output.setTarget ({});
    rig.turn (turn);
    CHECK (std::equal (turn.rbegin(), turn.rend(), rig.kept.rbegin()));
}
