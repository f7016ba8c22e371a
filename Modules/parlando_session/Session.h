#pragma once

#include "CallLedger.h"
#include "ImageQueue.h"
#include "Interaction.h"
#include "Reconnection.h"
#include "ReplySound.h"
#include "ReplyWatch.h"
#include "SessionEvents.h"
#include "SpeechActivity.h"
#include "SpeechWatch.h"
#include "TranscriptWriter.h"
#include "TurnTracker.h"
#include "UsageMeter.h"

#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace parlando
{

/** What a session asks of its owner. Called on the session thread from within the session's own functions, in the
    order in which it is to happen; an implementation must not call back into the session. */
class SessionOwner
{
public:
    virtual ~SessionOwner() = default;

    /** openConnection() is near: what of it can be done beside the connection that stands is to be done now. */
    virtual void prepareConnection() = 0;

    /** That is done, or there is nothing of the kind. */
    virtual bool isConnectionPrepared() const = 0;

    virtual void openConnection() = 0;

    /** The connection is over for the service after `patience` at the latest; connectionClosed() follows. */
    virtual void closeConnection (int code, Milliseconds patience) = 0;

    /** One client message, JSON text. */
    virtual void send (std::string_view json) = 0;

    /** Bytes given to send() that have not left yet. */
    virtual std::size_t unsentBytes() const = 0;

    /** Audio of `turn`, mono at `sampleRate` Hz, to follow what is queued. */
    virtual void play (std::uint64_t turn, std::span<const std::int16_t> samples, int sampleRate) = 0;

    /** Audio of `turn` that came too late to be played; for the figures alone. */
    virtual void discard (std::uint64_t turn, std::size_t samples, int sampleRate) = 0;

    /** Nothing more comes of `turn`. */
    virtual void endPlayout (std::uint64_t turn) = 0;

    /** Silence at once: all that is queued is void. */
    virtual void discardPlayout() = 0;

    /** Nothing of `turn` is played any more from its sample `from` on, counted from its beginning; what lies before it
        is. */
    virtual void cutPlayout (std::uint64_t turn, std::uint64_t from) = 0;

    /** The call's id is unique in the session; the service's own may be used again on another connection. `turn`: the
        open one, or the one that the call begins. */
    virtual void runTool (const FunctionCall&, std::uint64_t turn) = 0;
    virtual void cancelTool (const std::string& id) = 0;

    virtual void notify (SessionEvent&&) = 0;
};

/** A conversation with the Gemini Live service as a state machine: (now, event) in, effects out.

    It sees no socket, no thread and no clock but the `now` it is given, which must not run backwards. One thread at a
    time. All limits and waits are here; the owner supplies tick() every few ms while a session runs.
*/
class Session
{
public:
    struct Options
    {
        Setup setup;
        Milliseconds setupTimeout{15000};    /**< setup to setupComplete (C25, protocol section 4.1). */
        Milliseconds farewellTimeout{20000}; /**< The longest goodbye after stop_conversation. */
        Milliseconds farewellSilence{10000}; /**< How long to wait for a goodbye to begin (C105). */
        bool losslessMicrophone = false;     /**< See wantsMicrophone(). */

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

    Session (Options, SessionOwner&);

    /** Opens the connection. Once per session. */
    void start (Instant now);

    void connectionOpened (Instant now);
    void connectionClosed (Instant now, const ConnectionEnd&);

    /** One server message; `now` is when it came off the wire. */
    void messageReceived (Instant now, std::string_view json);

    /** False while a lossless source must wait because the network is behind or gone. */
    bool wantsMicrophone() const;

    /** 20 ms of the microphone: mono, 16 kHz; `now` is when its last sample was captured. Where the setup switches the
        service's detection off, only what is speech by its level is sent, between activityStart and activityEnd, with
        300 ms before it (C44). While a model that takes it for a reason to drop a call has one to answer, it waits, 10
       s at the most (C119). */
    void microphoneFrame (Instant now, std::span<const std::int16_t> samples);

    /** The microphone was muted: what of it has not left yet is dropped, and the person has stopped speaking. When no
       frame has come for 1 s, for this or any other reason, the service is told (C45). */
    void discardMicrophone();

    /** A typed turn; while the session is not ready it waits. During a farewell it is still answered. What is not taken
        any more is told as a SessionWarning. */
    void text (Instant now, std::string text);

    /** A picture for the agent to look at; what is not taken is told as a SessionWarning. */
    void image (Instant now, ImageFile, ImageKind);

    void toolFinished (Instant now, const ToolReply&);

    /** Local barge-in. A service that is speaking or thinking is told to stop: by a note in the person's name (section
        2.6), or where a model takes none and detection is off by an activity that ends with the person's next words.
        3.1 and the translating models have no form for it while they detect speech: what they go on to send is not
        played, but it is billed. */
    void interrupt (Instant now);

    /** The agent's voice of `turn` began in, or left, the output. */
    void playoutBegan (Instant when, std::uint64_t turn);
    void playoutStopped (Instant when, std::uint64_t turn, TurnPlayback);

    /** What the session goes on with from the next gap between turns on: 1.5 s after the last such call, when nobody
        speaks or is owed an answer. New instructions and tools are told to a model that takes them on the connection
        that stands (C109). For all else the connection is replaced, once the host does not record. The session is
        resumed;
        with another model or system instruction it is a new one, which is told the last words (C94), as a resumed
        session may not or might not take those over (protocol section 4.7). What the service refuses is put back:
        SetupChange tells. A setup that says what the present one says takes back what was staged. False where the
        setup can never be that of this session: SetupChange has said why, or the session is ending, or it does not
        outlive its connection. */
    bool stage (Instant now, Setup);

    /** A setup waits for its moment. */
    bool hasStaged() const noexcept { return staged.has_value(); }

    /** Whether the host records: then a connection is not replaced as long as that can wait. */
    void setHostRecording (bool isRecording) noexcept { hostRecords = isRecording; }

    /** Deadlines. `playoutIsDry`: nothing is queued for the output. */
    void tick (Instant now, bool playoutIsDry);

    /** The host ends the session. */
    void stop (Instant now);

    /** Something beside the session failed, so that it cannot go on: over at once, with `error` for people. What the
        connection does is not waited for. */
    void fail (Instant now, std::string error);

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
    const SpeechActivity& personActivity() const noexcept { return speech; }

    std::uint64_t microphoneSamplesSent() const noexcept { return samplesSent; }
    std::uint64_t microphoneSamplesDropped() const noexcept { return samplesDropped; }

private:
    static constexpr int microphoneRate = 16000;
    static constexpr std::size_t frameSamples = microphoneRate / 50;

    /** 8 s of the microphone are kept while the network is behind, apart from a little that waits in the transport
        (C47), and 30 s while there is no connection. */
    static constexpr std::size_t backlogFrames = 400, gapFrames = 1500;

    /** What a connection is given for its goodbye: a close must have ended within 2 s (C73). */
    static constexpr Milliseconds usualFarewell{1900};

    /** The one connection that there is, if any. */
    enum class Line
    {
        none,
        opening,
        settingUp,
        open,
        replaced /**< Being closed so that the next may open. */
    };

    // SessionLife.cpp: one session, many connections.
    void openLine();
    Setup setupToSend() const;
    void lose (Instant, const ConnectionEnd&, bool wasReady);
    void prepareLine (Instant);
    void approachHandOver (Instant);
    void handOver (Instant);
    void replaceLine (Instant, std::string error, Milliseconds farewell);
    void sendHistory();
    bool refusesHistoryConfig (const ConnectionEnd&);
    void tickLine (Instant);
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
    bool isSettled (Instant) const;
    bool isStagedDue (Instant) const;
    void adopt (Setup);
    void tryStaged (Instant);
    bool isRefusedSetup (const ConnectionEnd&, bool wasReady) const;
    void revert (Instant, const ConnectionEnd&, std::string error);
    void endTrial (Instant);
    std::optional<ContextUpdate> stagedUpdate (Instant) const;
    bool tickUpdate (Instant);
    bool isRefusedUpdate (Instant, const ConnectionEnd&);

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
    void sayAgain (std::span<const std::int16_t>);
    void replaceSilentLine (Instant, Watchdog);
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
    // SessionMicrophone.cpp: the person's voice on its way to the service.
    void takeFrame (std::span<const std::int16_t>);
    void takeFrameOfActivity (std::span<const std::int16_t>);
    void beginStream();
    void endStream();
    void sendFrame (std::span<const std::int16_t>);
    void sendSilence (std::size_t samples);
    void keepFrame (std::span<const std::int16_t>);
    void drainBacklog();
    bool awaitsBlockingCall() const;
    void holdMicrophone (Instant);
    void tickMicrophone (Instant);

    void sendImages (Instant);
    void sendWaitingTexts (Instant);
    void sendMessage (const ClientMessage&);
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
    void tell (std::optional<TranscriptPiece>&&);
    /** Messages may travel. */
    bool isOpen() const noexcept { return current == SessionState::ready || current == SessionState::farewell; }

    Options options;
    SessionOwner& owner;
    SessionState current = SessionState::disconnected;
    Instant deadline{};
    Instant activity{};
    EndReason endReason = EndReason::asked;
    std::string endError;

    TranscriptWriter writer;
    TurnTracker turns;
    SpeechActivity speech;
    std::uint64_t playingTurn = 0;
    Instant lastHeard{};       // the end of the agent's voice in the output
    std::uint64_t cutTurn = 0; // the last whose end was not played

    std::vector<std::int16_t> samples;
    std::optional<std::uint8_t> oddByte;

    std::string outgoing;
    std::deque<std::vector<std::int16_t>> backlog;
    std::deque<std::vector<std::int16_t>> preRoll;
    std::size_t backlogLimit = backlogFrames;
    bool marksActivity; // the service does not detect speech: C44
    std::uint64_t samplesSent = 0;
    std::uint64_t samplesDropped = 0;
    Instant lastFrame{};
    bool hasSent = false; // anything, since the last tick
    Instant lastSent{};
    bool streamIsOpen = false;
    std::size_t activitySamples = 0; // of the activity that is open
    bool wordIsTaken = false;        // by an activity that waits for the person's speech
    bool isMicrophoneHeld = false;   // as a call is waited for
    std::optional<Instant> heldSince;
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
    Line line = Line::none;
    std::optional<Instant> nextAttempt;
    std::optional<Instant> preparing; // since when another connection is being prepared
    std::optional<Instant> restDue;   // of a turn that the service may go on with
    std::optional<Missing> missing;
    Instant gapBegan{};
    std::uint64_t droppedBeforeGap = 0;

    /** What was in force before a setup that the service may still refuse. */
    struct Previous
    {
        Setup setup;
        std::string handle;
    };

    std::optional<Setup> staged;
    Instant stagedWhen{};
    std::optional<Previous> previous;
    std::optional<Instant> trialBegan; // of a setup that the service has taken and may still refuse at first use
    std::optional<Instant> updateSent; // a contextUpdate that may still be refused
    bool refusesUpdates = false;
    bool tellsHistoryInWords = false; // as the service refuses historyConfig
    std::unordered_set<std::string> toldChanges;

    bool farewellHeard = false;
    int unreadableInARow = 0;
};

} // namespace parlando
