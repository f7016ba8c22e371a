#include "MicrophoneSpeech.h"

#include <parlando_audio/PcmCodec.h>

#include <algorithm>

namespace parlando
{
namespace
{

constexpr std::int64_t longAgo = 1'000'000'000; // frames

// A person pauses between words, and the first syllable after a pause is their onset again. With an agent that goes on,
// six of seven words are understood instead of four. One that makes way is silent by then, or goes on after a cough:
// what is left of it in the linear signal would be more of a voice.
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
    cleaner.reset();
    sentLinear = false;
}

bool MicrophoneSpeech::detects (const Wishes& wishes) noexcept
{
    return wishes.echo != EchoMode::never || wishes.bargeIn != BargeInMode::off || wishes.findsTurns;
}

bool MicrophoneSpeech::hearsPlayed (const Wishes& wishes) const noexcept
{
    return rate == speechRate && wishes.echo != EchoMode::never;
}

std::optional<input::MicrophoneFrame::Voice>
MicrophoneSpeech::process (std::span<std::int16_t> frame, std::span<const float> played, const Wishes& wishes)
{
    echo = wishes.echo;

    if (rate != speechRate || frame.size() != 2 * speechFrameSize || played.size() != frame.size())
        return std::nullopt;

    if (cleaner == nullptr && wishes.cleaning != MicrophoneCleaning::none)
        cleaner = makeVoiceCleaner();
    if (cleaner != nullptr)
        cleaner->choose (wishes.cleaning);
    if (tools == nullptr && detects (wishes))
        tools = std::make_unique<Tools>();

    input::MicrophoneFrame::Voice voice{wishes.bargeIn, {}};

    for (std::size_t i = 0; i < voice.halves.size(); ++i)
    {
        const auto half = frame.subspan (i * speechFrameSize, speechFrameSize);

        if (detects (wishes))
        {
            tools->processor.setEchoMode (wishes.echo);
            voice.halves[i] = hear (half, played.subspan (i * speechFrameSize, speechFrameSize), wishes);
        }
        if (wishes.cleaning != MicrophoneCleaning::none)
            clean (half);
    }

    return detects (wishes) ? std::optional (voice) : std::nullopt;
}

void MicrophoneSpeech::clean (std::span<std::int16_t> half)
{
    SpeechFrame frame;
    pcmToFloat (half, frame);
    cleaner->process (frame);
    floatToPcm (frame, half);
}

// While a person speaks, and in their pauses where the agent does not make way, the service hears the linear signal: it
// keeps words that the suppressor would eat, and the agent makes way. Else it hears the suppressed one, in which the
// agent does not hear itself.
PersonVoice MicrophoneSpeech::hear (std::span<std::int16_t> half, std::span<const float> played, const Wishes& wishes)
{
    SpeechFrame microphone;
    pcmToFloat (half, microphone);
    const auto& speech = tools->processor.process (microphone, played, wishes.deviceDelay);
    const auto& verdict = tools->detector.add (speech);

    const auto sinceEnd = framesSince (verdict.position, verdict.end);
    const auto isPause = wishes.bargeIn == BargeInMode::off && verdict.onset >= 0 && sinceEnd < lingers;
    const auto sendsLinear = verdict.isSpeaking || isPause;

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
