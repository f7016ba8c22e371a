#include "EventLines.h"

#include <array>
#include <chrono>
#include <string_view>
#include <utility>

namespace parlando
{

namespace
{

using Json = nlohmann::json;

constexpr auto writeEvery = std::chrono::milliseconds (20);

std::int64_t nanoseconds (Instant when)
{
    return std::chrono::duration_cast<std::chrono::nanoseconds> (when.time_since_epoch()).count();
}

/** The name of an enumerator by its place. */
template <typename Enum, std::size_t Size>
std::string_view nameIn (const std::array<std::string_view, Size>& names, Enum value)
{
    return names[static_cast<std::size_t> (value)];
}

Json toJson (const SessionReady& ready) { return {{"event", "ready"}, {"sessionId", ready.sessionId}}; }

Json toJson (const SessionReconnecting& lost)
{
    return {{"event", "reconnecting"},
            {"planned", lost.isPlanned},
            {"closeCode", lost.closeCode},
            {"closeReason", lost.closeReason},
            {"error", lost.error},
            {"attempt", lost.attempt},
            {"nextAttemptNs", nanoseconds (lost.nextAttempt)}};
}

Json toJson (const SessionResumed& resumed)
{
    return {{"event", "resumed"},
            {"gapMs", resumed.gap.count()},
            {"contextKept", resumed.contextKept},
            {"microphoneSamplesDropped", resumed.microphoneDropped}};
}

Json toJson (const TranscriptPiece& piece)
{
    return {{"event", "transcript"},    {"speaker", piece.speaker == Speaker::person ? "person" : "agent"},
            {"entry", piece.entry},     {"text", piece.text},
            {"interim", piece.interim}, {"final", piece.final}};
}

Json toJson (const ThoughtPiece& thought)
{
    return {{"event", "thought"}, {"turn", thought.turn}, {"text", thought.text}};
}

Json toJson (const TurnStarted& started) { return {{"event", "turnStarted"}, {"turn", started.turn}}; }

Json toJson (const TurnComplete& complete)
{
    return {{"event", "turnComplete"},
            {"turn", complete.turn},
            {"interrupted", complete.interrupted},
            {"idle", complete.idle},
            {"reason", complete.reason}};
}

Json toJson (const Interrupted& interruption)
{
    return {{"event", "interrupted"}, {"turn", interruption.turn}, {"byPerson", interruption.byPerson}};
}

Json toJson (const ToolCalled& called)
{
    return {{"event", "toolCalled"},
            {"id", called.call.id},
            {"name", called.call.name},
            {"args", called.call.args},
            {"turn", called.turn}};
}

Json toJson (const ToolAnswered& answered)
{
    static constexpr std::array<std::string_view, 3> ends{"answered", "cancelled", "expired"};
    return {{"event", "toolAnswered"},       {"id", answered.id},           {"name", answered.name},
            {"response", answered.response}, {"isError", answered.isError}, {"end", nameIn (ends, answered.end)}};
}

Json toJson (const SourcesReported& reported)
{
    Json json{{"event", "sources"}, {"turn", reported.turn}, {"queries", reported.sources.webSearchQueries}};
    json["sources"] = Json::array();

    for (const auto& chunk : reported.sources.groundingChunks)
        json["sources"].push_back ({{"uri", chunk.uri}, {"title", chunk.title}});

    return json;
}

Json toJson (const PagesRead& read)
{
    Json json{{"event", "pages"}, {"turn", read.turn}, {"pages", Json::array()}};

    for (const auto& page : read.pages.urlMetadata)
        json["pages"].push_back ({{"url", page.retrievedUrl}, {"status", page.urlRetrievalStatus}});

    return json;
}

Json toJson (const CodeWritten& written)
{
    return {
        {"event", "code"}, {"turn", written.turn}, {"language", written.code.language}, {"code", written.code.code}};
}

Json toJson (const CodeResult& result)
{
    return {{"event", "codeResult"},
            {"turn", result.turn},
            {"outcome", result.result.outcome},
            {"output", result.result.output}};
}

Json toJson (const UsageReported& usage)
{
    return {{"event", "usage"},
            {"turn", usage.turn},
            {"totalTokens", usage.session.total},
            {"cost", usage.cost ? Json (*usage.cost) : Json()}};
}

Json toJson (const WatchdogFired& fired)
{
    return {{"event", "watchdog"}, {"turn", fired.turn}, {"text", describe (fired)}};
}

Json toJson (const SetupChange& change)
{
    static constexpr std::array<std::string_view, 3> steps{"tried", "taken", "refused"};
    return {{"event", "setupChange"}, {"step", nameIn (steps, change.step)}, {"error", change.error}};
}

Json toJson (const SessionWarning& warning) { return {{"event", "warning"}, {"text", warning.text}}; }

Json toJson (const SessionEnded& ended)
{
    static constexpr std::array<std::string_view, 5> reasons{"asked", "conversation", "server", "cap", "failed"};
    return {{"event", "ended"},
            {"reason", nameIn (reasons, ended.reason)},
            {"closeCode", ended.closeCode},
            {"closeReason", ended.closeReason},
            {"error", ended.error}};
}

/** When it happened, where the event says so. */
template <typename Event>
Instant timeOf (const Event& event, Instant now)
{
    if constexpr (requires { event.when; })
        return event.when;
    else
        return now;
}

} // namespace

nlohmann::json toJson (const SessionEvent& event, Instant now)
{
    return std::visit (
        [now] (const auto& each)
        {
            auto json = toJson (each);
            json["timeNs"] = nanoseconds (timeOf (each, now));
            return json;
        },
        event);
}

void EventLines::note (const SessionEvent& event, Instant now)
{
    put (toJson (event, now));

    if (! writing)
    {
        file.begin();
        writing.emplace (writeEvery, [this] { write(); });
    }
}

void EventLines::put (const nlohmann::json& json)
{
    const auto line = json.dump (-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
    const std::lock_guard lock (mutex);

    if (waiting.size() + line.size() > mostWaiting)
        ++lost;
    else
        waiting += line;
}

void EventLines::write()
{
    std::unique_lock lock (mutex);
    auto lines = std::exchange (waiting, {});

    if (const auto left = std::exchange (lost, 0); left > 0)
        lines += nlohmann::json{{"event", "lost"}, {"count", left}}.dump() + "\n";

    lock.unlock();

    if (! lines.empty())
        file.append (lines);
}

void EventLines::finish()
{
    if (writing)
        writing->finish();
}

} // namespace parlando
