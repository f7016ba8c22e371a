#include "BackgroundLookup.h"

#include <dlfcn.h>

#include <mutex>
#include <thread>
#include <utility>

namespace parlando
{

struct BackgroundLookup::Shared
{
    std::mutex mutex; // guards the pointer, so that the loop is there while it is posted to
    EventLoop* loop;
    Done done; // session thread only
};

namespace
{
// In a main program dlopen finds nothing to keep, which is as well.
void keepModuleLoaded()
{
    Dl_info where{};

    if (dladdr (reinterpret_cast<void*> (&keepModuleLoaded), &where) != 0 && where.dli_fname != nullptr)
        dlopen (where.dli_fname, RTLD_NOW | RTLD_NOLOAD | RTLD_NODELETE);
}
} // namespace

BackgroundLookup::BackgroundLookup (EventLoop& loop, NameLookup lookup, std::string host, Done whenDone)
    : shared (std::make_shared<Shared>())
{
    static std::once_flag kept;
    std::call_once (kept, keepModuleLoaded);
    shared->loop = &loop;
    shared->done = std::move (whenDone);

    std::thread (
        [state = shared, look = std::move (lookup), name = std::move (host)]
        {
            auto result = look (name);
            const std::lock_guard lock (state->mutex);

            if (state->loop != nullptr)
                state->loop->post (
                    [state, found = std::move (result)]() mutable
                    {
                        if (const auto done = std::exchange (state->done, nullptr))
                            done (std::move (found));
                    });
        })
        .detach();
}

BackgroundLookup::~BackgroundLookup()
{
    const std::lock_guard lock (shared->mutex);
    shared->loop = nullptr;
    shared->done = nullptr;
}

} // namespace parlando
