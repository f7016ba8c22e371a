#include "Console.h"

#include "PrintableText.h"

#include <parlando_text/parlando_text.h>

#include <cstdio>
#include <cstdlib>
#include <unistd.h>
#include <variant>

namespace parlando
{
namespace
{

constexpr std::size_t longestValue = 100; // columns

/** What matters of a JSON object: its only value, or the one that holds the result or the error. */
const nlohmann::json& essence (const nlohmann::json& json)
{
    if (! json.is_object())
        return json;

    for (const auto* name : {"result", "output", "error"})
        if (const auto found = json.find (name); found != json.end())
            return essence (*found);

    return json.size() == 1 ? *json.begin() : json;
}

std::string brief (const nlohmann::json& json)
{
    const auto& value = essence (json);
    std::string text;

    if (value.is_string())
        text = value.get<std::string>();
    else if (! (value.is_object() && value.empty()))
        text = value.dump (-1, ' ', false, nlohmann::json::error_handler_t::replace);

    return shortened (printable (text), longestValue);
}

bool mayColour (std::FILE* stream)
{
    const char* refused = std::getenv ("NO_COLOR");
    return ::isatty (::fileno (stream)) != 0 && (refused == nullptr || *refused == '\0');
}

} // namespace

Console::Console (Detail wanted, std::FILE* output) : detail (wanted), stream (output), coloured (mayColour (output)) {}

Console::~Console() { endLine(); }

void Console::show (const SessionEvent& event)
{
    std::visit ([this] (const auto& what) { show (what); }, event);
    std::fflush (stream);
}

void Console::say (std::string_view text)
{
    if (detail != Detail::quiet)
        line (Colour::plain, text);

    std::fflush (stream);
}

void Console::warn (std::string_view text)
{
    endLine();
    std::fflush (stream);
    std::fprintf (stderr, "parlando: %s\n", printable (text).c_str());
}

void Console::show (const SessionReady& ready)
{
    if (detail == Detail::verbose)
        line (Colour::faint,
              ready.sessionId.empty() ? "  [ready]" : "  [ready: session " + printable (ready.sessionId) + "]");
}

void Console::show (const SessionReconnecting& lost)
{
    if (detail == Detail::quiet || (lost.isPlanned && detail == Detail::normal))
        return;

    line (Colour::faint, lost.isPlanned ? std::string ("  [taking a new connection]")
                                        : "  [reconnecting, attempt " + std::to_string (lost.attempt) + ": " +
                                              printable (lost.error) + "]");
}

void Console::show (const SessionResumed& resumed)
{
    if (detail == Detail::quiet || (resumed.contextKept && resumed.microphoneDropped == 0 && detail == Detail::normal &&
                                    resumed.gap < Milliseconds (500)))
        return;

    auto text = "  [connected again after " + std::to_string (resumed.gap.count()) + " ms";

    if (! resumed.contextKept)
        text += "; a new session, which was told what was said before";

    if (resumed.microphoneDropped > 0)
        text += "; " + std::to_string (resumed.microphoneDropped / 16000) + " s of your speech were lost";

    line (Colour::faint, text + "]");
}

void Console::show (const TranscriptPiece& piece)
{
    if (piece.interim || detail == Detail::quiet)
        return;

    if (piece.speaker == Speaker::person && ! echo.empty() && piece.text == echo)
    {
        echo.clear();
        return;
    }

    auto text = printable (piece.text);

    if (openEntry != piece.entry)
    {
        text.erase (0, text.find_first_not_of (' '));

        if (text.empty())
            return;

        endLine();
        const bool person = piece.speaker == Speaker::person;
        put (person ? Colour::person : Colour::agent, person ? "You: " : "Agent: ");
        openEntry = piece.entry;
    }

    put (Colour::plain, text);

    if (piece.final)
        endLine();
}

void Console::show (const ThoughtPiece& thought)
{
    if (detail == Detail::verbose)
        line (Colour::faint, "  [thinks: " + printable (thought.text) + "]");
}

void Console::show (const TurnComplete& turn)
{
    if (! turn.reason.empty() && detail != Detail::quiet)
        line (Colour::faint, "  [turn ended: " + printable (turn.reason) + "]");
}

void Console::show (const Interrupted& interruption)
{
    if (interruption.turn != 0 && detail != Detail::quiet)
        line (Colour::faint, interruption.byPerson ? "  [interrupted]" : "  [interrupted by the service]");
}

void Console::show (const VoiceYielded& yielded)
{
    if (detail != Detail::verbose)
        return;

    line (Colour::faint, yielded.how == VoiceYield::held     ? "  [the agent waits: somebody speaks]"
                         : yielded.how == VoiceYield::ducked ? "  [the agent is lowered]"
                                                             : "  [the agent goes on]");
}

void Console::show (const ToolCalled& called)
{
    if (detail == Detail::verbose)
        line (Colour::faint, "  [" + printable (called.call.name) + "] called " + printable (called.call.id));

    callArguments[called.call.id] = brief (called.call.args);
}

void Console::show (const ToolAnswered& answered)
{
    const auto arguments = callArguments.extract (answered.id);

    if (detail == Detail::quiet)
        return;

    auto text = "  [" + printable (answered.name) + "]";

    if (! arguments.empty() && ! arguments.mapped().empty())
        text += " " + arguments.mapped();

    const auto outcome = answered.end == CallEnd::answered    ? brief (answered.response)
                         : answered.end == CallEnd::cancelled ? std::string ("cancelled")
                                                              : std::string ("given up with its connection");
    line (Colour::faint, text + " -> " + outcome);
}

void Console::show (const SourcesReported& reported)
{
    if (detail == Detail::quiet)
        return;

    for (const auto& query : reported.sources.webSearchQueries)
        line (Colour::faint, "  [searched: " + printable (query) + "]");

    for (const auto& chunk : reported.sources.groundingChunks)
        line (Colour::faint, "  [source: " + printable (chunk.title.empty() ? chunk.domain : chunk.title) + " " +
                                 printable (chunk.uri) + "]");
}

void Console::show (const PagesRead& read)
{
    if (detail == Detail::quiet)
        return;

    for (const auto& page : read.pages.urlMetadata)
        line (Colour::faint,
              "  [read: " + printable (page.retrievedUrl) + " " + printable (page.urlRetrievalStatus) + "]");
}

void Console::show (const CodeWritten& written)
{
    if (detail != Detail::quiet)
        line (Colour::faint,
              "  [ran " + printable (written.code.language) + ": " + printable (written.code.code) + "]");
}

void Console::show (const CodeResult& ran)
{
    if (detail != Detail::quiet)
        line (Colour::faint, "  [" + printable (ran.result.outcome) + ": " + printable (ran.result.output) + "]");
}

void Console::show (const UsageReported& reported)
{
    if (detail == Detail::verbose)
        line (Colour::faint, "  [" + std::to_string (reported.usage.totalTokenCount) + " tokens]");
}

void Console::show (const WatchdogFired& fired)
{
    // A reconnection says the same in its own line.
    if (fired.action == WatchdogFired::Action::reconnected || fired.action == WatchdogFired::Action::nudged)
    {
        if (detail == Detail::verbose)
            line (Colour::faint, "  [" + describe (fired) + "]");
    }
    else
        warn (describe (fired));
}

void Console::show (const SessionWarning& warning) { warn (warning.text); }

void Console::line (Colour colour, std::string_view text)
{
    endLine();
    put (colour, text);
    std::fputc ('\n', stream);
}

void Console::put (Colour colour, std::string_view text)
{
    static constexpr const char* codes[] = {"", "\x1b[32m", "\x1b[36m", "\x1b[2m"};
    const bool wrap = coloured && colour != Colour::plain;
    std::fprintf (stream, "%s%.*s%s", wrap ? codes[static_cast<int> (colour)] : "", static_cast<int> (text.size()),
                  text.data(), wrap ? "\x1b[0m" : "");
}

void Console::endLine()
{
    if (openEntry != 0)
        std::fputc ('\n', stream);

    openEntry = 0;
}

} // namespace parlando
