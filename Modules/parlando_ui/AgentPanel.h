#pragma once

#include <juce_gui_basics/juce_gui_basics.h>
#include <parlando_plugin/parlando_plugin.h>

namespace parlando
{

/** Who the agent is: model, voice, language, temperature and instructions. Message thread. */
class AgentPanel final : public juce::Component
{
public:
    explicit AgentPanel (ConversationDesk&);

    std::function<void()> onEdited; /**< The desk has new settings. */

    /** What is wrong with what is written there, as a sentence; empty where nothing is. */
    [[nodiscard]] const juce::String& problem() const noexcept { return wrong; }

    /** Shows what the desk has, if that is not what was last seen; call it while the panel is showing. */
    void refresh();

    void paint (juce::Graphics&) override;
    void resized() override;
    void lookAndFeelChanged() override;

private:
    void addField (juce::TextEditor&, const juce::String& title, const juce::String& hint, int longest);
    void addTemperature();
    void showTemperature();
    void listVoices();
    void load (const PluginSettings&);
    void apply();
    [[nodiscard]] PluginSettings fromFields() const;
    [[nodiscard]] std::string chosenVoice() const;

    ConversationDesk& desk;
    PluginSettings seen;
    juce::TextEditor model, language, instructions;
    juce::ComboBox voice;
    juce::ToggleButton ownTemperature{"Set"};
    juce::Slider temperature{juce::Slider::LinearHorizontal, juce::Slider::TextBoxRight};
    juce::String wrong;
};

} // namespace parlando
