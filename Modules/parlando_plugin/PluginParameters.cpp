#include "PluginParameters.h"

#include "ParameterIds.h"

#include <algorithm>
#include <cmath>

namespace parlando
{

namespace
{

/** The release that introduced a parameter; some hosts order by it. */
constexpr int firstRelease = 1;

constexpr float lowestGain = -60.0f;

juce::ParameterID idOf (const char* id) { return {id, firstRelease}; }

// Texts are without their unit: hosts put it behind them.
juce::String gainText (float decibels, int)
{
    return decibels <= lowestGain ? juce::String ("-inf") : juce::String (decibels, 1);
}

float gainFromText (const juce::String& text)
{
    return text.containsIgnoreCase ("inf") ? lowestGain : text.retainCharacters ("+-0123456789.").getFloatValue();
}

float numberFromText (const juce::String& text) { return text.retainCharacters ("+-0123456789.").getFloatValue(); }

std::unique_ptr<juce::AudioParameterBool> makeSwitch (const char* id, const char* name)
{
    return std::make_unique<juce::AudioParameterBool> (
        idOf (id), name, false,
        juce::AudioParameterBoolAttributes()
            .withStringFromValueFunction ([] (bool isOn, int) { return juce::String (isOn ? "On" : "Off"); })
            .withValueFromStringFunction (
                [] (const juce::String& text)
                { return text.equalsIgnoreCase ("on") || text.equalsIgnoreCase ("true") || text.getIntValue() != 0; }));
}

std::unique_ptr<juce::AudioParameterChoice> makeChoice (const char* id, const char* name,
                                                        const juce::StringArray& choices, int byDefault)
{
    return std::make_unique<juce::AudioParameterChoice> (idOf (id), name, choices, byDefault);
}

std::unique_ptr<juce::AudioParameterFloat> makeGain (const char* id, const char* name)
{
    return std::make_unique<juce::AudioParameterFloat> (idOf (id), name,
                                                        juce::NormalisableRange<float> (lowestGain, 12.0f, 0.1f), 0.0f,
                                                        juce::AudioParameterFloatAttributes()
                                                            .withLabel ("dB")
                                                            .withStringFromValueFunction (gainText)
                                                            .withValueFromStringFunction (gainFromText));
}

std::unique_ptr<juce::AudioParameterFloat> makeNumber (const char* id, const char* name,
                                                       juce::NormalisableRange<float> range, float byDefault,
                                                       const char* unit, int decimals)
{
    return std::make_unique<juce::AudioParameterFloat> (
        idOf (id), name, range, byDefault,
        juce::AudioParameterFloatAttributes()
            .withLabel (unit)
            .withStringFromValueFunction ([decimals] (float value, int) { return juce::String (value, decimals); })
            .withValueFromStringFunction (numberFromText));
}

/** Takes over what was released into a reference below. */
template <typename... Parameters>
std::unique_ptr<juce::AudioProcessorParameterGroup> makeGroup (const char* id, const char* name,
                                                               Parameters&... parameters)
{
    return std::make_unique<juce::AudioProcessorParameterGroup> (id, name, "|",
                                                                 std::unique_ptr<Parameters> (&parameters)...);
}

// Every parameter counts in steps of 0.1 or more: what is finer is the noise of float.
double roundedValue (const juce::RangedAudioParameter& parameter)
{
    constexpr double finest = 1000.0;
    return std::round (static_cast<double> (parameter.convertFrom0to1 (parameter.getValue())) * finest) / finest;
}

float defaultOf (const juce::AudioProcessorParameter& parameter) { return parameter.getDefaultValue(); }

void setSilently (juce::AudioProcessorParameter& parameter, float normalisedValue)
{
    parameter.setValue (normalisedValue);
}

float linear (const juce::AudioParameterFloat& decibels)
{
    return juce::Decibels::decibelsToGain (decibels.get(), lowestGain);
}

} // namespace

PluginParameters::PluginParameters (juce::AudioProcessor& processor)
    : bypass (*makeSwitch (ids::bypass, "Bypass").release()), connect (*makeSwitch (ids::connect, "Connect").release()),
      hears (*makeChoice (ids::hears, "Agent hears", {"Main", "Side-chain", "Both"}, 0).release()),
      talkMode (*makeChoice (ids::talkMode, "Talk mode", {"Open", "Push to talk"}, 0).release()),
      talk (*makeSwitch (ids::talk, "Talk").release()), interrupt (*makeSwitch (ids::interrupt, "Interrupt").release()),
      allowTools (*makeChoice (ids::allowTools, "Allow tools", {"Off", "Ask", "On"}, 2).release()),
      microphoneMute (*makeSwitch (ids::microphoneMute, "Microphone mute").release()),
      inputGain (*makeGain (ids::inputGain, "Input gain").release()),
      voiceGain (*makeGain (ids::voiceGain, "Voice gain").release()),
      dryGain (*makeGain (ids::dryGain, "Dry gain").release()),
      duckAmount (*makeNumber (ids::duckAmount, "Duck amount", {0.0f, 40.0f, 0.1f}, 0.0f, "dB", 1).release()),
      duckAttack (*makeNumber (ids::duckAttack, "Duck attack", {5.0f, 500.0f, 1.0f}, 30.0f, "ms", 0).release()),
      duckRelease (*makeNumber (ids::duckRelease, "Duck release", {20.0f, 3000.0f, 1.0f}, 400.0f, "ms", 0).release()),
      saved{&bypass,    &hears,   &talkMode,   &allowTools, &microphoneMute, &inputGain,
            &voiceGain, &dryGain, &duckAmount, &duckAttack, &duckRelease}
{
    processor.addParameter (&bypass);
    processor.addParameterGroup (makeGroup ("agent", "Agent", connect, talkMode, talk, interrupt, allowTools));
    processor.addParameterGroup (makeGroup ("input", "Input", hears, microphoneMute, inputGain));
    processor.addParameterGroup (
        makeGroup ("output", "Output", voiceGain, dryGain, duckAmount, duckAttack, duckRelease));
}

ParameterValues PluginParameters::values() const
{
    ParameterValues values;

    for (const auto* parameter : saved)
        values.emplace_back (parameter->paramID.toStdString(), roundedValue (*parameter));

    return values;
}

void PluginParameters::restore (const ParameterValues& values)
{
    for (auto* parameter : saved)
    {
        const auto found =
            std::find_if (values.begin(), values.end(),
                          [&] (const auto& each) { return parameter->paramID == juce::String (each.first); });
        setSilently (*parameter, found != values.end() ? parameter->convertTo0to1 (static_cast<float> (found->second))
                                                       : defaultOf (*parameter));
    }

    for (auto* momentary : {&connect, &talk, &interrupt})
        setSilently (*momentary, 0.0f);
}

void PluginParameters::tellRestored()
{
    for (juce::AudioProcessorParameter* parameter : saved)
        parameter->sendValueChangedMessageToListeners (parameter->getValue());

    for (juce::AudioProcessorParameter* momentary : {&connect, &talk, &interrupt})
        momentary->sendValueChangedMessageToListeners (momentary->getValue());
}

StripControls PluginParameters::controls (bool isOffline) const noexcept
{
    StripControls controls;
    controls.isBypassed = bypass.get();
    controls.isMuted = microphoneMute.get();
    controls.isOffline = isOffline;
    controls.isTalking = talkMode.getIndex() == static_cast<int> (TalkMode::open) || talk.get();
    controls.hears = static_cast<TrackSource> (hears.getIndex());
    controls.inputGain = linear (inputGain);
    controls.voiceGain = linear (voiceGain);
    controls.dryGain = linear (dryGain);
    controls.duckGain = juce::Decibels::decibelsToGain (-duckAmount.get(), -1000.0f);
    controls.duckAttack = duckAttack.get() / 1000.0f;
    controls.duckRelease = duckRelease.get() / 1000.0f;
    return controls;
}

void setInGesture (juce::RangedAudioParameter& parameter, float normalisedValue)
{
    parameter.beginChangeGesture();
    parameter.setValueNotifyingHost (normalisedValue);
    parameter.endChangeGesture();
}

} // namespace parlando
