#pragma once

#include <juce_gui_basics/juce_gui_basics.h>

namespace parlando
{

/** How Parlando's controls look: dark, flat, large enough to be read from two metres. */
class ParlandoLook final : public juce::LookAndFeel_V4
{
public:
    ParlandoLook();

    static juce::Font font (float height, bool isBold = false);

    juce::Font getTextButtonFont (juce::TextButton&, int buttonHeight) override;
    juce::Font getComboBoxFont (juce::ComboBox&) override;
    juce::Font getLabelFont (juce::Label&) override;
    juce::Font getPopupMenuFont() override;

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
};

} // namespace parlando
