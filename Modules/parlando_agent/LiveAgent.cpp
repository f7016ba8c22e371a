#include "LiveAgent.h"

namespace parlando
{

/** A conversation, and the thread's loop and the sockets that it runs on. */
struct LiveAgent::Running
{
    explicit Running (LiveAgent& agent)
        : conversation (agent.options, loop, transport, agent.engine, agent.status, agent.listener)
    {
    }

    EventLoop loop;
    BeastTransport transport{loop};
    Conversation conversation;
};

LiveAgent::LiveAgent (Options agentOptions, Listener agentListener)
    : options (std::move (agentOptions)), listener (std::move (agentListener))
{
    engine.setCaptureEnabled (false);
}

LiveAgent::~LiveAgent()
{
    // The listener may still call the agent while it is joined: not under the lock.
    if (running != nullptr)
        running->conversation.abandon();

    if (thread.joinable())
        thread.join();
}

void LiveAgent::setOptions (Options agentOptions)
{
    const std::lock_guard lock (mutex);
    options = std::move (agentOptions);
}

void LiveAgent::connect()
{
    const std::lock_guard lock (mutex);

    if (status.isRunning())
        return;

    if (thread.joinable())
        thread.join();

    running.reset();
    status.reset (Instant::clock::now());
    status.setRunning (true);
    running = std::make_unique<Running> (*this);

    thread = std::thread (
        [this, made = running.get()]
        {
            made->conversation.start();
            made->loop.run();
            status.setRunning (false);
        });
}

void LiveAgent::disconnect()
{
    const std::lock_guard lock (mutex);

    if (running != nullptr)
        running->conversation.stop();
}

bool LiveAgent::wait (Milliseconds timeout) { return status.waitUntilOver (timeout); }

bool LiveAgent::sendText (std::string text)
{
    const std::lock_guard lock (mutex);

    if (running == nullptr || ! status.isRunning())
        return false;

    running->conversation.sendText (std::move (text));
    return true;
}

void LiveAgent::sendImage (ImageFile file, ImageKind kind)
{
    const std::lock_guard lock (mutex);

    if (running != nullptr)
        running->conversation.sendImage (std::move (file), kind);
}

void LiveAgent::interrupt()
{
    const std::lock_guard lock (mutex);

    if (running != nullptr)
        running->conversation.interrupt();
}

void LiveAgent::stage (Setup setup, ToolRegistry tools)
{
    const std::lock_guard lock (mutex);

    if (running != nullptr)
        running->conversation.stage (std::move (setup), std::move (tools));
}

bool LiveAgent::hasStaged() const noexcept { return status.hasStaged; }

SessionState LiveAgent::state() const noexcept { return status.state; }

bool LiveAgent::isRunning() const { return status.isRunning(); }

bool LiveAgent::isPersonSpeaking() const noexcept { return status.isPersonSpeaking; }

bool LiveAgent::isThinking() const noexcept { return status.isThinking && ! status.isSpeaking; }

bool LiveAgent::owesAnswer() const noexcept
{
    return status.state < SessionState::closing && (status.owesAnswer || status.textsOnTheWay > 0);
}

bool LiveAgent::isSpeaking() const noexcept { return status.isSpeaking; }

Instant LiveAgent::lastActivity() const noexcept { return Instant (Instant::duration (status.lastActivity.load())); }

ConversationReport LiveAgent::report() const { return status.figures.report(); }

ConversationReport LiveAgent::recentReport (std::size_t most) const { return status.figures.recent (most); }

std::vector<RecentEntry> LiveAgent::recentEntries (std::size_t most, std::size_t longest) const
{
    return status.recent (most, longest);
}

Instant LiveAgent::transcriptStart() const { return status.transcriptStart(); }

Transcript LiveAgent::transcript() const { return status.transcript(); }

std::string LiveAgent::interimText() const { return status.interimText(); }

std::optional<TurnWaveform> LiveAgent::waveform (std::uint64_t turn) const { return status.waveforms.find (turn); }

std::uint64_t LiveAgent::revision() const noexcept { return status.revision; }

} // namespace parlando
