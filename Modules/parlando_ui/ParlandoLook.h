#pragma once

#include "Palette.h"
#include "Typefaces.h"

namespace parlando
{

/** How Parlando's controls look: flat, calm, large enough to be read from two metres. Message thread. */
class ParlandoLook final : public juce::LookAndFeel_V4
{
public:
    explicit ParlandoLook (Theme = Theme::dark);

    /** The components that are drawn with it are told by sendLookAndFeelChange(). */
    void setTheme (Theme);
    [[nodiscard]] Theme theme() const noexcept { return current; }
    [[nodiscard]] const Palette& palette() const noexcept { return paletteFor (current); }

    /** Of the typeface that the program carries. */
    static juce::Font font (float height, bool isBold = false);

    juce::Font getTextButtonFont (juce::TextButton&, int buttonHeight) override;
    juce::Font getComboBoxFont (juce::ComboBox&) override;
    juce::Font getLabelFont (juce::Label&) override;
    juce::Font getPopupMenuFont() override;
    int getPopupMenuBorderSize() override { return 5; }
    void getIdealPopupMenuItemSize (const juce::String& text, bool isSeparator, int standardHeight, int& idealWidth,
                                    int& idealHeight) override;

    juce::Label* createSliderTextBox (juce::Slider&) override;
    void drawToggleButton (juce::Graphics&, juce::ToggleButton&, bool isOver, bool isDown) override;
    void drawButtonText (juce::Graphics&, juce::TextButton&, bool isOver, bool isDown) override;
    void drawButtonBackground (juce::Graphics&, juce::Button&, const juce::Colour&, bool isOver, bool isDown) override;
    void drawComboBox (juce::Graphics&, int width, int height, bool isDown, int buttonX, int buttonY, int buttonWidth,
                       int buttonHeight, juce::ComboBox&) override;
    void drawRotarySlider (juce::Graphics&, int x, int y, int width, int height, float position, float startAngle,
                           float endAngle, juce::Slider&) override;
    void drawLinearSlider (juce::Graphics&, int x, int y, int width, int height, float position, float lowest,
                           float highest, juce::Slider::SliderStyle, juce::Slider&) override;

private:
    void setControlColours();
    void setTextColours();

    Theme current;
    juce::SharedResourcePointer<Typefaces> typefaces;
};

/** Of the button that begins a conversation: what to do first stands out; what ends it does not. */
void colourConnect (juce::Button&, const Palette&);

} // namespace parlando
