#pragma once

#include <juce_graphics/juce_graphics.h>

/** The editor's colours. Each text colour has at least 4.5:1 on `background` and on `surface`, each outline 3:1. */
namespace parlando::palette
{

inline const juce::Colour background{0xff15181c};
inline const juce::Colour surface{0xff1e2329};
inline const juce::Colour raised{0xff2b323a};
inline const juce::Colour outline{0xff6b7682};
inline const juce::Colour text{0xffe8ecef};
inline const juce::Colour quietText{0xffa9b3bd};
inline const juce::Colour onAccent{0xff101418}; /**< Text on any of the colours below. */
inline const juce::Colour listening{0xff4fc3b0};
inline const juce::Colour speaking{0xff7ab8ff};
inline const juce::Colour waiting{0xffffc04d};
inline const juce::Colour trouble{0xffff8a80};

} // namespace parlando::palette
