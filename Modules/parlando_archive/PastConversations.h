#pragma once

#include "ConversationSearch.h"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace parlando
{

/** The conversations that are kept in a place, or those in which words are found: looked for on a thread of its own,
    and taken as they come. One thread but its own. */
class PastConversations
{
public:
    PastConversations() = default;

    /** Waits for what the disk is doing. */
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
    void run();

    struct Wish
    {
        std::string place, words;
    };

    mutable std::mutex mutex; // guards what is below, up to the thread
    std::condition_variable wake;
    std::optional<Wish> wish;
    std::vector<FoundConversation> found;
    bool isWorking = false, isEnding = false;
    std::atomic<std::uint64_t> number{0}; // of the last wish
    std::thread thread;
};

} // namespace parlando
