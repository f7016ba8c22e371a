#include "ComponentImage.h"

#include <cmath>

namespace parlando
{

void ComponentImage::paint (juce::Graphics& g)
{
    const auto scale = g.getInternalContext().getPhysicalPixelScaleFactor();
    renew (scale);
    const auto by = toWholePixels (scale);
    g.setOpacity (owner.getAlpha());
    g.drawImageTransformed (image, juce::AffineTransform::scale (1.0f / scale).translated (by.x, by.y), false);
}

void ComponentImage::renew (float scale)
{
    const auto area = owner.getLocalBounds();
    const auto pixels = (area.toFloat() * scale).getSmallestIntegerContainer().withZeroOrigin();

    if (image.isNull() || image.getBounds() != pixels)
    {
        image = juce::Image (owner.isOpaque() ? juce::Image::RGB : juce::Image::ARGB, std::max (1, pixels.getWidth()),
                             std::max (1, pixels.getHeight()), false);
        valid.clear();
    }

    if (valid.containsRectangle (area))
        return;

    juce::Graphics g (image);
    g.addTransform (juce::AffineTransform::scale (scale));

    for (const auto& each : valid)
        g.excludeClipRegion (each);

    if (! owner.isOpaque())
        erase (g);

    owner.paintEntireComponent (g, true);
    valid = area;
}

/** As far as it is to be painted anew. */
void ComponentImage::erase (juce::Graphics& g)
{
    auto& context = g.getInternalContext();
    context.setFill (juce::Colours::transparentBlack);
    context.fillRect (g.getClipBounds(), true);
    context.setFill (juce::Colours::black);
}

/** From where it is to the nearest pixel, in its own coordinates. */
juce::Point<float> ComponentImage::toWholePixels (float scale) const
{
    const auto* window = owner.getTopLevelComponent();
    const auto ofWindow = scale / juce::Component::getApproximateScaleFactorForComponent (&owner);
    const auto place = window->getLocalPoint (&owner, juce::Point<float>()) * ofWindow;
    return juce::Point<float> (std::round (place.x) - place.x, std::round (place.y) - place.y) / scale;
}

bool ComponentImage::invalidateAll()
{
    valid.clear();
    return true;
}

bool ComponentImage::invalidate (const juce::Rectangle<int>& area)
{
    valid.subtract (area);
    return true;
}

} // namespace parlando
