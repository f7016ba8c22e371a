#pragma once

#include <juce_audio_processors/juce_audio_processors.h>

#include <parlando_automation/parlando_automation.h>

#include <atomic>
#include <mutex>

namespace parlando
{

/** A parameter whose meaning a person gives. For the host it is 0 to 1 for ever, so that what it recorded stays what it
    was; name and text follow the meaning, and hosts that let parameters be renamed show them.

    Any thread; the audio thread reads and sets the value alone.
*/
class SlotParameter final : public juce::RangedAudioParameter
{
public:
    /** `index` from 0. */
    explicit SlotParameter (std::size_t index);

    [[nodiscard]] ControlDefinition definition() const;

    /** The host is to be told by updateHostDisplay(). */
    void setDefinition (ControlDefinition);

    juce::String getName (int maximumLength) const override;
    juce::String getLabel() const override;
    float getValue() const override { return value; }
    float getDefaultValue() const override { return byDefault; }
    juce::String getText (float normalised, int maximumLength) const override;
    float getValueForText (const juce::String&) const override;
    const juce::NormalisableRange<float>& getNormalisableRange() const override { return range; }

private:
    void setValue (float normalised) override;

    const juce::String ownName;
    const juce::NormalisableRange<float> range{0.0f, 1.0f};
    std::atomic<float> value{0.0f}, byDefault{0.0f};
    mutable std::mutex mutex;
    ControlDefinition meaning;
};

} // namespace parlando
