#include "HostThread.h"

#include <juce_events/juce_events.h>

#include <system_error>
#include <thread>

#if defined(__linux__)
#include <dlfcn.h>
#endif

namespace parlando
{

namespace
{

/** Where the system has no thread left nothing happens: whoever changes something looks again. */
void callOnOtherThread (const std::function<void()>& change)
{
    try
    {
        std::thread (change).join();
    }
    catch (const std::system_error&)
    {
    }
}

} // namespace

bool canHostRecord()
{
#if defined(__linux__)
    // Temporal::TempoMap::_tempo_map_p, in Ardour and its kin: a shared pointer of each thread.
    if (const auto* tempoMap = static_cast<void**> (dlsym (RTLD_DEFAULT, "_ZN8Temporal8TempoMap12_tempo_map_pE")))
        return *tempoMap != nullptr;
#endif

    return true;
}

void tellHostByBlock (const std::function<void()>& change)
{
    if (! juce::MessageManager::existsAndIsCurrentThread())
        return change(); // as changeParameters() may have it

    callOnOtherThread (change);
}

void changeParameters (const std::function<void()>& change)
{
    if (canHostRecord())
        change();
    else
        callOnOtherThread (change);
}

} // namespace parlando
