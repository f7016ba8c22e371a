#include "ConversationReport.h"

namespace parlando
{

namespace
{

nlohmann::json timeOf (const std::optional<Instant>& when)
{
    return when ? nlohmann::json (toNanoseconds (*when)) : nlohmann::json();
}

const char* nameOf (EndReason reason)
{
    switch (reason)
    {
        case EndReason::asked:
            return "asked";
        case EndReason::conversation:
            return "conversation";
        case EndReason::server:
            return "server";
        case EndReason::cap:
            return "cap";
        case EndReason::failed:
            break;
    }

    return "failed";
}

/** The kinds that were used, and their sum. */
nlohmann::json toJson (const TokenCounts& counts)
{
    nlohmann::json json{{"total", counts.total()}};

    for (std::size_t i = 0; i < tokenKindNames.size(); ++i)
        if (counts.byKind[i] != 0)
            json[std::string (tokenKindNames[i])] = counts.byKind[i];

    return json;
}

nlohmann::json toJson (const TokenUsage& usage)
{
    return {{"messages", usage.messages},
            {"input", toJson (usage.input)},
            {"cached", toJson (usage.cached)},
            {"output", toJson (usage.output)},
            {"toolUse", toJson (usage.toolUse)},
            {"thoughts", usage.thoughts},
            {"total", usage.total}};
}

nlohmann::json toJson (const TurnReport& turn)
{
    return {{"turn", turn.turn},
            {"personStoppedNs", timeOf (turn.personStopped)},
            {"firstByteOffWireNs", timeOf (turn.firstByteOffWire)},
            {"firstSampleInBlockNs", timeOf (turn.firstSampleInBlock)},
            {"lastSampleNs", timeOf (turn.lastSample)},
            {"turnCompleteNs", timeOf (turn.turnComplete)},
            {"sampleRate", turn.sampleRate},
            {"samplesReceived", turn.samplesReceived},
            {"samplesHeard", turn.samplesHeard},
            {"samplesDiscarded", turn.samplesDiscarded},
            {"interrupted", turn.interrupted},
            {"usage", toJson (turn.usage)}};
}

nlohmann::json toJson (const ConnectionReport& connection)
{
    return {{"startedNs", toNanoseconds (connection.started)},
            {"openedNs", timeOf (connection.opened)},
            {"readyNs", timeOf (connection.ready)},
            {"closedNs", timeOf (connection.closed)},
            {"closeCode", connection.closeCode},
            {"closeReason", connection.closeReason}};
}

nlohmann::json toJson (const InterruptionReport& interruption)
{
    return {{"turn", interruption.turn},
            {"offWireNs", toNanoseconds (interruption.offWire)},
            {"silentNs", timeOf (interruption.silent)},
            {"byPerson", interruption.byPerson}};
}

nlohmann::json toJson (const ToolCallReport& call)
{
    static constexpr const char* ends[]{"answered", "cancelled", "expired"};
    return {{"id", call.id},
            {"name", call.name},
            {"arrivedNs", toNanoseconds (call.arrived)},
            {"answeredNs", timeOf (call.answered)},
            {"isError", call.isError},
            {"end", call.answered ? nlohmann::json (ends[static_cast<std::size_t> (call.end)]) : nlohmann::json()}};
}

nlohmann::json toJson (const WatchdogFired& fired)
{
    static constexpr const char* watchdogs[]{"firstAudio", "midTurn", "silentReply", "stuckTone", "ignoredSpeech"};
    static constexpr const char* actions[]{"nudged", "reconnected", "interrupted", "gaveUp", "saidAgain"};
    return {{"watchdog", watchdogs[static_cast<std::size_t> (fired.watchdog)]},
            {"action", actions[static_cast<std::size_t> (fired.action)]},
            {"turn", fired.turn},
            {"whenNs", toNanoseconds (fired.when)}};
}

template <typename Item>
nlohmann::json listOf (const std::vector<Item>& items)
{
    auto list = nlohmann::json::array();

    for (const auto& item : items)
        list.push_back (toJson (item));

    return list;
}

} // namespace

nlohmann::json toJson (const ConversationReport& report)
{
    nlohmann::json json{{"connections", listOf (report.connections)},
                        {"turns", listOf (report.turns)},
                        {"interruptions", listOf (report.interruptions)},
                        {"toolCalls", listOf (report.toolCalls)},
                        {"usage", toJson (report.usage)},
                        {"cost", report.cost ? nlohmann::json (*report.cost) : nlohmann::json()},
                        {"watchdogs", listOf (report.watchdogs)},
                        {"underruns", report.underruns},
                        {"microphone",
                         {{"sampleRate", report.microphoneRate},
                          {"samplesCaptured", report.microphoneSamplesCaptured},
                          {"samplesSent", report.microphoneSamplesSent},
                          {"samplesDropped", report.microphoneSamplesDropped},
                          {"hostSamplesOverrun", report.microphoneSamplesOverrun}}},
                        {"images", {{"sent", report.imagesSent}, {"skipped", report.videoFramesSkipped}}},
                        {"messagesReceived", report.messagesReceived},
                        {"messagesSent", report.messagesSent},
                        {"end", nullptr}};

    if (const auto& echo = report.echo)
        json["echo"] = {{"found", echo->isFound},
                        {"lookedFor", echo->isLookedFor},
                        {"delayMs", echo->delay},
                        {"driftPpm", echo->drift},
                        {"loweredDb", echo->lowered}};

    if (report.itemsLeftOut > 0)
        json["itemsLeftOut"] = report.itemsLeftOut;

    if (const auto& end = report.end)
        json["end"] = {{"reason", nameOf (end->reason)},
                       {"closeCode", end->closeCode},
                       {"closeReason", end->closeReason},
                       {"error", end->error},
                       {"whenNs", toNanoseconds (end->when)}};

    return json;
}

} // namespace parlando
