#pragma once

#include <juce_gui_basics/juce_gui_basics.h>

namespace parlando
{

/** Lets clicks on a component and all inside it leave the keyboard to the host, but for those on text. The Tab key
   still reaches every control. Call it when all children are there; message thread. */
void leaveKeyboardToHost (juce::Component&);

} // namespace parlando
