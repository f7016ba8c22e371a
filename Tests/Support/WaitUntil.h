#pragma once

#include <chrono>
#include <thread>

namespace parlando::testing
{

/** Waits, without a core of its own, for what another thread does; false when that took longer than `most`, which only
    keeps a test that has failed from hanging. */
template <typename Condition>
bool waitUntil (Condition&& happened, std::chrono::seconds most = std::chrono::seconds (60))
{
    const auto deadline = std::chrono::steady_clock::now() + most;

    while (! happened())
    {
        if (std::chrono::steady_clock::now() > deadline)
            return false;

        std::this_thread::sleep_for (std::chrono::microseconds (200));
    }

    return true;
}

} // namespace parlando::testing
