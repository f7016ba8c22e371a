#include "LiveAgent.h"

#include "Conversation.h"

namespace parlando
{

/** A conversation, and the loop and the sockets that it runs on. */
struct LiveAgent::Running
{
    explicit Running (LiveAgent& agent)
        : conversation (agent.options, loop, transport, agent.engine, agent.status, agent.tellAll)
    {
    }

    /** Whatever is thrown, by a listener or by a system that has nothing left, ends the conversation and nothing else.
     */
    void run() noexcept
    {
        try
        {
            conversation.start();
            loop.run();
        }
        catch (const std::exception& fault)
        {
            conversation.breakOff (fault.what());
        }
        catch (...)
        {
            conversation.breakOff ("something failed without a reason");
        }
    }

    EventLoop loop;
    BeastTransport transport{loop};
    Conversation conversation;
};

LiveAgent::LiveAgent (Options agentOptions, Listener agentListener)
    : options (std::move (agentOptions)),
      tellAll ([this] (const SessionEvent& event)
               { listeners.call ([&event] (ListenerId, Listener& listener) { listener (event); }); })
{
    addListener (std::move (agentListener));
    engine.setCaptureEnabled (false);
}

LiveAgent::~LiveAgent()
{
    {
        const std::lock_guard lock (mutex);

        if (running != nullptr)
            running->conversation.abandon();
    }

    // The listener may still call the agent while it is joined: not under the lock.
    for (auto& each : threads)
        each.thread.join();
}

LiveAgent::ListenerId LiveAgent::addListener (Listener added)
{
    return added ? listeners.add (std::move (added)) : ListenerId();
}

void LiveAgent::removeListener (ListenerId id) { listeners.remove (id); }

void LiveAgent::setOptions (Options agentOptions)
{
    const std::lock_guard lock (mutex);
    options = std::move (agentOptions);
}

void LiveAgent::connect()
{
    if (const auto problem = tryToStart(); ! problem.empty())
        tellOfFailedStart (problem);
}

/** What went wrong, if anything. */
std::string LiveAgent::tryToStart()
{
    const std::lock_guard lock (mutex);

    if (status.isRunning())
        return {};

    std::erase_if (threads,
                   [] (SessionThread& each)
                   {
                       const auto isOver = each.hasEnded.load();

                       if (isOver)
                           each.thread.join();

                       return isOver;
                   });

    status.reset (Instant::clock::now());
    status.setRunning (true);

    try
    {
        running = std::make_shared<Running> (*this);
        auto& added = threads.emplace_back();
        added.thread = std::thread ([this, &added, made = running]() mutable { serve (added, std::move (made)); });
        return {};
    }
    catch (const std::exception& problem)
    {
        std::erase_if (threads, [] (const SessionThread& each) { return ! each.thread.joinable(); });
        running.reset();
        return problem.what();
    }
}

/** The session thread. What it leaves is destroyed here as well, as that may wait for tools. */
void LiveAgent::serve (SessionThread& own, std::shared_ptr<Running> made)
{
    made->run();

    {
        const std::lock_guard lock (mutex);
        running.reset();
    }

    status.setRunning (false); // from here on there may be another
    made.reset();
    own.hasEnded = true;
}

/** Never under the lock. */
void LiveAgent::tellOfFailedStart (const std::string& problem)
{
    // A sentence says by itself what to do.
    const auto* whatToDo = problem.ends_with ('.') ? "" : ". Close what else runs, then connect again.";
    const SessionEnded ended{
        EndReason::failed, 1006, {}, "The conversation could not begin: " + problem + whatToDo, Instant::clock::now()};
    status.figures.note (ended);
    status.state = SessionState::ended;

    try
    {
        tellAll (ended);
    }
    catch (...)
    {
        // As from the session thread: it ends the conversation, which is over.
    }

    status.setRunning (false);
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

void LiveAgent::setPersonActivity (std::optional<bool> isSpeaking)
{
    const std::lock_guard lock (mutex);

    if (running != nullptr)
        running->conversation.setPersonActivity (isSpeaking);
}

void LiveAgent::stage (AgentDefinition agent, ToolRegistry tools)
{
    const std::lock_guard lock (mutex);

    if (running != nullptr)
        running->conversation.stage (std::move (agent), std::move (tools));
}

bool LiveAgent::hasStaged() const noexcept { return status.hasStaged; }

SessionState LiveAgent::state() const noexcept { return status.state; }

bool LiveAgent::isRunning() const { return status.isRunning(); }

bool LiveAgent::isPersonSpeaking() const noexcept { return status.isPersonSpeaking; }

VoiceYield LiveAgent::voiceYield() const noexcept { return status.yields; }

bool LiveAgent::isThinking() const noexcept { return status.isThinking && ! status.isSpeaking; }

bool LiveAgent::owesAnswer() const noexcept
{
    return ! isOver (status.state) && (status.owesAnswer || status.textsOnTheWay > 0);
}

bool LiveAgent::isSpeaking() const noexcept { return status.isSpeaking; }

Instant LiveAgent::lastActivity() const noexcept { return Instant (Instant::duration (status.lastActivity.load())); }

ConversationReport LiveAgent::report() const { return status.figures.report(); }

ConversationReport LiveAgent::recentReport (std::size_t most) const { return status.figures.recent (most); }

Instant LiveAgent::transcriptStart() const { return status.transcriptStart(); }

std::vector<EntryOutline> LiveAgent::entryOutline() const { return status.outline(); }

std::optional<RecentEntry> LiveAgent::recentEntry (std::uint64_t id, std::size_t longest) const
{
    return status.recentEntry (id, longest);
}

std::vector<CallOutline> LiveAgent::callOutline() const { return status.figures.calls(); }

std::optional<ToolCallReport> LiveAgent::toolCall (std::uint64_t number) const { return status.figures.call (number); }

bool LiveAgent::hasEntries() const { return status.hasEntries(); }

Transcript LiveAgent::transcript() const { return status.transcript(); }

Redactor LiveAgent::redactor() const { return status.redactor(); }

std::string LiveAgent::interimText() const { return status.interimText(); }

std::optional<TurnWaveform> LiveAgent::waveform (std::uint64_t turn) const { return status.waveforms.find (turn); }

std::uint64_t LiveAgent::revision() const noexcept { return status.revision; }

} // namespace parlando
