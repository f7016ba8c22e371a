#include "TalkBar.h"

#include "Icons.h"
#include "Palette.h"

namespace parlando
{

TalkBar::TalkBar (PluginParameters& pluginParameters)
    : parameters (pluginParameters), mute (parameters.microphoneMute, "Mute", "Mute", "Unmute"),
      mode (parameters.talkMode, "Talk mode"), talk (parameters.talk)
{
    mute.setTooltip ("While muted, nothing of the input goes to the agent.");
    setIcon (mute, Icon::microphone);
    setIcon (interrupt, Icon::hand);
    mode.setTooltip ("When the agent hears you: all the time, or while Talk is held.");
    interrupt.setTooltip ("Silences the agent at once.");
    interrupt.setTitle ("Interrupt");
    interrupt.onClick = [this] { interruptNow(); };

    for (auto* control : std::initializer_list<juce::Component*>{&mute, &mode, &talk, &interrupt})
        addAndMakeVisible (control);

    lookAndFeelChanged();
    refresh();
}

void TalkBar::refresh()
{
    mute.refresh();

    if (const auto icon = mute.getToggleState() ? Icon::microphoneOff : Icon::microphone; icon != iconOf (mute))
        setIcon (mute, icon);

    mode.refresh();
    talk.setEnabled (parameters.isPushToTalk());
    talk.refresh();
}

void TalkBar::lookAndFeelChanged() { mute.setColour (juce::TextButton::buttonOnColourId, paletteOf (*this).waiting); }

bool TalkBar::waitsForTalk() const { return parameters.isPushToTalk() && ! parameters.talk.get(); }

void TalkBar::interruptNow() { setInGesture (parameters.interrupt, 1.0f); }

void TalkBar::resized()
{
    constexpr int gap = 8;
    auto area = getLocalBounds();
    const int unit = (area.getWidth() - 3 * gap) / 10;
    mute.setBounds (area.removeFromLeft (2 * unit));
    area.removeFromLeft (gap);
    mode.setBounds (area.removeFromLeft (5 * unit / 2));
    area.removeFromLeft (gap);
    interrupt.setBounds (area.removeFromRight (9 * unit / 4));
    area.removeFromRight (gap);
    talk.setBounds (area);
}

} // namespace parlando
