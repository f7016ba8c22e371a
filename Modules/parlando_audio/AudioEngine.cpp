#include "AudioEngine.h"

#include <algorithm>
#include <cmath>

namespace parlando
{

namespace detail_engine
{

/** Beyond them there is no voice: as the command line takes files. A filter to 1 Hz takes seconds to make. */
constexpr double lowestRate = 1'000.0, highestRate = 768'000.0;

} // namespace detail_engine

AudioEngine::AudioEngine (AudioClock clock)
    : playbackRing{.clock = clock}, head (playbackRing), captureEnd (captureRing), playoutEnd (playbackRing)
{
}

void AudioEngine::prepare (double sampleRate, int maximumBlockSize)
{
    // False also for what is no number.
    const auto isUsable = sampleRate >= detail_engine::lowestRate && sampleRate <= detail_engine::highestRate;
    const auto rate = isUsable ? static_cast<int> (std::lround (sampleRate)) : 48'000;
    notices.setOddRate (! isUsable);
    head.prepare (rate);
    inputMix.prepare (rate);
    inputMeter.prepare (rate);
    outputMeter.prepare (rate);
    captureRing.rateChanges.add ({captureRing.samples.writePosition(), rate});
    playbackRing.sampleRate.store (rate, std::memory_order_relaxed);
    playbackRing.maximumBlockSize.store (std::max (maximumBlockSize, 0), std::memory_order_relaxed);
    playbackRing.prepared.fetch_add (1, std::memory_order_release);
}

bool AudioEngine::process (const float* const* input, int numInputs, float* const* output, int numOutputs, int frames,
                           int hostBlock) PARLANDO_REALTIME
{
    if (frames > 0)
        captureRing.blockSize.store (std::max (frames, hostBlock), std::memory_order_relaxed);

    inputMix.setChannels (inputChannels.load (std::memory_order_relaxed));

    blockBegin = captureRing.samples.writePosition();
    bool isHeard = false;
    // In place, the output of a chunk overwrites the input of that chunk only.
    for (int start = 0; start < frames; start += chunkSize)
    {
        const auto samples = std::min (chunkSize, frames - start);
        listen (input, numInputs, start, samples);
        if (speak (output, numOutputs, start, samples))
            isHeard = true;
    }
    blockCaptured = captureRing.samples.writePosition() - blockBegin;
    return isHeard;
}

/** Of a block that was not captured, or not whole, it is not known what lies beside what. */
void AudioEngine::played (const float* samples, int frames) PARLANDO_REALTIME
{
    if (frames > 0 && blockCaptured == static_cast<std::uint64_t> (frames))
        captureRing.played.add ({samples, static_cast<std::size_t> (frames)}, blockBegin);
}

void AudioEngine::setCaptureEnabled (bool shouldCapture) PARLANDO_REALTIME
{
    captureRing.enabled.store (shouldCapture, std::memory_order_relaxed);
}

bool AudioEngine::isCaptureEnabled() const PARLANDO_REALTIME
{
    return captureRing.enabled.load (std::memory_order_relaxed);
}

void AudioEngine::setMicrophoneMuted (bool shouldBeMuted) PARLANDO_REALTIME
{
    captureRing.muted.store (shouldBeMuted, std::memory_order_relaxed);
}

bool AudioEngine::isMicrophoneMuted() const PARLANDO_REALTIME
{
    return captureRing.muted.load (std::memory_order_relaxed);
}

void AudioEngine::setTalkState (TalkState state) PARLANDO_REALTIME
{
    captureRing.talkChanges.set (state, captureRing.samples.writePosition());
}

void AudioEngine::setHostRecording (bool isRecording) PARLANDO_REALTIME
{
    hostRecords.store (isRecording, std::memory_order_relaxed);
}

void AudioEngine::setInputChannels (InputChannels channels) PARLANDO_REALTIME
{
    inputChannels.store (channels, std::memory_order_relaxed);
}

void AudioEngine::setVoiceTarget (float loudness) PARLANDO_REALTIME
{
    wantedLoudness.store (loudness, std::memory_order_relaxed);
}

void AudioEngine::setEchoMode (EchoMode mode) PARLANDO_REALTIME { wantedEcho.store (mode, std::memory_order_relaxed); }

void AudioEngine::setMicrophoneCleaning (MicrophoneCleaning cleaning) PARLANDO_REALTIME
{
    wantedCleaning.store (cleaning, std::memory_order_relaxed);
}

void AudioEngine::setBargeInMode (BargeInMode mode) PARLANDO_REALTIME
{
    wantedBargeIn.store (mode, std::memory_order_relaxed);
}

void AudioEngine::setDeviceLatency (int samples, int rate) PARLANDO_REALTIME
{
    // Some cards say more than it takes, which is worse than less.
    delay.store (500.0 * std::max (samples, 0) / std::max (rate, 1), std::memory_order_relaxed);
}

std::optional<double> AudioEngine::voiceTarget() const noexcept
{
    const auto loudness = wantedLoudness.load (std::memory_order_relaxed);
    return loudness < 0.0f ? std::optional (static_cast<double> (loudness)) : std::nullopt;
}

bool AudioEngine::isHostRecording() const PARLANDO_REALTIME { return hostRecords.load (std::memory_order_relaxed); }

void AudioEngine::setHostTime (const HostTransport& host) PARLANDO_REALTIME { hostTime = host; }

void AudioEngine::requestInterruption() PARLANDO_REALTIME
{
    interruptionRequested.store (true, std::memory_order_release);
}

bool AudioEngine::takeInterruptionRequest() noexcept
{
    return interruptionRequested.exchange (false, std::memory_order_acquire);
}

void AudioEngine::listen (const float* const* input, int numInputs, int start, int samples) PARLANDO_REALTIME
{
    const auto length = static_cast<std::size_t> (samples);
    if (! inputMix.process (input, numInputs, static_cast<std::size_t> (start), scratch.data(), length))
        return inputMeter.feedSilence (length);

    inputMeter.feed (scratch.data(), length);

    if (! isCaptureEnabled() || isMicrophoneMuted())
        return;
    if (const auto kept = captureRing.samples.write (scratch.data(), length); kept < length)
    {
        captureRing.overruns.fetch_add (1, std::memory_order_relaxed);
        captureRing.droppedSamples.fetch_add (length - kept, std::memory_order_relaxed);
    }
}

bool AudioEngine::speak (float* const* output, int numOutputs, int start, int samples) PARLANDO_REALTIME
{
    const auto length = static_cast<std::size_t> (samples);
    auto* voice = numOutputs > 0 && output[0] != nullptr ? output[0] + start : scratch.data();

    const auto isHeard = head.render (voice, length, hostTime);
    hostTime = hostTime.after (samples);
    if (isHeard)
        outputMeter.feed (voice, length);
    else
        outputMeter.feedSilence (length);

    for (int channel = 0; channel < numOutputs; ++channel)
        if (output[channel] != nullptr && output[channel] + start != voice)
            std::copy_n (voice, length, output[channel] + start);
    return isHeard;
}

} // namespace parlando
