#include "MicrophoneSpeech.h"

#include <parlando_audio/PcmCodec.h>

#include <algorithm>

namespace parlando
{
namespace
{

constexpr std::int64_t longAgo = 1'000'000'000; // frames

// A person pauses between words, and the first syllable after a pause is their onset again. With an agent that goes on,
// six of seven words are understood instead of four.
constexpr int lingers = 60; // frames

int framesSince (std::int64_t position, std::int64_t then)
{
    return static_cast<int> (std::clamp<std::int64_t> (position - then, -longAgo, longAgo));
}

} // namespace

void MicrophoneSpeech::begin (int sampleRate)
{
    rate = sampleRate;
    tools.reset();
    sentLinear = false;
}

bool MicrophoneSpeech::isWanted (EchoMode mode, BargeInMode bargeIn, bool findsTurns) const noexcept
{
    return rate == speechRate && (mode != EchoMode::never || bargeIn != BargeInMode::off || findsTurns);
}

std::optional<input::MicrophoneFrame::Voice> MicrophoneSpeech::process (std::span<std::int16_t> frame,
                                                                        std::span<const float> played, EchoMode mode,
                                                                        BargeInMode bargeIn, double deviceDelay,
                                                                        bool findsTurns)
{
    echo = mode;

    if (! isWanted (mode, bargeIn, findsTurns) || frame.size() != 2 * speechFrameSize || played.size() != frame.size())
        return std::nullopt;

    if (tools == nullptr)
        tools = std::make_unique<Tools>();

    tools->processor.setEchoMode (mode);
    input::MicrophoneFrame::Voice voice{bargeIn, {}};

    for (std::size_t i = 0; i < voice.halves.size(); ++i)
    {
        const auto at = i * speechFrameSize;
        voice.halves[i] = hear (frame.subspan (at, speechFrameSize), played.subspan (at, speechFrameSize), deviceDelay);
    }

    return voice;
}

// While a person speaks, and in their pauses, the service hears the linear signal: it keeps words that the suppressor
// would eat, and the agent makes way. Else it hears the suppressed one, in which the agent does not hear itself.
PersonVoice MicrophoneSpeech::hear (std::span<std::int16_t> half, std::span<const float> played, double deviceDelay)
{
    SpeechFrame microphone;
    pcmToFloat (half, microphone);
    const auto& speech = tools->processor.process (microphone, played, deviceDelay);
    const auto& verdict = tools->detector.add (speech);

    const auto sinceEnd = framesSince (verdict.position, verdict.end);
    const auto sendsLinear = verdict.isSpeaking || (verdict.onset >= 0 && sinceEnd < lingers);

    if (speech.isCancelling)
    {
        for (std::size_t i = 0; i < speechFrameSize; ++i)
        {
            const auto progress = static_cast<float> (i + 1) / static_cast<float> (speechFrameSize);
            const auto share =
                sentLinear == sendsLinear ? (sentLinear ? 1.0f : 0.0f) : (sentLinear ? 1.0f - progress : progress);
            microphone[i] = share * speech.linear[i] + (1.0f - share) * speech.suppressed[i];
        }

        floatToPcm (microphone, half);
    }

    sentLinear = sendsLinear;
    return {verdict.isVoice, verdict.isSpeaking, framesSince (verdict.position, verdict.onset), sinceEnd};
}

std::optional<EchoReport> MicrophoneSpeech::report() const
{
    if (tools == nullptr || echo == EchoMode::never)
        return std::nullopt;

    const auto figures = tools->processor.figures();
    const auto isFound = figures.echo == EchoAlignment::Echo::found;
    return EchoReport{isFound, figures.echo == EchoAlignment::Echo::unknown, figures.delay, figures.drift,
                      isFound ? static_cast<double> (figures.lowered) : 0.0};
}

} // namespace parlando
