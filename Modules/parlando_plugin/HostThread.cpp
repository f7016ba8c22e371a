#include "HostThread.h"

#include <thread>

#if defined(__linux__)
#include <dlfcn.h>
#endif

namespace parlando
{

bool canHostRecord()
{
#if defined(__linux__)
    // Temporal::TempoMap::_tempo_map_p, in Ardour and its kin: a shared pointer of each thread.
    if (const auto* tempoMap = static_cast<void**> (dlsym (RTLD_DEFAULT, "_ZN8Temporal8TempoMap12_tempo_map_pE")))
        return *tempoMap != nullptr;
#endif

    return true;
}

void changeParameters (const std::function<void()>& change)
{
    if (canHostRecord())
        change();
    else
        std::thread (change).join();
}

} // namespace parlando
