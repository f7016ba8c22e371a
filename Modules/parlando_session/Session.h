#pragma once

#include "CallLedger.h"
#include "ImageQueue.h"
#include "Interaction.h"
#include "MicrophoneUplink.h"
#include "Reconnection.h"
#include "ReplySound.h"
#include "ReplyWatch.h"
#include "SessionEvents.h"
#include "SessionInput.h"
#include "SessionOutbox.h"
#include "SessionTransitions.h"
#include "SpeechWatch.h"
#include "StagedDefinition.h"
#include "TranscriptWriter.h"
#include "TurnTracker.h"
#include "UsageMeter.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace parlando
{

/** A conversation with the Gemini Live service as a state machine: (now, input) in, effects out.

    It sees no socket, no thread and no clock but the `now` it is given, which must not run backwards, and calls nobody.
   One thread at a time. All limits and waits are here.
*/
class Session
{
public:
    struct Options
    {
        Setup setup;
        std::shared_ptr<const ToolRegistry> tools{}; /**< What `setup` declares; effect::UseTools brings them back. */
        Milliseconds setupTimeout{15000};            /**< setup to setupComplete (C25, protocol section 4.1). */
        Milliseconds farewellTimeout{20000};         /**< The longest goodbye after stop_conversation. */
        Milliseconds farewellSilence{10000};         /**< How long to wait for a goodbye to begin (C105). */
        bool losslessMicrophone = false;             /**< See wantsMicrophone(). */

        /** Once it was ready the session outlives its connections: each is replaced before the service ends it, and
            after it was lost. Off: it ends with the first. */
        bool reconnects = true;

        /** An earlier conversation to go on with (readTranscript()): the service is told its last words (C94), its
           entries stay, and turns and ids count on from it. */
        Transcript earlier;

        PriceTable prices; /**< For estimates of the cost. */

        /** At 80 % of it the person is warned, at 100 % the session ends (EndReason::cap); what was said until then is
            still heard. A cost without a price ends the session at its start. */
        UsageCap cap;

        /** Of the service's API, such as v1beta: what of the setup it knows (fitToService()). */
        std::string apiVersion = "v1beta";

        std::uint32_t seed = 1; /**< Of the pauses before attempts; another for each session. */
    };

    explicit Session (Options);

    /** Takes one input; `now` is when it happened. What is to be done about it, in that order and before the next
       input: valid until then, and free to be moved from. */
    [[nodiscard]] std::span<SessionEffect> handle (Instant now, SessionInput&&);

    /** False while a lossless source must wait because the network is behind or gone. `unsentBytes`: of what was given
       to be sent, what has not left yet. */
    bool wantsMicrophone (std::size_t unsentBytes) const noexcept { return microphone.wantsFrames (unsentBytes); }

    /** A setup waits for its moment. */
    bool hasStaged() const noexcept { return staged.next().has_value(); }

    SessionState state() const noexcept { return current; }

    /** The agent works on an answer: something was asked, a call that it waits for runs, or its turn is not all there
        yet, of which some may be heard already. After what sounded like speech it is taken to for 3 s, until the
       service has said what it understood. */
    bool isThinking (Instant now) const;

    /** The agent has something to give yet, so that silence is not the end: it was asked and must answer, a call is
        open, a turn is not complete, or the service says that it works on more (C60, C114, C115). All of it has its
        bounds; where one is reached a WatchdogFired tells. False once the session is over. */
    bool owesAnswer (Instant now) const;

    Instant lastActivity() const noexcept { return activity; }
    const Transcript& transcript() const noexcept { return writer.transcript(); }
    std::size_t takeFirstChangedEntry() noexcept { return writer.takeFirstChanged(); }
    const ImageQueue& imageQueue() const noexcept { return images; }
    const SpeechActivity& personActivity() const noexcept { return microphone.speech(); }

    std::uint64_t microphoneSamplesSent() const noexcept { return microphone.samplesSent(); }
    std::uint64_t microphoneSamplesDropped() const noexcept { return microphone.samplesDropped(); }

private:
    /** What a connection is given for its goodbye: a close must have ended within 2 s (C73). */
    static constexpr Milliseconds usualFarewell{1900};

    void enter (SessionState);
    void enter (ConnectionState);

    void take (Instant, input::Start&&);
    void take (Instant, input::ConnectionOpened&&);
    void take (Instant, input::ConnectionClosed&&);
    void take (Instant, input::Message&&);
    void take (Instant, input::MicrophoneFrame&&);
    void take (Instant, input::MicrophoneMuted&&);
    void take (Instant, input::Text&&);
    void take (Instant, input::Image&&);
    void take (Instant, input::ToolFinished&&);
    void take (Instant, input::Interrupt&&);
    void take (Instant, input::PlayoutBegan&&);
    void take (Instant, input::PlayoutStopped&&);
    void take (Instant, input::Stage&&);
    void take (Instant, input::Tick&&);
    void take (Instant, input::Stop&&);
    void take (Instant, input::Fail&&);

    // SessionLife.cpp: one session, many connections.
    void openConnection();
    Setup setupToSend() const;
    void lose (Instant, const ConnectionEnd&, bool wasReady);
    void prepareConnection (Instant);
    void approachHandOver (Instant);
    void handOver (Instant);
    void replaceConnection (Instant, std::string error, Milliseconds farewell);
    void sendHistory();
    bool refusesHistoryConfig (const ConnectionEnd&);
    void tickConnection (Instant);
    Reconnection::Moment moment (Instant) const;

    // SessionResume.cpp: a turn whose connection goes.
    enum class Rest
    {
        mayCome, /**< A service that resumes the session may go on with the turn. */
        isGone
    };

    /** What was received, and so is heard, of an answer whose rest is asked for. */
    struct Missing
    {
        std::string words;
        Milliseconds length{};
    };

    void leaveReady (Instant, Rest);
    void resume (Instant);
    bool isHalfSaid() const noexcept;
    void endTurnHere (Instant, std::string reason);
    void askForWhatIsMissing (Instant, bool isFresh);
    void sendRequestForRest (Instant, const std::string& request, const Missing&, bool isFresh);
    void giveUpTurn (Instant, bool callsRan);
    std::string wordsOf (std::uint64_t turn) const;

    // SessionStaging.cpp: another setup for the running session.
    void tellChanges (const Setup&);
    bool isStagedDue (Instant) const;
    void adopt (AgentDefinition);
    void tryStaged (Instant);
    void revert (Instant, const ConnectionEnd&, std::string error);
    void endTrial (Instant);
    std::optional<ContextUpdate> stagedUpdate (Instant) const;
    bool tickUpdate (Instant);

    // SessionWatch.cpp: failures that nobody tells of.
    void beginWatching();
    void heardPerson (std::string_view words);
    bool mayHaveAsked (Instant) const;
    void tickWatch (Instant, bool playoutIsDry);
    void tickUnread (Instant);
    bool mayStaySilent() const;
    bool isAgentIdle() const noexcept { return ! turns.isOpen() && playingTurn == 0; }
    bool mayBeEcho (Instant) const;
    void sendNudge();
    void nudge (Instant);
    void askAfterTool (Instant, bool contextKept);
    void tickSpeechWatch (Instant);
    void replaceSilentConnection (Instant, Watchdog);
    void listenToReply (Instant, std::span<const std::int16_t>, int sampleRate);
    void cutTone (Instant);
    void judgeReply (Instant, std::uint64_t turn);
    void fire (Instant, Watchdog, WatchdogFired::Action);

    void take (Instant, const SetupComplete&);
    void take (Instant, const ToolCallCancellation&);
    void take (Instant, ServerContent&);
    void take (Instant, std::vector<FunctionCall>&);
    void take (const ServerError&);
    UsageMeter::Step take (const UsageMetadata&);
    void endAtCap (Instant);
    void takeInterruption (Instant, bool byPerson);
    bool isInterruptionByPerson (Instant) const;
    void takeStatus (Instant, const ServerContent&);
    void endInteraction (Instant);
    void takeTranscriptions (Instant, const ServerContent&);
    void takeParts (Instant, const ServerContent&);
    void takeUnreadable (Instant, const DecodeError&);

    void openTurn (Instant);
    void completeTurn (Instant, const ServerContent&);
    void sayPart (Instant, const TextPart&);
    bool isSpokenSession() const;
    void playAudio (Instant, const AudioPart&);
    void holdMicrophone (Instant);
    void sendImages (Instant);
    void sendWaitingTexts (Instant);
    void sendText (const std::string&);
    bool isGenerating() const;
    void tellInterruption();
    bool takesScheduling (const std::string& function) const;
    bool isNonBlocking (const std::string& function) const;
    void run (Instant, FunctionCall, std::uint64_t turn, const CallLedger::Decision&);
    void answer (Instant, const CallLedger::Open&, const ToolReply&);
    void endRunningCalls (Instant);
    void refuseText (std::string_view why);
    void close (Instant, EndReason, int code, std::string error);
    void end (Instant, EndReason, const ConnectionEnd&, std::string error);
    void tellPiece (std::optional<TranscriptPiece>&&);

    /** Messages may travel. */
    bool isOpen() const noexcept { return current == SessionState::ready || current == SessionState::farewell; }

    Options options;
    SessionOutbox outbox;
    MicrophoneUplink microphone;
    bool isPrepared = false; // another connection
    SessionState current = SessionState::disconnected;
    Instant deadline{};
    Instant activity{};
    EndReason endReason = EndReason::asked;
    std::string endError;

    TranscriptWriter writer;
    TurnTracker turns;
    std::uint64_t playingTurn = 0;
    Instant lastHeard{};       // the end of the agent's voice in the output
    std::uint64_t cutTurn = 0; // the last whose end was not played

    std::optional<std::uint8_t> oddByte;

    bool hostRecords = false;

    ImageQueue images;
    std::vector<std::string> waitingTexts;
    CallLedger calls;
    bool callCame = false; // since the last turnComplete
    std::optional<Instant> lastTyped, lastInterruptAnswer;
    Interaction interaction;

    UsageMeter meter;

    ReplyWatch replyWatch;
    bool mayNudge = true; // with an empty turn: the service has not refused one
    ReplySound replySound;
    SpeechWatch speechWatch;
    std::optional<Instant> lastContent; // of the agent

    Reconnection reconnection;
    ConnectionState connection = ConnectionState::none;
    std::optional<Instant> nextAttempt;
    std::optional<Instant> preparing; // since when another connection is being prepared
    std::optional<Instant> restDue;   // of a turn that the service may go on with
    std::optional<Missing> missing;
    Instant gapBegan{};

    StagedDefinition staged;
    bool tellsHistoryInWords = false; // as the service refuses historyConfig
    std::unordered_set<std::string> toldChanges;

    bool farewellHeard = false;
    int unreadableInARow = 0;
};

} // namespace parlando
