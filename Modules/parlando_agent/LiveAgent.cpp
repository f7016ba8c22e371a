#include "LiveAgent.h"

namespace parlando
{

LiveAgent::LiveAgent (Options agentOptions, Listener agentListener)
    : options (std::move (agentOptions)), listener (std::move (agentListener))
{
    engine.setCaptureEnabled (false);
}

LiveAgent::~LiveAgent()
{
    // The listener may still call the agent while it is joined: not under the lock.
    if (conversation != nullptr)
        conversation->abandon();

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

    conversation.reset();
    status.reset();
    status.setRunning (true);
    conversation = std::make_unique<Conversation> (options, engine, status, listener);

    thread = std::thread (
        [this, running = conversation.get()]
        {
            running->run();
            status.setRunning (false);
        });
}

void LiveAgent::disconnect()
{
    const std::lock_guard lock (mutex);

    if (conversation != nullptr)
        conversation->stop();
}

bool LiveAgent::wait (Milliseconds timeout) { return status.waitUntilOver (timeout); }

void LiveAgent::sendText (std::string text)
{
    const std::lock_guard lock (mutex);

    if (conversation != nullptr)
        conversation->sendText (std::move (text));
}

void LiveAgent::sendImage (ImageFile file, ImageKind kind)
{
    const std::lock_guard lock (mutex);

    if (conversation != nullptr)
        conversation->sendImage (std::move (file), kind);
}

void LiveAgent::interrupt()
{
    const std::lock_guard lock (mutex);

    if (conversation != nullptr)
        conversation->interrupt();
}

void LiveAgent::stage (Setup setup, ToolRegistry tools)
{
    const std::lock_guard lock (mutex);

    if (conversation != nullptr)
        conversation->stage (std::move (setup), std::move (tools));
}

bool LiveAgent::hasStaged() const noexcept { return status.hasStaged; }

SessionState LiveAgent::state() const noexcept { return status.state; }

bool LiveAgent::isRunning() const { return status.isRunning(); }

bool LiveAgent::isPersonSpeaking() const noexcept { return status.isPersonSpeaking; }

bool LiveAgent::isThinking() const noexcept { return status.isThinking && ! status.isSpeaking; }

bool LiveAgent::isSpeaking() const noexcept { return status.isSpeaking; }

Instant LiveAgent::lastActivity() const noexcept { return Instant (Instant::duration (status.lastActivity.load())); }

ConversationReport LiveAgent::report() const { return status.figures.report(); }

Transcript LiveAgent::transcript() const { return status.transcript(); }

std::string LiveAgent::interimText() const { return status.interimText(); }

std::optional<TurnWaveform> LiveAgent::waveform (std::uint64_t turn) const { return status.waveforms.find (turn); }

std::uint64_t LiveAgent::revision() const noexcept { return status.revision; }

} // namespace parlando
