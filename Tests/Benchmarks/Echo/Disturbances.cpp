#include "Disturbances.h"

#include <parlando_speech/parlando_speech.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <random>

namespace parlando::benchmarks
{

using namespace test;

namespace
{

constexpr double turn = 2.0 * std::numbers::pi;

double between (std::mt19937& random, double least, double most)
{
    return std::uniform_real_distribution<double> (least, most) (random);
}

/** Two poles that pass what is around `centre`, and so much of it on either side. */
Sound bandOf (const Sound& sound, double centre, double width)
{
    const auto radius = std::exp (-std::numbers::pi * width / soundRate);
    const auto first = 2.0 * radius * std::cos (turn * centre / soundRate);
    Sound result (sound.size());
    double before = 0.0, last = 0.0;
    for (std::size_t i = 0; i < sound.size(); ++i)
    {
        const auto now = static_cast<double> (sound[i]) + first * last - radius * radius * before;
        before = last;
        last = now;
        result[i] = static_cast<float> (now * (1.0 - radius));
    }
    return result;
}

/** Rises for `attack` s, then dies away by 60 dB in `decay` s. */
Sound shaped (Sound sound, double attack, double decay)
{
    for (std::size_t i = 0; i < sound.size(); ++i)
    {
        const auto time = static_cast<double> (i) / soundRate;
        const auto rise = std::min (time / attack, 1.0);
        sound[i] *= static_cast<float> (rise * std::pow (10.0, -3.0 * std::max (time - attack, 0.0) / decay));
    }
    return sound;
}

/** Harmonics of a voice or a string, the n-th softer by 1/n. */
Sound harmonics (double pitch, double seconds, int count)
{
    Sound sound (samplesOf (seconds));
    for (int n = 1; n <= count && n * pitch < 7'000.0; ++n)
        for (std::size_t i = 0; i < sound.size(); ++i)
            sound[i] += static_cast<float> (std::sin (turn * n * pitch * static_cast<double> (i) / soundRate) / n);
    return sound;
}

Sound scaled (Sound sound, double gain)
{
    for (auto& sample : sound)
        sample *= static_cast<float> (gain);
    return sound;
}

} // namespace

Sound cough (double level, unsigned seed)
{
    std::mt19937 random (seed);
    const auto length = between (random, 0.25, 0.45);
    const auto breath = noise (samplesOf (length), -20.0, seed + 1);
    auto sound = mixed (bandOf (breath, between (random, 500.0, 900.0), 500.0), bandOf (breath, 1'700.0, 900.0));
    sound = shaped (std::move (sound), 0.03, 1.5 * length);
    if (random() % 2 == 0)
    {
        const auto voice = scaled (harmonics (between (random, 110.0, 220.0), 0.12, 12), 0.02);
        sound = mixed (std::move (sound), shaped (voice, 0.02, 0.2), length - 0.13);
    }
    return atLevel (std::move (sound), level);
}

Sound typing (double seconds, double level, unsigned seed)
{
    std::mt19937 random (seed);
    Sound sound (samplesOf (seconds));
    double time = 0.3, restAt = between (random, 1.0, 3.0);
    while (time < seconds - 0.3)
    {
        for (const auto part : {0.0, between (random, 0.05, 0.09)}) // the key goes down, and up
        {
            const auto length = between (random, 0.002, 0.008);
            auto click = bandOf (noise (samplesOf (length), -20.0, static_cast<unsigned> (random())),
                                 between (random, 2'000.0, 5'000.0), 3'000.0);
            const auto gain = std::sqrt (meanSquare (click));
            click = scaled (std::move (click), std::pow (10.0, level / 20.0) / gain * (part > 0.0 ? 0.5 : 1.0));
            sound = mixed (std::move (sound), click, time + part);
        }
        time += between (random, 0.1, 0.25);
        if (time > restAt)
        {
            time += between (random, 0.5, 2.0);
            restAt = time + between (random, 1.0, 3.0);
        }
    }
    return sound;
}

Sound doorSlam (double level, unsigned seed)
{
    std::mt19937 random (seed);
    auto thump = shaped (harmonics (between (random, 50.0, 75.0), 0.5, 3), 0.004, between (random, 0.3, 0.5));
    const auto bang = shaped (noise (samplesOf (0.06), -12.0, seed + 1), 0.002, 0.08);
    return atLevel (mixed (std::move (thump), bang), level);
}

Sound music (double seconds, double level, unsigned seed)
{
    std::mt19937 random (seed);
    constexpr double beat = 60.0 / 110.0;
    constexpr std::array<std::array<double, 3>, 4> chords{
        {{220.0, 261.6, 329.6}, {174.6, 220.0, 261.6}, {261.6, 329.6, 392.0}, {196.0, 246.9, 293.7}}};
    Sound sound (samplesOf (seconds));
    for (int n = 0; n * beat < seconds; ++n)
    {
        const auto& chord = chords[static_cast<std::size_t> (n / 4 % 4)];
        const auto at = n * beat;
        for (std::size_t i = 0; i < chord.size(); ++i)
            sound = mixed (std::move (sound), shaped (harmonics (chord[i], 0.9, 12), 0.004, 1.2),
                           at + 0.02 * static_cast<double> (i));
        sound = mixed (std::move (sound), scaled (shaped (harmonics (chord[0] / 2.0, 0.5, 5), 0.005, 0.8), 1.5), at);
        const auto tune = chord[random() % 3] * 2.0;
        sound = mixed (std::move (sound), scaled (shaped (harmonics (tune, 0.5, 8), 0.03, 1.0), 1.2), at + beat / 2.0);
        sound = mixed (
            std::move (sound),
            shaped (noise (samplesOf (0.12), n % 2 == 0 ? -20.0 : -10.0, static_cast<unsigned> (n)), 0.002, 0.12), at);
    }
    return atLevel (std::move (sound), level);
}

} // namespace parlando::benchmarks
