#include "ReportCollector.h"

#include <algorithm>

namespace parlando
{

namespace
{

/** 24 h of turns fit; a hostile service that opens more is no longer itemised. */
constexpr std::size_t maximumItems = 100000;

template <typename Item>
void appendBounded (std::vector<Item>& items, Item item)
{
    if (items.size() < maximumItems)
        items.push_back (std::move (item));
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

    for (auto it = turns.rbegin(); it != turns.rend(); ++it)
        if (it->turn == number)
            return *it;

    if (turns.size() >= maximumItems)
        turns.erase (turns.begin());

    auto& added = turns.emplace_back();
    added.turn = number;
    return added;
}

void ReportCollector::reset()
{
    const std::lock_guard lock (mutex);
    result = {};
}

void ReportCollector::connectionStarted (Instant when)
{
    const std::lock_guard lock (mutex);
    ConnectionReport connection;
    connection.started = when;
    appendBounded (result.connections, std::move (connection));
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
        appendBounded (result.interruptions,
                       InterruptionReport{interrupted->turn, interrupted->when, {}, interrupted->byPerson});

        if (interrupted->turn != 0)
            turn (interrupted->turn).interrupted = true;
    }
    else if (const auto* called = std::get_if<ToolCalled> (&event))
    {
        ToolCallReport call;
        call.id = called->call.id;
        call.name = called->call.name;
        call.arrived = called->when;
        call.turn = called->turn;
        call.arguments = shownOf (called->call.args);

        if (const auto count = result.toolCalls.size(); count >= callsWithDetails)
            result.toolCalls[count - callsWithDetails].arguments = result.toolCalls[count - callsWithDetails].response =
                nullptr;

        appendBounded (result.toolCalls, std::move (call));
    }
    else if (const auto* answered = std::get_if<ToolAnswered> (&event))
    {
        const auto call = std::find_if (result.toolCalls.rbegin(), result.toolCalls.rend(),
                                        [&] (const auto& each) { return each.id == answered->id; });

        if (call != result.toolCalls.rend())
        {
            call->answered = answered->when;
            call->isError = answered->isError;
            call->end = answered->end;
            call->response = shownOf (answered->response);
        }
    }
    else if (const auto* usage = std::get_if<UsageReported> (&event))
    {
        result.usage = usage->session;
        result.cost = usage->cost;

        if (usage->turn != 0)
            turn (usage->turn).usage.add (usage->usage);
    }
    else if (const auto* fired = std::get_if<WatchdogFired> (&event))
        appendBounded (result.watchdogs, WatchdogFired (*fired));
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

    for (auto& interruption : result.interruptions)
        if (! interruption.silent && interruption.offWire <= when)
            interruption.silent = when;
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

ConversationReport ReportCollector::report() const
{
    const std::lock_guard lock (mutex);
    return result;
}

} // namespace parlando
