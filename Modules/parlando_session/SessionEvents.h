#pragma once

#include "TokenUsage.h"

#include <parlando_provider/ServiceEvent.h>
#include <parlando_provider/ToolAnswer.h>
#include <parlando_realtime/parlando_realtime.h>

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

namespace parlando
{

/** Who is heard in a transcript. */
enum class Speaker
{
    person,
    agent
};

/** Where a session stands. SessionTransitions.h has all its ways. */
enum class SessionState
{
    disconnected, /**< Nothing was asked for yet. */
    connecting,   /**< Name lookup, TCP, TLS, WebSocket upgrade. */
    settingUp,    /**< The service was told who the agent is; its word is awaited (C22). */
    reconnecting, /**< A session that was ready has no connection: what is said meanwhile is kept. */
    ready,        /**< Audio, text and tool results may travel. */
    farewell,     /**< A tool ended the conversation; the agent may finish its goodbye. */
    closing,      /**< The connection is being closed; nothing is played any more. */
    ended         /**< Over; exactly one SessionEnded was told. */
};

/** What is said or typed is still for the conversation: it begins, goes on, or will again. */
constexpr bool mayTalk (SessionState state) noexcept
{
    return state == SessionState::connecting || state == SessionState::settingUp ||
           state == SessionState::reconnecting || state == SessionState::ready;
}

/** Nothing is said any more. */
constexpr bool isOver (SessionState state) noexcept
{
    return state == SessionState::closing || state == SessionState::ended;
}

/** Why a session is over. */
enum class EndReason
{
    asked,        /**< The host closed it. */
    conversation, /**< A tool such as `stop_conversation` ended it. */
    server,       /**< The service closed it without an error (1000, 1001). */
    cap,          /**< It used what it may use; `error` says so. */
    failed        /**< Connecting failed, or the connection broke or was refused; `error` says how. */
};

/** The setup was accepted: the agent listens from `when` on. */
struct SessionReady
{
    Instant when;
    std::string sessionId;
};

/** The connection is gone, or is being replaced, before the service ends it or because it
    says nothing any more: the session goes on with another one. What
    the agent said already is still heard; calls that ran were told as expired. */
struct SessionReconnecting
{
    Instant when;
    bool isPlanned = false;  /**< A hand-over: nothing went wrong. */
    int closeCode = 1000;    /**< Of the connection that ended. */
    std::string closeReason; /**< Untrusted text. */
    std::string error;       /**< One sentence for people; empty where nothing went wrong. */
    int attempt = 1;         /**< The one that follows, counted from the last stable connection. */
    Instant nextAttempt;     /**< When it follows. */
};

/** The session is ready again. */
struct SessionResumed
{
    Instant when;
    Milliseconds gap{};      /**< How long there was no connection. */
    bool contextKept = true; /**< False: it is a new session, and was told what was said before (C70). */
    std::uint64_t microphoneDropped =
        0; /**< Samples of the gap, at the microphone's rate, that found no room (30 s are kept). */
};

/** A piece of transcript, in the order in which it came.

    `entry` names the entry of the Transcript that it belongs to. `text` continues the entry as it is (C51), unless
    `interim` is set: then it stands for all that is not yet final and is replaced by the next piece (C54). `final`
    closes the entry; its text may be empty.
*/
struct TranscriptPiece
{
    Speaker speaker = Speaker::person;
    std::uint64_t entry = 0;
    std::string text;
    bool interim = false;
    bool final = false;
};

/** A thought summary; never spoken, never part of the answer (C55). */
struct ThoughtPiece
{
    std::uint64_t turn = 0;
    std::string text;
};

/** The first piece of a new agent turn came off the wire. Turns count from 1 within a session. */
struct TurnStarted
{
    std::uint64_t turn = 0;
    Instant when;
};

/** The service closed a turn; what is queued may still play (C58).

    `reason` is the wire's turnCompleteReason, empty for a normal end. `idle` is false while the service goes on with
   the answer in the background, and more is to come (C60). `turn` is 0 where the turn had no content, and where the
   service has come to the end of what it did in the background (C114).
*/
struct TurnComplete
{
    std::uint64_t turn = 0;
    Instant when;
    bool interrupted = false;
    bool idle = true;
    std::string reason;
};

/** The agent was interrupted: all that was queued of `turn` is discarded. `turn` is 0 when none was open. */
struct Interrupted
{
    std::uint64_t turn = 0;
    Instant when;
    bool byPerson =
        true; /**< Speech, typed words, or the host: not a tool's answer, nor the service by itself (C116). */
};

/** The agent's voice in `turn` makes way for a person's, or comes back: nothing of it is lost. Where the service has
    said that it was interrupted and the sound was no more than a cough, what had come of the answer goes on all the
   same, and no Interrupted is told. */
struct VoiceYielded
{
    std::uint64_t turn = 0;
    Instant when;
    VoiceYield how = VoiceYield::none;
};

/** The model calls a tool. */
struct ToolCalled
{
    FunctionCall call;
    Instant when;
    std::uint64_t turn = 0; /**< The open turn, or the one that the call begins. */
};

/** How a tool call ended. Every call that was told ends once. */
enum class CallEnd
{
    answered,
    cancelled, /**< By the service, which wants no answer (C31). */
    expired    /**< The connection that asked for it is gone: its answer would be for nobody (C38). */
};

/** A tool call ended, with this answer; its response is null where it had none. */
struct ToolAnswered : ToolAnswer
{
    CallEnd end = CallEnd::answered;
    Instant when;
};

/** Sources that the agent's answer in `turn` rests on. All of it is untrusted. */
struct SourcesReported
{
    std::uint64_t turn = 0;
    GroundingMetadata sources;
};

/** Pages that the service read for `turn`. */
struct PagesRead
{
    std::uint64_t turn = 0;
    UrlContextMetadata pages;
};

/** Code that the service ran by itself in `turn`; never run here (C92). */
struct CodeWritten
{
    std::uint64_t turn = 0;
    ExecutableCodePart code;
};

/** What came of it. */
struct CodeResult
{
    std::uint64_t turn = 0;
    CodeExecutionResultPart result;
};

/** Token usage of one message, as the service billed it (C76: sum it, it is no running total). */
struct UsageReported
{
    UsageMetadata usage;
    std::uint64_t turn = 0;     /**< The open turn, or the last one; 0 before the first. */
    TokenUsage session;         /**< Of all messages up to this one. */
    std::optional<double> cost; /**< An estimate for `session` by Session::Options::prices, if they know the model. */
};

/** What a session waits for, or looks at, in case the service fails without a word. */
enum class Watchdog
{
    firstAudio,   /**< An answer to what was asked: nudged after 4 s, another connection after 10 s; to what a tool
                       answered: after 10 s (C120) and 20 s. */
    midTurn,      /**< The rest of a turn, with nothing left to be heard: another connection after 10 s. */
    silentReply,  /**< A reply of at least 1 s, or its first 3 s, that never rose above -60 dBFS. */
    stuckTone,    /**< 3 s of a sound that does not change: it is cut out, and the answer is asked for again. */
    ignoredSpeech /**< 1 s of speech or more that nobody noticed for 8 s (C121): sent once more, the second time in a
                     row on another connection, then not again before the agent says something. */
};

/** A watchdog fired. */
struct WatchdogFired
{
    enum class Action
    {
        nudged,      /**< The service was asked to begin. */
        reconnected, /**< SessionReconnecting follows; what was asked is asked again. */
        interrupted, /**< The rest of the turn is not played. */
        gaveUp,      /**< The person must ask again. */
        saidAgain    /**< What the person said was sent once more. */
    };

