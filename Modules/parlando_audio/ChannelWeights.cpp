#include "ChannelWeights.h"

#include <algorithm>

namespace parlando
{

namespace detail_weights
{

constexpr float pairTogether = 1.0f / 16.0f, pairApart = 1.0f / 64.0f; // 12 and 18 dB
constexpr float smallestShare = 1.0e-3f;
constexpr int apartLongEnough = 30;
constexpr float cancelled = 0.1f, sound = 0.15f; // 10 and 8 dB
constexpr int cancelledLongEnough = 5, soundLongEnough = 200;
constexpr float clearlyLouder = 4.0f; // 6 dB

} // namespace detail_weights

void ChannelWeights::reset (std::size_t channels) PARLANDO_REALTIME
{
    count = std::clamp<std::size_t> (channels, 1, mostChannels);
    std::fill_n (shares.begin(), count, 1.0f / static_cast<float> (count));
    solo = 0;
    cancelledFor = soundFor = apartFor = 0;
    isSolo = speaks = hasSpoken = hasBegun = false;
}

bool ChannelWeights::begin (const ChannelActivity* channels) PARLANDO_REALTIME
{
    if (hasBegun || count < 2)
        return false;

    for (std::size_t i = 0; i < count; ++i)
    {
        levels[i] = channels[i].pieceLevel();
        hasBegun = hasBegun || levels[i] > ChannelActivity::quietest;
    }
    if (hasBegun)
        share (levels);
    return hasBegun;
}

void ChannelWeights::judge (const ChannelActivity* channels, float mixed) PARLANDO_REALTIME
{
    if (count < 2)
    {
        speaks = channels[0].isSpeaking();
        return;
    }

    speaks = std::any_of (channels, channels + count, [] (const auto& each) { return each.isSpeaking(); });
    hasSpoken = hasSpoken || speaks;
    const auto isLoud = std::any_of (channels, channels + count,
                                     [] (const auto& each) { return each.power() > ChannelActivity::quietest; });
    if (! speaks && (hasSpoken || ! isLoud))
        return;

    watchCancelling (channels, mixed);
    for (std::size_t i = 0; i < count; ++i)
        levels[i] = hasSpoken ? channels[i].speech() : channels[i].level();
    share (levels);
}

void ChannelWeights::share (const Levels& loudness) PARLANDO_REALTIME
{
    const auto loudest = *std::max_element (loudness.begin(), loudness.begin() + count);
    if (! (loudest > 0.0f))
        return;
    if (count == 2)
        return sharePair (loudness);

    float sum = 0.0f;
    for (std::size_t i = 0; i < count; ++i)
    {
        const auto relative = loudness[i] / loudest, share = relative * relative;
        shares[i] = share < detail_weights::smallestShare ? 0.0f : share;
        sum += shares[i];
    }
    for (std::size_t i = 0; i < count; ++i)
        shares[i] /= sum;
}

void ChannelWeights::sharePair (const Levels& loudness) PARLANDO_REALTIME
{
    const std::size_t louder = loudness[1] > loudness[0] ? 1 : 0;
    const auto ratio = loudness[1 - louder] / loudness[louder];
    const auto isOtherAlone = shares[1 - louder] == 1.0f;

    // What is steady on one side of a track while somebody speaks on the other is no reason to leave the track's own
    // mix.
    apartFor = ratio < detail_weights::pairApart ? apartFor + 1 : 0;
    if (ratio >= detail_weights::pairTogether)
    {
        shares[0] = shares[1] = 0.5f;
    }
    else if (isOtherAlone || apartFor >= (hasSpoken ? detail_weights::apartLongEnough : 1))
    {
        shares[louder] = 1.0f;
        shares[1 - louder] = 0.0f;
    }
}

void ChannelWeights::watchCancelling (const ChannelActivity* channels, float mixed) PARLANDO_REALTIME
{
    using namespace detail_weights;
    const auto most = *std::max_element (shares.begin(), shares.begin() + count);
    std::size_t loudest = 0;
    float power = 0.0f;
    for (std::size_t i = 0; i < count; ++i)
        if (shares[i] >= 0.5f * most && channels[i].power() > power)
        {
            loudest = i;
            power = channels[i].power();
        }

    cancelledFor = mixed < cancelled * power ? cancelledFor + 1 : 0;
    soundFor = mixed > sound * power ? soundFor + 1 : std::max (soundFor - 4, 0);

    if (! isSolo && cancelledFor >= cancelledLongEnough)
    {
        isSolo = true;
        soundFor = 0;
        solo = loudest;
    }
    else if (isSolo && soundFor >= soundLongEnough)
    {
        isSolo = false;
    }
    else if (isSolo && channels[loudest].level() > clearlyLouder * channels[solo].level())
    {
        solo = loudest;
    }
}

std::size_t ChannelWeights::main() const PARLANDO_REALTIME
{
    if (isSolo)
        return solo;
    return static_cast<std::size_t> (std::max_element (shares.begin(), shares.begin() + count) - shares.begin());
}

} // namespace parlando
