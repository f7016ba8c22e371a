#pragma once

#include "ParameterChoice.h"
#include "ParameterKnob.h"

#include <parlando_plugin/parlando_plugin.h>

namespace parlando
{

/** Levels, what the agent hears, how loud its voice is and whether it may use tools. Message thread. */
class MixPanel final : public juce::Component
{
public:
    explicit MixPanel (PluginParameters&);

    /** 30 times a second while showing. */
    void refresh();

    void resized() override;

private:
    ParameterKnob input, voice, dry, duck;
    ParameterChoice hears, loudness, tools;
};

} // namespace parlando
