#pragma once

#include "PastConversation.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace parlando
{

/** A kept conversation in which words were found. */
struct FoundConversation
{
    PastConversation conversation;
    std::uint64_t hits = 0; /**< In how many entries of the transcript; 0 where it is in the title alone. */
    std::string excerpt;    /**< Of the first of them, around the words, in one line; empty where there is none. */

    bool operator== (const FoundConversation&) const = default;
};

/** Looks for words in all that was said in a conversation, and in its title, whatever the case of their letters. What
    cannot be read has none. Without words any conversation is found. Memory as JournalReader. Any thread; blocks on the
    disk. `isCancelled` is asked after every 64 kB; then nothing is found. */
std::optional<FoundConversation> searchConversation (const std::string& folder, std::string_view words,
                                                     const std::function<bool()>& isCancelled);

/** The same below a place, the newest first; each is given as soon as it is found. Any thread. */
void searchConversations (const std::string& place, std::string_view words,
                          const std::function<void (FoundConversation)>& found,
                          const std::function<bool()>& isCancelled);

} // namespace parlando
