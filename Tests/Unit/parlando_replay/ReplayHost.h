#pragma once

#include <parlando_replay/parlando_replay.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <numbers>
#include <random>
#include <span>
#include <vector>

namespace parlando::testing
{

inline std::shared_ptr<const TakeVoice> makeVoice (std::vector<std::int16_t> samples, int rate = 24'000)
{
    return std::make_shared<const TakeVoice> (std::move (samples), rate);
}

/** Tones from 1 to 9 kHz that come and go smoothly, so that any good filter makes the same of them. */
inline std::shared_ptr<const TakeVoice> makeTones (unsigned seed, std::size_t count, int rate = 24'000)
{
    std::mt19937 random (seed);
    std::uniform_real_distribution<double> anyTone (1'000.0, 9'000.0), anyPhase (0.0, 6.28);
    std::vector<double> samples (count, 0.0);

    for (int tone = 0; tone < 3; ++tone)
    {
        const auto step = 2.0 * std::numbers::pi * anyTone (random) / rate, phase = anyPhase (random);

        for (std::size_t i = 0; i < count; ++i)
            samples[i] += 8'000.0 * std::sin (step * static_cast<double> (i) + phase);
    }

    std::vector<std::int16_t> pcm (count);

    for (std::size_t i = 0; i < count; ++i)
    {
        const auto edge = std::min (1.0, static_cast<double> (std::min (i, count - 1 - i)) / 400.0);
        pcm[i] =
            static_cast<std::int16_t> (std::lround (samples[i] * std::pow (std::sin (edge * std::numbers::pi / 2), 2)));
    }

    return makeVoice (std::move (pcm), rate);
}

inline ReplayPiece wholeTake (std::shared_ptr<const TakeVoice> voice, std::int64_t position, int hostRate)
{
    const auto count = static_cast<std::int64_t> (voice->samples().size());
    return {std::move (voice), 0, count, position, hostRate, {}, {}};
}

inline HostTransport rollingAt (std::int64_t position, int rate)
{
    HostTransport host;
    host.isThere = host.isPlaying = host.hasSamples = true;
    host.samples = position;
    host.sampleRate = rate;
    return host;
}

inline HostTransport rollingAt (std::int64_t position, int rate, double beats, double tempo)
{
    auto host = rollingAt (position, rate);
    host.beats = beats;
    host.tempo = tempo;
    return host;
}

/** A host that plays from `position` on in blocks of `block` frames. */
inline std::vector<float> play (ReplayPlayer& player, std::int64_t position, std::size_t count, int rate,
                                std::size_t block)
{
    std::vector<float> out (count);

    for (std::size_t i = 0; i < count; i += block)
        player.render (std::span (out).subspan (i, std::min (block, count - i)),
                       rollingAt (position + static_cast<std::int64_t> (i), rate));

    return out;
}

inline void give (ReplayPlayer& player, const std::vector<ReplayPiece>& pieces, int rate,
                  ReplayAnchor anchor = ReplayAnchor::samples)
{
    player.setMap (std::make_shared<const ReplayMap> (pieces, rate, anchor));
}

/** Where two sounds are not the same any more, or -1. */
inline std::ptrdiff_t firstDifference (const std::vector<float>& a, const std::vector<float>& b)
{
    const auto [at, other] = std::mismatch (a.begin(), a.end(), b.begin(), b.end());
    return at == a.end() && other == b.end() ? -1 : at - a.begin();
}

} // namespace parlando::testing
