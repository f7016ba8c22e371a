#include "HistoryFile.h"

#include "FileLock.h"
#include "GivenFile.h"
#include "LeftFile.h"
#include "StandardStreams.h"
#include "TranscriptFile.h"

#include <parlando_text/FileTarget.h>

#include <fcntl.h>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <sys/stat.h>
#include <unistd.h>

namespace parlando
{

/** What changes when somebody writes a file. */
struct FileStamp
{
    dev_t device = 0;
    ino_t node = 0;
    off_t size = 0;
    time_t seconds = 0;
    long nanoseconds = 0;

    bool operator== (const FileStamp&) const = default;

    bool isSameFile (const FileStamp& other) const noexcept { return device == other.device && node == other.node; }
};

namespace
{

FileStamp stampFrom (const struct stat& found)
{
#if defined(__APPLE__)
    const auto& time = found.st_mtimespec;
#else
    const auto& time = found.st_mtim;
#endif

    return {found.st_dev, found.st_ino, found.st_size, time.tv_sec, time.tv_nsec};
}

std::optional<FileStamp> stampOf (const std::string& path)
{
    struct stat found = {};
    return ::stat (path.c_str(), &found) == 0 ? std::optional (stampFrom (found)) : std::nullopt;
}

std::optional<FileStamp> stampOf (const Descriptor& file)
{
    struct stat found = {};
    return ::fstat (file.get(), &found) == 0 ? std::optional (stampFrom (found)) : std::nullopt;
}

/** A file, or one that is to be; not a pipe or a device. */
bool isOrdinary (const std::string& path)
{
    struct stat found = {};
    return ::stat (path.c_str(), &found) != 0 || S_ISREG (found.st_mode);
}

void requireLock (const Descriptor& file, const std::string& path)
{
    // Where the file system knows no locks, the look before keeping is left.
    if (! lockForThisRun (file))
        throw UsageError ("--history: " + path +
                          " is in use by another conversation; wait until that has ended, or give another file.");
}

} // namespace

struct HistoryFile::State
{
    Descriptor file;
    bool isMade = false;
    std::optional<FileStamp> whenRead;
    std::uint64_t firstEntry = 0; // its id in what was read
};

HistoryFile::HistoryFile (std::string where) : path (std::move (where)), state (std::make_unique<State>())
{
    if (path.empty() || isStandardOutput (path) || ! isOrdinary (path))
        return;

    constexpr int mostAttempts = 100;

    for (int i = 0; i < mostAttempts; ++i)
    {
        state->isMade = ! stampOf (path).has_value();
        state->file = Descriptor (::open (path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));

        if (! state->file.isOpen())
            return;

        requireLock (state->file, path);

        // Whoever had it may have put another file in its place, which is the one to have then.
        const auto held = stampOf (state->file), there = stampOf (path);

        if (held && there && held->isSameFile (*there))
            return;
    }
}

HistoryFile::~HistoryFile()
{
    const auto held = stampOf (state->file), there = stampOf (path);

    if (state->isMade && held && there && held->isSameFile (*there) && there->size == 0)
        ::unlink (FileTarget (path).path().c_str());
}

Transcript HistoryFile::read()
{
    if (path.empty() || isStandardOutput (path) || ! isOrdinary (path))
        return {};

    state->whenRead = stampOf (path);

    // Nothing yet.
    if (! state->whenRead || state->whenRead->size == 0)
        return {};

    try
    {
        auto transcript = readTranscript (readText (path, "--history"));
        state->firstEntry = transcript.entries.empty() ? 0 : transcript.entries.front().id;
        return transcript;
    }
    catch (const std::invalid_argument& problem)
    {
        throw UsageError ("--history: " + path + ": " + problem.what());
    }
}

std::vector<std::string> HistoryFile::keep (const Transcript& transcript)
{
    if (! isOrdinary (path) || isStandardOutput (path))
    {
        leaveFile (path, toJsonText (transcript));
        return {};
    }

    if (const auto now = stampOf (path); now && now != state->whenRead)
        throw ConversationError (
            "--history: " + path +
            " was changed by somebody else meanwhile and stays as it is: this conversation is in " +
            leaveFileBeside (path, toJsonText (transcript)) + ".");

    auto told = keepOlderWords (transcript);
    auto more = leaveDivided (path, transcript);
    told.insert (told.end(), more.begin(), more.end());
    return told;
}

/** A conversation that has become too long to be held goes on without its oldest words. */
std::vector<std::string> HistoryFile::keepOlderWords (const Transcript& transcript)
{
    if (state->firstEntry == 0 || (! transcript.entries.empty() && transcript.entries.front().id <= state->firstEntry))
        return {};

    return {"The conversation has become too long to go on with all of it: what " + path + " held before is in " +
            leaveFileBeside (path, readText (path, "--history")) + "."};
}

} // namespace parlando
