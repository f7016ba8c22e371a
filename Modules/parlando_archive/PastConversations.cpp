#include "PastConversations.h"

#include <utility>

namespace parlando
{

PastConversations::~PastConversations()
{
    {
        const std::lock_guard lock (mutex);
        isEnding = true;
        ++number;
    }

    wake.notify_one();

    if (thread.joinable())
        thread.join();
}

void PastConversations::look (std::string place, std::string words)
{
    if (! thread.joinable())
        thread = std::thread ([this] { run(); });

    {
        const std::lock_guard lock (mutex);
        wish = {std::move (place), std::move (words)};
        found.clear();
        ++number;
    }

    wake.notify_one();
}

std::vector<FoundConversation> PastConversations::take()
{
    const std::lock_guard lock (mutex);
    return std::exchange (found, {});
}

bool PastConversations::isLooking() const
{
    const std::lock_guard lock (mutex);
    return wish.has_value() || isWorking;
}

void PastConversations::run()
{
    for (;;)
    {
        std::unique_lock lock (mutex);
        isWorking = false;
        wake.wait (lock, [this] { return isEnding || wish; });

        if (isEnding)
            return;

        const auto wanted = *std::exchange (wish, std::nullopt);
        const auto mine = number.load();
        isWorking = true;
        lock.unlock();

        searchConversations (
            wanted.place, wanted.words,
            [&] (FoundConversation each)
            {
                const std::lock_guard giving (mutex);

                if (number == mine)
                    found.push_back (std::move (each));
            },
            [&] { return number != mine; });
    }
}

} // namespace parlando
