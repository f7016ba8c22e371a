#pragma once

#include "AgentTools.h"
#include "BlockClock.h"
#include "ConversationStatus.h"
#include "ServiceConnector.h"
#include "TickPacer.h"

#include <parlando_audio/parlando_audio.h>
#include <parlando_auth/parlando_auth.h>
#include <parlando_session/parlando_session.h>
#include <parlando_tools/parlando_tools.h>
#include <parlando_transport/parlando_transport.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace parlando
{

/** What a conversation needs to know before it begins. */
struct ConversationOptions
{
    Endpoint endpoint;     /**< Where the service is, and the proxy to it; Google's by default, directly. */
    Credential credential; /**< None is enough for a rehearsal service on loopback. */

    /** Where access tokens come from, instead of `credential`: asked before a connection when the last one is older
       than accessTokenAge, or was refused. */
    AccessTokenSource accessTokens;
    Setup setup;        /**< The model, its voice and behaviour; the declarations of `tools` are added to it. */
    ToolRegistry tools; /**< What the model may call. */

    /** Off (a live microphone): when the network cannot keep up, at most 10 s of microphone audio wait and the oldest
        is dropped and counted (C47). On (a file): it waits in the capture ring instead, and whoever calls
        AudioEngine::process() must not run ahead of it. */
    bool losslessCapture = false;

    /** Once ready, the conversation outlives its connections (Session::Options::reconnects). */
    bool reconnects = true;

    Transcript earlier; /**< A conversation to go on with (Session::Options::earlier). */

    PriceTable prices; /**< For estimates of the cost. */
    UsageCap cap;      /**< Where the conversation ends by itself (Session::Options::cap). */

    /** How much of the agent's voice may wait to be heard, 1 s to 1 h: what a service sends beyond it is not played,
       and a SessionWarning says so. Its words are kept, and count as not heard. */
    Milliseconds mostVoiceWaiting{600'000};

    /** Of the pauses before attempts to connect; a random one unless set, so that clients do not come in step. */
    std::optional<std::uint32_t> seed;

    /** Who calls AudioEngine::process() where no audio thread does; none where one does. Outlives the conversation. */
    BlockClock* blockClock = nullptr;
};

/** Receives every SessionEvent in order, on the session thread, never under a lock. */
using ConversationListener = std::function<void (const SessionEvent&)>;

/** One conversation from connect to end: the session thread's own. It wires Session, transport, audio and tools. The
    thread, its time and the network are given to it. */
class Conversation final : private WebSocketTransport::Listener
{
public:
    /** The references must outlive it. Starts nothing. */
    Conversation (const ConversationOptions&, Scheduler&, WebSocketTransport&, AudioEngine&, ConversationStatus&,
                  const ConversationListener&);

    /** Session thread, or before the scheduler runs. Connects. The scheduler is stopped when the conversation is over
        and nothing is left to be heard. */
    void start();

    /** From any thread; nothing happens once the conversation is over. */
    void stop();
    void sendText (std::string);
    void sendImage (ImageFile, ImageKind);
    void interrupt();
    void stage (Setup, ToolRegistry);

    /** Session thread, when something threw out of the scheduler, which runs no more: the conversation is over, and the
        listener is told `why`. Throws nothing. */
    void breakOff (const char* why) noexcept;

    /** stop(), and the scheduler is stopped within 0.2 s whatever the network does; what is left of the voice is not
        heard. */
    void abandon();

private:
    void feed (Instant, SessionInput&&);
    void carryOut (effect::Prepare&&);
    void carryOut (effect::Connect&&);
    void carryOut (effect::Close&&);
    void carryOut (effect::Send&&);
    void carryOut (effect::Play&&);
    void carryOut (effect::Discard&&);
    void carryOut (effect::EndPlayout&&);
    void carryOut (effect::Silence&&);
    void carryOut (effect::Cut&&);
    void carryOut (effect::RunTool&&);
    void carryOut (effect::CancelTool&&);
    void carryOut (effect::UseTools&&);
    void carryOut (effect::Tell&&);
    void tell (SessionEvent&&);

    void transportOpened() override;
    void transportReceived (std::string_view message, Instant arrival) override;
    void transportClosed (const CloseReport&) override;

    void tick();
    void scheduleTick (std::chrono::nanoseconds delay);
    void tickNext();
    std::chrono::nanoseconds untilTick (Instant now, bool hasCaptured);
    bool pumpCapture (Instant now);
    void tellOfFullPlayout();
    bool discardIfMuted();
    bool pumpPlayout();
    void take (const PlayoutEvent&);
    void take (ToolResult&&);
    void publish();
    void finishWhenDry (Instant now);
    void finish();

    const ConversationOptions options;
    AudioEngine& engine;
    ConversationStatus& status;
    const ConversationListener& listener;

    Scheduler& loop;
    WebSocketTransport& transport;
    ServiceConnector connector;
    Session session;
    Scheduler::Timer ticking;
    bool isTickPosted = false;
    TickPacer pacer;
    std::optional<Instant> nextBlock;
    std::vector<std::int16_t> frame;
    Instant arrival{};
    std::uint64_t captured = 0;
    std::uint64_t droppedBefore = 0;
    bool over = false;
    bool isAbandoned = false;
    Scheduler::Timer givingUp;
    Instant heardSince{};
    Milliseconds backlog{};
    bool toldOfFullPlayout = false;

    AgentTools tools; // last member: joined before what its results reach
};

} // namespace parlando
