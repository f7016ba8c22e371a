#include "SilentTerminal.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <termios.h>
#include <unistd.h>

namespace parlando
{
namespace
{

constexpr std::array endings{SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGTSTP};

// For signal handlers, which reach nothing else.
termios loud = {}, silent = {};
const char* promptText = "";

struct sigaction settingFor (void (*action) (int))
{
    struct sigaction setting = {};
    setting.sa_handler = action;
    setting.sa_flags = SA_RESTART;
    sigemptyset (&setting.sa_mask);
    sigaddset (&setting.sa_mask, SIGTTOU); // what is left in the background may still mend the terminal
    return setting;
}

void hush()
{
    ::tcsetattr (STDIN_FILENO, TCSAFLUSH, &silent);
    [[maybe_unused]] const auto written = ::write (STDERR_FILENO, promptText, std::strlen (promptText));
}

/** Mends the terminal, and lets the signal do what it would have done. */
extern "C" void parlandoPromptBroken (int signal)
{
    const auto error = errno;
    ::tcsetattr (STDIN_FILENO, TCSAFLUSH, &loud);

    struct sigaction usual = {}, own = {};
    usual.sa_handler = SIG_DFL;
    sigemptyset (&usual.sa_mask);
    ::sigaction (signal, &usual, &own);
    ::raise (signal);

    sigset_t only;
    sigemptyset (&only);
    sigaddset (&only, signal);
    ::sigprocmask (SIG_UNBLOCK, &only, nullptr); // here it ends, or stops until it is to go on

    ::sigaction (signal, &own, nullptr);
    errno = error;
}

/** After a stop: only for whoever has the terminal now. */
extern "C" void parlandoPromptResumed (int)
{
    const auto error = errno;

    if (::tcgetpgrp (STDIN_FILENO) == ::getpgrp())
        hush();

    errno = error;
}

void install (void (*ending) (int), void (*resuming) (int))
{
    for (const auto signal : endings)
    {
        struct sigaction before = {};
        const auto setting = settingFor (ending);

        // Whoever has it ignored (nohup) is to have it ignored.
        if (::sigaction (signal, nullptr, &before) == 0 && before.sa_handler != SIG_IGN)
            ::sigaction (signal, &setting, nullptr);
    }

    const auto setting = settingFor (resuming);
    ::sigaction (SIGCONT, &setting, nullptr);
}

} // namespace

SilentTerminal::SilentTerminal (const char* prompt) : isTerminal (::tcgetattr (STDIN_FILENO, &loud) == 0)
{
    if (! isTerminal)
        return;

    promptText = prompt;
    silent = loud;
    silent.c_lflag &= ~static_cast<tcflag_t> (ECHO);
    install (parlandoPromptBroken, parlandoPromptResumed);
    hush();
}

SilentTerminal::~SilentTerminal()
{
    if (! isTerminal)
        return;

    ::tcsetattr (STDIN_FILENO, TCSAFLUSH, &loud);
    install (SIG_DFL, SIG_DFL);
    [[maybe_unused]] const auto written = ::write (STDERR_FILENO, "\n", 1);
}

} // namespace parlando
