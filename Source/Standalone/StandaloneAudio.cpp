#include "StandaloneAudio.h"

namespace parlando
{
namespace
{

constexpr int watchInterval = 250; // ms
constexpr int ticksPerSave = 40;

Instant now() { return Instant::clock::now(); }

void choose (juce::AudioParameterChoice& parameter, int index)
{
    setInGesture (parameter, parameter.convertTo0to1 (static_cast<float> (index)));
}

/** The machine's own microphone stands beside its loudspeakers. */
void chooseFirst (PluginParameters& parameters)
{
    setInGesture (parameters.dryGain, 0.0f);
    choose (parameters.echo, static_cast<int> (EchoMode::automatic));
    choose (parameters.bargeIn, static_cast<int> (BargeInMode::gentle));
}

} // namespace

StandaloneAudio::StandaloneAudio (AppSettings& appSettings, AppOptions appOptions)
    : settings (appSettings), options (std::move (appOptions))
{
    if (const auto state = settings.pluginState())
        processor.setStateInformation (state->getData(), static_cast<int> (state->getSize()));
    else
        chooseFirst (processor.parameters);

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
    if (beforeLooking)
        beforeLooking();

    const auto remembered = settings.devices();
    opened (reopenDevices (devices, remembered.get()));
}

void StandaloneAudio::opened (const juce::String& problem)
{
    openedDevices = chosenDevices();
    noticeRunning();
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

    auto* device = devices.getCurrentAudioDevice();
    const auto before = running != nullptr ? std::make_unique<juce::XmlElement> (*running) : nullptr;

    if (device != nullptr && device->isPlaying())
    {
        noticeRunning();

        // Chosen in the settings: JUCE keeps the number of inputs, and may have taken the lowest rate.
        if (before != nullptr && ! areSameDevices (*before, *running))
            return opened (openSuitably (devices, *running));

        if (! watch.isLost())
            report ({});
    }
    else if (device == nullptr && ! watch.isLost())
    {
        running.reset();
        report ("No audio device is open; choose one in the audio settings.");
    }
}

void StandaloneAudio::noticeRunning()
{
    auto* device = devices.getCurrentAudioDevice();

    if (device == nullptr)
        return;

    running = runningDevices (devices);
    const auto rate = std::max (devices.getAudioDeviceSetup().sampleRate, 1.0);
    processor.setDeviceLatency (device->getInputLatencyInSamples() + device->getOutputLatencyInSamples(),
                                juce::roundToInt (rate));
    watch.opened (now(), Milliseconds (juce::roundToInt (1000.0 * devices.getAudioDeviceSetup().bufferSize / rate)));
}

void StandaloneAudio::timerCallback()
{
    watchDevice();

    while (const auto notice = player.takeNotice())
        processor.desk().showMessage (describe (*notice));

    if (++ticksUntilSave >= ticksPerSave)
        save();
}

void StandaloneAudio::watchDevice()
{
    switch (watch.look (now(), blocks()))
    {
        case DeviceWatch::Step::lost:
            if (running != nullptr)
                report ("The audio device has stopped; the conversation goes on when it is back.");
            break;
        case DeviceWatch::Step::tryToOpen:
            reopen();
            break;
        case DeviceWatch::Step::back:
            report ({});
            break;
        case DeviceWatch::Step::nothing:
            break;
    }
}

void StandaloneAudio::reopen()
{
    if (running == nullptr || (isChoosing && isChoosing()))
        return;

    const auto wanted = std::make_unique<juce::XmlElement> (*running);
    const auto problem = reopenTheSame (devices, *wanted);
    openedDevices = chosenDevices();

    if (problem.isEmpty())
        noticeRunning();
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
