#pragma once

#include "FunctionDeclaration.h"

#include <optional>
#include <string>
#include <string_view>

namespace parlando
{

struct VertexLocation;

inline constexpr std::string_view defaultModel = "gemini-3.8-live";

/** What a model takes, told by the prefix of its name; of an unknown model everything is presumed (protocol section
    5.1). */
struct ModelCapabilities
{
    enum class Thinking
    {
        anything,      /**< Unknown. */
        nothing,       /**< thinkingConfig is refused. */
        level,         /**< thinkingLevel, no budget. */
        requiredLevel, /**< thinkingLevel LOW, MEDIUM or HIGH must be there. */
        budget         /**< thinkingBudget, no level. */
    };

    /** What a piece of the person's transcription is (C51). */
    enum class InputPieces
    {
        anything, /**< Unknown. */
        deltas,   /**< To be joined as they are. */
        segments  /**< Each a stretch of speech, with no space at its ends. */
    };

    std::string_view family; /**< For people; empty for an unknown model. */
    bool audioOutput = true;
    bool textOutput = true;
    bool functions = true;
    bool blockingFunctions = true;
    bool nonBlockingFunctions = true;
    bool scheduling = true;                    /**< FunctionResponse::scheduling. */
    std::optional<Behavior> defaultBehavior{}; /**< Sent where a declaration has none (C37). */
    bool search = true;
    bool codeExecution = true;
    bool urlContext = true;
    bool maps = true;
    Thinking thinking = Thinking::anything;
    bool affectiveDialog = true;
    bool proactivity = true;          /**< The key may be there. */
    bool proactivityOff = true;       /**< And may say false. */
    bool translation = true;          /**< translationConfig. */
    bool textByRealtimeInput = false; /**< Typed text goes there instead of clientContent (C93). */
    /** clientContent without an end of turn stops what is being generated, and is taken all session (section 2.6). */
    bool contentInterrupts = true;

    /** Microphone audio waits while a BLOCKING call has no answer, as it is said to harm the call (C119). */
    bool holdsMicrophoneDuringCalls = false;
    bool classicVoicesOnly = false;
    bool interactionStatus = false; /**< turnComplete may come before the end of reasoning (C60). */
    bool transcribesOnly = false;   /**< Nobody answers: generationComplete ends what the person said (C113). */
    InputPieces inputPieces = InputPieces::anything;
};

/** `model` with or without its prefix. */
const ModelCapabilities& capabilitiesOf (std::string_view model) noexcept;

/** The name with the prefix that the backend wants (C21): `models/…`, or on Vertex
    `projects/…/locations/…/publishers/google/models/…`. A prefix that is there already stays. */
std::string qualifiedModelName (std::string_view model, const std::optional<VertexLocation>&);

} // namespace parlando
