#pragma once

#include <parlando_audio/parlando_audio.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>
#include <vector>

namespace parlando::test::channels
{

using Signal = std::vector<float>;

constexpr int voiceRate = 48'000;

inline std::size_t samplesIn (double seconds) { return static_cast<std::size_t> (seconds * voiceRate); }

inline Signal silence (double seconds) { return Signal (samplesIn (seconds)); }

inline Signal hiss (double seconds, unsigned seed, double amplitude)
{
    std::mt19937 random (seed);
    std::uniform_real_distribution<double> even (-amplitude, amplitude);
    Signal signal (samplesIn (seconds));
    for (auto& sample : signal)
        sample = static_cast<float> (even (random));
    return signal;
}

// Somebody who speaks from `begin` to `end`: harmonics of a pitch that falls, four syllables a second, breath below.
inline Signal speech (double seconds, double pitch = 140.0, double begin = 0.0, double end = 1'000.0,
                      double amplitude = 0.2)
{
    auto signal = hiss (seconds, static_cast<unsigned> (pitch), 0.0003);
    double phase = 0.0;
    for (std::size_t i = 0; i < signal.size(); ++i)
    {
        const auto time = static_cast<double> (i) / voiceRate;
        const auto inSyllable = std::fmod (time, 0.25) / 0.25;
        phase += 2.0 * std::numbers::pi * pitch * (1.0 - 0.2 * std::fmod (time, 1.5) / 1.5) / voiceRate;
        if (time < begin || time >= end || std::fmod (time, 1.5) > 1.2 || inSyllable > 0.8)
            continue;
        const auto loudness = amplitude * std::pow (std::sin (std::numbers::pi * inSyllable / 0.8), 2.0);
        for (int harmonic = 1; harmonic <= 8; ++harmonic)
            signal[i] += static_cast<float> (loudness / harmonic * std::sin (harmonic * phase));
    }
    return signal;
}

inline Signal hum (double seconds, double amplitude)
{
    Signal signal (samplesIn (seconds));
    for (std::size_t i = 0; i < signal.size(); ++i)
        for (const double harmonic : {1.0, 2.0, 3.0, 5.0})
            signal[i] += static_cast<float> (
                amplitude / harmonic *
                std::sin (2.0 * std::numbers::pi * 50.0 * harmonic * static_cast<double> (i) / voiceRate));
    return signal;
}

inline double decibels (const Signal& signal, double from = 0.0, double to = 1'000.0)
{
    const auto end = std::min (samplesIn (to), signal.size());
    double sum = 0.0;
    for (auto i = samplesIn (from); i < end; ++i)
        sum += static_cast<double> (signal[i]) * static_cast<double> (signal[i]);
    return 10.0 * std::log10 (sum / static_cast<double> (end - samplesIn (from)) + 1.0e-20);
}

// What is in `signal` beside `wanted`, in dB of the latter.
inline double besides (const Signal& signal, const Signal& wanted, double from = 0.0, double to = 1'000.0)
{
    auto rest = signal;
    for (std::size_t i = 0; i < rest.size(); ++i)
        rest[i] -= wanted[i];
    return decibels (rest, from, to) - decibels (wanted, from, to);
}

inline float steepest (const Signal& signal)
{
    float largest = 0.0f;
    for (std::size_t i = 1; i < signal.size(); ++i)
        largest = std::max (largest, std::fabs (signal[i] - signal[i - 1]));
    return largest;
}

// A mix, and a host that calls it with blocks of any length.
struct MixRig
{
    Signal hear (const std::vector<Signal>& channels)
    {
        std::vector<const float*> inputs;
        for (const auto& channel : channels)
            inputs.push_back (channel.empty() ? nullptr : channel.data());
        const auto longest = std::max_element (channels.begin(), channels.end(),
                                               [] (const auto& a, const auto& b) { return a.size() < b.size(); });
        Signal heard (longest->size(), 9.0f);
        for (std::size_t start = 0, block = 0; start < heard.size(); start += block)
        {
            block = std::min<std::size_t> (random() % 1'500, heard.size() - start);
            isThere = mix.process (inputs.data(), static_cast<int> (inputs.size()), start, heard.data() + start, block);
        }
        return heard;
    }

    std::vector<InputNotice> told()
    {
        std::vector<InputNotice> all;
        while (const auto notice = notices.take())
            all.push_back (*notice);
        return all;
    }

    std::mt19937 random{5};
    InputNotices notices;
    InputMix mix{notices};
    bool isThere = false;
};

} // namespace parlando::test::channels
