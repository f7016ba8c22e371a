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
    std::signal (signal, SIG_DFL);
}

void install (void (*action) (int))
{
    std::signal (SIGINT, action);
    std::signal (SIGTERM, action);
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
