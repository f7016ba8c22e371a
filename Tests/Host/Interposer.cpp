// Stands between a process and libc by LD_PRELOAD, and counts what a thread calls while it says that it is in an audio
// callback. No header is included that declares what is defined here.

#include <cstdarg>
#include <cstddef>
#include <dlfcn.h>

namespace
{

enum Kind
{
    memory,
    lock,
    wait,
    systemCall
};

constexpr int mostCalls = 256;

/** One place that calls one function. */
struct Call
{
    const char* name;
    void* caller;
    int kind, count;
};

__thread bool isInCallback __attribute__ ((tls_model ("initial-exec"))) = false;

// Written by the one audio thread, read when it has ended.
Call calls[mostCalls];
int callCount;

void note (Kind kind, const char* name, void* caller)
{
    if (! isInCallback)
        return;

    for (int i = 0; i < callCount; ++i)
        if (calls[i].caller == caller && calls[i].name == name)
        {
            ++calls[i].count;
            return;
        }

    if (callCount < mostCalls)
        calls[callCount++] = {name, caller, kind, 1};
}

template <typename Function>
Function* real (Function*& known, const char* name)
{
    if (known == nullptr)
        known = reinterpret_cast<Function*> (dlsym (RTLD_NEXT, name));

    return known;
}

} // namespace

#define PARLANDO_VISIBLE extern "C" __attribute__ ((visibility ("default")))

PARLANDO_VISIBLE void parlando_enter_callback() { isInCallback = true; }
PARLANDO_VISIBLE void parlando_leave_callback() { isInCallback = false; }

/** The calls by number, null behind the last. */
PARLANDO_VISIBLE const char* parlando_call (int index, void** caller, int* kind, int* count)
{
    if (index >= callCount)
        return nullptr;

    *caller = calls[index].caller;
    *kind = calls[index].kind;
    *count = calls[index].count;
    return calls[index].name;
}

PARLANDO_VISIBLE void parlando_forget() { callCount = 0; }

//==============================================================================
// glibc's own names: dlsym() allocates.
extern "C" void* __libc_malloc (std::size_t);
extern "C" void* __libc_calloc (std::size_t, std::size_t);
extern "C" void* __libc_realloc (void*, std::size_t);
extern "C" void* __libc_memalign (std::size_t, std::size_t);
extern "C" void __libc_free (void*);

PARLANDO_VISIBLE void* malloc (std::size_t size)
{
    note (memory, "malloc", __builtin_return_address (0));
    return __libc_malloc (size);
}

PARLANDO_VISIBLE void* calloc (std::size_t count, std::size_t size)
{
    note (memory, "calloc", __builtin_return_address (0));
    return __libc_calloc (count, size);
}

PARLANDO_VISIBLE void* realloc (void* old, std::size_t size)
{
    note (memory, "realloc", __builtin_return_address (0));
    return __libc_realloc (old, size);
}

PARLANDO_VISIBLE void free (void* old)
{
    if (old != nullptr)
        note (memory, "free", __builtin_return_address (0));

    __libc_free (old);
}

PARLANDO_VISIBLE void* memalign (std::size_t alignment, std::size_t size)
{
    note (memory, "memalign", __builtin_return_address (0));
    return __libc_memalign (alignment, size);
}

PARLANDO_VISIBLE void* aligned_alloc (std::size_t alignment, std::size_t size)
{
    note (memory, "aligned_alloc", __builtin_return_address (0));
    return __libc_memalign (alignment, size);
}

PARLANDO_VISIBLE int posix_memalign (void** result, std::size_t alignment, std::size_t size)
{
    note (memory, "posix_memalign", __builtin_return_address (0));
    *result = __libc_memalign (alignment, size);
    return *result != nullptr ? 0 : 12; // ENOMEM
}

