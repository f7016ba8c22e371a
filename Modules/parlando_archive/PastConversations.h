#pragma once

#include "ConversationSearch.h"

#include <memory>
#include <string>
#include <vector>

namespace parlando
{

/** The conversations that are kept in a place, or those in which words are found: looked for on a thread of its own,
    and taken as they come. One thread but its own. */
class PastConversations
{
public:
    PastConversations();

    /** Waits for nothing, whatever the disk is doing. */
    ~PastConversations();

    PastConversations (const PastConversations&) = delete;
    PastConversations& operator= (const PastConversations&) = delete;

    /** Begins anew; what was looked for before is not any more. Without words all are found. Waits for nothing. Throws
        std::system_error where the system has no thread left. */
    void look (std::string place, std::string words);

    /** What was found since the last call, the newest conversation first. */
    std::vector<FoundConversation> take();

    /** There is more to come. */
    bool isLooking() const;

private:
    struct Shared;

    const std::shared_ptr<Shared> shared;
};

} // namespace parlando
