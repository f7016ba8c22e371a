#include "LevelMeterView.h"

#include "Palette.h"
#include "ParlandoLook.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace parlando
{
namespace
{

constexpr float lowest = -60.0f;
constexpr double holdTime = 1500.0;
constexpr float fallPerSecond = 40.0f; // dB; what rises does so at once
constexpr int meterCaptionWidth = 92, meterFiguresWidth = 58;

float positionOf (float level) { return juce::jlimit (0.0f, 1.0f, (level - lowest) / -lowest); }

/** In tenths of a decibel, which is what a screen can show. */
bool looksSame (float one, float other) { return std::lround (one * 10.0f) == std::lround (other * 10.0f); }

juce::String inFigures (float level)
{
    return level <= lowest
               ? juce::String::fromUTF8 ("−∞ dB")
               : juce::String (juce::roundToInt (level)).replace ("-", juce::String::fromUTF8 ("−")) + " dB";
}

} // namespace

LevelMeterView::LevelMeterView (const juce::String& caption) : name (caption) { setTitle (caption); }

void LevelMeterView::show (const Levels& measured, double now)
{
    const auto seconds = static_cast<float> ((now - std::exchange (shownWhen, now)) / 1000.0);
    const auto falling = [&] (float level, float before) { return std::max (level, before - fallPerSecond * seconds); };
    const Levels levels{falling (measured.peak, shown.peak), falling (measured.rms, shown.rms)};
    const auto before = held;
    const auto shownBefore = shown;

    if (measured.peak >= held || now - heldSince > holdTime)
    {
        held = measured.peak;
        heldSince = now;
    }

    if (looksSame (before, held) && looksSame (shown.peak, levels.peak) && looksSame (shown.rms, levels.rms))
        return;

    shown = levels;
    repaintBetween (shownBefore.peak, shown.peak);
    repaintBetween (shownBefore.rms, shown.rms);

    if (looksSame (before, held))
        return;

    repaintBetween (before, before);
    repaintBetween (held, held);
    repaint (figuresArea());
}

void LevelMeterView::repaintBetween (float one, float other)
{
    constexpr int around = 4; // a mark and the edge of a pixel
    const auto bar = barArea();
    const auto [left, right] = std::minmax ({positionOf (one), positionOf (other)});
    const auto width = static_cast<float> (bar.getWidth());
    repaint (bar.withX (bar.getX() + static_cast<int> (left * width) - around)
                 .withWidth (static_cast<int> ((right - left) * width) + 2 * around));
}

juce::Rectangle<int> LevelMeterView::barArea() const
{
    return getLocalBounds().withTrimmedLeft (meterCaptionWidth).withTrimmedRight (meterFiguresWidth).reduced (2, 5);
}

juce::Rectangle<int> LevelMeterView::figuresArea() const
{
    return getLocalBounds().removeFromRight (meterFiguresWidth);
}

void LevelMeterView::paint (juce::Graphics& g)
{
    g.setColour (paletteOf (*this).quietText);
    g.setFont (ParlandoLook::font (15.0f));

    if (const auto caption = getLocalBounds().removeFromLeft (meterCaptionWidth); g.clipRegionIntersects (caption))
        g.drawText (name, caption, juce::Justification::centredLeft);

    if (g.clipRegionIntersects (figuresArea()))
        g.drawText (inFigures (held), figuresArea(), juce::Justification::centredRight);

    const auto bar = barArea().toFloat();
    g.setColour (paletteOf (*this).raised);
    g.fillRect (bar);
    paintScale (g, bar);

    const bool isClipping = held >= -0.1f;
    g.setColour (paletteOf (*this).listening.withAlpha (0.55f));
    g.fillRect (bar.withWidth (bar.getWidth() * positionOf (shown.peak)).reduced (0.0f, bar.getHeight() * 0.3f));
    g.setColour (paletteOf (*this).listening);
    g.fillRect (bar.withWidth (bar.getWidth() * positionOf (shown.rms)));

    if (held > lowest)
    {
        g.setColour (isClipping ? paletteOf (*this).trouble : paletteOf (*this).text);
        g.fillRect (bar.withX (bar.getX() + (bar.getWidth() - 3.0f) * positionOf (held)).withWidth (3.0f));
    }
}

void LevelMeterView::paintScale (juce::Graphics& g, juce::Rectangle<float> bar) const
{
    g.setColour (paletteOf (*this).outline);

    for (const auto mark : {-48.0f, -36.0f, -24.0f, -12.0f})
        g.fillRect (bar.withX (bar.getX() + bar.getWidth() * positionOf (mark)).withWidth (1.0f));
}

std::unique_ptr<juce::AccessibilityHandler> LevelMeterView::createAccessibilityHandler()
{
    class Reading final : public juce::AccessibilityTextValueInterface
    {
    public:
        explicit Reading (const LevelMeterView& meter) : view (meter) {}

        bool isReadOnly() const override { return true; }
        juce::String getCurrentValueAsString() const override { return inFigures (view.held); }
        void setValueAsString (const juce::String&) override {}

    private:
        const LevelMeterView& view;
    };

    return std::make_unique<juce::AccessibilityHandler> (
        *this, juce::AccessibilityRole::staticText, juce::AccessibilityActions(),
        juce::AccessibilityHandler::Interfaces{std::make_unique<Reading> (*this)});
}

} // namespace parlando
