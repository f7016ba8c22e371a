#include "Transcript.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <string_view>
#include <tuple>

namespace parlando
{

namespace
{

/** Two lines of 42 characters, what subtitle guidelines agree on as readable. */
constexpr std::size_t cueLength = 84;

struct Cue
{
    double start = 0.0;
    double end = 0.0;
    Speaker speaker = Speaker::person;
    std::string text;
};

const char* nameOf (Speaker speaker) { return speaker == Speaker::person ? "Person" : "Agent"; }

double secondsSince (Instant start, Instant when)
{
    return std::max (0.0, std::chrono::duration<double> (when - start).count());
}

/** One line: line breaks and control characters become spaces, runs of spaces one. */
std::string singleLine (std::string_view text)
{
    std::string line;

    for (const auto character : text)
    {
        const auto isSpace = static_cast<unsigned char> (character) <= 0x20 || character == 0x7f;

        if (! isSpace)
            line += character;
        else if (! line.empty() && line.back() != ' ')
            line += ' ';
    }

    if (! line.empty() && line.back() == ' ')
        line.pop_back();

    return line;
}

std::vector<TranscriptEntry> inTurnOrder (const Transcript& transcript)
{
    auto entries = transcript.entries;
    std::sort (entries.begin(), entries.end(),
               [] (const auto& a, const auto& b) { return std::tie (a.start, a.id) < std::tie (b.start, b.id); });
    return entries;
}

/** Where a cue that begins at `from` ends: at a space where there is one, never inside a UTF-8 character. */
std::size_t cueEnd (std::string_view text, std::size_t from)
{
    if (text.size() - from <= cueLength)
        return text.size();

    const auto space = text.rfind (' ', from + cueLength);

    if (space != std::string_view::npos && space > from)
        return space;

    auto end = from + cueLength;

    while (end < text.size() && (static_cast<unsigned char> (text[end]) & 0xc0) == 0x80)
        ++end;

    return end;
}

/** An entry in readable pieces; each gets the share of the time that its letters take. */
void appendCues (std::vector<Cue>& cues, const TranscriptEntry& entry, Instant start)
{
    const auto text = singleLine (entry.text);
    const auto begin = secondsSince (start, entry.start);
    const auto length = std::max (0.5, secondsSince (start, entry.end) - begin);
    const auto at = [&] (std::size_t position)
    { return begin + length * static_cast<double> (position) / static_cast<double> (text.size()); };

    for (std::size_t from = 0; from < text.size();)
    {
        const auto end = cueEnd (text, from);
        cues.push_back ({at (from), at (end), entry.speaker, text.substr (from, end - from)});
        from = end < text.size() && text[end] == ' ' ? end + 1 : end;
    }
}

std::vector<Cue> cuesOf (const Transcript& transcript)
{
    std::vector<Cue> cues;

    for (const auto& entry : inTurnOrder (transcript))
        appendCues (cues, entry, transcript.start);

    return cues;
}

std::string timestamp (double seconds, char separator)
{
    const auto ms = static_cast<long long> (seconds * 1000.0 + 0.5);
    char text[32];
    std::snprintf (text, sizeof (text), "%02lld:%02lld:%02lld%c%03lld", ms / 3600000, ms / 60000 % 60, ms / 1000 % 60,
                   separator, ms % 1000);
    return text;
}

std::string escapedForVtt (std::string_view text)
{
    std::string escaped;

    for (const auto character : text)
    {
        switch (character)
        {
            case '&':
                escaped += "&amp;";
                break;
            case '<':
                escaped += "&lt;";
                break;
            case '>':
                escaped += "&gt;";
                break;
            default:
                escaped += character;
        }
    }

    return escaped;
}

} // namespace

std::string heardText (const TranscriptEntry& entry)
{
    if (! entry.interrupted || entry.samplesReceived == 0 || entry.samplesHeard >= entry.samplesReceived)
        return entry.text;

    const auto share = static_cast<double> (entry.samplesHeard) / static_cast<double> (entry.samplesReceived);
    const auto end = static_cast<std::size_t> (share * static_cast<double> (entry.text.size()));
    const auto space = entry.text.find_last_of (" \n", end);
    return space == std::string::npos ? std::string() : entry.text.substr (0, space);
}

std::string toSrt (const Transcript& transcript)
{
    std::string out;
    int number = 0;

    for (const auto& cue : cuesOf (transcript))
    {
        out +=
            std::to_string (++number) + "\n" + timestamp (cue.start, ',') + " --> " + timestamp (cue.end, ',') + "\n";
        out += std::string (nameOf (cue.speaker)) + ": " + cue.text + "\n\n";
    }

    return out;
}

std::string toVtt (const Transcript& transcript)
{
    std::string out = "WEBVTT\n\n";

    for (const auto& cue : cuesOf (transcript))
    {
        out += timestamp (cue.start, '.') + " --> " + timestamp (cue.end, '.') + "\n";
        out += std::string ("<v ") + nameOf (cue.speaker) + ">" + escapedForVtt (cue.text) + "\n\n";
    }

    return out;
}

std::string toText (const Transcript& transcript)
{
    std::string out;

    for (const auto& entry : inTurnOrder (transcript))
    {
        const auto seconds = static_cast<long long> (secondsSince (transcript.start, entry.start));
        char time[32];
        std::snprintf (time, sizeof (time), "[%02lld:%02lld] ", seconds / 60, seconds % 60);
        out += time + std::string (nameOf (entry.speaker)) + ": " + singleLine (entry.text) + "\n";
    }

    return out;
}

std::string toJsonText (const Transcript& transcript)
{
    auto entries = nlohmann::json::array();

    for (const auto& entry : inTurnOrder (transcript))
        entries.push_back ({{"id", entry.id},
                            {"speaker", entry.speaker == Speaker::person ? "person" : "agent"},
                            {"text", entry.text},
                            {"startSeconds", secondsSince (transcript.start, entry.start)},
                            {"endSeconds", secondsSince (transcript.start, entry.end)},
                            {"turn", entry.turn},
                            {"typed", entry.typed},
                            {"interrupted", entry.interrupted},
                            {"final", entry.final},
                            {"samplesHeard", entry.samplesHeard},
                            {"samplesReceived", entry.samplesReceived},
                            {"playedBegin", entry.playedBegin},
                            {"playedEnd", entry.playedEnd}});

    auto thoughts = nlohmann::json::array();

    for (const auto& thought : transcript.thoughts)
        thoughts.push_back ({{"turn", thought.turn},
                             {"seconds", secondsSince (transcript.start, thought.when)},
                             {"text", thought.text}});

    const nlohmann::json document{{"entries", std::move (entries)}, {"thoughts", std::move (thoughts)}};
    return document.dump (2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

} // namespace parlando
