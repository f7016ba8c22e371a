#pragma once

#include "KeptWords.h"

#include <cstdint>
#include <ctime>
#include <string>
#include <string_view>
#include <vector>

namespace parlando
{

/** What a list of kept conversations says of one. */
struct PastConversation
{
    std::string folder;      /**< Its path. */
    std::string title;       /**< The folder's name without the time that it begins with. */
    std::time_t began = 0;   /**< 0 where nothing says it. */
    double seconds = 0.0;    /**< How long it is; 0 where nothing says it. */
    std::uint64_t turns = 0; /**< Of the agent. */
    std::uint64_t bytes = 0; /**< Of all files in the folder. */
    bool hasAgentVoice = false, hasPersonVoice = false;
    std::string
        firstWords;      /**< What the person said first, or the agent where the person said nothing: the beginning. */
    std::string problem; /**< One sentence where the journal is of no use; else empty. */

    bool operator== (const PastConversation&) const = default;
};

/** Whether there is a journal in a folder, readable or not. Any thread; blocks on the disk. */
bool holdsConversation (const std::string& folder);

/** The folders below `place` that hold a conversation, the newest first by their names; of very many the first 100,000
    files are looked at. Empty where there is none, or no such place. Any thread; blocks on the disk. */
std::vector<std::string> conversationFolders (const std::string& place);

/** Looks at the beginning and the end of a journal: 64 kB of each, or as much as the longest line takes. Any thread;
    blocks on the disk. */
PastConversation readPastConversation (const std::string& folder);

} // namespace parlando