//==============================================================================
#define PARLANDO_COUNT(kind, result, name, parameters, arguments)                                                      \
    PARLANDO_VISIBLE result name parameters                                                                            \
    {                                                                                                                  \
        static result (*known) parameters = nullptr;                                                                   \
        note (kind, #name, __builtin_return_address (0));                                                              \
        return real (known, #name) arguments;                                                                          \
    }

using Any = void*;
using Size = std::size_t;
using Signed = std::ptrdiff_t;

PARLANDO_COUNT (lock, int, pthread_mutex_lock, (Any m), (m))
PARLANDO_COUNT (lock, int, pthread_mutex_trylock, (Any m), (m))
PARLANDO_COUNT (lock, int, pthread_mutex_timedlock, (Any m, Any t), (m, t))
PARLANDO_COUNT (lock, int, pthread_rwlock_rdlock, (Any m), (m))
PARLANDO_COUNT (lock, int, pthread_rwlock_wrlock, (Any m), (m))
PARLANDO_COUNT (lock, int, pthread_spin_lock, (Any m), (m))
PARLANDO_COUNT (wait, int, pthread_cond_signal, (Any c), (c))
PARLANDO_COUNT (wait, int, pthread_cond_broadcast, (Any c), (c))
PARLANDO_COUNT (wait, int, pthread_cond_wait, (Any c, Any m), (c, m))
PARLANDO_COUNT (wait, int, pthread_cond_timedwait, (Any c, Any m, Any t), (c, m, t))
PARLANDO_COUNT (wait, int, pthread_cond_clockwait, (Any c, Any m, int k, Any t), (c, m, k, t))
PARLANDO_COUNT (wait, int, pthread_join, (unsigned long t, Any r), (t, r))
PARLANDO_COUNT (wait, int, sem_wait, (Any s), (s))
PARLANDO_COUNT (wait, int, sem_trywait, (Any s), (s))
PARLANDO_COUNT (wait, int, sem_timedwait, (Any s, Any t), (s, t))
PARLANDO_COUNT (wait, int, sem_post, (Any s), (s))
PARLANDO_COUNT (systemCall, int, pthread_create, (Any t, Any a, Any f, Any d), (t, a, f, d))
PARLANDO_COUNT (systemCall, Signed, read, (int f, Any b, Size n), (f, b, n))
PARLANDO_COUNT (systemCall, Signed, write, (int f, const void* b, Size n), (f, b, n))
PARLANDO_COUNT (systemCall, Signed, readv, (int f, Any v, int n), (f, v, n))
PARLANDO_COUNT (systemCall, Signed, writev, (int f, Any v, int n), (f, v, n))
PARLANDO_COUNT (systemCall, Signed, send, (int f, const void* b, Size n, int o), (f, b, n, o))
PARLANDO_COUNT (systemCall, Signed, sendto, (int f, const void* b, Size n, int o, Any a, unsigned l),
                (f, b, n, o, a, l))
PARLANDO_COUNT (systemCall, Signed, sendmsg, (int f, const void* m, int o), (f, m, o))
PARLANDO_COUNT (systemCall, Signed, recv, (int f, Any b, Size n, int o), (f, b, n, o))
PARLANDO_COUNT (systemCall, Signed, recvfrom, (int f, Any b, Size n, int o, Any a, Any l), (f, b, n, o, a, l))
PARLANDO_COUNT (systemCall, Signed, recvmsg, (int f, Any m, int o), (f, m, o))
PARLANDO_COUNT (systemCall, int, socket, (int d, int t, int p), (d, t, p))
PARLANDO_COUNT (systemCall, int, connect, (int f, const void* a, unsigned l), (f, a, l))
PARLANDO_COUNT (systemCall, int, poll, (Any f, unsigned long n, int t), (f, n, t))
PARLANDO_COUNT (systemCall, int, select, (int n, Any r, Any w, Any e, Any t), (n, r, w, e, t))
PARLANDO_COUNT (systemCall, int, epoll_wait, (int e, Any v, int n, int t), (e, v, n, t))
PARLANDO_COUNT (systemCall, int, epoll_ctl, (int e, int o, int f, Any v), (e, o, f, v))
PARLANDO_COUNT (systemCall, int, timerfd_settime, (int f, int o, const void* n, Any b), (f, o, n, b))
PARLANDO_COUNT (systemCall, int, eventfd_write, (int f, unsigned long v), (f, v))
PARLANDO_COUNT (systemCall, int, close, (int f), (f))
PARLANDO_COUNT (systemCall, int, fsync, (int f), (f))
PARLANDO_COUNT (systemCall, Any, mmap, (Any a, Size n, int p, int o, int f, long s), (a, n, p, o, f, s))
PARLANDO_COUNT (systemCall, int, munmap, (Any a, Size n), (a, n))
PARLANDO_COUNT (systemCall, int, madvise, (Any a, Size n, int o), (a, n, o))
PARLANDO_COUNT (systemCall, int, nanosleep, (const void* t, Any r), (t, r))
PARLANDO_COUNT (systemCall, int, clock_nanosleep, (int c, int o, const void* t, Any r), (c, o, t, r))
PARLANDO_COUNT (systemCall, int, usleep, (unsigned t), (t))
PARLANDO_COUNT (systemCall, unsigned, sleep, (unsigned t), (t))
PARLANDO_COUNT (systemCall, int, sched_yield, (), ())
PARLANDO_COUNT (systemCall, int, kill, (int p, int s), (p, s))
PARLANDO_COUNT (systemCall, Any, fopen, (const char* p, const char* m), (p, m))
PARLANDO_COUNT (systemCall, int, fflush, (Any f), (f))
PARLANDO_COUNT (systemCall, Size, fwrite, (const void* b, Size s, Size n, Any f), (b, s, n, f))

//==============================================================================
#define PARLANDO_COUNT_OPEN(name)                                                                                      \
    PARLANDO_VISIBLE int name (const char* path, int options, ...)                                                     \
    {                                                                                                                  \
        static int (*known) (const char*, int, ...) = nullptr;                                                         \
        std::va_list more;                                                                                             \
        va_start (more, options);                                                                                      \
        const auto mode = va_arg (more, unsigned);                                                                     \
        va_end (more);                                                                                                 \
        note (systemCall, #name, __builtin_return_address (0));                                                        \
        return real (known, #name) (path, options, mode);                                                              \
    }

PARLANDO_COUNT_OPEN (open)
PARLANDO_COUNT_OPEN (open64)

PARLANDO_VISIBLE int ioctl (int file, unsigned long request, ...)
{
    static int (*known) (int, unsigned long, ...) = nullptr;
    std::va_list more;
    va_start (more, request);
    auto* argument = va_arg (more, void*);
    va_end (more);
    note (systemCall, "ioctl", __builtin_return_address (0));
    return real (known, "ioctl") (file, request, argument);
}

// What std::atomic::wait() and its notifications call.
PARLANDO_VISIBLE long syscall (long number, ...)
{
    static long (*known) (long, ...) = nullptr;
    std::va_list more;
    va_start (more, number);
    long arguments[6];

    for (auto& argument : arguments)
        argument = va_arg (more, long);

    va_end (more);
    note (systemCall, "syscall", __builtin_return_address (0));
    return real (known, "syscall") (number, arguments[0], arguments[1], arguments[2], arguments[3], arguments[4],
                                    arguments[5]);
}
