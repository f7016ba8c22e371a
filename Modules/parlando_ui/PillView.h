#pragma once

#include "FrameTimer.h"
#include "ParameterSwitch.h"
#include "ParlandoLook.h"
#include "StateView.h"
#include "TalkButton.h"

#include <parlando_plugin/parlando_plugin.h>

namespace parlando
{

/** The least that a conversation needs, in one line: its state, connect, mute or talk, and the way to the whole window.
    The processor must outlive it. Message thread. */
class PillView final : public juce::Component
{
public:
    static constexpr int width = 520, height = 60;

    PillView (PluginProcessor&, Theme);
    ~PillView() override;

    std::function<void()> onWhole; /**< The person wants the whole window. */

    void paint (juce::Graphics&) override;
    void resized() override;

private:
    void refresh();

    PluginProcessor& plugin;
    ParlandoLook look;
    StateView state;
    ParameterSwitch connect, mute;
    TalkButton talk;
    juce::TextButton whole;
    juce::TooltipWindow tooltips{this};
    FrameTimer timer;
};

} // namespace parlando
