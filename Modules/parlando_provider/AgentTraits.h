#pragma once

#include <parlando_realtime/parlando_realtime.h>

#include <string>
#include <unordered_set>

namespace parlando
{

/** What is so for an agent, by its service, its model and its definition (Wire::traitsOf()). */
struct AgentTraits
{
    /** What a piece of the person's transcription is. */
    enum class Pieces
    {
        anything, /**< Unknown. */
        deltas,   /**< To be joined as they are. */
        segments  /**< Each a stretch of speech, with no space at its ends. */
    };

    std::string model; /**< As price tables know it. */

    /** Of the person's voice on its way to the service, in Hz: from 8000 to 48000, in steps of 50. It stays what it is
        when a session begins. */
    int inputRate = 16'000;

    bool detectsSpeech = true; /**< The service finds out who speaks; else this side marks it. */
    bool transcribesPerson = false, transcribesAgent = false;
    Pieces personPieces = Pieces::anything;

    bool isSlow = false;           /**< It may think or search for long before it answers. */
    bool mayStaySilent = false;    /**< It may take speech for none of its business. */
    bool isTranslating = false;    /**< It answers all that is said, and to nobody's request. */
    bool transcribesOnly = false;  /**< Nobody answers: AnswerGenerated ends what the person said. */
    bool canBeInterrupted = false; /**< command::Interrupt has a form. */
    bool canBeNudged = false;      /**< command::Nudge has a form. */
    bool takesImages = true;       /**< command::Image has a form. */
    bool wantsHeard = false;       /**< The service knows what was heard from command::Heard alone. */

    /** Microphone audio is to wait while a function that the model waits for has no answer. */
    bool holdsMicrophoneDuringCalls = false;

    bool takesScheduling = false; /**< command::ToolAnswer::scheduling, of the functions below. */
    std::unordered_set<std::string> nonBlockingFunctions; /**< Those that the model does not wait for. */

    std::string handle; /**< Of an earlier session to go on with; empty for none. */

    /** How old a connection becomes: from the first on another one is looked for where nothing is lost by it, at the
        second it is replaced. */
    Milliseconds handOverAge{540'000}, lastMoment{570'000};
    bool resumes = true; /**< Only once there is a handle a connection is replaced for its age; else always. */
};

} // namespace parlando
