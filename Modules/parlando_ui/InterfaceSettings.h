#pragma once

#include "Palette.h"

namespace parlando
{

/** How this person likes the editor, in every project. */
struct InterfaceSettings
{
    static constexpr int smallestZoom = 60, largestZoom = 300; // per cent

    Theme theme = Theme::dark;
    int zoom = 100;   /**< Per cent. */
    int width = 620;  /**< Before zooming, in pixels. */
    int height = 760; /**< The same. */

    bool operator== (const InterfaceSettings&) const = default;

    /** What the file says, within limits; defaults where it is missing or broken. Blocks on the file. */
    static InterfaceSettings load (const juce::File&);

    /** Whole or not at all; false when that failed. */
    bool save (const juce::File&) const;
};

} // namespace parlando
