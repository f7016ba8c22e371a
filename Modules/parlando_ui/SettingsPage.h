#pragma once

#include <juce_gui_basics/juce_gui_basics.h>
#include <parlando_plugin/parlando_plugin.h>

#include <span>

namespace parlando
{

/** A page of settings: what its controls say goes to the desk at once, and what comes from elsewhere is shown. Message
    thread. */
class SettingsPage : public juce::Component
{
public:
    SettingsPage (ConversationDesk&, const juce::String& title);

    std::function<void()> onEdited; /**< The desk has new settings. */

    /** What is wrong with what is written there, as a sentence; empty where nothing is. */
    [[nodiscard]] const juce::String& problem() const noexcept { return problemShown; }

    /** Shows what the desk has, if that is not what was last seen; call it while the page is showing. */
    void refresh();

    void paint (juce::Graphics&) override;

protected:
    static constexpr int rowHeight = 32, rowGap = 6, hintHeight = 24, captionWidth = 128;

    /** What a row is about, and, below its control, what it does. */
    struct Row
    {
        const char* caption = "";
        const char* hint = ""; /**< Empty: the row has no line for it. */
    };

    /** A value that may be left to the service: a switch beside a slider. */
    struct OptionalSlider
    {
        juce::ToggleButton isSet{"Set"};
        juce::Slider slider{juce::Slider::LinearHorizontal, juce::Slider::TextBoxRight};

        void show (std::optional<double> value, double otherwise);
        [[nodiscard]] std::optional<double> value() const;
        void setBounds (juce::Rectangle<int>);
    };

    /** The rows that resized() places and paint() names. */
    [[nodiscard]] virtual std::span<const Row> rows() const = 0;

    /** Puts settings into the controls, without notification. */
    virtual void show (const PluginSettings&) = 0;

    /** Puts what the controls say into the settings. */
    virtual void take (PluginSettings&) const = 0;

    /** Why they cannot be taken, as a sentence; empty where they can. */
    [[nodiscard]] virtual juce::String problemWith (const PluginSettings&) const { return {}; }

    /** At the end of a page's constructor. */
    void begin();

    /** A control has changed. */
    void apply();

    void add (OptionalSlider&, const juce::String& title, const juce::String& otherwise);
    void add (juce::ComboBox&, const juce::String& title);
    void add (juce::ToggleButton&, const juce::String& title);
    void add (juce::TextEditor&, const juce::String& title, const juce::String& hint, int longest);

    /** Cuts the control's place in row `index` from the top of the page. */
    [[nodiscard]] juce::Rectangle<int> takeRow (juce::Rectangle<int>& page, std::size_t index) const;

    ConversationDesk& desk;

    void lookAndFeelChanged() override;

private:
    [[nodiscard]] int hintHeightOf (const Row& row) const { return *row.hint == '\0' ? 0 : hintHeight; }

    PluginSettings seen;
    juce::String problemShown;
    std::vector<juce::TextEditor*> fields;
};

} // namespace parlando
