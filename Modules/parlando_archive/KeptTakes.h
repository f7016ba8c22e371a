#pragma once

#include "KeptWords.h"

#include <string>
#include <vector>

namespace parlando
{

/** What can leave a conversation's folder. */
struct KeptTakes
{
    std::string folder; /**< Its path. */

    /** Of its takes those alone whose files are there and as they were written. */
    KeptWords conversation;

    /** One sentence for people about each file that is missing or was changed, and about a damaged journal. */
    std::vector<std::string> problems;
};

/** What is kept in a conversation's folder, whether or not it is being written; looks into each voice's file. Any
    thread; blocks on the disk. Throws std::invalid_argument as readConversation() does. */
KeptTakes readTakes (const std::string& folder);

/** The name of a path's last part, also of one that ends in a slash or is ".". Any thread. */
std::string lastNameOf (const std::string& path);

} // namespace parlando
