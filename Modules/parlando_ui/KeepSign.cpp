#include "KeepSign.h"

#include "Palette.h"
#include "ParlandoLook.h"

namespace parlando
{

KeepSign::KeepSign() : juce::Button ("Kept") {}

void KeepSign::show (const KeepView& view)
{
    if (view == shown)
        return;

    shown = view;
    const auto where = juce::String::fromUTF8 (shown.folder.c_str());
    setTitle (isWanted() ? "Kept: " + choiceOf (shown.now) : juce::String());
    setTooltip (getTitle() + (where.isEmpty() ? "" : ", in " + where) + ". Click to change that.");
    repaint();
}

void KeepSign::paintButton (juce::Graphics& g, bool isOver, bool isDown)
{
    constexpr float dot = 9.0f;
    const auto& colours = paletteOf (*this);
    auto area = getLocalBounds().toFloat();
    const auto disc = area.removeFromLeft (dot + 6.0f).withSizeKeepingCentre (dot, dot);
    g.setColour (colours.trouble);
    g.fillEllipse (disc);
    g.setColour (isOver || isDown ? colours.text : colours.quietText);
    g.setFont (ParlandoLook::font (14.0f));
    g.drawFittedText (signOf (shown.now), area.toNearestInt(), juce::Justification::centredLeft, 1, 0.8f);

    if (hasKeyboardFocus (false))
        g.drawRect (getLocalBounds());
}

} // namespace parlando
