#pragma once

#include <atomic>
#include <dlfcn.h>
#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>

namespace parlando::testing
{

/** While it lives this process is given no other file descriptor. */
class NoDescriptors
{
public:
    NoDescriptors()
    {
        ::getrlimit (RLIMIT_NOFILE, &before);
        auto limit = before;
        limit.rlim_cur = firstFree();
        ::setrlimit (RLIMIT_NOFILE, &limit);
    }

    ~NoDescriptors() { ::setrlimit (RLIMIT_NOFILE, &before); }

    NoDescriptors (const NoDescriptors&) = delete;
    NoDescriptors& operator= (const NoDescriptors&) = delete;

private:
    static rlim_t firstFree()
    {
        const auto descriptor = ::dup (STDOUT_FILENO);
        ::close (descriptor);
        return static_cast<rlim_t> (descriptor);
    }

    rlimit before{};
};

/** While one lives this process is given no other thread. Works in programs with REFUSE_THREADS in one of their
 * sources.
 */
class NoThreads
{
public:
    NoThreads() { refused = true; }
    ~NoThreads() { refused = false; }

    NoThreads (const NoThreads&) = delete;
    NoThreads& operator= (const NoThreads&) = delete;

    inline static std::atomic<bool> refused{false};
};

} // namespace parlando::testing

/** The system's own pthread_create, which says that there is none while NoThreads is about. */
#define REFUSE_THREADS                                                                                                 \
    extern "C" int pthread_create (pthread_t* thread, const pthread_attr_t* attributes, void* (*function) (void*),     \
                                   void* argument) noexcept                                                            \
    {                                                                                                                  \
        using Create = int (*) (pthread_t*, const pthread_attr_t*, void* (*)(void*), void*);                           \
        static const auto real = reinterpret_cast<Create> (dlsym (RTLD_NEXT, "pthread_create"));                       \
        return parlando::testing::NoThreads::refused ? EAGAIN : real (thread, attributes, function, argument);         \
    }
