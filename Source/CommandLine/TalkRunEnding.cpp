// What a TalkRun leaves, and what it says of how it went.

#include "PrintableText.h"
#include "ReportFile.h"
#include "Summary.h"
#include "TalkRun.h"
#include "TranscriptFile.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <poll.h>
#include <utility>

namespace parlando
{
namespace
{

bool contains (const std::vector<std::string>& texts, const std::string& text)
{
    return std::find (texts.begin(), texts.end(), text) != texts.end();
}

} // namespace

/** A disk that does not answer is waited for with a word. A signal ends that; a second one ends the program anyway. */
void TalkRun::finishArchive()
{
    using namespace std::chrono_literals;
    constexpr auto quietly = 2'000ms;

    if (! archive || archive->finish (quietly))
        return;

    console.say ("Waiting for the disk that the conversation is kept on (Ctrl-C ends at once)");
    const auto until = std::chrono::steady_clock::now() + ConversationArchive::patience;
    auto isWanted = true;

    while (isWanted && std::chrono::steady_clock::now() < until && ! archive->finish (100ms))
    {
        pollfd signal{stopSignal.descriptor(), POLLIN, 0};
        isWanted = stopRequested || ::poll (&signal, 1, 0) == 0;
        stopRequested = stopRequested || ! isWanted;
    }
}

/** The files are left whatever came of the conversation, and each whatever came of the others. */
void TalkRun::leaveFiles()
{
    const auto leave = [this] (const auto& write)
    {
        try
        {
            for (const auto& sentence : write())
                console.warn (sentence);
        }
        catch (const std::exception& error)
        {
            failures.push_back (error.what());
        }
    };

    if (! options.transcript.empty())
        leave ([this]
               { return leaveTranscript (options.transcript, redacted (agent->transcript(), agent->redactor())); });

    if (history.isWanted() && ending.isReady())
        leave ([this] { return history.keep (redacted (agent->transcript(), agent->redactor())); });

    if (! options.report.empty())
        leave (
            [this]
            {
                writeReport (options.report, agent->report(), settings, redactor);
                return std::vector<std::string>();
            });
}

ExitCode TalkRun::conclude()
{
    takeEvents();

    if (events)
        events->finish();

    gatherFailures();

    if (ending.isReady() && ! options.quiet)
        for (const auto& line : summaryOf (agent->report(), settings["prices"], options.verbose))
            console.say (line);

    if (archive && ! archive->folder().empty())
        console.say ("Kept in " + printable (archive->folder()));

    for (const auto& failure : failures)
        if (! contains (told, failure))
            console.warn (redactor.redact (failure));

    // A run that would have come to its end by itself, and that somebody did not want to wait for.
    if (stopRequested && ! interactive && failures.empty() && ! isAnswered())
        return StopSignal::exitCode();

    return failures.empty() ? ExitCode::success : ExitCode::failed;
}

bool TalkRun::isAnswered() const { return typedTurns.isEmpty() && ! unfinished && ! (unheard && ! feed->isLive()); }

void TalkRun::gatherFailures()
{
    // Ctrl-C ends whoever reads the pipe as well.
    if (! (stopRequested && recorder->isAbandoned()))
        for (const auto& problem : recorder->problems())
            if (! contains (failures, problem))
                failures.push_back (problem);

    if (events && ! events->problem().empty() && ! (stopRequested && events->isAbandoned()))
        failures.push_back (events->problem());

    if (archive && ! archive->problem().empty())
        failures.push_back (archive->problem());

    if (feed && ! feed->problem().empty() && ! contains (told, feed->problem()))
        failures.push_back (feed->problem());

    if (end && (end->reason == EndReason::failed || end->reason == EndReason::cap))
        failures.push_back (end->error);

    if (card && card->isLost())
        failures.push_back (
            "The sound device had not come back when the conversation ended; check that it is connected.");

    if (failures.empty() && ! interactive && ! stopRequested)
        gatherUnanswered();
}

/** What was asked and not answered, of a run that nobody watches. */
void TalkRun::gatherUnanswered()
{
    for (const auto& asked : ending.unanswered())
        failures.push_back ("The agent did not answer" + (asked.empty() ? "" : " \"" + printable (asked) + "\"") +
                            "; ask again, or see with 'parlando doctor' whether all is well.");

    const bool byServer = end && end->reason == EndReason::server,
               byAgent = end && end->reason == EndReason::conversation,
               byThisSide = ! end || end->reason == EndReason::asked;
    const auto left = typedTurns.size();

    // A spoken conversation may be limited to so many seconds, but not a question.
    const bool isCutShort = unfinished && (! options.texts.empty() || ! ending.isAnswering());
    const auto what = left > 0
                          ? std::to_string (left) + (left == 1 ? " typed turn was" : " typed turns were") + " not said"
                          : std::string ("an answer was not complete");

    if (byServer && (left > 0 || unheard || unfinished || ending.isUnfinished()))
        failures.push_back (std::string ("The service ended the conversation before all was said and answered (code ") +
                            std::to_string (end->closeCode) + "); run it again, or in shorter pieces.");
    else if (byThisSide && ! hasRunOut() && unfinished)
        failures.push_back (
            "The agent did not complete its answer; ask again, or see with 'parlando doctor' whether all is "
            "well.");
    else if (byAgent && left > 0)
        failures.push_back ("The agent ended the conversation: " + what + ".");
    else if (byThisSide && hasRunOut() && (left > 0 || isCutShort))
        failures.push_back ("The time of --duration was over: " + what + "; give it more.");
}

} // namespace parlando
