#pragma once

#include <juce_gui_basics/juce_gui_basics.h>
#include <parlando_plugin/parlando_plugin.h>

namespace parlando
{

/** Whose turn it is, and where a conversation ends by itself. Message thread. */
class TurnTakingPanel final : public juce::Component
{
public:
    explicit TurnTakingPanel (ConversationDesk&);

    std::function<void()> onEdited; /**< The desk has new settings. */

    /** Shows what the desk has, if that is not what was last seen; call it while the panel is showing. */
    void refresh();

    void paint (juce::Graphics&) override;
    void resized() override;

private:
    void addSlider (juce::Slider&, juce::ToggleButton&, const juce::String& title, const juce::String& otherwise);
    void addChoices (juce::ComboBox&, const juce::String& title, const juce::String& high, const juce::String& low);
    void load (const PluginSettings&);
    void showSliders();
    void apply();
    [[nodiscard]] PluginSettings fromControls() const;

    ConversationDesk& desk;
    PluginSettings seen;
    juce::ToggleButton ownPatience{"Set"}, ownCap{"Set"}, interrupts{"My voice interrupts the agent"};
    juce::Slider patience{juce::Slider::LinearHorizontal, juce::Slider::TextBoxRight};
    juce::Slider cap{juce::Slider::LinearHorizontal, juce::Slider::TextBoxRight};
    juce::ComboBox start, end;
};

} // namespace parlando
