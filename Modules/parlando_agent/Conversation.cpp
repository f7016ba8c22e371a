#include "Conversation.h"

#include "Redaction.h"

#include <algorithm>
#include <random>
#include <stdexcept>
#include <utility>

namespace parlando
{

namespace
{

/** How much of the voice lies ready for the audio thread: what carries it over a busy machine. */
constexpr auto usualLead = Milliseconds (200);
constexpr auto everything = Milliseconds (3'600'000);

/** Blocks that run as fast as they go wait for the voice: the more of it is known the better for its loudness. */
constexpr auto aheadOfFastBlocks = Milliseconds (300);

/** When nobody fetches the voice that is left after the end, the session thread ends after so long. */
constexpr auto unheardTimeout = Milliseconds (1000);

/** What a farewell to the service may take when the host is waiting for it. */
constexpr auto patienceWhenAbandoned = Milliseconds (200);

/** Which the tools that it may call are part of. */
AgentDefinition withTools (AgentDefinition agent, const ToolRegistry& tools)
{
    for (auto& declaration : tools.declarations())
    {
        const auto isScheduled = tools.find (declaration.name)->scheduling().has_value();
        agent.functions.push_back ({std::move (declaration), isScheduled});
    }

    agent.tools = std::make_shared<const ToolRegistry> (tools);
    return agent;
}

const Provider& providerOf (const ConversationOptions& options)
{
    if (options.provider == nullptr)
        throw std::invalid_argument ("No service was chosen: give ConversationOptions a provider.");

    return *options.provider;
}

Session::Options sessionOptionsOf (const ConversationOptions& options)
{
    Session::Options made;
    made.agent = withTools (options.agent, options.tools);
    made.losslessMicrophone = options.losslessCapture;
    made.reconnects = options.reconnects;
    made.earlier = options.earlier;
    made.prices = options.prices;
    made.cap = options.cap;
    made.seed = options.seed.value_or (std::random_device{}());
    return made;
}

/** A clock that runs as fast as it can never waits for the session thread. */
Milliseconds leadFor (const ConversationOptions& options)
{
    return options.blockClock != nullptr && ! options.blockClock->isPaced() ? everything : usualLead;
}

/** C8: a request that the service refuses would be refused again, but for one that came too late or too often. */
bool isRefused (const CloseReport& report)
{
    const auto status = report.httpStatus;
    return report.isRefusedByProxy || (status >= 400 && status < 500 && status != 408 && status != 429);
}

} // namespace

Conversation::Conversation (const ConversationOptions& conversationOptions, Scheduler& scheduler,
                            WebSocketTransport& webSocketTransport, AudioEngine& audioEngine,
                            ConversationStatus& conversationStatus, const ConversationListener& conversationListener)
    : options (conversationOptions), engine (audioEngine),
      voiceOutput (engine.playout(), [this] (std::uint64_t turn, std::span<const std::int16_t> samples, int sampleRate,
                                             std::size_t refused) { voiceLeft (turn, samples, sampleRate, refused); }),
      status (conversationStatus), listener (conversationListener), loop (scheduler), transport (webSocketTransport),
      connector ({options.provider, options.endpoint, options.credential, options.accessTokens}, loop, transport, *this,
                 [this] (const Redactor& redactor) { status.setRedactor (redactor); }),
      session (recorded (sessionOptionsOf (options)), providerOf (options).makeWire (options.endpoint)),
      tools (options.tools, [this] (ToolAnswer answer)
             { loop.post ([this, came = std::move (answer)]() mutable { take (std::move (came)); }); })
{
}

Session::Options Conversation::recorded (Session::Options made)
{
    if (options.recorder != nullptr)
        options.recorder->opens ({providerOf (options), options.endpoint, made, engine.outputPosition(),
                                  leadFor (options), options.mostVoiceWaiting},
                                 loop.now(), connector.redactor());

    return made;
}

void Conversation::take (ToolAnswer&& answer)
{
    connector.redactor().redactSecretTexts (answer.response); // C5: a tool may have found the key somewhere
    feed (loop.now(), input::ToolFinished{std::move (answer)});
    publish();
}

void Conversation::start()
{
    engine.playout().setLead (leadFor (options));

    if (options.blockClock != nullptr && ! options.blockClock->isPaced())
        voiceOutput.setAhead (aheadOfFastBlocks);

    engine.playout().setMostWaiting (options.mostVoiceWaiting);
    engine.capture().setSampleRate (session.microphoneRate());
    speech.begin (session.microphoneRate());
    status.figures.setMicrophoneRate (session.microphoneRate());
    droppedBefore = engine.capture().droppedSamples();
    status.setRedactor (connector.redactor());
    feed (loop.now(), input::Start{});

    // It may be held already, or since the conversation before.
    if (engine.capture().talk() != TalkState::open)
        tellTalk (loop.now());

    tick();
}

/** Nothing of the conversation runs any more. */
void Conversation::finish()
{
    engine.setCaptureEnabled (false);
    engine.playout().setYield (VoiceYield::none);
    engine.capture().setHearsPlayed (false);
    status.yields = VoiceYield::none;
    status.isSpeaking = status.isPersonSpeaking = status.isThinking = status.owesAnswer = false;
    status.textsOnTheWay = 0;
    loop.stop();
}

void Conversation::stop()
{
    loop.post (
        [this]
        {
            feed (loop.now(), input::Stop{});
            voiceOutput.interrupt();

            if (over)
                finish();
        });
}

void Conversation::breakOff (const char* why) noexcept
{
    try
    {
        feed (loop.now(), input::Fail{connector.redactor().redact (
                              std::string ("The conversation broke off: ") + why +
                              ". Connect again; if that does not help, close what else runs.")});
        publish();
    }
    catch (...)
    {
        // The listener, again.
    }

    finish();
}

void Conversation::abandon()
{
    loop.post (
        [this]
        {
            isAbandoned = true;
            feed (loop.now(), input::Stop{});
            givingUp = loop.after (patienceWhenAbandoned,
                                   [this]
                                   {
                                       voiceOutput.flush();
                                       finish();
                                   });

            if (over)
                finish();
        });
}

void Conversation::sendText (std::string text)
{
    ++status.textsOnTheWay;
    loop.post (
        [this, text = std::move (text)]
        {
            auto said = text;

            if (over || ! options.hooks.beforeText || options.hooks.beforeText (said))
                feed (loop.now(), input::Text{std::move (said)});

            publish();
            --status.textsOnTheWay;
        });
}

void Conversation::sendImage (ImageFile file, ImageKind kind)
{
    loop.post (
        [this, kind, file = std::move (file)]() mutable {
            feed (loop.now(), input::Image{std::move (file), kind});
        });
}

void Conversation::stage (AgentDefinition agent, ToolRegistry registry)
{
    auto whole = withTools (std::move (agent), registry);
    loop.post (
        [this, staged = std::move (whole), newer = std::move (registry)]() mutable
        {
            tools.update (newer);
            feed (loop.now(), input::Stage{std::move (staged)});
            publish();
        });
}

/** What was captured until now belongs to what was so before. */
void Conversation::setPersonActivity (std::optional<bool> isSpeaking)
{
    loop.post (
        [this, isSpeaking]
        {
            const auto when = loop.now();
            pumpCapture (when);
            feed (when, input::PersonActivity{isSpeaking});
        });
}

void Conversation::interrupt()
{
    loop.post (
        [this]
        {
            feed (loop.now(), input::Interrupt{});
            publish();
        });
}

//==============================================================================
/** What the session wants is done before it hears of anything else: what follows of an effect is posted to the loop. */
void Conversation::feed (Instant now, SessionInput&& input)
{
    if (options.recorder != nullptr)
        options.recorder->takes (now, input, engine.outputPosition(), connector.redactor());

    const auto effects = session.handle (now, std::move (input));

    if (options.recorder != nullptr)
        options.recorder->wants (effects, connector.redactor());

    for (auto& effect : effects)
        std::visit ([this] (auto& each) { carryOut (std::move (each)); }, effect);
}

//==============================================================================
void Conversation::transportOpened()
{
    const auto when = loop.now();
    status.figures.connectionOpened (when);
    feed (when, input::ConnectionOpened{});
    publish();
}

void Conversation::transportReceived (std::string_view message, Instant when)
{
    arrival = when;
    status.figures.messageReceived();
    feed (when, input::Message{message});
    voiceOutput.pump();
    publish();
}

void Conversation::transportClosed (const CloseReport& report)
{
    const auto when = loop.now();
    const auto mayHelp = report.httpStatus == 401 && connector.mayHelpToRenew (when);
    const auto& redactor = connector.redactor();
    const ConnectionEnd end{report.code, redactor.redact (report.reason), redactor.redact (report.error),
                            isRefused (report) && ! mayHelp};
    status.figures.connectionClosed (when, end.code, end.reason);
    feed (when, input::ConnectionClosed{end});
    publish();
    finishWhenDry (when);
}

//==============================================================================
void Conversation::tick()
{
    isTickPosted = false;

    if (options.blockClock != nullptr)
        nextBlock = options.blockClock->run (loop.now());

    const auto when = loop.now();

    tools.putAwayIdle();

    if (engine.takeInterruptionRequest())
        feed (when, input::Interrupt{});

    while (const auto notice = engine.inputNotices().take())
        tell (SessionWarning{describe (*notice)});

    const auto hasCaptured = pumpCapture (when);
    status.isPersonSpeaking = session.personActivity().isSpeaking() && ! engine.isMicrophoneMuted();
    const auto isDry = pumpPlayout();
    feed (when, input::Tick{isDry, transport.queuedBytes(), transport.isPrepared(), ! mayReplaceConnection()});
    status.isThinking = session.isThinking (when);
    status.owesAnswer = session.owesAnswer (when);
    publish();

    if (over)
        finishWhenDry (when);

    scheduleTick (untilTick (when, hasCaptured));
}

bool Conversation::mayReplaceConnection() const
{
    return ! engine.isHostRecording() && (! options.hooks.mayReplaceConnection || options.hooks.mayReplaceConnection());
}

void Conversation::scheduleTick (std::chrono::nanoseconds delay)
{
    if (delay <= std::chrono::nanoseconds::zero())
        tickNext();
    else
        ticking = loop.after (delay, [this] { tick(); });
}

/** Brings the next tick forward: after what the loop has to do already. Without a timer, which costs system calls. */
void Conversation::tickNext()
{
    if (std::exchange (isTickPosted, true))
        return;

    ticking.cancel();
    loop.post ([this] { tick(); });
}

std::chrono::nanoseconds Conversation::untilTick (Instant when, bool hasCaptured)
{
    if (nextBlock)
        return std::max (*nextBlock - when, Instant::duration::zero());

    const auto untilFrame =
        engine.isCaptureEnabled() ? std::optional (engine.capture().untilNextFrame()) : std::nullopt;
    return pacer.next (hasCaptured, untilFrame);
}

void Conversation::publish()
{
    const auto state = session.state();
    status.state = state;

    // Nobody listens to the person during a farewell.
    if (state == SessionState::farewell || isOver (state))
        engine.setCaptureEnabled (false);

    status.figures.images (session.imageQueue().sent(), session.imageQueue().skipped());
    status.lastActivity = session.lastActivity().time_since_epoch().count();
    status.owesAnswer = session.owesAnswer (loop.now());
    status.hasStaged = session.hasStaged();
    const auto first = session.takeFirstChangedEntry();

    if (first < session.transcript().entries.size())
    {
        status.publish (session.transcript(), first);
        tellTaps (first);
    }
}

void Conversation::finishWhenDry (Instant when)
{
    if (! over)
        return;

    const auto isDry = pumpPlayout();
    const auto left = engine.playout().backlog();

    if (left != std::exchange (backlog, left))
        heardSince = when;

    // What the agent said before the end is still heard, while somebody fetches it.
    if (isDry || isAbandoned || when - heardSince >= unheardTimeout)
    {
        voiceOutput.flush();
        finish();
    }
}

} // namespace parlando
