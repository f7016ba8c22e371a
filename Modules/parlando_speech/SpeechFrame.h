#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>

namespace parlando
{

/** What speech is processed in: 10 ms, mono, 16 kHz, full scale 1. A microphone goes to the services at this rate, and
    what tells speech from echo lies below 8 kHz. */
constexpr int speechRate = 16'000;
constexpr std::size_t speechFrameSize = 160;
constexpr int speechFrameMilliseconds = 10;

using SpeechFrame = std::array<float, speechFrameSize>;

/** dB below full scale; silence reads as this. */
constexpr float speechSilence = -120.0f;

[[nodiscard]] inline float decibelsOfPower (double power) noexcept
{
    return power > 1.0e-12 ? static_cast<float> (10.0 * std::log10 (power)) : speechSilence;
}

[[nodiscard]] inline double powerOfDecibels (double decibels) noexcept { return std::pow (10.0, decibels / 10.0); }

[[nodiscard]] inline double meanSquare (std::span<const float> samples) noexcept
{
    double sum = 0.0;
    for (const auto sample : samples)
        sum += static_cast<double> (sample) * static_cast<double> (sample);
    return samples.empty() ? 0.0 : sum / static_cast<double> (samples.size());
}

/** dBFS, RMS. */
[[nodiscard]] inline float levelOf (std::span<const float> samples) noexcept
{
    return decibelsOfPower (meanSquare (samples));
}

/** A copy that can be computed with: samples that are no numbers become silence, those beyond full scale are held at
   it. A frame that is too short ends in silence, of a longer one the rest is left out. */
[[nodiscard]] inline SpeechFrame usableFrame (std::span<const float> samples) noexcept
{
    SpeechFrame frame{};
    const auto count = std::min (samples.size(), frame.size());
    for (std::size_t i = 0; i < count; ++i)
        frame[i] = std::isfinite (samples[i]) ? std::clamp (samples[i], -1.0f, 1.0f) : 0.0f;
    return frame;
}

} // namespace parlando
