#include "ReportCollector.h"

#include <algorithm>

namespace parlando
{

namespace
{

/** An eighth at a time: what stays is moved a few times at the most. Returns how many went. */
template <typename Item>
std::size_t dropOldest (std::vector<Item>& items)
{
    const auto gone = (items.size() + 7) / 8;
    items.erase (items.begin(), items.begin() + static_cast<std::ptrdiff_t> (gone));
    return gone;
}

std::size_t bytesOf (const ToolCallReport& call) { return sizeof (call) + call.id.size() + call.name.size(); }

template <typename Item>
std::vector<Item> newest (const std::vector<Item>& items, std::size_t most)
{
    return {items.end() - static_cast<std::ptrdiff_t> (std::min (items.size(), most)), items.end()};
}

/** What a person can look at: the details of the last calls, where they are not long. */
constexpr std::size_t callsWithDetails = 256;

nlohmann::json shownOf (const nlohmann::json& json)
{
    const auto text = json.dump (-1, ' ', false, nlohmann::json::error_handler_t::replace);
    return text.size() <= ToolCallReport::longestShown ? json : nlohmann::json();
}

} // namespace

TurnReport& ReportCollector::turn (std::uint64_t number)
{
    auto& turns = result.turns;

    // In their order, so that the one that is asked for is near the end or not there.
    const auto after =
        std::find_if (turns.rbegin(), turns.rend(), [number] (const auto& each) { return each.turn <= number; });

    if (after != turns.rend() && after->turn == number)
        return *after;

    TurnReport added;
    added.turn = number;

    if (after == turns.rbegin())
    {
        add (turns, std::move (added));
        return turns.back();
    }

    return *turns.insert (after.base(), std::move (added));
}

template <typename Item>
void ReportCollector::add (std::vector<Item>& items, Item item)
{
    if (items.size() >= mostItems)
        result.itemsLeftOut += dropOldest (items);

    items.push_back (std::move (item));
}

void ReportCollector::called (const ToolCalled& event)
{
    auto& calls = result.toolCalls;
    ToolCallReport call;
    call.id = event.call.id;
    call.name = event.call.name;
    call.arrived = event.when;
    call.turn = event.turn;
    call.arguments = shownOf (event.call.args);
    callBytes += bytesOf (call);
    calls.push_back (std::move (call));

    if (callBytes > mostCallBytes)
    {
        const auto gone = dropOldest (calls);
        callBytes = 0;

        for (const auto& each : calls)
            callBytes += bytesOf (each);

        result.toolCallsLeftOut += gone;
        result.itemsLeftOut += gone;
    }

    addDetails (result.toolCallsLeftOut + calls.size() - 1, memoryOf (calls.back().arguments));
}

void ReportCollector::answered (const ToolAnswered& event)
{
    auto& calls = result.toolCalls;
    const auto call =
        std::find_if (calls.rbegin(), calls.rend(), [&] (const auto& each) { return each.id == event.id; });

    if (call == calls.rend())
        return;

    call->answered = event.when;
    call->isError = event.isError;
    call->end = event.end;
    call->response = shownOf (event.response);
    addDetails (result.toolCallsLeftOut + static_cast<std::size_t> (calls.rend() - call) - 1,
                memoryOf (call->response));
}

void ReportCollector::addDetails (std::uint64_t call, std::size_t bytes)
{
    details.emplace_back (call, bytes);
    detailBytes += bytes;

    while (details.size() > 2 * callsWithDetails || detailBytes > mostDetailBytes)
    {
        const auto [oldest, size] = details.front();
        details.pop_front();
        detailBytes -= size;

        if (oldest >= result.toolCallsLeftOut)
        {
            auto& shown = result.toolCalls[oldest - result.toolCallsLeftOut];
            shown.arguments = shown.response = nullptr;
        }
    }
}

void ReportCollector::reset()
{
    const std::lock_guard lock (mutex);
    result = {};
    details.clear();
    callBytes = detailBytes = 0;
}

void ReportCollector::connectionStarted (Instant when)
{
    const std::lock_guard lock (mutex);
    ConnectionReport connection;
    connection.started = when;
    add (result.connections, std::move (connection));
}

void ReportCollector::connectionOpened (Instant when)
{
    const std::lock_guard lock (mutex);

    if (! result.connections.empty())
        result.connections.back().opened = when;
}

void ReportCollector::connectionClosed (Instant when, int code, const std::string& reason)
{
    const std::lock_guard lock (mutex);

    if (result.connections.empty())
        return;

    auto& connection = result.connections.back();
    connection.closed = when;
    connection.closeCode = code;
    connection.closeReason = reason;
}

void ReportCollector::note (const SessionEvent& event)
{
    const std::lock_guard lock (mutex);

    const auto isReady = [this] (Instant when)
    {
        if (! result.connections.empty())
            result.connections.back().ready = when;
    };

    if (const auto* ready = std::get_if<SessionReady> (&event))
        isReady (ready->when);
    else if (const auto* resumed = std::get_if<SessionResumed> (&event))
        isReady (resumed->when);
    else if (const auto* complete = std::get_if<TurnComplete> (&event))
    {
        if (complete->turn != 0)
            turn (complete->turn).turnComplete = complete->when;
    }
    else if (const auto* interrupted = std::get_if<Interrupted> (&event))
    {
        add (result.interruptions, InterruptionReport{interrupted->turn, interrupted->when, {}, interrupted->byPerson});

        if (interrupted->turn != 0)
            turn (interrupted->turn).interrupted = true;
    }
    else if (const auto* call = std::get_if<ToolCalled> (&event))
        called (*call);
    else if (const auto* answer = std::get_if<ToolAnswered> (&event))
        answered (*answer);
    else if (const auto* usage = std::get_if<UsageReported> (&event))
    {
        result.usage = usage->session;
        result.cost = usage->cost;

        if (usage->turn != 0)
            turn (usage->turn).usage.add (usage->usage);
    }
    else if (const auto* fired = std::get_if<WatchdogFired> (&event))
        add (result.watchdogs, *fired);
    else if (const auto* end = std::get_if<SessionEnded> (&event))
        result.end = *end;
}

void ReportCollector::audioReceived (std::uint64_t number, Instant arrival, std::optional<Instant> personStopped,
                                     std::size_t samples, int sampleRate, bool playable)
{
    const std::lock_guard lock (mutex);
    auto& entry = turn (number);
    entry.samplesReceived += samples;
    entry.sampleRate = sampleRate;

    if (! playable)
        entry.samplesDiscarded += samples;

    if (! entry.firstByteOffWire)
    {
        entry.firstByteOffWire = arrival;
        entry.personStopped = personStopped;
    }
}

void ReportCollector::firstSample (std::uint64_t number, Instant when)
{
    const std::lock_guard lock (mutex);
    turn (number).firstSampleInBlock = when;
}

void ReportCollector::stopped (std::uint64_t number, Instant when, std::uint64_t heard, std::uint64_t discarded)
{
    const std::lock_guard lock (mutex);
    auto& entry = turn (number);
    entry.lastSample = when;
    entry.samplesHeard = heard;
    entry.samplesDiscarded += discarded;
}

void ReportCollector::silenced (Instant when)
{
    const std::lock_guard lock (mutex);

    // Those before one that knows it know it too.
    for (auto each = result.interruptions.rbegin(); each != result.interruptions.rend() && ! each->silent; ++each)
        if (each->offWire <= when)
            each->silent = when;
}

void ReportCollector::underrun()
{
    const std::lock_guard lock (mutex);
    ++result.underruns;
}

void ReportCollector::messageReceived()
{
    const std::lock_guard lock (mutex);
    ++result.messagesReceived;
}

void ReportCollector::messageSent()
{
    const std::lock_guard lock (mutex);
    ++result.messagesSent;
}

void ReportCollector::setMicrophoneRate (int rate)
{
    const std::lock_guard lock (mutex);
    result.microphoneRate = rate;
}

void ReportCollector::microphone (std::uint64_t captured, std::uint64_t sent, std::uint64_t dropped,
                                  std::uint64_t overrun)
{
    const std::lock_guard lock (mutex);
    result.microphoneSamplesCaptured = captured;
    result.microphoneSamplesSent = sent;
    result.microphoneSamplesDropped = dropped;
    result.microphoneSamplesOverrun = overrun;
}

void ReportCollector::images (std::uint64_t sent, std::uint64_t skipped)
{
    const std::lock_guard lock (mutex);
    result.imagesSent = sent;
    result.videoFramesSkipped = skipped;
}

void ReportCollector::echo (const std::optional<EchoReport>& found)
{
    const std::lock_guard lock (mutex);
    result.echo = found;
}

ConversationReport ReportCollector::report() const
{
    const std::lock_guard lock (mutex);
    return result;
}

ConversationReport ReportCollector::recent (std::size_t most) const
{
    const std::lock_guard lock (mutex);
    ConversationReport copy;
    copy.connections = newest (result.connections, most);
    copy.turns = newest (result.turns, most);
    copy.interruptions = newest (result.interruptions, most);
    copy.toolCalls = newest (result.toolCalls, most);
    copy.watchdogs = newest (result.watchdogs, most);
    copy.toolCallsLeftOut = result.toolCallsLeftOut + result.toolCalls.size() - copy.toolCalls.size();
    copy.usage = result.usage;
    copy.cost = result.cost;
    copy.underruns = result.underruns;
    copy.echo = result.echo;
    copy.end = result.end;
    return copy;
}

std::vector<CallOutline> ReportCollector::calls() const
{
    const std::lock_guard lock (mutex);
    std::vector<CallOutline> outline;
    outline.reserve (result.toolCalls.size());

    for (const auto& each : result.toolCalls)
        outline.push_back ({result.toolCallsLeftOut + outline.size() + 1, each.arrived});

    return outline;
}

std::optional<ToolCallReport> ReportCollector::call (std::uint64_t number) const
{
    const std::lock_guard lock (mutex);
    const auto before = result.toolCallsLeftOut;
    return number > before && number - before <= result.toolCalls.size()
               ? std::optional (result.toolCalls[number - before - 1])
               : std::nullopt;
}

} // namespace parlando
