#pragma once

#include <parlando_session/parlando_session.h>

#include <cstdint>
#include <cstdio>
#include <map>
#include <string>
#include <string_view>

namespace parlando
{

/** Shows a conversation as it grows: transcripts, tool calls and interruptions on stdout, or where told,
    warnings on stderr.

    Main thread. All text of the service passes through printable() first (C86). Colours are used on a terminal alone,
    and not where NO_COLOR is set.
*/
class Console
{
public:
    enum class Detail
    {
        quiet,
        normal,
        verbose
    };

    /** `stream`: stdout, or stderr where something else goes to stdout. */
    Console (Detail, std::FILE* stream);
    ~Console();

    Console (const Console&) = delete;
    Console& operator= (const Console&) = delete;

    void show (const SessionEvent&);

    /** The next turn of the person is `text`, typed at this terminal, which has shown it already. */
    void expectEcho (std::string text) { echo = std::move (text); }

    /** A line of the program's own, unless quiet. */
    void say (std::string_view line);

    /** A line on stderr. */
    void warn (std::string_view line);

private:
    enum class Colour
    {
        plain,
        person,
        agent,
        faint
    };

    void show (const SessionReady&);
    void show (const SessionReconnecting&);
    void show (const SessionResumed&);
    void show (const TranscriptPiece&);
    void show (const ThoughtPiece&);
    void show (const TurnStarted&) {}
    void show (const TurnComplete&);
    void show (const Interrupted&);
    void show (const VoiceYielded&);
    void show (const ToolCalled&);
    void show (const ToolAnswered&);
    void show (const SourcesReported&);
    void show (const PagesRead&);
    void show (const CodeWritten&);
    void show (const CodeResult&);
    void show (const UsageReported&);
    void show (const WatchdogFired&);
    void show (const SetupChange&) {} // a command line stages nothing
    void show (const SessionWarning&);
    void show (const SessionEnded&) { endLine(); }

    void line (Colour, std::string_view text);
    void put (Colour, std::string_view text);
    void endLine();

    Detail detail;
    std::FILE* stream;
    bool coloured;
    std::uint64_t openEntry = 0; // the transcript entry that the cursor stands behind
    std::string echo;
    std::map<std::string, std::string> callArguments; // by call id, until answered
};

} // namespace parlando
