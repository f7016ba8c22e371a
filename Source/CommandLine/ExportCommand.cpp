#include "Commands.h"
#include "PrintableText.h"

#include <parlando_loudness/parlando_loudness.h>

#include <algorithm>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <vector>

namespace parlando
{
namespace
{

void printPath (const std::string& path) { std::puts (printable (path).c_str()); }

void tell (const std::string& sentence) { std::fprintf (stderr, "parlando: %s\n", printable (sentence).c_str()); }

KeptTakes readFolder (const std::string& folder)
{
    try
    {
        return readTakes (folder);
    }
    catch (const std::invalid_argument& problem)
    {
        throw UsageError (problem.what());
    }
}

/** Those that --turn names, or all. */
std::vector<const KeptTake*> takesToExport (const ExportOptions& options, const KeptTakes& kept)
{
    const auto& takes = kept.conversation.voices.takes;
    std::vector<const KeptTake*> wanted;

    for (const auto& take : takes)
        if (options.turns.empty() ||
            std::find (options.turns.begin(), options.turns.end(), take.turn) != options.turns.end())
            wanted.push_back (&take);

    for (const auto turn : options.turns)
        if (std::none_of (takes.begin(), takes.end(), [turn] (const auto& take) { return take.turn == turn; }))
            throw UsageError ("--turn: " + options.folder + " holds no voice of turn " + std::to_string (turn) +
                              "; give the number of an agent-….wav in it.");

    return wanted;
}

/** What was asked for can leave at all. */
void check (const ExportOptions& options, const KeptTakes& kept)
{
    const auto& voices = kept.conversation.voices;

    if ((options.wantsSound() || options.wantsMix()) && voices.takes.empty() && kept.problems.empty())
        throw UsageError (options.folder + " holds no voice of the agent, as the words alone were kept or it did not "
                                           "speak; --as srt and others give the words.");

    if ((options.clock == TakeClock::host || options.clock == TakeClock::timecode) && ! hasHost (voices))
        throw UsageError (
            "--timeline: no turn of this conversation was heard while a host played; leave it out, or give "
            "session.");
}

TakeExport wishOf (const ExportOptions& options)
{
    return {options.targetFolder(), options.sampleRate, options.bits, options.clock, makeEburLoudness};
}

/** False where one could not be made; the others are. */
bool exportSound (const ExportOptions& options, const KeptTakes& kept)
{
    const auto wish = wishOf (options);
    auto isWhole = true;

    for (const auto* take : takesToExport (options, kept))
    {
        try
        {
            printPath (exportTake (kept, *take, wish).path);
        }
        catch (const ExportError& problem)
        {
            tell (problem.what());
            isWhole = false;
        }
    }

    return isWhole;
}

/** False where a voice is missing in it. */
bool exportMixed (const ExportOptions& options, const KeptTakes& kept)
{
    std::vector<std::string> problems;
    printPath (exportMix (kept, wishOf (options), problems).path);

    for (const auto& problem : problems)
        tell (problem);

    return problems.empty();
}

void exportWords (const ExportOptions& options, const KeptTakes& kept)
{
    std::size_t leftOut = 0;

    for (const auto form : options.wordsForms())
    {
        const auto words = writeWords (kept, form, options.clock);
        ExportTarget target (options.targetFolder());
        printPath (target.make ([&] (DiskFile& file) { return file.append (words.bytes); },
                                [&] (int copy) { return wordsName (kept, form, copy); }));
        leftOut = std::max (leftOut, words.leftOut);
    }

    if (leftOut > 0)
        tell (std::to_string (leftOut) +
              (leftOut == 1 ? " entry was said while the host stood still, and has"
                            : " entries were said while the host stood still, and have") +
              " no place on its timeline; --timeline session gives all.");
}

} // namespace

ExitCode exportConversation (const ExportOptions& options)
{
    const auto kept = readFolder (options.folder);
    check (options, kept);

    for (const auto& problem : kept.problems)
        tell (problem);

    // A damaged journal is told of and no more, as with --history; a voice that is asked for is missed.
    const auto missing = kept.problems.size() - (kept.conversation.problem.empty() ? 0 : 1);
    auto isWhole = ! (options.wantsSound() || options.wantsMix()) || missing == 0;

    if (options.wantsSound())
        isWhole = exportSound (options, kept) && isWhole;

    try
    {
        if (options.wantsMix())
            isWhole = exportMixed (options, kept) && isWhole;

        exportWords (options, kept);
    }
    catch (const ExportError& problem)
    {
        throw ConversationError (problem.what());
    }

    return isWhole ? ExitCode::success : ExitCode::failed;
}

} // namespace parlando
