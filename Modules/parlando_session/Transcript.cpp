#include "TranscriptJson.h"

#include <parlando_text/parlando_text.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>
#include <tuple>

namespace parlando
{

namespace
{

/** What subtitle guidelines agree on as readable: two lines of 42 columns. Who speaks stands before the first. */
constexpr std::size_t lineColumns = 42, nameColumns = std::string_view ("Person: ").size();
constexpr std::array<std::size_t, 2> cueLines{lineColumns - nameColumns, lineColumns};

struct Cue
{
    double start = 0.0;
    double end = 0.0;
    Speaker speaker = Speaker::person;
    std::string text; // a line, or two
};

const char* nameOf (Speaker speaker) { return speaker == Speaker::person ? "Person" : "Agent"; }

double secondsSince (Instant start, Instant when)
{
    return std::max (0.0, std::chrono::duration<double> (when - start).count());
}

/** One line: line breaks and control characters become spaces, runs of spaces one. */
std::string singleLine (std::string_view text)
{
    constexpr char32_t nextLine = 0x85, lineSeparator = 0x2028, paragraphSeparator = 0x2029;
    std::string line;

    for (std::size_t at = 0; at < text.size();)
    {
        const auto next = codePointAt (text, at);
        const auto isSpace = next.value <= 0x20 || next.value == 0x7f || next.value == nextLine ||
                             next.value == lineSeparator || next.value == paragraphSeparator;

        if (! isSpace)
            line += text.substr (at, next.length);
        else if (! line.empty() && line.back() != ' ')
            line += ' ';

        at += next.length;
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

/** What was heard of an entry, in readable pieces; each gets the share of the time that its columns take. */
void appendCues (std::vector<Cue>& cues, const TranscriptEntry& entry, Instant start)
{
    const auto text = singleLine (heardText (entry));
    const auto begin = secondsSince (start, entry.start);
    const auto length = std::max (0.5, secondsSince (start, entry.end) - begin);
    const auto lines = linesOf (text, cueLines);
    const auto columnsIn = [] (std::string_view line)
    { return static_cast<double> (std::max<std::size_t> (1, columnsOf (line))); };
    double columns = 0.0, column = 0.0;

    for (const auto line : lines)
        columns += columnsIn (line);

    const auto now = [&] { return begin + length * column / columns; };

    for (std::size_t i = 0; i < lines.size(); ++i)
    {
        const auto isFirst = i % cueLines.size() == 0;

        if (isFirst)
            cues.push_back ({now(), 0.0, entry.speaker, std::string (lines[i])});
        else
            cues.back().text += "\n" + std::string (lines[i]);

        column += columnsIn (lines[i]);
        cues.back().end = now();
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

/** SubRip has no escapes, and its readers take <b> and {\an8} for commands: ffmpeg, mpv and VLC alike show what has a
    word joiner, which nobody sees, behind the character that begins a command. */
std::string escapedForSrt (std::string_view text)
{
    constexpr std::string_view wordJoiner = "\xe2\x81\xa0";
    std::string escaped;

    for (const auto character : text)
    {
        // And a line that looks like a cue's times would begin another cue.
        if (character == '>' && escaped.ends_with ("--"))
            escaped += wordJoiner;

        escaped += character;

        if (character == '<' || character == '{' || character == '\\')
            escaped += wordJoiner;
    }

    return escaped;
}

/** Each line ends in CR LF, as SubRip wrote it. */
void appendWithReturns (std::string& out, std::string_view text)
{
    for (const auto character : text)
    {
        if (character == '\n')
            out += '\r';

        out += character;
    }
}

} // namespace

std::string heardText (const TranscriptEntry& entry)
{
    if (! entry.interrupted || entry.samplesReceived == 0 || entry.samplesHeard >= entry.samplesReceived)
        return entry.text;

    return std::string (spokenPart (entry.text, static_cast<double> (entry.samplesHeard) /
                                                    static_cast<double> (entry.samplesReceived)));
}

std::string toSrt (const Transcript& transcript)
{
    std::string out;
    int number = 0;

    for (const auto& cue : cuesOf (transcript))
    {
        const auto text = std::to_string (++number) + "\n" + timestamp (cue.start, ',') + " --> " +
                          timestamp (cue.end, ',') + "\n" + nameOf (cue.speaker) + ": " + escapedForSrt (cue.text) +
                          "\n\n";
        appendWithReturns (out, text);
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

nlohmann::json toJson (const TranscriptEntry& entry, Instant start)
{
    return {{"id", entry.id},
            {"speaker", entry.speaker == Speaker::person ? "person" : "agent"},
            {"text", entry.text},
            {"startSeconds", secondsSince (start, entry.start)},
            {"endSeconds", secondsSince (start, entry.end)},
            {"turn", entry.turn},
            {"typed", entry.typed},
            {"interrupted", entry.interrupted},
            {"final", entry.final},
            {"samplesHeard", entry.samplesHeard},
            {"samplesReceived", entry.samplesReceived},
            {"playedBegin", entry.playedBegin},
            {"playedEnd", entry.playedEnd}};
}

std::string toJsonText (const Transcript& transcript)
{
    auto entries = nlohmann::json::array();

    // Who reads it counts them from 1, whatever was dropped before.
    const auto before = transcript.entries.empty() ? 0 : std::max<std::uint64_t> (transcript.entries.front().id, 1) - 1;

    for (const auto& entry : inTurnOrder (transcript))
    {
        auto object = toJson (entry, transcript.start);
        object["id"] = entry.id - before;
        entries.push_back (std::move (object));
    }

    auto thoughts = nlohmann::json::array();

    for (const auto& thought : transcript.thoughts)
        thoughts.push_back ({{"turn", thought.turn},
                             {"seconds", secondsSince (transcript.start, thought.when)},
                             {"text", thought.text}});

    const nlohmann::json document{{"entries", std::move (entries)}, {"thoughts", std::move (thoughts)}};
    return document.dump (2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

} // namespace parlando
