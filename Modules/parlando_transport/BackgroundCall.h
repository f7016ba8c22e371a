#pragma once

#include "Scheduler.h"

#include <parlando_realtime/parlando_realtime.h>

#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

namespace parlando
{

/** One call that may block, such as a name lookup, on a thread of its own. Session thread, or any while the loop does
    not run.

    The system's lookup cannot be cancelled, and with a dead name server takes up to about 30 s (resolv.conf: timeout x
    attempts x servers). asio's own resolver would join its thread and so block for as long. Here nobody waits: the
    thread is detached, and it owns what it works with and a small shared state, so it may end long after everything
    else.
*/
template <typename Result>
class BackgroundCall
{
public:
    using Work = std::function<Result()>;
    using Done = std::function<void (Result)>;

    /** Calls `done` on the session thread with what `work` returned, unless destroyed before. `work` must not throw,
       and must own all that it uses. Throws std::system_error where the system has no thread left. */
    BackgroundCall (Scheduler& loop, Work work, Done done) : shared (std::make_shared<Shared>())
    {
        keepModuleLoaded();
        shared->loop = &loop;
        shared->done = std::move (done);
        std::thread ([state = shared, call = std::move (work)] { state->finish (call()); }).detach();
    }

    /** Does not wait. */
    ~BackgroundCall()
    {
        const std::lock_guard lock (shared->mutex);
        shared->loop = nullptr;
        shared->done = nullptr;
    }

    BackgroundCall (const BackgroundCall&) = delete;
    BackgroundCall& operator= (const BackgroundCall&) = delete;

private:
    struct Shared : std::enable_shared_from_this<Shared>
    {
        std::mutex mutex; // guards the pointer, so that the loop is there while it is posted to
        Scheduler* loop = nullptr;
        Done done; // session thread only

        void finish (Result result)
        {
            const std::lock_guard lock (mutex);

            if (loop != nullptr)
                loop->post (
                    [state = this->shared_from_this(), found = std::move (result)]() mutable
                    {
                        if (const auto finished = std::exchange (state->done, nullptr))
                            finished (std::move (found));
                    });
        }
    };

    std::shared_ptr<Shared> shared;
};

} // namespace parlando
