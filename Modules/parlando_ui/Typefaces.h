#pragma once

#include <juce_graphics/juce_graphics.h>

namespace parlando
{

/** Inter, which the program carries in itself; what it has no letters for, the system's fonts bring. Held with
    juce::SharedResourcePointer by whoever draws. Message thread. */
struct Typefaces
{
    Typefaces();

    juce::Typeface::Ptr regular, semiBold;
};

} // namespace parlando
