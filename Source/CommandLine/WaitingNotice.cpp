#include "WaitingNotice.h"

#include <chrono>
#include <cstdio>
#include <system_error>

namespace parlando
{

WaitingNotice::WaitingNotice (const char* sentence)
{
    static constexpr std::chrono::seconds patience{2};

    const auto wait = [this, sentence]
    {
        std::unique_lock lock (mutex);

        if (! ending.wait_for (lock, patience, [this] { return isOver; }))
            std::fprintf (stderr, "parlando: %s\n", sentence);
    };

    try
    {
        thread = std::thread (wait);
    }
    catch (const std::system_error&)
    {
        // What is waited for is no worse without a word about it.
    }
}

WaitingNotice::~WaitingNotice()
{
    {
        const std::lock_guard lock (mutex);
        isOver = true;
    }

    ending.notify_one();

    if (thread.joinable())
        thread.join();
}

} // namespace parlando
