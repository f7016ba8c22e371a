#include "SoundCard.h"

#include "CommandLineError.h"
#include "JuceSound.h"
#include "ListedNames.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <utility>
#include <vector>

namespace parlando
{
namespace
{

constexpr int channelsWanted = 2;

juce::BigInteger firstChannels (const juce::StringArray& available)
{
    juce::BigInteger channels;
    channels.setRange (0, std::min (channelsWanted, available.size()), true);
    return channels;
}

UsageError unknownDevice (const char* option, const std::string& wanted, const std::vector<std::string>& known)
{
    const auto names = known.empty()
                           ? std::string ("this machine has none; talk through files with --input and --output.")
                           : "the names are: " + listed (known) + ".";
    return UsageError (std::string (option) + ": no single device is called '" + wanted + "'; " + names);
}

} // namespace

struct SoundCard::Device final : juce::AudioIODeviceCallback
{
    std::unique_ptr<juce::AudioIODeviceType> system;
    std::unique_ptr<juce::AudioIODevice> device;
    juce::String inputName, outputName;
    AudioEngine* engine = nullptr;
    Recorder* recorder = nullptr;
    std::function<void (std::string)> onLost;
    std::vector<float> person;
    std::atomic<bool> stopping{false};

    void audioDeviceIOCallbackWithContext (const float* const* input, int numInputs, float* const* output,
                                           int numOutputs, int frames,
                                           const juce::AudioIODeviceCallbackContext&) override
    {
        std::array<const float*, channelsWanted> in{};
        std::array<float*, channelsWanted> out{};
        const auto ins = std::min (numInputs, channelsWanted), outs = std::min (numOutputs, channelsWanted);

        // A device may bring more than the block size it told.
        for (int at = 0; at < frames;)
        {
            const auto count = std::min (frames - at, static_cast<int> (person.size()));

            for (int i = 0; i < ins; ++i)
                in[static_cast<std::size_t> (i)] = input[i] + at;

            for (int i = 0; i < outs; ++i)
                out[static_cast<std::size_t> (i)] = output[i] + at;

            mixPerson (in, ins, count);
            engine->process (in.data(), ins, out.data(), outs, count);

            if (outs > 0)
                recorder->write (person.data(), out[0], count);

            at += count;
        }
    }

    void mixPerson (const std::array<const float*, channelsWanted>& in, int channels, int count)
    {
        for (int frame = 0; frame < count; ++frame)
        {
            float sum = 0.0f;

            for (int i = 0; i < channels; ++i)
                sum += in[static_cast<std::size_t> (i)][frame];

            person[static_cast<std::size_t> (frame)] = channels > 0 ? sum / static_cast<float> (channels) : 0.0f;
        }
    }

    void audioDeviceAboutToStart (juce::AudioIODevice*) override {}

    void audioDeviceStopped() override
    {
        if (! stopping && onLost)
            onLost ("The sound device stopped; check that it is still connected.");
    }

    void audioDeviceError (const juce::String& problem) override
    {
        if (! stopping && onLost)
            onLost ("The sound device failed (" + problem.toStdString() + "); check that it is still connected.");
    }

    bool choose (juce::AudioIODeviceType& candidate, const Choice& choice)
    {
        const auto pick = [&] (bool input, const std::optional<std::string>& wanted)
        { return wanted ? matchDevice (candidate, input, *wanted) : std::optional (defaultDevice (candidate, input)); };
        const auto in = pick (true, choice.input), out = pick (false, choice.output);

        if (! in || ! out || out->isEmpty())
            return false;

        inputName = *in;
        outputName = *out;
        return true;
    }

    void open (const Choice& choice)
    {
        device.reset (system->createDevice (outputName, inputName));

        if (device == nullptr)
            throw ConversationError ("The sound device could not be used; name others that 'parlando devices' lists.");

        const auto rates = device->getAvailableSampleRates();
        const double wanted = choice.sampleRate.value_or (48000);

        if (choice.sampleRate && ! rates.isEmpty() && ! rates.contains (wanted))
            throw UsageError ("--sample-rate: the sound device does not run at " + std::to_string (*choice.sampleRate) +
                              " Hz; leave the option out or see 'parlando devices'.");

        const auto rate = rates.isEmpty() || rates.contains (wanted) ? wanted : rates[0];
        const auto problem =
            device->open (firstChannels (device->getInputChannelNames()),
                          firstChannels (device->getOutputChannelNames()), rate, choice.blockSize.value_or (480));

        if (problem.isNotEmpty() || ! device->isOpen())
            throw ConversationError ("The sound device would not open (" + problem.toStdString() +
                                     "); close other programs that use it, or name another device.");
    }
};

SoundCard::SoundCard (const Choice& choice) : device (std::make_unique<Device>())
{
    auto systems = soundSystems();

    for (auto& system : systems)
    {
        if (device->choose (*system, choice))
        {
            device->system = std::move (system);
            device->open (choice);
            device->person.resize (static_cast<std::size_t> (std::max (blockSize(), 1)));
            return;
        }
    }

    for (const bool input : {true, false})
    {
        const auto& wanted = input ? choice.input : choice.output;
        const auto matches = [&] (const auto& system) { return matchDevice (*system, input, *wanted).has_value(); };

        if (wanted && std::none_of (systems.begin(), systems.end(), matches))
            throw unknownDevice (input ? "--input-device" : "--output-device", *wanted, deviceNames (systems, input));
    }

    if (choice.input && choice.output)
        throw UsageError ("--input-device and --output-device belong to different audio systems; 'parlando devices' "
                          "lists which go together.");

    throw ConversationError ("This machine has no sound device to talk through; talk through files with --input and "
                             "--output, or type with --no-audio.");
}

SoundCard::~SoundCard() { stop(); }

int SoundCard::sampleRate() const { return juce::roundToInt (device->device->getCurrentSampleRate()); }

int SoundCard::blockSize() const { return device->device->getCurrentBufferSizeSamples(); }

std::string SoundCard::description() const
{
    const auto input = device->inputName.isEmpty() ? juce::String ("no microphone") : device->inputName;
    return device->system->getTypeName().toStdString() + ": " + input.toStdString() + " -> " +
           device->outputName.toStdString() + ", " + std::to_string (sampleRate()) + " Hz, blocks of " +
           std::to_string (blockSize());
}

void SoundCard::start (AudioEngine& engine, Recorder& recorder, std::function<void (std::string)> onLost)
{
    device->engine = &engine;
    device->recorder = &recorder;
    device->onLost = std::move (onLost);
    device->device->start (device.get());
}

void SoundCard::stop()
{
    device->stopping = true;

    if (device->device != nullptr)
    {
        device->device->stop();
        device->device->close();
    }
}

} // namespace parlando
