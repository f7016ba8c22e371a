#include "EventJson.h"

#include <array>
#include <chrono>
#include <string_view>

namespace parlando
{

namespace
{

using Json = nlohmann::json;

std::int64_t nanoseconds (Instant::duration time)
{
    return std::chrono::duration_cast<std::chrono::nanoseconds> (time).count();
}

/** The name of an enumerator by its place. */
template <typename Enum, std::size_t Size>
std::string_view nameIn (const std::array<std::string_view, Size>& names, Enum value)
{
    return names[static_cast<std::size_t> (value)];
}

Json jsonOf (const SessionReady& ready) { return {{"event", "ready"}, {"sessionId", ready.sessionId}}; }

Json jsonOf (const SessionReconnecting& lost, Instant origin)
{
    return {{"event", "reconnecting"},
            {"planned", lost.isPlanned},
            {"closeCode", lost.closeCode},
            {"closeReason", lost.closeReason},
            {"error", lost.error},
            {"attempt", lost.attempt},
            {"nextAttemptNs", nanoseconds (lost.nextAttempt - origin)}};
}

Json jsonOf (const SessionResumed& resumed)
{
    return {{"event", "resumed"},
            {"gapMs", resumed.gap.count()},
            {"contextKept", resumed.contextKept},
            {"microphoneSamplesDropped", resumed.microphoneDropped}};
}

Json jsonOf (const TranscriptPiece& piece)
{
    return {{"event", "transcript"},    {"speaker", piece.speaker == Speaker::person ? "person" : "agent"},
            {"entry", piece.entry},     {"text", piece.text},
            {"interim", piece.interim}, {"final", piece.final}};
}

Json jsonOf (const ThoughtPiece& thought)
{
    return {{"event", "thought"}, {"turn", thought.turn}, {"text", thought.text}};
}

Json jsonOf (const TurnStarted& started) { return {{"event", "turnStarted"}, {"turn", started.turn}}; }

Json jsonOf (const TurnComplete& complete)
{
    return {{"event", "turnComplete"},
            {"turn", complete.turn},
            {"interrupted", complete.interrupted},
            {"idle", complete.idle},
            {"reason", complete.reason}};
}

Json jsonOf (const Interrupted& interruption)
{
    return {{"event", "interrupted"}, {"turn", interruption.turn}, {"byPerson", interruption.byPerson}};
}

Json jsonOf (const VoiceYielded& yielded)
{
    const char* const names[]{"none", "ducked", "held"};
    return {{"event", "voiceYielded"}, {"turn", yielded.turn}, {"how", names[static_cast<std::size_t> (yielded.how)]}};
}

Json jsonOf (const ToolCalled& called)
{
    return {{"event", "toolCalled"},
            {"id", called.call.id},
            {"name", called.call.name},
            {"args", called.call.args},
            {"turn", called.turn}};
}

Json jsonOf (const ToolAnswered& answered)
{
    static constexpr std::array<std::string_view, 3> ends{"answered", "cancelled", "expired"};
    return {{"event", "toolAnswered"},       {"id", answered.id},           {"name", answered.name},
            {"response", answered.response}, {"isError", answered.isError}, {"end", nameIn (ends, answered.end)}};
}

Json jsonOf (const SourcesReported& reported)
{
    Json json{{"event", "sources"}, {"turn", reported.turn}, {"queries", reported.sources.webSearchQueries}};
    json["sources"] = Json::array();

    for (const auto& chunk : reported.sources.groundingChunks)
        json["sources"].push_back ({{"uri", chunk.uri}, {"title", chunk.title}});

    return json;
}

Json jsonOf (const PagesRead& read)
{
    Json json{{"event", "pages"}, {"turn", read.turn}, {"pages", Json::array()}};

    for (const auto& page : read.pages.urlMetadata)
        json["pages"].push_back ({{"url", page.retrievedUrl}, {"status", page.urlRetrievalStatus}});

    return json;
}

Json jsonOf (const CodeWritten& written)
{
    return {
        {"event", "code"}, {"turn", written.turn}, {"language", written.code.language}, {"code", written.code.code}};
}

Json jsonOf (const CodeResult& result)
{
    return {{"event", "codeResult"},
            {"turn", result.turn},
            {"outcome", result.result.outcome},
            {"output", result.result.output}};
}

Json jsonOf (const UsageReported& usage)
{
    return {{"event", "usage"},
            {"turn", usage.turn},
            {"totalTokens", usage.session.total},
            {"cost", usage.cost ? Json (*usage.cost) : Json()}};
}

Json jsonOf (const WatchdogFired& fired)
{
    return {{"event", "watchdog"}, {"turn", fired.turn}, {"text", describe (fired)}};
}

Json jsonOf (const SetupChange& change)
{
    static constexpr std::array<std::string_view, 3> steps{"tried", "taken", "refused"};
    return {{"event", "setupChange"}, {"step", nameIn (steps, change.step)}, {"error", change.error}};
}

Json jsonOf (const SessionWarning& warning) { return {{"event", "warning"}, {"text", warning.text}}; }

Json jsonOf (const SessionEnded& ended)
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
Instant momentOf (const Event& event, Instant now)
{
    if constexpr (requires { event.when; })
        return event.when;
    else
        return now;
}

} // namespace

nlohmann::json toJson (const SessionEvent& event, Instant now, Instant origin)
{
    return std::visit (
        [now, origin] (const auto& each)
        {
            Json json;

            if constexpr (std::is_same_v<std::decay_t<decltype (each)>, SessionReconnecting>)
                json = jsonOf (each, origin);
            else
                json = jsonOf (each);

            json["timeNs"] = nanoseconds (momentOf (each, now) - origin);
            return json;
        },
        event);
}

} // namespace parlando
