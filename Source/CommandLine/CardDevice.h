#pragma once

#include "JuceSound.h"
#include "SoundCard.h"

#include <array>
#include <atomic>
#include <vector>

namespace parlando
{

/** A pair of JUCE's devices: opens them, brings their blocks to an engine, and opens them again. Main thread, but for
   the callbacks. */
class CardDevice : private juce::AudioIODeviceCallback
{
public:
    explicit CardDevice (const SoundCard::Choice&);
    ~CardDevice() override;

    CardDevice (const CardDevice&) = delete;
    CardDevice& operator= (const CardDevice&) = delete;

    /** Whether this audio system has the devices that are asked for; then they are chosen. */
    bool choose (juce::AudioIODeviceType&);

    /** Opens what was chosen. Throws UsageError and ConversationError. */
    void open (std::unique_ptr<juce::AudioIODeviceType>);

    /** Looks for the same devices and opens them anew; at the rate that they had, if they have it still. False where
       they are not there or will not open. */
    bool reopen();

    void start (AudioEngine&, Recorder&, SpeechFeed*);
    void stop();

    /** Any thread: blocks so far. */
    unsigned blocks() const noexcept { return count; }

    int sampleRate() const noexcept { return rate; }
    int blockSize() const noexcept { return size; }
    Milliseconds blockLength() const;
    std::string description() const;

private:
    static constexpr int outputsWanted = 2;

    void audioDeviceIOCallbackWithContext (const float* const* input, int numInputs, float* const* output,
                                           int numOutputs, int frames,
                                           const juce::AudioIODeviceCallbackContext&) override;
    bool hear (const float* const* input, int numInputs, int at, int frames);
    void audioDeviceAboutToStart (juce::AudioIODevice*) override {}
    void audioDeviceStopped() override {}

    double chooseRate (double preferred) const;
    int chooseInputs() const;
    void openAt (double preferredRate);

    const SoundCard::Choice choice;
    std::unique_ptr<juce::AudioIODeviceType> system;
    std::unique_ptr<juce::AudioIODevice> device;
    juce::String systemName, inputName, outputName;
    int rate = 48000, size = 480, inputs = 0;

    AudioEngine* engine = nullptr;
    Recorder* recorder = nullptr;
    std::optional<InputMix> mix;
    SpeechFeed* feed = nullptr;
    std::vector<float> person, voice; // `voice` where nothing is played
    std::atomic<unsigned> count{0};
};

} // namespace parlando
