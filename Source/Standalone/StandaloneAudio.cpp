#include "StandaloneAudio.h"

namespace parlando
{
namespace
{

constexpr int watchInterval = 500; // ms
constexpr int ticksToStandstill = 6, ticksPerSave = 20;

} // namespace

StandaloneAudio::StandaloneAudio (AppSettings& appSettings, AppOptions appOptions)
    : settings (appSettings), options (std::move (appOptions))
{
    if (const auto state = settings.pluginState())
        processor.setStateInformation (state->getData(), static_cast<int> (state->getSize()));
    else
        setInGesture (processor.parameters.dryGain, 0.0f);

    player.setProcessor (&processor);
    devices.addAudioCallback (&player);
}

StandaloneAudio::~StandaloneAudio()
{
    stopTimer();
    devices.removeChangeListener (this);
    devices.removeAudioCallback (&player);
    devices.closeAudioDevice();
    player.setProcessor (nullptr);
}

void StandaloneAudio::start()
{
    const auto remembered = settings.devices();
    opened (openDevices (devices, options, remembered.get()));
    devices.addChangeListener (this);
    startTimer (watchInterval);
}

void StandaloneAudio::tryAgain()
{
    const auto remembered = settings.devices();
    opened (reopenDevices (devices, remembered.get()));
}

void StandaloneAudio::opened (const juce::String& problem)
{
    openedDevices = chosenDevices();
    ticksWithoutBlocks = 0;
    report (problem);
}

juce::String StandaloneAudio::chosenDevices() const
{
    const auto chosen = devices.createStateXml();
    return chosen != nullptr ? chosen->toString() : juce::String();
}

void StandaloneAudio::changeListenerCallback (juce::ChangeBroadcaster*)
{
    if (const auto chosen = chosenDevices(); chosen != openedDevices)
    {
        openedDevices = chosen;
        const auto xml = devices.createStateXml();
        settings.setDevices (xml.get());
        settings.save();
    }

    ticksWithoutBlocks = 0;
    report (devices.getCurrentAudioDevice() != nullptr ? juce::String()
                                                       : "No audio device is open; choose one in the audio settings.");
}

void StandaloneAudio::timerCallback()
{
    const bool isMoving = std::exchange (blocksSeen, blocks()) != blocks();
    ticksWithoutBlocks = isMoving ? 0 : ticksWithoutBlocks + 1;

    if (ticksWithoutBlocks == ticksToStandstill && devices.getCurrentAudioDevice() != nullptr)
        report ("The audio device has stopped; try again or choose another in the audio settings.");

    if (++ticksUntilSave >= ticksPerSave)
        save();
}

void StandaloneAudio::report (const juce::String& problem)
{
    sentence = problem;

    if (onChange)
        onChange();
}

void StandaloneAudio::save()
{
    ticksUntilSave = 0;
    juce::MemoryBlock state;
    processor.getStateInformation (state);
    settings.setPluginState (state);
    settings.save();
}

juce::String StandaloneAudio::description() const
{
    auto* device = devices.getCurrentAudioDevice();

    if (device == nullptr)
        return {};

    return device->getTypeName() + ", " + device->getName() + ", " +
           juce::String (device->getCurrentSampleRate() / 1000.0) + " kHz, " +
           juce::String (device->getCurrentBufferSizeSamples()) + " samples";
}

} // namespace parlando
