// What the service says, as events.

#include "Decoder.h"
#include "GeminiWire.h"

#include <bit>
#include <cstring>
#include <utility>
#include <variant>

namespace parlando::gemini
{

namespace
{

service::Work workOf (const std::optional<InteractionStatus>& status)
{
    switch (status.value_or (InteractionStatus::idle))
    {
        case InteractionStatus::inProgress:
            return service::Work::goesOn;
        case InteractionStatus::requiresAction:
            return service::Work::needsAction;
        case InteractionStatus::unspecified:
        case InteractionStatus::idle:
            break;
    }

    return service::Work::none;
}

void appendSample (std::vector<std::int16_t>& out, std::uint8_t low, std::uint8_t high)
{
    out.push_back (static_cast<std::int16_t> (static_cast<std::uint16_t> (low | (high << 8))));
}

void appendSamples (std::vector<std::int16_t>& out, std::span<const std::uint8_t> bytes)
{
    if constexpr (std::endian::native == std::endian::little)
    {
        const auto start = out.size();
        out.resize (start + bytes.size() / 2);
        std::memcpy (out.data() + start, bytes.data(), bytes.size() / 2 * 2);
    }
    else
    {
        for (std::size_t i = 0; i + 1 < bytes.size(); i += 2)
            appendSample (out, bytes[i], bytes[i + 1]);
    }
}

} // namespace

void GeminiWire::read (std::string_view message, Events& events, Messages&)
{
    auto decoded = decode (message);

    if (auto* error = std::get_if<DecodeError> (&decoded))
    {
        events.emplace_back (service::Unreadable{std::move (error->text)});
        return;
    }

    auto& said = std::get<ServerMessage> (decoded);

    for (auto& warning : said.warnings)
        events.emplace_back (service::Warning{std::move (warning)});

    if (said.setupComplete)
        events.emplace_back (service::Ready{std::move (said.setupComplete->sessionId)});

    if (said.usageMetadata)
        events.emplace_back (service::Usage{std::move (*said.usageMetadata)});

    if (said.toolCallCancellation)
        events.emplace_back (service::CallsCancelled{std::move (said.toolCallCancellation->ids)});

    if (said.serverContent)
        read (*said.serverContent, events);

    for (auto& call : said.toolCalls)
        events.emplace_back (service::Call{std::move (call)});

    // C62: one that cannot be resumed from leaves the earlier one in force.
    if (auto& update = said.sessionResumptionUpdate; update && update->resumable && ! update->newHandle.empty())
        events.emplace_back (service::ResumptionHandle{std::move (update->newHandle)});

    if (said.goAway)
        events.emplace_back (service::GoingAway{said.goAway->timeLeftSeconds});

    if (said.error)
        events.emplace_back (
            service::Error{said.error->code, std::move (said.error->message), std::move (said.error->status)});
}

/** Protocol section 3.3: the order within content. */
void GeminiWire::read (ServerContent& content, Events& events)
{
    if (content.interrupted)
    {
        oddByte.reset();
        events.emplace_back (service::Interrupted{});
    }

    if (content.waitingForInput)
        events.emplace_back (service::WaitingForPerson{});

    if (auto& input = content.inputTranscription)
        events.emplace_back (service::PersonWords{std::move (input->text), input->finished, false});

    if (auto& interim = content.interimInputTranscription)
        events.emplace_back (service::PersonWords{std::move (interim->text), false, true});

    readParts (content, events);

    if (auto& said = content.outputTranscription)
        events.emplace_back (service::AgentWords{std::move (said->text), said->finished});

    if (content.groundingMetadata && *content.groundingMetadata != GroundingMetadata())
        events.emplace_back (service::Sources{std::move (*content.groundingMetadata)});

    if (content.urlContextMetadata)
        events.emplace_back (service::Pages{std::move (*content.urlContextMetadata)});

    if (content.generationComplete)
        events.emplace_back (service::AnswerGenerated{});

    // C60: without a word of it the end of a turn is the end of the answer.
    if (content.turnComplete)
    {
        oddByte.reset();
        events.emplace_back (
            service::TurnEnded{std::move (content.turnCompleteReason), workOf (content.interactionStatus)});
    }
    else if (content.interactionStatus)
    {
        events.emplace_back (service::WorkChanged{workOf (content.interactionStatus)});
    }
}

void GeminiWire::readParts (ServerContent& content, Events& events)
{
    for (auto& part : content.parts)
    {
        if (const auto* audio = std::get_if<AudioPart> (&part))
            readVoice (*audio, events);
        else if (auto* words = std::get_if<TextPart> (&part))
        {
            // C112: what is spoken is heard and transcribed; text beside it is reasoning, marked as such or not.
            if (words->thought || isSpoken())
                events.emplace_back (service::Thought{std::move (words->text)});
            else
                events.emplace_back (service::Text{std::move (words->text)});
        }
        else if (auto* code = std::get_if<ExecutableCodePart> (&part))
            events.emplace_back (service::Code{std::move (*code)});
        else if (auto* result = std::get_if<CodeExecutionResultPart> (&part))
            events.emplace_back (service::CodeResult{std::move (*result)});
        else
            events.emplace_back (service::Other{});
    }
}

/** C83: an odd byte is the low half of the next part's first sample. */
void GeminiWire::readVoice (const AudioPart& audio, Events& events)
{
    auto& voice = std::get<service::Voice> (events.emplace_back (service::Voice{{}, audio.sampleRate}));
    auto bytes = std::span (audio.pcm);

    if (oddByte && ! bytes.empty())
    {
        appendSample (voice.samples, *oddByte, bytes.front());
        bytes = bytes.subspan (1);
        oddByte.reset();
    }

    appendSamples (voice.samples, bytes);

    if (bytes.size() % 2 != 0)
        oddByte = bytes.back();
}

bool GeminiWire::isSpoken() const
{
    return setup.outputAudioTranscription && setup.generationConfig.responseModality != Modality::text;
}

} // namespace parlando::gemini
