#pragma once

#include <atomic>
#include <thread>

namespace parlando
{

/** Proves that something is used by one thread alone: the first caller becomes the owner. Meant for assert(); not for
    the audio thread, whose identity the host may change. */
class ThreadChecker
{
public:
    [[nodiscard]] bool isOwner() const noexcept
    {
        std::thread::id nobody;
        const auto self = std::this_thread::get_id();
        return owner.compare_exchange_strong (nobody, self, std::memory_order_relaxed) || nobody == self;
    }

    /** Gives the object up: the next caller of isOwner() becomes its owner. */
    void release() noexcept { owner.store ({}, std::memory_order_relaxed); }

private:
    mutable std::atomic<std::thread::id> owner{};
};

} // namespace parlando
