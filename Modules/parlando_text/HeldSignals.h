#pragma once

#include <csignal>

namespace parlando
{

/** While it lives, a write on this thread fails where it would end the process by default: to a pipe without a reader
    (SIGPIPE), or beyond the size that files may have (SIGXFSZ). A host's own settings stay as they are. */
class HeldSignals
{
public:
    HeldSignals() noexcept
    {
        sigset_t pending;
        sigpending (&pending);
        sigemptyset (&signals);

        for (const int signal : {SIGPIPE, SIGXFSZ})
            if (sigismember (&pending, signal) == 0)
                sigaddset (&signals, signal);

        pthread_sigmask (SIG_BLOCK, &signals, &before);
    }

    ~HeldSignals()
    {
        sigset_t pending;
        sigpending (&pending);

        for (const int signal : {SIGPIPE, SIGXFSZ})
            if (sigismember (&signals, signal) == 1 && sigismember (&pending, signal) == 1)
                take (signal);

        pthread_sigmask (SIG_SETMASK, &before, nullptr);
    }

    HeldSignals (const HeldSignals&) = delete;
    HeldSignals& operator= (const HeldSignals&) = delete;

private:
    static void take (int signal) noexcept
    {
        sigset_t one;
        sigemptyset (&one);
        sigaddset (&one, signal);
        int taken = 0;
        sigwait (&one, &taken);
    }

    sigset_t signals, before;
};

} // namespace parlando
