#pragma once

#include <juce_gui_basics/juce_gui_basics.h>
#include <parlando_audio/parlando_audio.h>

namespace parlando
{

/** A level from -60 to 0 dBFS: RMS as a bar, peak as a thinner one, the highest peak of the last 1.5 s as a mark and in
 * figures. What falls does so at 40 dB a second. Message thread. */
class LevelMeterView final : public juce::Component
{
public:
    explicit LevelMeterView (const juce::String& name);

    /** Call it regularly; `now` in milliseconds of any clock that runs evenly. */
    void show (const Levels&, double now);

    void paint (juce::Graphics&) override;

private:
    void repaintBetween (float one, float other);
    [[nodiscard]] juce::Rectangle<int> barArea() const;
    [[nodiscard]] juce::Rectangle<int> figuresArea() const;
    void paintScale (juce::Graphics&, juce::Rectangle<float> bar) const;
    std::unique_ptr<juce::AccessibilityHandler> createAccessibilityHandler() override;

    const juce::String name;
    Levels shown{LevelMeter::silence, LevelMeter::silence};
    float held = LevelMeter::silence;
    double heldSince = 0.0, shownWhen = 0.0; // ms
};

} // namespace parlando
