#include "DeletedConversation.h"

#include "ConversationFolder.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>
#include <vector>

namespace parlando
{
namespace
{

namespace fs = std::filesystem;

constexpr std::array foldersForOthers{ConversationFolder::draggedName, ConversationFolder::exportedName};

bool isFolderForOthers (const fs::path& path)
{
    return std::find (foldersForOthers.begin(), foldersForOthers.end(), path.filename()) != foldersForOthers.end();
}

/** A link to a folder is a file here: what it leads to stays. */
bool isOwnFolder (const fs::directory_entry& entry)
{
    std::error_code ignored;
    return entry.is_directory (ignored) && ! entry.is_symlink (ignored);
}

/** What is in a folder, as far as it can be read. */
std::vector<fs::directory_entry> entriesOf (const fs::path& folder)
{
    std::vector<fs::directory_entry> entries;
    std::error_code problem;

    for (fs::directory_iterator each (folder, problem), end; ! problem && each != end; each.increment (problem))
        entries.push_back (*each);

    return entries;
}

/** Where people have put folders of their own, a project say, nothing is deleted. */
void refuseOtherFolders (const fs::path& folder, bool mayHoldFilesForOthers)
{
    for (const auto& each : entriesOf (folder))
    {
        if (! isOwnFolder (each))
            continue;

        if (! mayHoldFilesForOthers || ! isFolderForOthers (each.path()))
            throw FolderError (folder.string() +
                               " holds other folders as well: delete in your file manager what is to go.");

        refuseOtherFolders (each.path(), false);
    }
}

} // namespace

std::size_t filesForOthers (const std::string& folder)
{
    std::size_t count = 0;

    for (const auto* name : foldersForOthers)
        for (const auto& each : entriesOf (fs::path (folder) / name))
            count += isOwnFolder (each) ? 0 : 1;

    return count;
}

void deleteOwnConversation (const std::string& folder)
{
    refuseOtherFolders (folder, true);
    std::error_code problem;
    fs::remove_all (folder, problem);

    if (problem)
        throw FolderError (folder + " cannot be deleted (" + problem.message() + "): delete it in your file manager.");
}

void deleteConversation (const std::string& folder)
{
    refuseOtherFolders (folder, true);
    const auto held = ConversationFolder::open (folder); // or somebody talks in it
    deleteOwnConversation (folder);
}

} // namespace parlando
