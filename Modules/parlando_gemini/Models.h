#pragma once

#include <parlando_provider/FunctionDeclaration.h>

#include <optional>
#include <string>
#include <string_view>

namespace parlando::gemini
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

    /** How what was said before is told to a new session (C94, protocol section 2.4). */
    enum class History
    {
        config, /**< historyConfig, and clientContent with turnComplete true: nothing is generated for it. */
        plain,  /**< clientContent with turnComplete false, without historyConfig. */
        none    /**< Not at all: the model holds no conversation. */
    };

    /** How an answer that is owed is asked for once more (C110). */
    enum class Nudge
    {
        emptyContent,  /**< clientContent of nothing but turnComplete true, while the agent is idle. */
        realtimeText,  /**< realtimeInput.text. */
        clientContent, /**< A turn of the person's: without one the message closes the connection. */
        none           /**< The model answers to nobody. */
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
    bool proactivity = false;         /**< The key is known, on v1alpha alone (C106). */
    bool isAlwaysProactive = false;   /**< The model may stay silent without being told that it may. */
    bool translation = true;          /**< translationConfig. */
    bool textByRealtimeInput = false; /**< Typed text goes there instead of clientContent (C93). */
    /** clientContent without an end of turn stops what is being generated, and is taken all session (section 2.6). */
    bool contentInterrupts = true;

    /** Microphone audio waits while a BLOCKING call has no answer, as it is said to harm the call (C119). */
    bool holdsMicrophoneDuringCalls = false;
    bool classicVoicesOnly = false;
    bool libraryVoices = true;      /**< speechConfig.voiceConfig.voice may be an id of the library (C122). */
    bool chineseCodes = true;       /**< languageCode may be one of Chinese (C107). */
    bool jsonSchemas = true;        /**< parametersJsonSchema; else `parameters` (C108). */
    bool contextUpdate = false;     /**< Instructions and tools change without another connection (C109). */
    bool interactionStatus = false; /**< turnComplete may come before the end of reasoning (C60). */
    bool transcribesOnly = false;   /**< Nobody answers: generationComplete ends what the person said (C113). */
    InputPieces inputPieces = InputPieces::anything;
    History history = History::config;
    Nudge nudge = Nudge::clientContent;
};

/** `model` with or without its prefix. */
const ModelCapabilities& capabilitiesOf (std::string_view model) noexcept;

/** The name with the prefix that the backend wants (C21): `models/…`, or on Vertex
    `projects/…/locations/…/publishers/google/models/…`. A prefix that is there already stays. */
std::string qualifiedModelName (std::string_view model, const std::optional<VertexLocation>&);

} // namespace parlando::gemini
