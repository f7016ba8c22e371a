#include "QuitSignal.h"

#include <csignal>

namespace parlando
{
namespace
{

volatile std::sig_atomic_t signalCame = 0;

extern "C" void parlandoAppSignalled (int signal)
{
    signalCame = 1;

    // A terminal that closes says so twice: nobody is impatient then.
    if (signal != SIGHUP)
        std::signal (signal, SIG_DFL);
}

void install (void (*action) (int))
{
    std::signal (SIGINT, action);
    std::signal (SIGTERM, action);

    // The terminal that it was started from is closed; nohup wants it to go on then.
    if (std::signal (SIGHUP, action) == SIG_IGN)
        std::signal (SIGHUP, SIG_IGN);
}

} // namespace

QuitSignal::QuitSignal()
{
    install (parlandoAppSignalled);
    startTimerHz (10);
}

QuitSignal::~QuitSignal() { install (SIG_DFL); }

void QuitSignal::timerCallback()
{
    if (signalCame == 0)
        return;

    stopTimer();
    juce::JUCEApplicationBase::getInstance()->systemRequestedQuit();
}

} // namespace parlando
