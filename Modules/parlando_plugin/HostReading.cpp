#include "HostReading.h"

#include <cmath>

namespace parlando
{

namespace
{

using Position = juce::AudioPlayHead::PositionInfo;

template <typename Value>
HostTransport::Optional toOptional (const juce::Optional<Value>& value)
{
    return value ? HostTransport::Optional (static_cast<double> (*value)) : HostTransport::Optional();
}

/** JUCE's VST3 wrapper makes 0 of each place below 0, where hosts run in: what they tell in quarter notes has its sign
    left, so that a 0 then counts for nothing. Of a VST3 host that tells nothing there is a 0 too, and seconds that are
    no number. */
void readSamples (HostTransport& transport, const Position& position, double sampleRate)
{
    const auto samples = position.getTimeInSamples();
    const auto isTold = ! transport.seconds || std::isfinite (transport.seconds.value);
    const auto isClamped = samples && *samples == 0 && transport.beats && transport.beats.value < 0.0;

    transport.sampleRate = static_cast<int> (std::lround (sampleRate));
    transport.hasSamples = samples.hasValue() && ! isClamped && isTold;
    transport.samples = transport.hasSamples ? *samples : 0;

    if (! isTold)
        transport.seconds = {};
}

void readTimecode (HostTransport& transport, const Position& position)
{
    transport.timecodeOrigin = toOptional (position.getEditOriginTime());

    if (const auto rate = position.getFrameRate(); rate && rate->getEffectiveRate() > 0.0)
    {
        transport.timecodeRate = rate->getEffectiveRate();
        transport.isDropFrame = rate->isDrop();
    }
}

} // namespace

HostTransport readTransport (const juce::AudioPlayHead* host, double sampleRate)
{
    HostTransport transport;
    const auto position = host != nullptr ? host->getPosition() : juce::nullopt;

    if (! position)
        return transport;

    transport.isThere = true;
    transport.isPlaying = position->getIsPlaying();
    transport.isRecording = position->getIsRecording();
    transport.isLooping = position->getIsLooping();
    transport.tempo = toOptional (position->getBpm());
    transport.beats = toOptional (position->getPpqPosition());
    transport.barStart = toOptional (position->getPpqPositionOfLastBarStart());
    transport.bar = toOptional (position->getBarCount());
    transport.seconds = toOptional (position->getTimeInSeconds());

    if (const auto meter = position->getTimeSignature())
    {
        transport.meterNumerator = static_cast<double> (meter->numerator);
        transport.meterDenominator = static_cast<double> (meter->denominator);
    }

    if (const auto loop = position->getLoopPoints())
    {
        transport.loopStart = loop->ppqStart;
        transport.loopEnd = loop->ppqEnd;
    }

    readSamples (transport, *position, sampleRate);
    readTimecode (transport, *position);
    return transport;
}

} // namespace parlando
