#pragma once

#include <pthread.h>

#include <exception>
#include <functional>
#include <stdexcept>

namespace parlando::testing
{

/** Runs `work` on a thread with 256 kB of stack, half of what hosts give theirs, and throws what it throws. */
inline void onSmallStack (const std::function<void()>& work)
{
    constexpr std::size_t bytes = 256 * 1024;

    struct Job
    {
        const std::function<void()>& work;
        std::exception_ptr thrown;
    } job{work, {}};

    const auto run = [] (void* pointer) -> void*
    {
        auto& mine = *static_cast<Job*> (pointer);

        try
        {
            mine.work();
        }
        catch (...)
        {
            mine.thrown = std::current_exception();
        }

        return nullptr;
    };

    pthread_attr_t attributes;
    pthread_t thread{};
    pthread_attr_init (&attributes);
    const auto failed =
        pthread_attr_setstacksize (&attributes, bytes) != 0 || pthread_create (&thread, &attributes, run, &job) != 0;
    pthread_attr_destroy (&attributes);

    if (failed)
        throw std::runtime_error ("There is no thread with a small stack.");

    pthread_join (thread, nullptr);

    if (job.thrown)
        std::rethrow_exception (job.thrown);
}

} // namespace parlando::testing
