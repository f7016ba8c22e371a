#include "PastConversations.h"

#include <parlando_realtime/parlando_realtime.h>

#include <atomic>
#include <cstdint>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace parlando
{

/** Outlives its owner for as long as the disk holds up its thread, which ends when nothing is to be looked for. */
struct PastConversations::Shared
{
    struct Wish
    {
        std::string place, words;
    };

    std::mutex mutex; // guards what is below
    std::optional<Wish> wish;
    std::vector<FoundConversation> found;
    bool isWorking = false;               // there is a thread
    std::atomic<std::uint64_t> number{0}; // of the last wish

    std::optional<Wish> next (std::uint64_t& mine)
    {
        const std::lock_guard lock (mutex);
        mine = number;
        isWorking = wish.has_value();
        return std::exchange (wish, std::nullopt);
    }

    void run()
    {
        std::uint64_t mine = 0;

        while (const auto wanted = next (mine))
            searchConversations (
                wanted->place, wanted->words,
                [&] (FoundConversation each)
                {
                    const std::lock_guard giving (mutex);

                    if (number == mine)
                        found.push_back (std::move (each));
                },
                [&] { return number != mine; });
    }
};

PastConversations::PastConversations() : shared (std::make_shared<Shared>()) {}

PastConversations::~PastConversations()
{
    const std::lock_guard lock (shared->mutex);
    shared->wish.reset();
    ++shared->number;
}

void PastConversations::look (std::string place, std::string words)
{
    const std::lock_guard lock (shared->mutex);
    shared->found.clear();
    ++shared->number;

    if (! shared->isWorking)
    {
        keepModuleLoaded();
        std::thread ([state = shared] { state->run(); }).detach();
        shared->isWorking = true;
    }

    shared->wish = {std::move (place), std::move (words)};
}

std::vector<FoundConversation> PastConversations::take()
{
    const std::lock_guard lock (shared->mutex);
    return std::exchange (shared->found, {});
}

bool PastConversations::isLooking() const
{
    const std::lock_guard lock (shared->mutex);
    return shared->isWorking;
}

} // namespace parlando
