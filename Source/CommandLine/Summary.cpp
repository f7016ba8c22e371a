#include "Summary.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <optional>

namespace parlando
{
namespace
{

std::string seconds (double value)
{
    char text[32];
    std::snprintf (text, sizeof (text), "%.1f s", value);
    return text;
}

std::string milliseconds (double value)
{
    char text[32];
    std::snprintf (text, sizeof (text), value < 10.0 ? "%.1f ms" : "%.0f ms", value);
    return text;
}

/** The time from one moment to another in ms; nothing where one of them is missing. */
std::optional<double> between (const std::optional<Instant>& from, const std::optional<Instant>& to)
{
    if (! from || ! to)
        return {};

    return std::chrono::duration<double, std::milli> (*to - *from).count();
}

/** "52 ms (worst of 4: 80 ms)": the median, and the largest where there are several. */
std::string spread (std::vector<double> values)
{
    std::sort (values.begin(), values.end());
    auto text = milliseconds (values[(values.size() - 1) / 2]);

    if (values.size() > 1)
        text += " (median of " + std::to_string (values.size()) + ", worst " + milliseconds (values.back()) + ")";

    return text;
}

void addLatency (std::vector<std::string>& lines, const char* name, const std::vector<double>& values)
{
    if (! values.empty())
        lines.push_back (name + spread (values));
}

void addLatencies (std::vector<std::string>& lines, const ConversationReport& report)
{
    std::vector<double> answers, arrivals, silences;

    const auto note = [] (std::vector<double>& values, const std::optional<double>& value)
    {
        if (value)
            values.push_back (*value);
    };

    for (const auto& turn : report.turns)
    {
        note (answers, between (turn.personStopped, turn.firstSampleInBlock));
        note (arrivals, between (turn.firstByteOffWire, turn.firstSampleInBlock));
    }

    for (const auto& interruption : report.interruptions)
        note (silences, between (interruption.offWire, interruption.silent));

    addLatency (lines, "you stopped -> first sound: ", answers);
    addLatency (lines, "off the wire -> output: ", arrivals);
    addLatency (lines, "interrupted -> silence: ", silences);
}

std::string agentLine (const ConversationReport& report)
{
    std::uint64_t received = 0, heard = 0, discarded = 0;
    double length = 0.0;

    for (const auto& turn : report.turns)
    {
        received += turn.samplesReceived;
        heard += turn.samplesHeard;
        discarded += turn.samplesDiscarded;
        length += static_cast<double> (turn.samplesHeard) / std::max (turn.sampleRate, 1);
    }

    return "agent's voice: " + std::to_string (received) + " samples received, " + std::to_string (heard) + " heard (" +
           seconds (length) + "), " + std::to_string (discarded) + " discarded; " + std::to_string (report.underruns) +
           " underruns";
}

void addEcho (std::vector<std::string>& lines, const ConversationReport& report)
{
    if (! report.echo || report.echo->isLookedFor)
        return;

    const auto& echo = *report.echo;
    const auto whole = [] (double number) { return std::to_string (static_cast<long long> (std::llround (number))); };
    lines.push_back (echo.isFound ? "echo: " + whole (echo.delay) + " ms after it was played, lowered by " +
                                        whole (echo.lowered) + " dB"
                                  : "echo: none was heard");
}

void addTurns (std::vector<std::string>& lines, const ConversationReport& report)
{
    for (const auto& turn : report.turns)
    {
        auto line = "turn " + std::to_string (turn.turn) + ": " + std::to_string (turn.samplesHeard) + " of " +
                    std::to_string (turn.samplesReceived) + " samples heard";

        if (const auto delay = between (turn.firstByteOffWire, turn.firstSampleInBlock))
            line += ", off the wire to output " + milliseconds (*delay);

        lines.push_back (line + (turn.interrupted ? ", interrupted" : ""));
    }
}

/** "300 audio, 20 text", the kinds that there are. */
std::string kindsOf (const TokenCounts& counts)
{
    std::string text;

    for (std::size_t i = 0; i < tokenKindNames.size(); ++i)
        if (counts.byKind[i] > 0)
            text +=
                (text.empty() ? "" : ", ") + std::to_string (counts.byKind[i]) + " " + std::string (tokenKindNames[i]);

    return text.empty() ? "0" : text;
}

std::string tokenLine (const ConversationReport& report, const nlohmann::json& prices)
{
    const auto& usage = report.usage;
    auto line = "tokens: " + std::to_string (usage.total) + " (in: " + kindsOf (usage.input) +
                "; out: " + kindsOf (usage.output);

    if (usage.thoughts > 0)
        line += ", " + std::to_string (usage.thoughts) + " of thought";

    line += ")";

    if (! report.cost)
        return line;

    char cost[32];
    std::snprintf (cost, sizeof (cost), "%.4f", *report.cost);
    return line + ", about " + cost + " " + prices.value ("currency", "") + " by the prices of " +
           prices.value ("asOf", "");
}

} // namespace

std::vector<std::string> summaryOf (const ConversationReport& report, const nlohmann::json& prices, bool every)
{
    std::vector<std::string> lines;

    if (every)
        addTurns (lines, report);

    addLatencies (lines, report);
    lines.push_back (agentLine (report));

    addEcho (lines, report);

    auto microphone = "your voice: " + seconds (static_cast<double> (report.microphoneSamplesSent) / 16000.0) + " sent";

    if (const auto lost = report.microphoneSamplesDropped; lost > 0)
        microphone += ", " + seconds (static_cast<double> (lost) / 16000.0) + " not sent";

    if (report.microphoneSamplesOverrun > 0)
        microphone += ", " + std::to_string (report.microphoneSamplesOverrun) + " samples overrun";

    lines.push_back (microphone);

    if (report.usage.total > 0)
        lines.push_back (tokenLine (report, prices));

    return lines;
}

} // namespace parlando
