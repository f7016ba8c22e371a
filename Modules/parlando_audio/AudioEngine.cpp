#include "AudioEngine.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

namespace parlando
{

namespace detail_engine
{

// NaN, infinities and numbers so small that they are denormal or nearly so become 0; what is left is bounded, so that
// no sum of channels overflows.
float sane (float sample) PARLANDO_REALTIME
{
    constexpr auto smallest = 1.0e-15f, loudest = 1.0e4f;
    constexpr std::int32_t lowest = std::bit_cast<std::int32_t> (smallest), infinity = 0x7f80'0000;

    const auto bits = std::bit_cast<std::int32_t> (sample);
    const auto magnitude = bits & 0x7fff'ffff;
    const auto kept = std::bit_cast<float> (magnitude > lowest && magnitude < infinity ? bits : 0);
    return std::min (std::max (kept, -loudest), loudest);
}

// target += source, or target = source.
template <bool isFirst>
void accumulate (const float* source, float* target, std::size_t samples) PARLANDO_REALTIME
{
    for (std::size_t i = 0; i < samples; ++i)
        target[i] = isFirst ? sane (source[i]) : target[i] + sane (source[i]);
}

} // namespace detail_engine

AudioEngine::AudioEngine() : head (playbackRing), captureEnd (captureRing), playoutEnd (playbackRing) {}

void AudioEngine::prepare (double sampleRate, int maximumBlockSize)
{
    const auto rate = std::isfinite (sampleRate) && sampleRate >= 1.0 && sampleRate < 1.0e7
                          ? static_cast<int> (std::lround (sampleRate))
                          : 48'000;
    head.prepare (rate);
    inputMeter.prepare (rate);
    outputMeter.prepare (rate);
    captureRing.rateChanges.add ({captureRing.samples.writePosition(), rate});
    playbackRing.sampleRate.store (rate, std::memory_order_relaxed);
    playbackRing.maximumBlockSize.store (std::max (maximumBlockSize, 0), std::memory_order_relaxed);
    playbackRing.prepared.fetch_add (1, std::memory_order_release);
}

void AudioEngine::process (const float* const* input, int numInputs, float* const* output, int numOutputs,
                           int frames) PARLANDO_REALTIME
{
    if (frames > 0)
        captureRing.blockSize.store (frames, std::memory_order_relaxed);

    // In place, the output of a chunk overwrites the input of that chunk only.
    for (int start = 0; start < frames; start += chunkSize)
    {
        const auto samples = std::min (chunkSize, frames - start);
        listen (input, numInputs, start, samples);
        speak (output, numOutputs, start, samples);
    }
}

void AudioEngine::setCaptureEnabled (bool shouldCapture) PARLANDO_REALTIME
{
    captureRing.enabled.store (shouldCapture, std::memory_order_relaxed);
}

bool AudioEngine::isCaptureEnabled() const PARLANDO_REALTIME
{
    return captureRing.enabled.load (std::memory_order_relaxed);
}

void AudioEngine::listen (const float* const* input, int numInputs, int start, int samples) PARLANDO_REALTIME
{
    const auto length = static_cast<std::size_t> (samples);
    int channels = 0;
    for (int channel = 0; channel < numInputs; ++channel)
        if (input[channel] != nullptr)
        {
            if (channels++ == 0)
                detail_engine::accumulate<true> (input[channel] + start, scratch.data(), length);
            else
                detail_engine::accumulate<false> (input[channel] + start, scratch.data(), length);
        }
    if (channels == 0)
        return inputMeter.feedSilence (length);

    if (channels > 1)
        for (std::size_t i = 0; i < length; ++i)
            scratch[i] /= static_cast<float> (channels);
    inputMeter.feed (scratch.data(), length);

    if (! isCaptureEnabled())
        return;
    if (const auto kept = captureRing.samples.write (scratch.data(), length); kept < length)
    {
        captureRing.overruns.fetch_add (1, std::memory_order_relaxed);
        captureRing.droppedSamples.fetch_add (length - kept, std::memory_order_relaxed);
    }
}

void AudioEngine::speak (float* const* output, int numOutputs, int start, int samples) PARLANDO_REALTIME
{
    const auto length = static_cast<std::size_t> (samples);
    auto* voice = numOutputs > 0 && output[0] != nullptr ? output[0] + start : scratch.data();

    if (head.render (voice, length))
        outputMeter.feed (voice, length);
    else
        outputMeter.feedSilence (length);

    for (int channel = 0; channel < numOutputs; ++channel)
        if (output[channel] != nullptr && output[channel] + start != voice)
            std::copy_n (voice, length, output[channel] + start);
}

} // namespace parlando
