#include "SoundOutline.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <stdexcept>
#include <utility>

namespace parlando
{
namespace
{

constexpr int fullScale = 32'767;
constexpr std::uint64_t largestPeak = 32'768;

std::uint64_t squareOf (int magnitude)
{
    return static_cast<std::uint64_t> (magnitude) * static_cast<std::uint64_t> (magnitude);
}

int rootOf (std::uint64_t square)
{
    auto root = static_cast<int> (std::min (std::sqrt (static_cast<double> (square)), 40'000.0));

    while (squareOf (root) > square)
        --root;

    return root;
}

/** As many crossings as are wanted, with as few samples below zero as can be: those must be at least -1. */
std::vector<bool> signsOf (const SoundStretch& stretch)
{
    const auto flips = std::min (stretch.crossings, stretch.samples - 1);
    const auto odd = stretch.beginsBelowZero ? std::size_t{1} : std::size_t{0};
    const auto first = flips - (flips % 2 == odd ? 0 : flips > 0 ? 1 : 0);
    std::vector<bool> below (stretch.samples);
    auto sign = stretch.beginsBelowZero;

    for (std::size_t i = 0; i < below.size(); ++i)
    {
        const auto isFlip = i > 0 && (i <= first || i >= below.size() - (flips - first));
        sign = isFlip ? ! sign : sign;
        below[i] = sign;
    }

    return below;
}

/** Raises a magnitude by as much of the energy that is left as it takes. */
int raised (int magnitude, int most, std::uint64_t& left)
{
    if (left == 0)
        return magnitude;

    const auto root = std::max (magnitude, std::min (most, rootOf (left + squareOf (magnitude))));
    left -= squareOf (root) - squareOf (magnitude);
    return root;
}

} // namespace

std::uint64_t energyOf (std::span<const std::int16_t> samples)
{
    std::uint64_t energy = 0;

    for (const auto sample : samples)
        energy += squareOf (std::abs (int{sample}));

    return energy;
}

SoundStretch outlineOf (std::span<const std::int16_t> samples)
{
    SoundStretch stretch{samples.size(), 0, energyOf (samples), 0, ! samples.empty() && samples.front() < 0};

    for (std::size_t i = 0; i < samples.size(); ++i)
    {
        stretch.peak = std::max (stretch.peak, std::abs (int{samples[i]}));
        stretch.crossings += i > 0 && (samples[i] < 0) != (samples[i - 1] < 0) ? 1 : 0;
    }

    return stretch;
}

std::vector<std::int16_t> soundOf (const SoundStretch& stretch)
{
    std::vector<std::int16_t> samples (stretch.samples);

    if (samples.empty())
        return samples;

    const auto below = signsOf (stretch);
    const auto least = [&] (std::size_t i) { return below[i] ? std::min (1, stretch.peak) : 0; };
    const auto last = samples.size() - 1;
    auto taken = squareOf (stretch.peak);

    for (std::size_t i = 0; i < last; ++i)
        taken += squareOf (least (i));

    auto left = stretch.energy - std::min (taken, stretch.energy);

    for (std::size_t i = 0; i < samples.size(); ++i)
    {
        const auto magnitude = i == last ? stretch.peak : raised (least (i), stretch.peak, left);
        samples[i] = static_cast<std::int16_t> (below[i] ? -magnitude : std::min (magnitude, fullScale));
    }

    return samples;
}

std::vector<std::int16_t> frameWithEnergy (std::size_t count, std::uint64_t energy)
{
    std::vector<std::int16_t> samples (count);

    for (auto& sample : samples)
        sample = static_cast<std::int16_t> (raised (0, fullScale, energy));

    return samples;
}

nlohmann::json toJson (const SoundStretch& stretch)
{
    return std::array<std::uint64_t, 5>{stretch.samples, static_cast<std::uint64_t> (stretch.peak), stretch.energy,
                                        stretch.crossings, stretch.beginsBelowZero ? 1u : 0u};
}

SoundStretch readSoundStretch (const nlohmann::json& json, std::size_t mostSamples)
{
    const auto isNumber = [] (const auto& each) { return each.is_number_unsigned(); };

    if (! json.is_array() || json.size() != 5 || ! std::all_of (json.begin(), json.end(), isNumber))
        throw std::invalid_argument ("a stretch of sound is no five numbers");

    const auto number = [&] (std::size_t at) { return json[at].get<std::uint64_t>(); };

    if (number (0) > mostSamples || number (1) > largestPeak || number (3) > number (0))
        throw std::invalid_argument ("a stretch of sound is none that can be");

    return {number (0), static_cast<int> (number (1)), number (2), number (3), number (4) != 0};
}

//==============================================================================
std::vector<SoundStretch> VoiceOutline::take (std::uint64_t turn, std::span<const std::int16_t> samples, int sampleRate)
{
    constexpr int inaudible = 33, belowLoudest = 32; // ReplySound's
    const auto window = static_cast<std::size_t> (std::max (1, sampleRate / 10));

    if (std::exchange (current, turn) != turn)
    {
        filled = 0;
        loudest = 0;
    }

    // Of what came before: that is when a session looks for its end.
    const auto quiet = std::max (inaudible, loudest / belowLoudest);
    auto loudEnd = samples.size();

    while (loudEnd > 0 && std::abs (int{samples[loudEnd - 1]}) <= quiet)
        --loudEnd;

    std::vector<SoundStretch> stretches;

    for (std::size_t at = 0; at < samples.size();)
    {
        auto length = std::min (samples.size() - at, filled < window ? window - filled : window);
        length = at < loudEnd ? std::min (length, loudEnd - at) : length;
        const auto& stretch = stretches.emplace_back (outlineOf (samples.subspan (at, length)));
        loudest = std::max (loudest, stretch.peak);
        filled = (filled + length) % window;
        at += length;
    }

    return stretches;
}

} // namespace parlando
