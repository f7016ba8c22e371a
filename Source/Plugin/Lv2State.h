#pragma once

#include <lv2/core/lv2.h>
#include <lv2/state/state.h>

namespace parlando
{

/** JUCE's state interface with a look at what a host hands over: JUCE makes room for as many bytes as that text says of
    itself, and what it throws for want of memory would end the host. Its plugin handles are an Lv2Instance's. */
const LV2_State_Interface& guardedLv2State();

} // namespace parlando
