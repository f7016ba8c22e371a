#include "ConversationFolder.h"

#include "FolderName.h"
#include "VoiceFile.h"

#include <parlando_text/HeldSignals.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

namespace parlando
{
namespace
{

namespace fs = std::filesystem;

const char* folderAdvice (int error)
{
    switch (error)
    {
        case ENOTDIR:
        case EEXIST:
            return "give a folder";
        case EACCES:
        case EPERM:
        case EROFS:
            return "give one in which you may write";
        case ENOSPC:
        case EDQUOT:
        case EFBIG:
            return "free some room, or give another one";
        case ENOENT:
            return "check the path";
        default:
            return "check the disk, or give another one";
    }
}

[[noreturn]] void refusePlace (const std::string& place, int error)
{
    throw FolderError ("No conversation can be kept in " + place + " (" + std::strerror (error) +
                       "): " + folderAdvice (error) + ".");
}

/** A line that was not written to its end stays, so that nothing is lost that somebody might still read. */
int endTornLine (DiskFile& journal)
{
    const auto size = journal.size();
    return size > 0 && journal.read (size - 1, 1) != "\n" ? journal.append ("\n") : 0;
}

} // namespace

ConversationFolder::ConversationFolder (std::string path, DiskFolder opened, DiskFile journal)
    : where (std::move (path)), folder (std::move (opened)), lines (std::move (journal))
{
}

ConversationFolder ConversationFolder::make (const std::string& place, std::string_view title, std::time_t when)
{
    constexpr int mostCopies = 10'000;
    const HeldSignals held;
    const auto time = localTime (when);
    int error = EEXIST;

    for (int copy = 1; copy <= mostCopies && error == EEXIST; ++copy)
    {
        const auto path = (fs::path (place) / folderName (title, time, copy)).string();
        auto folder = DiskFolder::make (path, error);

        if (error != 0)
            continue;

        auto journal = folder.openToAppend (journalName, false, error);

        if (error == 0 && journal.lock())
            return {path, std::move (folder), std::move (journal)};

        error = error == 0 ? EBUSY : error;
    }

    refusePlace (place, error);
}

ConversationFolder ConversationFolder::open (const std::string& path)
{
    const HeldSignals held;
    int error = 0;
    auto folder = DiskFolder::open (path, error);
    auto journal = error == 0 ? folder.openToAppend (journalName, true, error) : DiskFile();

    if (error == ENOENT && folder.isOpen())
        throw FolderError (path + " holds no conversation; give a folder in which one was kept.");

    if (error != 0)
        refusePlace (path, error);

    if (! journal.lock())
        throw FolderError (path +
                           " is in use by another conversation; wait until that has ended, or give another one.");

    error = endTornLine (journal);
    folder.removeLeftOvers();

    for (const auto& name : folder.names())
        if (error == 0 && name.ends_with (".wav"))
            repairVoiceFile (folder, name); // what cannot be put right is still what it was

    if (error != 0)
        refusePlace (path, error);

    return {path, std::move (folder), std::move (journal)};
}

bool isFolder (const std::string& path)
{
    std::error_code ignored;
    return fs::is_directory (path, ignored);
}

void requirePlaceForConversations (const std::string& place)
{
    std::error_code problem;
    auto there = fs::absolute (place, problem);

    // What is missing is made: what is there of the path decides.
    while (! fs::exists (there, problem) && there.has_relative_path())
        there = there.parent_path();

    if (! fs::is_directory (there, problem))
        refusePlace (place, ENOTDIR);

    if (const auto error = whyNotWritable (there.string()); error != 0)
        refusePlace (place, error);
}

} // namespace parlando