    Watchdog watchdog = Watchdog::firstAudio;
    Action action = Action::nudged;
    std::uint64_t turn = 0; /**< The open turn, or the last one. */
    Instant when;
};

/** One sentence for people. */
std::string describe (const WatchdogFired&);

/** What became of a staged setup (Session::stage()). */
struct SetupChange
{
    enum class Step
    {
        tried,  /**< The next connection is asked for with it. */
        taken,  /**< The session goes on with it: the service has used it for a few seconds and not refused it. */
        refused /**< The service did not take it; the session goes on with the one before. */
    };

    Step step = Step::tried;
    std::string error; /**< Why it was refused, as a sentence. */
    Instant when;
};

/** Something that the person should know and that ends nothing. */
struct SessionWarning
{
    std::string text;
};

/** The session is over. `error` is one sentence for people, empty where nothing went wrong. */
struct SessionEnded
{
    EndReason reason = EndReason::asked;
    int closeCode = 1000;
    std::string closeReason;
    std::string error;
    Instant when;
};

/** All that a session tells its owner. */
using SessionEvent =
    std::variant<SessionReady, SessionReconnecting, SessionResumed, TranscriptPiece, ThoughtPiece, TurnStarted,
                 TurnComplete, Interrupted, VoiceYielded, ToolCalled, ToolAnswered, SourcesReported, PagesRead,
                 CodeWritten, CodeResult, UsageReported, WatchdogFired, SetupChange, SessionWarning, SessionEnded>;

} // namespace parlando
