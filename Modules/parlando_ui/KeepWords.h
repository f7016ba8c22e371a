#pragma once

#include <juce_gui_basics/juce_gui_basics.h>
#include <parlando_plugin/parlando_plugin.h>

namespace parlando
{

/** What is kept, for a choice: "Words and the agent's voice". */
juce::String choiceOf (Keeps);

/** What is kept, in a sign: "Voice kept"; empty for nothing. */
juce::String signOf (Keeps);

} // namespace parlando
