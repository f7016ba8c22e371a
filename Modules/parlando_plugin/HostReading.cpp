#include "HostReading.h"

#include <algorithm>
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

/** An LV2's host tells bars, and JUCE no beginning of them. It follows where all bars before have this one's meter, or
    the quarter notes were counted so (Lv2Clock); else this place would mostly not lie within its bar. */
void findBarStart (HostTransport& transport)
{
    if (transport.barStart || ! transport.bar || ! transport.beats || ! transport.meterNumerator)
        return;

    constexpr double tolerance = 1.0e-6; // what was told in single precision
    const auto start = transport.bar.value * transport.beatsPerBar();
    const auto inBar = transport.beats.value - start;

    if (inBar > -tolerance && inBar < transport.beatsPerBar() + tolerance)
        transport.barStart = std::min (start, transport.beats.value);
}

/** Ardour tells a VST3 where the next bar begins: a bar that has not begun yet is brought back by whole bars. */
void correctBarStart (HostTransport& transport)
{
    constexpr double tolerance = 1.0e-6, most = 1.0e6;
    const auto ahead = transport.barStart.value - transport.beats.value, bar = transport.beatsPerBar();

    if (transport.barStart && transport.beats && ahead > tolerance && ahead < most && bar > 0.0)
        transport.barStart = transport.barStart.value - std::ceil (ahead / bar - tolerance) * bar;
}

/** A VST3's or an AU's host tells where its bar began, and not which one it is. They are counted as if all had this
    one's meter, where that comes out even: after a change of meter it mostly does not. */
void countBar (HostTransport& transport)
{
    if (transport.bar || ! transport.barStart || ! transport.meterNumerator)
        return;

    constexpr double tolerance = 1.0e-6, most = 1.0e6;
    const auto count = transport.barStart.value / transport.beatsPerBar();

    if (std::abs (count) < most && std::abs (count - std::round (count)) < tolerance)
        transport.bar = std::round (count);
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

    findBarStart (transport);
    correctBarStart (transport);
    countBar (transport);
    readSamples (transport, *position, sampleRate);
    readTimecode (transport, *position);
    return transport;
}

} // namespace parlando
