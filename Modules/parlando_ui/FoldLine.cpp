#include "FoldLine.h"

#include "Palette.h"
#include "ParlandoLook.h"

namespace parlando
{

void FoldLine::paintButton (juce::Graphics& g, bool isHighlighted, bool)
{
    const auto& colours = paletteOf (*this);
    auto area = getLocalBounds().toFloat();
    g.setColour (isHighlighted || hasKeyboardFocus (false) ? colours.text : colours.quietText);

    // A triangle: to the right while closed, down while open.
    constexpr float size = 8.0f;
    const auto box = area.removeFromLeft (2.0f * size).withSizeKeepingCentre (size, size);
    juce::Path arrow;
    arrow.addTriangle (box.getTopLeft(), {box.getRight(), box.getCentreY()}, box.getBottomLeft());
    arrow.applyTransform (juce::AffineTransform::rotation (getToggleState() ? juce::MathConstants<float>::halfPi : 0.0f,
                                                           box.getCentreX(), box.getCentreY()));
    g.fillPath (arrow);

    g.setFont (ParlandoLook::font (15.0f));
    g.drawText (getButtonText(), area, juce::Justification::centredLeft, true);

    if (hasKeyboardFocus (false))
        g.drawRect (getLocalBounds(), 1);
}

} // namespace parlando
