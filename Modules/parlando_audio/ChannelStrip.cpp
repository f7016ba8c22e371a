#include "ChannelStrip.h"

#include <algorithm>

namespace parlando
{

template <typename Sample>
ChannelStrip::Channels<Sample>::Channels (Sample* const* channels, int count) PARLANDO_REALTIME
{
    for (int i = 0; i < count && channels != nullptr && size < data.size(); ++i)
        if (channels[i] != nullptr)
            data[size++] = channels[i];
}

ChannelStrip::ChannelStrip (AudioEngine& engineToUse)
    : engine (engineToUse), mainMix (engine.inputNotices()), sideChainMix (engine.inputNotices())
{
    setRate (engine.sampleRate());
}

void ChannelStrip::prepare (double sampleRate, int maximumBlockSize)
{
    engine.prepare (sampleRate, maximumBlockSize);
    setRate (engine.sampleRate());
}

void ChannelStrip::setRate (int rate) noexcept
{
    const auto smooth = static_cast<std::size_t> (rate) / 50;
    gate.prepare (rate);
    ducker.prepare (rate);
    voiceDucker.prepare (rate);
    loudspeakers.prepare (rate);
    mainMix.prepare (rate);
    sideChainMix.prepare (rate);
    for (auto* gain : {&mainGain, &sideChainGain, &dryGain, &voiceGain})
        gain->prepare (smooth);
    voiceFade.prepare (smooth / 2);
    replayFade.prepare (smooth / 4);
    reset();
}

void ChannelStrip::reset() PARLANDO_REALTIME
{
    gate.reset();
    ducker.reset();
    voiceDucker.reset();
    loudspeakers.reset();
    mainGain.reset();
    sideChainGain.reset();
    dryGain.reset();
    voiceGain.reset();
    voiceFade.reset();
    replayFade.reset();
    if (wasOffline)
        voiceFade.jumpTo (0.0f);
}

void ChannelStrip::process (const StripBuses& buses, const StripControls& wanted,
                            const HostTransport& host) PARLANDO_REALTIME
{
    const auto controls = wanted.sane();
    engine.setHostTime (host);
    engine.setMicrophoneMuted (controls.isMuted || controls.isBypassed);
    engine.setTalkState (controls.talkState());
    engine.setVoiceTarget (controls.voiceTarget);
    engine.setEchoMode (controls.echo);
    engine.setBargeInMode (controls.bargeIn);
    engine.setMicrophoneCleaning (controls.cleaning);
    if (buses.frames <= 0)
        return;
    follow (controls);

    const Channels<const float> main (buses.main, buses.mainChannels);
    const Channels<const float> sideChain (buses.sideChain, buses.sideChainChannels);
    const Channels<float> output (buses.output, buses.outputChannels), agent (buses.agent, buses.agentChannels);
    const auto frames = static_cast<std::size_t> (buses.frames);

    // A chunk is read as a whole before any of it is overwritten.
    for (std::size_t start = 0, samples = 0; start < frames; start += samples)
    {
        samples = std::min (chunkSize, frames - start);
        const auto now = host.after (static_cast<std::int64_t> (start));
        samples = samplesAlike (controls, samples, now);

        readDry (main, output.size, start, samples);
        auto isSpeaking = false;
        if (controls.isOffline)
            std::fill_n (voice.data(), samples, 0.0f);
        else
            isSpeaking = converse (main, sideChain, start, samples, buses.frames);
        if (controls.replays && timelineVoice != nullptr)
            isSpeaking = replay (isSpeaking, samples, now) || isSpeaking;

        voiceGain.apply (voice.data(), samples);
        voiceDucker.apply (sideChain.data.data(), sideChain.size, start, voice.data(), samples);
        if (! controls.isOffline)
            tellPlayed (sideChain, controls.loudspeakers, start, samples);
        ducker.hear (isSpeaking, samples);
        setDryLevel (samples);
        write (output, agent, start, samples);
    }
}

void ChannelStrip::follow (const StripControls& controls) PARLANDO_REALTIME
{
    const auto isDeaf = controls.isDeaf();
    gate.setTalking (controls.isTalking);
    if (wasDeaf && ! isDeaf)
        gate.resume();
    mainMix.setChannels (controls.channels);
    sideChainMix.setChannels (controls.channels);
    mainGain.aimAt (controls.heard() == TrackSource::sideChain ? 0.0f : controls.inputGain);
    sideChainGain.aimAt (controls.heard() == TrackSource::main ? 0.0f : controls.inputGain);

    if (controls.isOffline)
    {
        if (! wasOffline)
        {
            dryGain.reset();
            voiceGain.reset();
            replayFade.reset();
            ducker.reset();
            voiceDucker.reset();
        }
        voiceFade.jumpTo (0.0f);
    }
    else
    {
        voiceFade.aimAt (controls.isBypassed ? 0.0f : 1.0f);
    }
    voiceGain.aimAt (controls.voiceGain);
    dryGain.aimAt (controls.isBypassed ? 1.0f : controls.dryGain);
    ducker.setShape (controls.isBypassed ? 1.0f : controls.duckGain, controls.duckAttack, controls.duckRelease);
    voiceDucker.setShape (controls.voiceDuck(), controls.voiceDuckThreshold, controls.voiceDuckAttack,
                          controls.voiceDuckRelease);

    isBypassed = controls.isBypassed;
    wasDeaf = isDeaf;
    wasOffline = controls.isOffline;
}

// Copies and nothing else, but for stereo on a mono output.
void ChannelStrip::readDry (const Channels<const float>& main, std::size_t outputs, std::size_t start,
                            std::size_t samples) PARLANDO_REALTIME
{
    dryChannels = std::min (main.size, outputs);
    if (main.size == 2 && outputs == 1)
        for (std::size_t i = 0; i < samples; ++i)
            dry[0][i] = 0.5f * (main.data[0][start + i] + main.data[1][start + i]);
    else
        for (std::size_t channel = 0; channel < dryChannels; ++channel)
            std::copy_n (main.data[channel] + start, samples, dry[channel].data());
}

void ChannelStrip::hear (const Channels<const float>& source, InputMix& mix, SmoothGain& gain, std::size_t start,
                         std::size_t samples) PARLANDO_REALTIME
{
    const auto channels = static_cast<int> (source.size);
    if (gain.isSettledAt (0.0f) || ! mix.process (source.data.data(), channels, start, scratch.data(), samples))
        return;
    gain.apply (scratch.data(), samples);
    for (std::size_t i = 0; i < samples; ++i)
        ear[i] += scratch[i];
}

// True when the agent was heard.
bool ChannelStrip::converse (const Channels<const float>& main, const Channels<const float>& sideChain,
                             std::size_t start, std::size_t samples, int hostBlock) PARLANDO_REALTIME
{
    const auto isOpen = gate.isOpen();
    if (isOpen)
    {
        std::fill_n (ear.data(), samples, 0.0f);
        hear (main, mainMix, mainGain, start, samples);
        hear (sideChain, sideChainMix, sideChainGain, start, samples);
        gate.apply (ear.data(), samples);
    }

    const float* input = ear.data();
    float* output = voice.data();
    const auto isSpeaking = engine.process (&input, isOpen ? 1 : 0, &output, 1, static_cast<int> (samples), hostBlock);
    voiceFade.apply (output, samples);
    return isSpeaking;
}

// True when what lies on the timeline was heard. It steps aside for the agent itself and for bypass.
bool ChannelStrip::replay (bool isSpeaking, std::size_t samples, const HostTransport& host) PARLANDO_REALTIME
{
    replayFade.aimAt (isSpeaking || isBypassed ? 0.0f : 1.0f);
    const auto isSilent = replayFade.isSettledAt (0.0f);
    const auto isThere = timelineVoice->render (scratch.data(), samples, host);
    replayFade.apply (scratch.data(), samples);
    if (isSilent || ! isThere)
        return false;
    for (std::size_t i = 0; i < samples; ++i)
        voice[i] += scratch[i];
    return true;
}

void ChannelStrip::tellPlayed (const Channels<const float>& sideChain, LoudspeakerSource source, std::size_t start,
                               std::size_t samples) PARLANDO_REALTIME
{
    const auto hasSideChain = source != LoudspeakerSource::agent && sideChain.size > 0;
    if (hasSideChain)
        loudspeakers.process (source, sideChain.data.data(), sideChain.size, start, voice.data(), scratch.data(),
                              samples);
    else
        loudspeakers.reset();
    isSideChainPlayed.store (hasSideChain && ! loudspeakers.isAgentAlone(), std::memory_order_relaxed);
    engine.played (hasSideChain ? scratch.data() : voice.data(), static_cast<int> (samples));
}

// So many samples that whatever is decided for a whole piece comes out as if each had been decided for itself.
std::size_t ChannelStrip::samplesAlike (const StripControls& controls, std::size_t most,
                                        const HostTransport& host) PARLANDO_REALTIME
{
    auto samples = ducker.samplesAlike (most);
    if (! controls.isOffline)
        samples = gate.pieceLength (samples);
    if (controls.replays && timelineVoice != nullptr)
        samples = timelineVoice->steadyFrames (host, samples);
    return samples;
}

void ChannelStrip::setDryLevel (std::size_t samples) PARLANDO_REALTIME
{
    const auto isResting = dryGain.isSettled() && ducker.isSettled();
    const auto gain = dryGain.next() * ducker.next();
    scratch[0] = gain;
    if (isResting)
        std::fill_n (scratch.data(), samples, gain);
    else
        for (std::size_t i = 1; i < samples; ++i)
            scratch[i] = dryGain.next() * ducker.next();

    // Not even a multiplication by 1, which makes denormals 0 where the processor is told so, from where the gain
    // rests.
    auto moving = samples;
    while (moving > 0 && scratch[moving - 1] == 1.0f)
        --moving;

    for (std::size_t channel = 0; channel < dryChannels; ++channel)
        if (isResting && gain == 0.0f)
            std::fill_n (dry[channel].data(), samples, 0.0f);
        else
            for (std::size_t i = 0; i < moving; ++i)
                dry[channel][i] *= scratch[i];
}

void ChannelStrip::write (const Channels<float>& output, const Channels<float>& agent, std::size_t start,
                          std::size_t samples) PARLANDO_REALTIME
{
    std::size_t begin = 0, end = samples; // the part with voice
    while (end > 0 && voice[end - 1] == 0.0f)
        --end;
    while (begin < end && voice[begin] == 0.0f)
        ++begin;

    for (std::size_t channel = 0; channel < agent.size; ++channel)
        std::copy_n (voice.data(), samples, agent.data[channel] + start);

    for (std::size_t channel = 0; channel < output.size; ++channel)
    {
        auto* target = output.data[channel] + start;
        if (dryChannels == 0)
        {
            std::copy_n (voice.data(), samples, target);
            continue;
        }
        const auto* source = dry[std::min (channel, dryChannels - 1)].data();
        std::copy_n (source, samples, target);
        for (auto i = begin; i < end; ++i)
            target[i] = source[i] + voice[i];
    }
}

} // namespace parlando
