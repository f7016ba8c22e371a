#include "StateView.h"

#include "Palette.h"
#include "ParlandoLook.h"

namespace parlando
{
namespace
{

juce::Colour colourOf (Lamp lamp, const Palette& colours)
{
    switch (lamp)
    {
        case Lamp::off:
            return colours.quietText;
        case Lamp::waiting:
        case Lamp::thinking:
            return colours.waiting;
        case Lamp::listening:
        case Lamp::hearing:
            return colours.listening;
        case Lamp::speaking:
            return colours.speaking;
        case Lamp::silent:
            return colours.waiting;
        case Lamp::over:
            return colours.trouble;
    }

    return colours.quietText;
}

/** What follows one on another in every exchange: a reader's voice would speak into it. */
bool isExchange (Lamp lamp)
{
    return lamp == Lamp::listening || lamp == Lamp::hearing || lamp == Lamp::thinking || lamp == Lamp::speaking;
}

} // namespace

StateView::StateView()
{
    setTitle ("State");
    show ({Lamp::off, "Not connected", {}});
}

void StateView::show (const StateWords& words)
{
    if (shown == words)
        return;

    const bool isNews = (shown.words != words.words && ! (isExchange (shown.lamp) && isExchange (words.lamp))) ||
                        (words.lamp == Lamp::over && shown.sentence != words.sentence);
    shown = words;
    const auto said = (words.words + ". " + words.sentence).trim();
    setDescription (said);
    setTooltip (words.sentence);
    repaint();

    if (isNews && isShowing())
        juce::AccessibilityHandler::postAnnouncement (said, juce::AccessibilityHandler::AnnouncementPriority::low);
}

void StateView::paint (juce::Graphics& g)
{
    auto area = getLocalBounds();
    paintLamp (g, area.removeFromLeft (48).toFloat().withHeight (44.0f).withSizeKeepingCentre (32.0f, 32.0f));

    g.setColour (paletteOf (*this).text);
    g.setFont (ParlandoLook::font (32.0f, true));
    g.drawFittedText (shown.words, area.removeFromTop (44), juce::Justification::centredLeft, 1, 0.7f);

    g.setColour (paletteOf (*this).quietText);
    g.setFont (ParlandoLook::font (16.0f));
    g.drawFittedText (shown.sentence, area, juce::Justification::topLeft, std::max (1, area.getHeight() / 17), 0.8f);
}

void StateView::paintLamp (juce::Graphics& g, juce::Rectangle<float> area) const
{
    g.setColour (colourOf (shown.lamp, paletteOf (*this)));

    switch (shown.lamp)
    {
        case Lamp::off:
            g.drawEllipse (area.reduced (2.0f), 2.5f);
            break;
        case Lamp::over:
            g.fillRoundedRectangle (area.reduced (3.0f), 2.0f);
            break;
        case Lamp::listening:
            g.fillEllipse (area);
            break;
        case Lamp::hearing:
            for (const auto& [x, height] : {std::pair (0.0f, 0.45f), std::pair (0.375f, 1.0f), std::pair (0.75f, 0.6f)})
                g.fillRoundedRectangle (area.getProportion (juce::Rectangle (x, 0.5f - height / 2.0f, 0.25f, height)),
                                        2.0f);
            break;
        case Lamp::thinking:
            for (const auto x : {0.0f, 0.37f, 0.74f})
                g.fillEllipse (area.getProportion (juce::Rectangle (x, 0.37f, 0.26f, 0.26f)));
            break;

        case Lamp::waiting:
        {
            juce::Path half;
            half.addPieSegment (area, 0.0f, juce::MathConstants<float>::pi, 0.0f);
            g.fillPath (half);
            g.drawEllipse (area.reduced (1.25f), 2.5f);
            break;
        }

        case Lamp::speaking:
            g.drawEllipse (area.reduced (1.25f), 2.5f);
            g.fillEllipse (area.reduced (6.0f));
            break;

        case Lamp::silent:
            g.drawEllipse (area.reduced (1.25f), 2.5f);
            g.drawLine ({area.getBottomLeft().translated (4.0f, -4.0f), area.getTopRight().translated (-4.0f, 4.0f)},
                        2.5f);
            break;
    }
}

std::unique_ptr<juce::AccessibilityHandler> StateView::createAccessibilityHandler()
{
    return std::make_unique<juce::AccessibilityHandler> (*this, juce::AccessibilityRole::staticText);
}

} // namespace parlando
