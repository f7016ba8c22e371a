#pragma once

#include "ChoiceBox.h"
#include "ParameterSwitch.h"
#include "TalkButton.h"

#include <parlando_plugin/parlando_plugin.h>

namespace parlando
{

/** What the person does while talking: mute, hold Talk, choose when they are heard, interrupt. Message thread. */
class TalkBar final : public juce::Component
{
public:
    explicit TalkBar (PluginParameters&);

    /** 30 times a second while showing. */
    void refresh();

    /** The editor is no longer showing. */
    void hidden() { talk.release(); }

    /** In push-to-talk mode, while `talk` is off. */
    [[nodiscard]] bool waitsForTalk() const;

    void resized() override;
    void lookAndFeelChanged() override;

private:
    void interruptNow();

    PluginParameters& parameters;
    ParameterSwitch mute;
    ChoiceBox mode;
    TalkButton talk;
    juce::TextButton interrupt{"Interrupt"};
};

} // namespace parlando
