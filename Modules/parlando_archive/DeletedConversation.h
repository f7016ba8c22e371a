#pragma once

#include <cstddef>
#include <string>

namespace parlando
{

/** How many files in a conversation's folder are there for others: those that were dragged, copied or exported. A
    project may use them. Any thread; blocks on the disk. */
std::size_t filesForOthers (const std::string& folder);

/** Deletes a folder that holds a conversation with all that is in it, files for others too. Throws FolderError where
    somebody talks in it, where other folders are in it, which are none of Parlando's, and where it cannot be deleted.
    Any thread; blocks on the disk. */
void deleteConversation (const std::string& folder);

/** The same for whoever talked in it, and writes nothing to it any more. */
void deleteOwnConversation (const std::string& folder);

} // namespace parlando
