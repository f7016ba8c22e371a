#pragma once

#include "Part.h"
#include "Transcription.h"
#include <parlando_provider/GroundingMetadata.h>
#include <parlando_provider/UrlContextMetadata.h>

#include <optional>
#include <string>
#include <vector>

namespace parlando::gemini
{

/** Whether the model goes on reasoning after a turn. Values added later count as absent. */
enum class InteractionStatus
{
    unspecified,
    inProgress,
    requiresAction,
    idle
};

/** One piece of the conversation, protocol section 3.3. To be worked through in this order: `interrupted`, what the
    person said, `parts`, what the agent said, metadata, `generationComplete`, `turnComplete`. */
struct ServerContent
{
    std::string role; /**< Of `parts`: `model`, or empty. */
    std::vector<Part> parts;

    bool interrupted = false;
    bool generationComplete = false;
    bool turnComplete = false;
    bool waitingForInput = false;

    std::optional<Transcription> inputTranscription;
    std::optional<Transcription> interimInputTranscription; /**< Replaces the one before. */
    std::optional<Transcription> outputTranscription;

    std::string turnCompleteReason; /**< Wire name (section 3.4), also of values added later; empty is a normal end. */
    std::optional<InteractionStatus> interactionStatus; /**< Also when it came at the message's top level. */

    std::optional<GroundingMetadata> groundingMetadata;
    std::optional<UrlContextMetadata> urlContextMetadata;

    bool operator== (const ServerContent&) const = default;
};

} // namespace parlando::gemini
