#include "SoundPanel.h"

#include "Palette.h"
#include "ParlandoLook.h"

namespace parlando
{
namespace
{

constexpr int soundKnobHeight = 96, soundHeading = 26, soundGap = 8, soundChoiceHeight = 46;
constexpr const char* soundHeadings[]{"Levels", "While the agent speaks the dry signal steps back"};

} // namespace

SoundPanel::SoundPanel (PluginProcessor& processor)
    : plugin (processor), input (plugin.parameters.inputGain, "Input"), voice (plugin.parameters.voiceGain, "Voice"),
      dry (plugin.parameters.dryGain, "Dry"), duck (plugin.parameters.duckAmount, "Duck"),
      attack (plugin.parameters.duckAttack, "Duck attack"), release (plugin.parameters.duckRelease, "Duck release"),
      hears (plugin.parameters.hears, "Hears"), channel (plugin.parameters.inputChannel, "Channel"),
      talkMode (plugin.parameters.talkMode, "Talk mode"), echo (plugin.parameters.echo, "Echo"),
      bargeIn (plugin.parameters.bargeIn, "Barge-in")
{
    setTitle ("Sound");
    setFocusContainerType (FocusContainerType::focusContainer);
    buses.setTitle ("Buses");
    buses.setFont (ParlandoLook::font (15.0f));
    buses.setJustificationType (juce::Justification::topLeft);
    buses.setBorderSize ({});

    for (auto* control : std::initializer_list<juce::Component*>{&input, &voice, &dry, &duck, &attack, &release, &hears,
                                                                 &channel, &talkMode, &echo, &bargeIn, &buses})
        addAndMakeVisible (control);
}

/** As the host has them now. */
juce::String SoundPanel::busesInWords() const
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

void SoundPanel::refresh()
{
    for (auto* knob : {&input, &voice, &dry, &duck, &attack, &release})
        knob->refresh();

    for (auto* choice : {&hears, &channel, &talkMode, &echo, &bargeIn})
        choice->refresh();

    buses.setText (busesInWords(), juce::dontSendNotification);
    buses.setColour (juce::Label::textColourId, paletteOf (*this).quietText);
}

void SoundPanel::paint (juce::Graphics& g)
{
    g.fillAll (paletteOf (*this).background);
    g.setColour (paletteOf (*this).quietText);
    g.setFont (ParlandoLook::font (15.0f));
    auto area = getLocalBounds();

    for (const auto* words : soundHeadings)
    {
        g.drawText (words, area.removeFromTop (soundHeading), juce::Justification::centredLeft);
        area.removeFromTop (soundKnobHeight + soundGap);
    }
}

void SoundPanel::resized()
{
    auto area = getLocalBounds();

    for (const auto& knobs : {std::array{&input, &voice, &dry}, std::array{&duck, &attack, &release}})
    {
        area.removeFromTop (soundHeading);
        auto row = area.removeFromTop (soundKnobHeight);
        const auto width = row.getWidth() / static_cast<int> (knobs.size());

        for (auto* knob : knobs)
            knob->setBounds (row.removeFromLeft (width));

        area.removeFromTop (soundGap);
    }

    auto row = area.removeFromTop (soundChoiceHeight);
    const auto third = row.getWidth() / 3;
    hears.setBounds (row.removeFromLeft (third).withTrimmedRight (soundGap));
    channel.setBounds (row.removeFromLeft (third).withTrimmedRight (soundGap));
    talkMode.setBounds (row);
    area.removeFromTop (soundGap);
    row = area.removeFromTop (soundChoiceHeight);
    echo.setBounds (row.removeFromLeft (third).withTrimmedRight (soundGap));
    bargeIn.setBounds (row.removeFromLeft (third).withTrimmedRight (soundGap));
    area.removeFromTop (soundGap);
    buses.setBounds (area);
}

} // namespace parlando
