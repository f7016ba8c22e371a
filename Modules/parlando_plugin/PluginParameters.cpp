#include "PluginParameters.h"

#include "ParameterIds.h"

#include <algorithm>
#include <cmath>

namespace parlando
{

namespace
{

constexpr float lowestGain = -60.0f;

juce::ParameterID idOf (const char* id) { return {id, ids::firstRelease}; }

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

/** A host shows it and does not set it. */
std::unique_ptr<juce::AudioParameterBool> makeLamp (const char* id, const char* name)
{
    return std::make_unique<juce::AudioParameterBool> (
        juce::ParameterID (id, ids::automationRelease), name, false,
        juce::AudioParameterBoolAttributes()
            .withCategory (juce::AudioProcessorParameter::Category::outputMeter)
            .withAutomatable (false)
            .withStringFromValueFunction ([] (bool isOn, int) { return juce::String (isOn ? "On" : "Off"); }));
}

std::array<SlotParameter*, ToolLayout::numSlots> makeSlots()
{
    std::array<SlotParameter*, ToolLayout::numSlots> slots;

    for (std::size_t i = 0; i < slots.size(); ++i)
        slots[i] = std::make_unique<SlotParameter> (i).release();

    return slots;
}

std::unique_ptr<juce::AudioProcessorParameterGroup>
makeSlotGroup (const std::array<SlotParameter*, ToolLayout::numSlots>& slots)
{
    auto group = std::make_unique<juce::AudioProcessorParameterGroup> ("slots", "Slots", "|");

    for (auto* slot : slots)
        group->addChild (std::unique_ptr<SlotParameter> (slot));

    return group;
}

/** What the agent is told of a parameter of the plugin's own. */
ControlDefinition definitionOf (juce::RangedAudioParameter& parameter)
{
    ControlDefinition definition;
    definition.name = parameter.getName (64).toStdString();
    definition.description = "of the Parlando plugin itself";
    definition.unit = parameter.getLabel().toStdString();

    if (auto* choice = dynamic_cast<juce::AudioParameterChoice*> (&parameter))
    {
        definition.kind = ControlDefinition::Kind::choice;

        for (const auto& each : choice->choices)
            definition.choices.push_back (each.toStdString());
    }
    else if (dynamic_cast<juce::AudioParameterBool*> (&parameter) != nullptr)
    {
        definition.kind = ControlDefinition::Kind::onOff;
    }
    else
    {
        const auto& range = parameter.getNormalisableRange();
        definition.minimum = static_cast<double> (range.start);
        definition.maximum = static_cast<double> (range.end);
        definition.skew = static_cast<double> (range.skew);
    }

    definition.byDefault = definition.toValue (static_cast<double> (parameter.getDefaultValue()));
    return definition;
}

std::unique_ptr<juce::AudioParameterChoice> makeChoice (const char* id, const char* name,
                                                        const juce::StringArray& choices, int byDefault,
                                                        int release = ids::firstRelease)
{
    return std::make_unique<juce::AudioParameterChoice> (juce::ParameterID (id, release), name, choices, byDefault);
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
                                                       const char* unit, int decimals, int release = ids::firstRelease)
{
    return std::make_unique<juce::AudioParameterFloat> (
        juce::ParameterID (id, release), name, range, byDefault,
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

// Every parameter counts in steps of 0.1 or more, and slots are 0 to 1: what is finer is the noise of float.
double roundedValue (const juce::RangedAudioParameter& parameter)
{
    const auto isSlot = dynamic_cast<const SlotParameter*> (&parameter) != nullptr;
    const auto finest = isSlot ? 1e7 : 1e3;
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

/** LUFS; 0 is off. Television, speech by the AES, podcasts, music services. */
constexpr std::array loudnessTargets{0.0f, -23.0f, -18.0f, -16.0f, -14.0f};

juce::StringArray loudnessChoices()
{
    juce::StringArray choices;

    for (const auto target : loudnessTargets)
        choices.add (target == 0.0f ? juce::String ("Off") : juce::String (juce::roundToInt (target)) + " LUFS");

    return choices;
}

/** Of a stereo bus; a mono one has the first alone, and is heard in any case. */
InputChannels channelsOf (int choice)
{
    const auto channel = static_cast<std::uint16_t> (choice - 1);
    return choice == 0 ? InputChannels() : InputChannels{channel, channel};
}

} // namespace

PluginParameters::PluginParameters (juce::AudioProcessor& processor)
    : bypass (*makeSwitch (ids::bypass, "Bypass").release()), connect (*makeSwitch (ids::connect, "Connect").release()),
      hears (*makeChoice (ids::hears, "Agent hears", {"Main", "Side-chain", "Both"}, 0).release()),
      talkMode (*makeChoice (ids::talkMode, "Talk mode", {"Open", "Push to talk"}, 0).release()),
      inputChannel (
          *makeChoice (ids::inputChannel, "Input channel", {"Automatic", "Left", "Right"}, 0, ids::channelRelease)
               .release()),
      talk (*makeSwitch (ids::talk, "Talk").release()), interrupt (*makeSwitch (ids::interrupt, "Interrupt").release()),
      allowTools (*makeChoice (ids::allowTools, "Allow tools", {"Off", "Ask", "On"}, 2).release()),
      microphoneMute (*makeSwitch (ids::microphoneMute, "Microphone mute").release()),
      inputGain (*makeGain (ids::inputGain, "Input gain").release()),
      voiceGain (*makeGain (ids::voiceGain, "Voice gain").release()),
      dryGain (*makeGain (ids::dryGain, "Dry gain").release()),
      duckAmount (*makeNumber (ids::duckAmount, "Duck amount", {0.0f, 40.0f, 0.1f}, 0.0f, "dB", 1).release()),
      duckAttack (*makeNumber (ids::duckAttack, "Duck attack", {5.0f, 500.0f, 1.0f}, 30.0f, "ms", 0).release()),
      duckRelease (*makeNumber (ids::duckRelease, "Duck release", {20.0f, 3000.0f, 1.0f}, 400.0f, "ms", 0).release()),
      replay (*makeChoice (ids::replay, "Replay", {"Off", "In renders", "Always"}, 0, ids::replayRelease).release()),
      replayFollows (
          *makeChoice (ids::replayFollows, "Replay follows", {"Time", "Beats"}, 0, ids::replayRelease).release()),
      loudness (*makeChoice (ids::loudness, "Loudness", loudnessChoices(), 0, ids::loudnessRelease).release()),
      echo (*makeChoice (ids::echo, "Echo", {"Off", "Automatic", "On"}, 0, ids::speechRelease).release()),
      bargeIn (*makeChoice (ids::bargeIn, "Barge-in", {"Off", "Gentle", "Quick"}, 0, ids::speechRelease).release()),
      loudspeakers (*makeChoice (ids::loudspeakers, "Loudspeakers play", {"Agent", "Side-chain", "Both"}, 0,
                                 ids::sideChainRelease)
                         .release()),
      voiceDuckAmount (*makeNumber (ids::voiceDuckAmount, "Voice duck amount", {0.0f, 40.0f, 0.1f}, 0.0f, "dB", 1,
                                    ids::sideChainRelease)
                            .release()),
      voiceDuckThreshold (*makeNumber (ids::voiceDuckThreshold, "Voice duck threshold", {-60.0f, 0.0f, 0.1f}, -40.0f,
                                       "dB", 1, ids::sideChainRelease)
                               .release()),
      voiceDuckAttack (*makeNumber (ids::voiceDuckAttack, "Voice duck attack", {5.0f, 500.0f, 1.0f}, 30.0f, "ms", 0,
                                    ids::sideChainRelease)
                            .release()),
      voiceDuckRelease (*makeNumber (ids::voiceDuckRelease, "Voice duck release", {20.0f, 3000.0f, 1.0f}, 400.0f, "ms",
                                     0, ids::sideChainRelease)
                             .release()),
      cleaning (*makeChoice (ids::cleaning, "Clean-up", {"Off", "Noise", "Level", "Both"}, 0, ids::cleaningRelease)
                     .release()),
      slots (makeSlots()), connected (*makeLamp (ids::connected, "Connected").release()),
      personSpeaking (*makeLamp (ids::personSpeaking, "Person speaking").release()),
      agentSpeaking (*makeLamp (ids::agentSpeaking, "Agent speaking").release()),
      saved{&bypass,    &hears,   &inputChannel, &talkMode,   &allowTools,  &microphoneMute, &inputGain,
            &voiceGain, &dryGain, &duckAmount,   &duckAttack, &duckRelease, &replay,         &replayFollows}
{
    processor.addParameter (&bypass);
    processor.addParameterGroup (makeGroup ("agent", "Agent", connect, talkMode, talk, interrupt, allowTools));
    processor.addParameterGroup (makeGroup ("input", "Input", hears, microphoneMute, inputGain));
    processor.addParameterGroup (
        makeGroup ("output", "Output", voiceGain, dryGain, duckAmount, duckAttack, duckRelease));
    processor.addParameterGroup (makeSlotGroup (slots));
    processor.addParameterGroup (makeGroup ("status", "Status", connected, personSpeaking, agentSpeaking));
    processor.addParameterGroup (makeGroup ("channels", "Channels", inputChannel)); // behind all that projects know
    processor.addParameterGroup (makeGroup ("replay", "Replay", replay, replayFollows));
    processor.addParameterGroup (makeGroup ("loudness", "Loudness", loudness));
    processor.addParameterGroup (makeGroup ("speech", "Speech", echo, bargeIn));
    processor.addParameterGroup (makeGroup ("side_chain", "Side-chain", loudspeakers, voiceDuckAmount,
                                            voiceDuckThreshold, voiceDuckAttack, voiceDuckRelease));
    processor.addParameterGroup (makeGroup ("cleaning", "Clean-up", cleaning));
    saved.insert (saved.end(), {&loudness, &echo, &bargeIn, &loudspeakers, &voiceDuckAmount, &voiceDuckThreshold,
                                &voiceDuckAttack, &voiceDuckRelease, &cleaning});
    saved.insert (saved.end(), slots.begin(), slots.end());
    moved.assign (slots.begin(), slots.end());

    for (const auto id : ToolLayout::ownIds)
        moved.push_back (*std::find_if (saved.begin(), saved.end(),
                                        [id] (const auto* each)
                                        { return each->paramID == juce::String (id.data(), id.size()); }));
}

std::vector<Control> PluginParameters::ownControls() const
{
    std::vector<Control> controls;

    for (auto each = moved.begin() + ToolLayout::numSlots; each != moved.end(); ++each)
        controls.push_back ({(*each)->paramID.toStdString(), definitionOf (**each)});

    return controls;
}

ParameterValues PluginParameters::values() const
{
    ParameterValues values;

    for (const auto* parameter : saved)
    {
        // Slots, and what later releases brought: a project that does not use them is saved as it was.
        const auto isOptional = dynamic_cast<const SlotParameter*> (parameter) != nullptr ||
                                parameter->getVersionHint() > ids::automationRelease;
        const auto isUnused = isOptional && parameter->getValue() == parameter->getDefaultValue();

        if (! isUnused)
            values.emplace_back (parameter->paramID.toStdString(), roundedValue (*parameter));
    }

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

bool PluginParameters::isPushToTalk() const noexcept
{
    return talkMode.getIndex() == static_cast<int> (TalkMode::pushToTalk);
}

StripControls PluginParameters::controls (bool isOffline) const noexcept
{
    StripControls controls;
    controls.isBypassed = bypass.get();
    controls.isMuted = microphoneMute.get();
    controls.isOffline = isOffline;
    controls.replays = replayMode() == ReplayMode::always || (isOffline && replayMode() == ReplayMode::inRenders);
    controls.isPushToTalk = isPushToTalk();
    controls.isTalking = ! controls.isPushToTalk || talk.get();
    controls.hears = static_cast<TrackSource> (hears.getIndex());
    controls.channels = channelsOf (inputChannel.getIndex());
    controls.inputGain = linear (inputGain);
    controls.voiceGain = linear (voiceGain);
    controls.dryGain = linear (dryGain);
    controls.voiceTarget = loudnessTargets[static_cast<std::size_t> (loudness.getIndex())];
    controls.echo = static_cast<EchoMode> (echo.getIndex());
    controls.bargeIn = static_cast<BargeInMode> (bargeIn.getIndex());
    controls.cleaning = static_cast<MicrophoneCleaning> (cleaning.getIndex());
    controls.duckGain = juce::Decibels::decibelsToGain (-duckAmount.get(), -1000.0f);
    controls.duckAttack = duckAttack.get() / 1000.0f;
    controls.duckRelease = duckRelease.get() / 1000.0f;
    controls.loudspeakers = static_cast<LoudspeakerSource> (loudspeakers.getIndex());
    controls.voiceDuckGain = juce::Decibels::decibelsToGain (-voiceDuckAmount.get(), -1000.0f);
    controls.voiceDuckThreshold = juce::Decibels::decibelsToGain (voiceDuckThreshold.get(), -1000.0f);
    controls.voiceDuckAttack = voiceDuckAttack.get() / 1000.0f;
    controls.voiceDuckRelease = voiceDuckRelease.get() / 1000.0f;
    return controls;
}

void setInGesture (juce::RangedAudioParameter& parameter, float normalisedValue)
{
    parameter.beginChangeGesture();
    parameter.setValueNotifyingHost (normalisedValue);
    parameter.endChangeGesture();
}

} // namespace parlando
