#include "TakeAudition.h"

#include <algorithm>

namespace parlando
{

namespace
{

constexpr double pauseBetween = 0.4; // s

} // namespace

void TakeAudition::play (const std::vector<std::shared_ptr<const TakeVoice>>& voices, int hostRate)
{
    stop();
    std::vector<ReplayPiece> pieces;
    std::int64_t end = 0;

    for (const auto& voice : voices)
    {
        const auto count = static_cast<std::int64_t> (voice->samples().size());
        pieces.push_back ({voice, 0, count, end, hostRate, {}, {}});
        end += static_cast<std::int64_t> ((static_cast<double> (count) / voice->sampleRate() + pauseBetween) *
                                          static_cast<double> (hostRate));
    }

    if (pieces.empty() || hostRate < ReplayMap::lowestRate || hostRate > ReplayMap::highestRate)
        return;

    player.setMap (std::make_shared<const ReplayMap> (pieces, hostRate, ReplayAnchor::samples));
    length = end;
    rate = hostRate;
    ++started;
    isActive.store (true, std::memory_order_release);
}

void TakeAudition::stop()
{
    silence();
    player.setMap (nullptr);
}

void TakeAudition::addTo (float* const* channels, std::size_t count, std::size_t frames) PARLANDO_REALTIME
{
    if (! isPlaying())
        return;

    if (const auto now = started.load(); heard != now)
    {
        heard = now;
        position = 0;
        player.reset();
    }

    HostTransport place;
    place.isThere = place.isPlaying = place.hasSamples = true;
    place.sampleRate = rate.load();

    for (std::size_t start = 0, samples = 0; start < frames; start += samples)
    {
        samples = std::min (scratch.size(), frames - start);
        place.samples = position;
        position += static_cast<std::int64_t> (samples);

        if (! player.render ({scratch.data(), samples}, place))
            continue;

        for (std::size_t channel = 0; channel < count; ++channel)
            for (std::size_t i = 0; i < samples; ++i)
                channels[channel][start + i] += scratch[i];
    }

    if (position >= length.load())
        ended = heard;
}

} // namespace parlando
