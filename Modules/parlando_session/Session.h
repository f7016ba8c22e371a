#pragma once

#include "ActivityDetector.h"
#include "AgentTurns.h"
#include "BargeIn.h"
#include "CutOffAnswer.h"
#include "ImageQueue.h"
#include "Interaction.h"
#include "MicrophoneUplink.h"
#include "Reconnection.h"
#include "ReplyWatch.h"
#include "SessionConnection.h"
#include "SessionEvents.h"
#include "SessionHistory.h"
#include "SessionInput.h"
#include "SessionOutbox.h"
#include "SessionTransitions.h"
#include "SpeechWatch.h"
#include "StagedDefinition.h"
#include "ToolCalls.h"
#include "TranscriptWriter.h"
#include "UsageMeter.h"

#include <parlando_provider/Wire.h>

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace parlando
{

/** A conversation with a live service as a state machine: (now, input) in, effects out.

    It sees no socket, no thread and no clock but the `now` it is given, which must not run backwards, and calls nobody.
   One thread at a time. All limits and waits are here.
*/
class Session
{
public:
    struct Options
    {
        AgentDefinition agent;               /**< effect::UseTools brings its tools back where they change. */
        Milliseconds setupTimeout{15000};    /**< From the connection to service::Ready. */
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

        std::uint32_t seed = 1; /**< Of the pauses before attempts; another for each session. */
    };

    /** `serviceWire`: the provider's side of this session. Throws std::invalid_argument with a sentence where it cannot
        read AgentDefinition::own. */
    Session (Options, std::unique_ptr<Wire> serviceWire);

    /** Takes one input; `now` is when it happened. What is to be done about it, in that order and before the next
       input: valid until then, and free to be moved from. */
    [[nodiscard]] std::span<SessionEffect> handle (Instant now, SessionInput&&);

    /** False while a lossless source must wait because the network is behind or gone. `unsentBytes`: of what was given
       to be sent, what has not left yet. */
    bool wantsMicrophone (std::size_t unsentBytes) const noexcept { return microphone.wantsFrames (unsentBytes); }

    /** Who speaks is to be found out beside the microphone (TurnDetection::isLocal): frames need
        input::MicrophoneFrame::voice. Where they come without it their level tells. */
    bool wantsVoice() const noexcept;

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

    /** The person's last loud moment, from which an answer is awaited; nothing where they have typed since. */
    std::optional<Instant> lastSpoken() const noexcept
    {
        const auto loud = personActivity().lastLoud();
        return loud && lastTyped && *lastTyped > *loud ? std::nullopt : loud;
    }

    /** In Hz, for as long as the session lasts: what input::MicrophoneFrame has. */
    int microphoneRate() const noexcept { return rate; }

    std::uint64_t microphoneSamplesSent() const noexcept { return microphone.samplesSent(); }
    std::uint64_t microphoneSamplesDropped() const noexcept { return microphone.samplesDropped(); }

private:
    void enter (SessionState);

    void take (Instant, input::Start&&);
    void take (Instant, input::ConnectionOpened&&);
    void take (Instant, input::ConnectionClosed&&);
    void take (Instant, input::Message&&);
    void take (Instant, input::MicrophoneFrame&&);
    void take (Instant, input::MicrophoneMuted&&);
    void take (Instant, input::PersonActivity&&);
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
    void lose (Instant, const ConnectionEnd&, const CloseVerdict&, bool wasReady);
    void approachHandOver (Instant);
    void handOver (Instant);
    void replaceConnection (Instant, std::string error, Milliseconds farewell);
    void sendHistory();
    void tickConnection (Instant);
    Reconnection::Moment moment (Instant) const;

    // SessionResume.cpp: a turn whose connection goes.
    enum class Rest
    {
        mayCome, /**< A service that resumes the session may go on with the turn. */
        isGone
    };

    void leaveReady (Instant, Rest);
    void resume (Instant);
    void askForWhatIsMissing (Instant, bool isFresh);
    void sendRequestForRest (Instant, const std::string& request, const CutOffAnswer::Heard&, bool isFresh);
    void giveUpTurn (Instant, bool callsRan);

    // SessionStaging.cpp: another setup for the running session.
    void tellAdjustments (const AgentDefinition&);
    void define();
    bool isStagedDue (Instant) const;
    void adopt (AgentDefinition);
    void tryStaged (Instant);
    void revert (Instant, const ConnectionEnd&, std::string error);
    void endTrial (Instant);
    DefinitionChange stagedChange();
    bool isUpdateDue (Instant) const;
    bool tickUpdate (Instant);

    // SessionBargeIn.cpp: a person who speaks, over the agent or to it.
    void hear (Instant, const input::MicrophoneFrame::Voice&);
    void tickBargeIn (Instant);
    void loseVoice (Instant);
    ActivityDetector::Agent agentHeard (BargeInMode) const;
    bool isUnheardHere() const;
    void takeServiceInterruption (Instant);
    void obey (Instant, BargeIn::Command);
    void yield (Instant, VoiceYield);

    // SessionWatch.cpp: failures that nobody tells of.
    void heardPerson (std::string_view words);
    bool mayHaveAsked (Instant) const;
    void tickWatch (Instant, bool playoutIsDry);
    void tickUnread (Instant);
    void nudge (Instant);
    void askAfterTool (Instant, bool contextKept);
    void tickSpeechWatch (Instant);
    void replaceSilentConnection (Instant, Watchdog);
    void listenToReply (Instant);
    void cutTone (Instant);
    void judgeReply (Instant, std::uint64_t turn);
    void fire (Instant, Watchdog, WatchdogFired::Action);

    // SessionMessages.cpp: what the service says.
    void workThroughReceived (Instant);
    void on (Instant, service::Ready&);
    void on (Instant, service::Warning&);
    void on (Instant, service::Unreadable&);
    void on (Instant, service::Error&);
    void on (Instant, service::Usage&);
    void on (Instant, service::ResumptionHandle&);
    void on (Instant, service::GoingAway&);
    void on (Instant, service::Interrupted&);
    void on (Instant, service::WaitingForPerson&);
    void on (Instant, service::PersonWords&);
    void on (Instant, service::AgentWords&);
    void on (Instant, service::Voice&);
    void on (Instant, service::Text&);
    void on (Instant, service::Thought&);
    void on (Instant, service::Code&);
    void on (Instant, service::CodeResult&);
    void on (Instant, service::Other&);
    void on (Instant, service::Sources&);
    void on (Instant, service::Pages&);
    void on (Instant, service::Call&);
    void on (Instant, service::CallsCancelled&);
    void on (Instant, service::AnswerGenerated&);
    void on (Instant, service::WorkChanged&);
    void on (Instant, service::TurnEnded&);
    void endAtCap (Instant);
    void takeInterruption (Instant, bool byPerson);
    bool isInterruptionByPerson (Instant) const;
    void endInteraction (Instant);
    void openTurn (Instant);
    void holdMicrophone (Instant);
    void sendImages (Instant);
    void sendWaitingTexts (Instant);
    void sendText (const std::string&);
    bool isGenerating() const;
    void tellInterruption();
    void takeAnswered (Instant, const ToolCalls::Answered&);
    void refuseText (std::string_view why);
    void close (Instant, EndReason, int code, std::string error);
    void end (Instant, EndReason, const ConnectionEnd&, std::string error);

    /** Messages may travel. */
    bool isOpen() const noexcept { return current == SessionState::ready || current == SessionState::farewell; }

    const std::unique_ptr<Wire> wire;
    Options options;
    AgentTraits traits; // of options.agent
    const int rate = traits.inputRate;
    Wire::Events received; // of the message that is being worked through
    SessionOutbox outbox{*wire};

    SessionState current = SessionState::disconnected;
    Instant activity{};
    EndReason endReason = EndReason::asked;
    std::string endError;
    Instant farewellEnd{};
    bool farewellHeard = false;

    SessionConnection connection{outbox};
    Reconnection reconnection;
    bool isHandOverUnwelcome = false;
    Instant gapBegan{};
    StagedDefinition staged;
    std::unordered_set<std::string> toldAdjustments;

    MicrophoneUplink microphone;
    ImageQueue images;
    std::vector<std::string> waitingTexts;
    std::optional<Instant> lastTyped;

    TranscriptWriter writer;
    AgentTurns turns{outbox, writer, microphone.speech()};
    CutOffAnswer cutOff;
    ToolCalls calls{outbox, traits};
    Interaction interaction;

    BargeIn bargeIn;
    ActivityDetector detector;
    std::optional<Instant> lastVoice; // what a detector made of the microphone came last

    ReplyWatch replyWatch;
    SpeechWatch speechWatch{rate};
    UsageMeter meter;
    bool isCapReached = false;
    int unreadableInARow = 0;
};

} // namespace parlando
