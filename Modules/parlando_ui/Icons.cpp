#include "Icons.h"

namespace parlando
{
namespace
{

constexpr float iconSide = 24.0f;
const juce::Identifier iconProperty{"parlandoIcon"};

void addMicrophone (juce::Path& path)
{
    path.addRoundedRectangle (9.0f, 2.0f, 6.0f, 12.0f, 3.0f);
    path.addCentredArc (12.0f, 10.5f, 7.0f, 7.0f, 0.0f, juce::degreesToRadians (100.0f),
                        juce::degreesToRadians (260.0f), true);
    path.startNewSubPath (12.0f, 17.5f);
    path.lineTo (12.0f, 22.0f);
    path.startNewSubPath (8.0f, 22.0f);
    path.lineTo (16.0f, 22.0f);
}

void addLines (juce::Path& path, std::initializer_list<juce::Point<float>> points)
{
    for (auto point = points.begin(); point != points.end(); ++point)
        point == points.begin() ? path.startNewSubPath (*point) : path.lineTo (*point);
}

void addGear (juce::Path& path)
{
    path.addEllipse (8.5f, 8.5f, 7.0f, 7.0f);

    for (int i = 0; i < 8; ++i)
    {
        const auto angle = juce::MathConstants<float>::pi * 0.25f * static_cast<float> (i);
        const juce::Point<float> centre (12.0f, 12.0f);
        addLines (path, {centre.getPointOnCircumference (7.0f, angle), centre.getPointOnCircumference (10.0f, angle)});
    }

    path.addEllipse (5.0f, 5.0f, 14.0f, 14.0f);
}

} // namespace

juce::Path pathOf (Icon icon)
{
    juce::Path path;

    switch (icon)
    {
        case Icon::microphone:
            addMicrophone (path);
            break;
        case Icon::microphoneOff:
            addMicrophone (path);
            addLines (path, {{3.0f, 3.0f}, {21.0f, 21.0f}});
            break;
        case Icon::hand:
            path.addRoundedRectangle (4.0f, 4.0f, 16.0f, 16.0f, 3.0f);
            addLines (path, {{9.0f, 9.0f}, {15.0f, 15.0f}});
            addLines (path, {{15.0f, 9.0f}, {9.0f, 15.0f}});
            break;
        case Icon::plug:
            addLines (path, {{9.0f, 2.0f}, {9.0f, 7.0f}});
            addLines (path, {{15.0f, 2.0f}, {15.0f, 7.0f}});
            addLines (path, {{6.0f, 7.0f}, {18.0f, 7.0f}, {18.0f, 11.0f}});
            path.addCentredArc (12.0f, 11.0f, 6.0f, 6.0f, 0.0f, juce::degreesToRadians (90.0f),
                                juce::degreesToRadians (270.0f), false);
            addLines (path, {{6.0f, 11.0f}, {6.0f, 7.0f}});
            addLines (path, {{12.0f, 17.0f}, {12.0f, 22.0f}});
            break;
        case Icon::gear:
            addGear (path);
            break;
        case Icon::send:
            addLines (path, {{4.0f, 12.0f}, {20.0f, 12.0f}});
            addLines (path, {{13.0f, 5.0f}, {20.0f, 12.0f}, {13.0f, 19.0f}});
            break;
        case Icon::undo:
            addLines (path, {{8.0f, 4.0f}, {3.0f, 9.0f}, {8.0f, 14.0f}});
            addLines (path, {{3.0f, 9.0f}, {14.0f, 9.0f}});
            path.addCentredArc (14.0f, 14.5f, 5.5f, 5.5f, 0.0f, 0.0f, juce::MathConstants<float>::pi, false);
            addLines (path, {{14.0f, 20.0f}, {9.0f, 20.0f}});
            break;
        case Icon::check:
            addLines (path, {{4.0f, 13.0f}, {10.0f, 19.0f}, {20.0f, 6.0f}});
            break;
        case Icon::cross:
            addLines (path, {{5.0f, 5.0f}, {19.0f, 19.0f}});
            addLines (path, {{19.0f, 5.0f}, {5.0f, 19.0f}});
            break;
        case Icon::clock:
            path.addEllipse (3.0f, 3.0f, 18.0f, 18.0f);
            addLines (path, {{12.0f, 7.0f}, {12.0f, 12.0f}, {16.0f, 14.0f}});
            break;
        case Icon::expand:
            addLines (path, {{14.0f, 4.0f}, {20.0f, 4.0f}, {20.0f, 10.0f}});
            addLines (path, {{20.0f, 4.0f}, {13.0f, 11.0f}});
            addLines (path, {{10.0f, 20.0f}, {4.0f, 20.0f}, {4.0f, 14.0f}});
            addLines (path, {{4.0f, 20.0f}, {11.0f, 13.0f}});
            break;
        case Icon::none:
            break;
    }

    return path;
}

void draw (juce::Graphics& g, Icon icon, juce::Rectangle<float> area)
{
    const auto side = std::min (area.getWidth(), area.getHeight());
    const auto square = area.withSizeKeepingCentre (side, side);
    const auto scale = side / iconSide;
    g.strokePath (pathOf (icon),
                  juce::PathStrokeType (2.0f, juce::PathStrokeType::curved, juce::PathStrokeType::rounded),
                  juce::AffineTransform::scale (scale).translated (square.getPosition()));
}

void setIcon (juce::Button& button, Icon icon)
{
    button.getProperties().set (iconProperty, static_cast<int> (icon));
    button.repaint();
}

Icon iconOf (const juce::Button& button)
{
    return static_cast<Icon> (static_cast<int> (button.getProperties()[iconProperty]));
}

} // namespace parlando
