#pragma once

#include "AgentTurn.h"
#include "Ears.h"
#include "LineFaults.h"
#include "PersonAudio.h"
#include "RehearsalEffect.h"
#include "RehearsalSetup.h"
#include "ResumptionStore.h"
#include "ServerMessages.h"
#include "Voice.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parlando
{

/** The service's side of one connection: a conversation in the Gemini Live protocol, strict with the client as the real
    service is. It sees no socket, no thread and no clock but the `now` it is given; everything it wants done is
   appended to `out`, in order. One thread; `now` never goes back.

    Misbehaviour (goAway, stalls, wrong messages) does not belong in here, but for what only the session can do: a
    scenario's place is between these effects and the connection, in RehearsalService::apply(), through which everything
    that a client gets passes.
*/
class RehearsalSession
{
public:
    struct Options
    {
        std::string apiVersion = "v1beta"; // of the client's URL
        Milliseconds setupDelay{60};       // from setup to setupComplete
        TurnAudio::Pace pace;
        bool refusesResume = false; // no handle is known
        LineFaults::TurnEnd turnEnd = LineFaults::TurnEnd::played;
    };

    /** The store, ears and voice must outlive the session. */
    RehearsalSession (Options, ResumptionStore&, Ears&, Voice&);
    ~RehearsalSession();

    RehearsalSession (const RehearsalSession&) = delete;
    RehearsalSession& operator= (const RehearsalSession&) = delete;

    /** One message of the client, of either frame kind. */
    void receive (Instant now, std::string_view text, RehearsalEffects& out);

    /** What the ears understood; empty for nothing. */
    void heard (Instant now, std::uint64_t utterance, const std::string& text, RehearsalEffects& out);

    /** What the voice has ready. Unknown sentences are dropped. */
    void spoken (Instant now, std::uint64_t sentence, Speech speech, RehearsalEffects& out);

    /** Every 10 ms or so: lets audio go and ends turns. */
    void tick (Instant now, RehearsalEffects& out);

    /** Microphone samples that came with this connection, at the client's rate, ignored ones too. */
    [[nodiscard]] std::uint64_t receivedSamples() const { return person ? person->receivedSamples() : 0; }

private:
    enum class Phase
    {
        fresh,
        settingUp,
        open,
        closed
    };
    struct PendingCall
    {
        PlannedCall plan;
        bool blocking;
    };
    using Json = nlohmann::json;

    // RehearsalSession.cpp: the client's messages
    void dispatch (Instant now, const Json& message, RehearsalEffects& out);
    void receiveSetup (Instant now, const Json& setup, RehearsalEffects& out);
    void receiveClientContent (Instant now, const Json& content, RehearsalEffects& out);
    void receiveRealtimeInput (Instant now, const Json& input, RehearsalEffects& out);
    void answerOrRefuse (Instant now, RehearsalEffects& out);
    void receiveAudio (Instant now, const Json& blob, RehearsalEffects& out);
    void receiveActivity (Instant now, bool starts, RehearsalEffects& out);
    void receiveToolResponse (Instant now, const Json& response, RehearsalEffects& out);
    void receiveFunctionResponse (Instant now, const Json& response, RehearsalEffects& out);
    void applySignals (Instant now, const PersonAudio::Signals& signals, RehearsalEffects& out);
    bool resume();
    void refuse (const Refusal& refusal, RehearsalEffects& out);

    // RehearsalTurns.cpp: the agent's turns
    void answerWhenDue (Instant now, RehearsalEffects& out);
    Answer nextAnswer();
    void startTurn (Instant now, Answer answer, RehearsalEffects& out);
    void say (const std::vector<std::string>& sentences);
    void progress (Instant now, RehearsalEffects& out);
    void sendAudio (Instant now, RehearsalEffects& out);
    void makeCall (RehearsalEffects& out);
    void interrupt (RehearsalEffects& out);
    void endTurn (RehearsalEffects& out);
    void endTurnWhenDue (Instant now, RehearsalEffects& out);
    void cancelAwaitedCalls (RehearsalEffects& out);
    void abandonSentences();
    void sendResumption (bool resumable, RehearsalEffects& out);
    static void send (const server_message::Json& message, RehearsalEffects& out);

    Options options;
    ResumptionStore& store;
    Ears& ears;
    Voice& voice;

    Phase phase = Phase::fresh;
    Instant setupDue{};
    RehearsalSetup setup;
    std::optional<PersonAudio> person;

    std::string unanswered;         // what the person said or typed and has no answer yet
    bool owed = false;              // an answer is due once the person is silent
    int pictures = 0;               // since the last answer
    std::vector<std::string> later; // results of NON_BLOCKING calls, to be told when idle
    std::optional<AgentTurn> turn;
    std::map<std::string, PendingCall> pendingCalls;
    Recollection recollection;
    server_message::Tokens context; // all before and in this turn's prompt
    std::uint64_t lastSentence = 0;
    std::uint64_t callCount = 0;
};

} // namespace parlando
