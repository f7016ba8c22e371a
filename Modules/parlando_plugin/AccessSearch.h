#pragma once

#include "ServiceAccess.h"

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace parlando
{

/** Looks for what opens the service on a thread of its own: a locked keyring, or a program that asks for one, may take
    seconds. Message thread, unless it says otherwise. Constructing starts nothing; destroying takes at most 0.3 s. */
class AccessSearch final
{
public:
    /** `done` is called when there is a result, on the thread that has found it. */
    AccessSearch (std::shared_ptr<const Provider> service, std::function<void()> done)
        : provider (std::move (service)), whenDone (std::move (done))
    {
    }

    ~AccessSearch();

    AccessSearch (const AccessSearch&) = delete;
    AccessSearch& operator= (const AccessSearch&) = delete;

    /** Returns at once. While it looks already it looks once more after that; what was found before is void. */
    void start();

    /** What was found, once. */
    [[nodiscard]] std::optional<ServiceAccess> take();

private:
    void look();

    const std::shared_ptr<const Provider> provider;
    const std::function<void()> whenDone;
    std::thread thread;
    std::atomic<bool> isAbandoned{false};
    std::mutex mutex; // guards what is below
    bool isLooking = false, mustLookAgain = false;
    std::optional<ServiceAccess> result;
};

} // namespace parlando
