#pragma once

#include "AgentTools.h"
#include "ConversationOptions.h"
#include "ConversationStatus.h"
#include "MicrophoneSpeech.h"
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
#include <span>
#include <string>

namespace parlando
{

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
    void setPersonActivity (std::optional<bool> isSpeaking);
    void stage (AgentDefinition, ToolRegistry);

    /** Session thread, when something threw out of the scheduler, which runs no more: the conversation is over, and the
        listener is told `why`. Throws nothing. */
    void breakOff (const char* why) noexcept;

    /** stop(), and the scheduler is stopped within 0.2 s whatever the network does; what is left of the voice is not
        heard. */
    void abandon();

private:
    Session::Options recorded (Session::Options);
    void feed (Instant, SessionInput&&);
    void carryOut (effect::Prepare&&);
    void carryOut (effect::Connect&&);
    void carryOut (effect::Close&&);
    void carryOut (effect::Send&&);
    void carryOut (effect::Play&&);
    void carryOut (effect::Discard&&);
    void carryOut (effect::EndPlayout&&);
    void carryOut (effect::Yield&&);
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
    void tellOfEcho();
    void followTalk (Instant now, bool isBeforeFrame);
    void tellTalk (Instant now);
    void voiceLeft (std::uint64_t turn, std::span<const std::int16_t>, int sampleRate, std::size_t refused);
    void tellOfFullPlayout();
    bool discardIfMuted();
    bool pumpPlayout();
    void take (const PlayoutEvent&);
    void take (ToolAnswer&&);
    void refuse (const FunctionCall&, ToolOutcome);
    [[nodiscard]] bool mayReplaceConnection() const;
    void publish();
    void tellTaps (std::size_t firstChanged);
    void tellTaps (const SessionEvent&);
    void tellTaps (const VoicePlace&);
    void tellTaps (const PlayoutEvent&);
    void finishWhenDry (Instant now);
    void finish();

    const ConversationOptions options;
    AudioEngine& engine;
    VoiceOutput voiceOutput;
    ConversationStatus& status;
    const ConversationListener& listener;

    Scheduler& loop;
    WebSocketTransport& transport;
    ServiceConnector connector;
    Session session;
    Scheduler::Timer ticking;
    bool isTickPosted = false;
    bool hasPaused = true; // nothing was captured at the last look
    TickPacer pacer;
    std::optional<Instant> nextBlock;
    std::vector<std::int16_t> frame;
    MicrophoneSpeech speech;
    int sinceEcho = 0; // frames since the report was told of it
    Instant arrival{};
    std::uint64_t captured = 0;
    std::uint64_t droppedBefore = 0;
    bool over = false;
    bool isAbandoned = false;
    Scheduler::Timer givingUp;
    Instant heardSince{};
    Milliseconds backlog{};
    bool toldOfFullPlayout = false;
    std::optional<Instant> voiceBegan; // of the turn that is heard

    AgentTools tools; // last member: joined before what its results reach
};

} // namespace parlando
