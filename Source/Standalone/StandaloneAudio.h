#pragma once

#include "AppSettings.h"
#include "BlockPlayer.h"
#include "DeviceChoice.h"

#include <parlando_gemini/parlando_gemini.h>
#include <parlando_plugin/parlando_plugin.h>

#include <functional>

namespace parlando
{

/** The processor and the sound devices that it runs on. The input is live whenever a device is open. Devices that go
   away end nothing: they are opened again when they are back. Message thread. */
class StandaloneAudio final : private juce::ChangeListener, private juce::Timer
{
public:
    /** Restores the processor's state. The first time ever the dry signal is silent, as the microphone must not reach
       the loudspeakers, and their echo is looked for. Opens no device. */
    StandaloneAudio (AppSettings&, AppOptions);

    /** Stops audio, then ends a running conversation. */
    ~StandaloneAudio() override;

    /** May take seconds. */
    void start();

    /** Looks for devices and opens them again. */
    void tryAgain();

    /** Puts devices and state into the settings, and writes them. */
    void save();

    /** Blocks processed so far. */
    [[nodiscard]] unsigned blocks() const noexcept { return player.blocks(); }

    /** One sentence, empty while audio runs. */
    [[nodiscard]] const juce::String& problem() const noexcept { return sentence; }

    /** The devices in words, for people. */
    [[nodiscard]] juce::String description() const;

    /** Whether the person is choosing devices at this moment: then nothing is opened by itself. */
    std::function<bool()> isChoosing;

    /** The lists of devices are about to be made anew: whoever shows them must let go of them. */
    std::function<void()> beforeLooking;

    /** Another problem or other devices. */
    std::function<void()> onChange;

    PluginProcessor processor{gemini::geminiLive()};
    juce::AudioDeviceManager devices;

private:
    void changeListenerCallback (juce::ChangeBroadcaster*) override;
    void timerCallback() override;
    void opened (const juce::String& problem);
    void noticeRunning();
    void watchDevice();
    void reopen();
    void report (const juce::String& problem);
    [[nodiscard]] juce::String chosenDevices() const;

    AppSettings& settings;
    const AppOptions options;
    BlockPlayer player;
    juce::String sentence;
    juce::String openedDevices;                /**< What was opened without the person's choosing it. */
    std::unique_ptr<juce::XmlElement> running; /**< The devices that ran last; none where the person wants none. */
    DeviceWatch watch;
    int ticksUntilSave = 0;
};

} // namespace parlando
