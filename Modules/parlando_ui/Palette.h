#pragma once

#include <juce_gui_basics/juce_gui_basics.h>

namespace parlando
{

/** How the editor is coloured. */
enum class Theme
{
    dark,
    light,
    highContrast
};

/** A theme's colours. On `background` and on `surface` each text colour and each colour that means something has at
    least 4.5:1, each outline 3:1 (WCAG 2.2, 1.4.3 and 1.4.11); in high contrast texts have 7:1 (1.4.6). */
struct Palette
{
    juce::Colour background, surface, raised, outline, text, quietText;
    juce::Colour onAccent;  /**< Text on any of the colours below. */
    juce::Colour listening; /**< The person, and that they are heard. */
    juce::Colour speaking;  /**< The agent. */
    juce::Colour waiting, trouble;
};

const Palette& paletteFor (Theme) noexcept;

/** The palette of the ParlandoLook that a component is drawn with; the dark one under another look. Message thread. */
const Palette& paletteOf (const juce::Component&);

} // namespace parlando
