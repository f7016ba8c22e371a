#include "PersonAudio.h"

#include "SessionLimits.h"

#include <algorithm>
#include <utility>

namespace parlando
{

PersonAudio::PersonAudio (const RehearsalSetup& setup, Ears& e)
    : ears (e), automatic (setup.automaticDetection),
      detector ({setup.sensitiveStart, setup.prefixPaddingMs, setup.silenceDurationMs})
{
}

void PersonAudio::receive (int rate, std::span<const std::uint8_t> bytes, Signals& signals)
{
    std::vector<std::int16_t> samples (bytes.size() / 2);
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] = static_cast<std::int16_t> (bytes[2 * i] | (bytes[2 * i + 1] << 8));
    received += samples.size();

    if (converter == nullptr || converter->fromRate() != rate)
        converter = std::make_unique<RateConverter> (rate, 16000);
    std::vector<std::int16_t> converted;
    converter->process (samples, converted);

    if (automatic)
    {
        detector.process (converted, events);
        applyEvents (signals);
    }
    else if (open)
        append (converted);
}

void PersonAudio::streamEnd (Signals& signals)
{
    if (! automatic)
        return;
    detector.finish (events);
    applyEvents (signals);
}

bool PersonAudio::activityStart (Signals& signals)
{
    if (open)
        return false;
    beginUtterance (signals);
    return true;
}

bool PersonAudio::activityEnd (Signals& signals)
{
    if (! open || openSamples == 0)
        return false;
    finishUtterance (true, signals);
    return true;
}

std::optional<bool> PersonAudio::settle (std::uint64_t utterance)
{
    const auto node = awaited.extract (utterance);
    if (node.empty())
        return std::nullopt;
    unheard -= node.mapped().samples;
    return node.mapped().worthAnAnswer;
}

void PersonAudio::abandonAll()
{
    if (open)
        ears.abandonUtterance (*open);
    open.reset();
    for (const auto& [utterance, each] : awaited)
        ears.abandonUtterance (utterance);
    awaited.clear();
    unheard = 0;
}

bool PersonAudio::isTooMuch() const
{
    return unheard > session_limits::mostUnheard || awaited.size() > session_limits::mostUtterances;
}

void PersonAudio::applyEvents (Signals& signals)
{
    // Shorter than a short word, a sound may be one or not. Of a cough the ears would make words as of any other sound.
    constexpr int shortestWordMs = 300, shortestSyllableMs = 200;
    for (const auto& event : std::exchange (events, {}))
    {
        if (event.kind == SpeechDetector::Event::Kind::started)
            beginUtterance (signals);
        if (event.kind == SpeechDetector::Event::Kind::ended && detector.voicedMs() < shortestSyllableMs)
            dropUtterance (signals);
        else if (event.kind == SpeechDetector::Event::Kind::ended)
            finishUtterance (detector.voicedMs() >= shortestWordMs, signals);
        else
            append (event.samples);
    }
}

void PersonAudio::beginUtterance (Signals& signals)
{
    open = ++lastUtterance;
    openSamples = 0;
    ears.begin (*open, things);
    signals.push_back (Signal::started);
}

void PersonAudio::append (std::span<const std::int16_t> samples)
{
    heard += samples.size();
    if (openSamples >= session_limits::longestUtterance)
        return;
    openSamples += samples.size();
    unheard += samples.size();
    ears.append (*open, samples);
}

void PersonAudio::dropUtterance (Signals& signals)
{
    ears.abandonUtterance (*open);
    unheard -= std::min (unheard, openSamples);
    open.reset();
    signals.push_back (Signal::ended);
}

void PersonAudio::finishUtterance (bool worthAnAnswer, Signals& signals)
{
    awaited[*open] = {worthAnAnswer, openSamples};
    ears.finish (*open);
    open.reset();
    signals.push_back (Signal::ended);
}

} // namespace parlando
