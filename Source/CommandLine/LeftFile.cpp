#include "LeftFile.h"

#include "CommandLineError.h"
#include "PrintableText.h"
#include "StandardStreams.h"

#include <parlando_text/AtomicFile.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <vector>

namespace parlando
{
namespace
{

namespace fs = std::filesystem;

/** Folders to try one after the other: the home folder first; memory last, which no full disk concerns. */
std::vector<fs::path> placesForWords()
{
    std::vector<fs::path> places;

    for (const auto* name : {"HOME", "TMPDIR"})
        if (const char* folder = std::getenv (name); folder != nullptr && *folder != '\0')
            places.emplace_back (folder);

    places.emplace_back ("/tmp");
    places.emplace_back ("/dev/shm");
    return places;
}

/** "parlando-rescued-2026-11-28-talk.srt". */
std::string nameFor (const std::string& path)
{
    constexpr std::size_t longest = 150;
    const auto now = std::time (nullptr);
    char date[16] = {};
    std::tm parts = {};

    if (::localtime_r (&now, &parts) != nullptr)
        std::strftime (date, sizeof (date), "%Y-%m-%d", &parts);

    const auto name = isStandardOutput (path) ? fs::path ("output.txt") : fs::path (path).filename();
    const auto wanted = name.native().size() <= longest ? name.string() : "words" + name.extension().string();
    return std::string ("parlando-rescued-") + date + "-" + wanted;
}

/** Line by line, without what would act on a terminal. */
void print (std::string_view text)
{
    for (std::size_t at = 0; at < text.size();)
    {
        const auto end = std::min (text.find ('\n', at), text.size());
        std::fprintf (stderr, "%s\n", printable (text.substr (at, end - at)).c_str());
        at = end + 1;
    }
}

/** Where it is now; empty where nowhere. */
std::string keepElsewhere (const std::string& path, std::string_view text)
{
    for (const auto& place : placesForWords())
    {
        try
        {
            return makeFileLike ((place / nameFor (path)).string(), text, {.isPrivate = true});
        }
        catch (const FileError&)
        {
            continue; // to the next place
        }
    }

    return {};
}

} // namespace

void leaveFile (const std::string& path, std::string_view text)
{
    try
    {
        replaceFile (isStandardOutput (path) ? "/dev/stdout" : path, text);
    }
    catch (const FileError& problem)
    {
        const std::string sentence = problem.what();

        // Who stops reading wants no more.
        if (problem.isWithoutReader())
            throw ConversationError (sentence);

        const auto place = keepElsewhere (path, text);

        if (! place.empty())
            throw ConversationError (sentence + " What it was to hold is in " + place + ".");

        print (text);
        throw ConversationError (sentence + " Nor could it be kept elsewhere, so what it was to hold stands above.");
    }
}

std::string leaveFileBeside (const std::string& path, std::string_view text)
{
    try
    {
        return makeFileBeside (path, text);
    }
    catch (const FileError& problem)
    {
        auto place = keepElsewhere (path, text);

        if (place.empty())
            throw ConversationError (problem.what());

        return place;
    }
}

} // namespace parlando
