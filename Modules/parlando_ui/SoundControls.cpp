#include "SoundControls.h"

#include "Palette.h"
#include "ParlandoLook.h"

namespace parlando
{
namespace
{

constexpr int soundKnobHeight = 88, soundHeading = 24, soundGap = 6, soundChoiceHeight = 46, soundWordsHeight = 76;
constexpr const char* soundHeadings[]{"Levels", "While the agent speaks the dry signal steps back",
                                      "While the side-chain is loud the agent's voice steps back"};

} // namespace

const int SoundControls::lowest =
    3 * (soundHeading + soundKnobHeight + soundGap) + 2 * (soundChoiceHeight + soundGap) + soundWordsHeight;

SoundControls::SoundControls (PluginProcessor& processor)
    : plugin (processor), input (plugin.parameters.inputGain, "Input"), voice (plugin.parameters.voiceGain, "Voice"),
      dry (plugin.parameters.dryGain, "Dry"), duck (plugin.parameters.duckAmount, "Duck"),
      attack (plugin.parameters.duckAttack, "Duck attack"), release (plugin.parameters.duckRelease, "Duck release"),
      voiceDuck (plugin.parameters.voiceDuckAmount, "Voice duck"),
      voiceThreshold (plugin.parameters.voiceDuckThreshold, "Voice threshold"),
      voiceAttack (plugin.parameters.voiceDuckAttack, "Voice attack"),
      voiceRelease (plugin.parameters.voiceDuckRelease, "Voice release"), hears (plugin.parameters.hears, "Hears"),
      channel (plugin.parameters.inputChannel, "Channel"), talkMode (plugin.parameters.talkMode, "Talk mode"),
      echo (plugin.parameters.echo, "Echo"), bargeIn (plugin.parameters.bargeIn, "Barge-in"),
      loudspeakers (plugin.parameters.loudspeakers, "Loudspeakers play"),
      cleaning (plugin.parameters.cleaning, "Clean-up"), knobs{{{&input, &voice, &dry},
                                                                {&duck, &attack, &release},
                                                                {&voiceDuck, &voiceThreshold, &voiceAttack,
                                                                 &voiceRelease}}},
      choices{{{&hears, &channel, &cleaning, &echo}, {&talkMode, &bargeIn, &loudspeakers}}}
{
    buses.setTitle ("Buses");
    buses.setFont (ParlandoLook::font (15.0f));
    buses.setJustificationType (juce::Justification::topLeft);
    buses.setBorderSize ({});

    for (const auto& row : knobs)
        for (auto* knob : row)
            addAndMakeVisible (knob);

    for (const auto& row : choices)
        for (auto* choice : row)
            addAndMakeVisible (choice);

    addAndMakeVisible (buses);
}

/** As the host has them now. */
juce::String SoundControls::busesInWords() const
{
    const auto words = [this] (bool isInput, int index)
    {
        const auto* bus = plugin.getBus (isInput, index);
        const auto channels = bus != nullptr && bus->isEnabled() ? bus->getNumberOfChannels() : 0;
        return channels == 0 ? "off" : channels == 1 ? "mono" : "stereo";
    };
    return juce::String ("Inputs: Main ") + words (true, 0) + ", Side-chain " + words (true, 1) + ".\nOutputs: Main " +
           words (false, 0) + " (dry signal and voice), Agent " + words (false, 1) + " (the voice alone).";
}

/** What the person may not expect of what they chose. */
juce::String SoundControls::sideChainInWords() const
{
    const auto& parameters = plugin.parameters;
    const auto* bus = plugin.getBus (true, 1);
    const auto isConnected = bus != nullptr && bus->isEnabled();
    const auto controls = parameters.controls (false);
    const auto isDucked = controls.voiceDuckGain < 1.0f;
    const auto source = controls.loudspeakers;
    juce::String words;

    if (source != LoudspeakerSource::agent && ! isConnected)
        words << "\nThe side-chain is not connected: Echo goes by the agent's voice alone.";
    else if (source == LoudspeakerSource::sideChain && ! plugin.playsSideChain())
        words << "\nNothing comes from the side-chain: Echo goes by the agent's voice alone.";
    else if (source != LoudspeakerSource::agent && controls.hears != TrackSource::main)
        words << "\nThe agent hears Main: the side-chain is what loudspeakers play.";

    if (isDucked && source == LoudspeakerSource::sideChain)
        words << "\nThe agent's voice is part of that side-chain, and not ducked under it.";
    else if (isDucked && ! isConnected)
        words << "\nThe side-chain is not connected: the agent's voice is not ducked.";

    return words;
}

void SoundControls::refresh()
{
    for (const auto& row : knobs)
        for (auto* knob : row)
            knob->refresh();

    for (const auto& row : choices)
        for (auto* choice : row)
            choice->refresh();

    buses.setText (busesInWords() + sideChainInWords(), juce::dontSendNotification);
    buses.setColour (juce::Label::textColourId, paletteOf (*this).quietText);
}

void SoundControls::paint (juce::Graphics& g)
{
    g.setColour (paletteOf (*this).quietText);
    g.setFont (ParlandoLook::font (15.0f));
    auto area = getLocalBounds();

    for (const auto* words : soundHeadings)
    {
        g.drawText (words, area.removeFromTop (soundHeading), juce::Justification::centredLeft);
        area.removeFromTop (soundKnobHeight + soundGap);
    }
}

void SoundControls::resized()
{
    auto area = getLocalBounds();

    for (const auto& each : knobs)
    {
        area.removeFromTop (soundHeading);
        auto row = area.removeFromTop (soundKnobHeight);
        const auto width = row.getWidth() / static_cast<int> (each.size());

        for (auto* knob : each)
            knob->setBounds (row.removeFromLeft (width));

        area.removeFromTop (soundGap);
    }

    for (const auto& each : choices)
    {
        auto row = area.removeFromTop (soundChoiceHeight);
        const auto width = (row.getWidth() + soundGap) / static_cast<int> (each.size());

        for (auto* choice : each)
        {
            choice->setBounds (row.removeFromLeft (width - soundGap));
            row.removeFromLeft (soundGap);
        }

        area.removeFromTop (soundGap);
    }

    buses.setBounds (area);
}

} // namespace parlando
