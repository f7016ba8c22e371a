#include "LiveRoom.h"

#include <parlando_audio/Resampler.h>

#include <bit>
#include <functional>

namespace parlando::benchmarks
{

using namespace test;

LiveRoom::LiveRoom (const EchoPath& path, const Sound& voice, int rate)
    : pieceSize (static_cast<std::size_t> (rate / 100)),
      delay (static_cast<std::size_t> (std::lround (path.delay * rate / 1000.0))),
      transform (std::bit_ceil (pieceSize + static_cast<std::size_t> (path.reverberation * rate) + 64)),
      response (transform.binCount()), bins (transform.binCount()), work (transform.size()),
      coming (transform.size() + delay + static_cast<std::size_t> (rate)), isSilent (path.level < -100.0)
{
    const auto atSpeechRate = roomResponse (path.reverberation, path.distance);
    const auto gain = std::pow (10.0, (path.level - speechLevel (convolved (voice, atSpeechRate))) / 20.0);
    auto taps = resampled (atSpeechRate, speechRate, rate);
    for (auto& tap : taps)
        tap *= static_cast<float> (gain * speechRate / rate);
    taps.resize (transform.size());
    transform.forward (taps, response);
}

void LiveRoom::hear (std::span<float> microphone)
{
    for (std::size_t i = 0; i < microphone.size(); ++i)
        microphone[i] += coming[i];
    std::copy (coming.begin() + static_cast<std::ptrdiff_t> (microphone.size()), coming.end(), coming.begin());
    std::fill (coming.end() - static_cast<std::ptrdiff_t> (microphone.size()), coming.end(), 0.0f);
    heardTo += microphone.size();
}

void LiveRoom::play (std::span<const float> block)
{
    for (const auto sample : block)
    {
        piece.push_back (sample);
        if (piece.size() == pieceSize)
            reflect();
    }
}

void LiveRoom::reflect()
{
    const auto begin = coming.begin() + static_cast<std::ptrdiff_t> (pieceBegin + delay - heardTo);
    pieceBegin += pieceSize;
    piece.resize (transform.size());
    if (! isSilent)
    {
        transform.forward (piece, bins);
        std::transform (bins.begin(), bins.end(), response.begin(), bins.begin(), std::multiplies<>());
        transform.inverse (bins, work);
        std::transform (work.begin(), work.end(), begin, begin, std::plus<>());
    }
    piece.clear();
}

Sound resampled (const Sound& sound, int from, int to)
{
    Resampler resampler (from, to);
    Sound result (sound.size() * static_cast<std::size_t> (to) / static_cast<std::size_t> (from) + 8);
    auto made = resampler.process (sound, result).produced;
    while (! resampler.isFlushed())
        made += resampler.flush (std::span (result).subspan (made));
    result.resize (made);
    return result;
}

} // namespace parlando::benchmarks
