#include "SoundDevices.h"

#include "JuceSound.h"

#include <algorithm>
#include <utility>

namespace parlando
{
namespace
{

/** ALSA lists a device that plays into nothing beside the real ones; nobody wants it unasked. */
bool isNullDevice (const juce::String& name) { return name.startsWith ("Discard all samples"); }

/** The JACK library complains on stderr where no server runs, which is no fault here. */
void silenceJack()
{
#if defined(__linux__)
    using Report = void (*) (const char*);
    using SetReport = void (*) (Report);

    // Kept open: the setting lives in the library.
    static juce::DynamicLibrary library ("libjack.so.0");

    for (const auto* name : {"jack_set_error_function", "jack_set_info_function"})
        if (auto* const set = reinterpret_cast<SetReport> (library.getFunction (name)))
            set ([] (const char*) {});
#endif
}

std::unique_ptr<juce::AudioIODevice> makeDevice (juce::AudioIODeviceType& system, const juce::String& name, bool input)
{
    return std::unique_ptr<juce::AudioIODevice> (
        system.createDevice (input ? juce::String() : name, input ? name : juce::String()));
}

std::vector<double> ratesOf (juce::AudioIODevice* device)
{
    std::vector<double> rates;

    if (device != nullptr)
        for (const auto rate : device->getAvailableSampleRates())
            rates.push_back (rate);

    return rates;
}

SoundDevice describe (juce::AudioIODeviceType& system, const juce::String& name, bool input)
{
    const auto device = makeDevice (system, name, input);
    const auto channels = device == nullptr ? 0
                          : input           ? device->getInputChannelNames().size()
                                            : device->getOutputChannelNames().size();
    return {system.getTypeName().toStdString(),    name.toStdString(),     input,
            name == defaultDevice (system, input), ratesOf (device.get()), channels};
}

} // namespace

std::vector<std::unique_ptr<juce::AudioIODeviceType>> soundSystems (const juce::String& only)
{
    using Type = juce::AudioIODeviceType;
    silenceJack();
    std::vector<std::unique_ptr<Type>> systems;

    for (auto* system : {Type::createAudioIODeviceType_CoreAudio(),
                         Type::createAudioIODeviceType_WASAPI (juce::WASAPIDeviceMode::shared),
                         Type::createAudioIODeviceType_ALSA(), Type::createAudioIODeviceType_JACK()})
    {
        auto owned = std::unique_ptr<Type> (system);

        if (owned != nullptr && (only.isEmpty() || owned->getTypeName() == only))
        {
            owned->scanForDevices();
            systems.push_back (std::move (owned));
        }
    }

    return systems;
}

juce::String defaultDevice (const juce::AudioIODeviceType& system, bool input)
{
    const auto names = system.getDeviceNames (input);
    const auto preferred = names[system.getDefaultDeviceIndex (input)];

    if (preferred.isNotEmpty() && ! isNullDevice (preferred))
        return preferred;

    for (const auto& name : names)
        if (! isNullDevice (name))
            return name;

    return {};
}

std::vector<std::string> deviceNames (const std::vector<std::unique_ptr<juce::AudioIODeviceType>>& systems, bool input)
{
    std::vector<std::string> names;

    for (const auto& system : systems)
        for (const auto& name : system->getDeviceNames (input))
            if (std::find (names.begin(), names.end(), name.toStdString()) == names.end())
                names.push_back (name.toStdString());

    return names;
}

// JUCE's ALSA gives the rates of both devices as one list, and opens a microphone that has not the chosen one at
// another, beside speakers that have it.
std::vector<double> commonRates (juce::AudioIODeviceType& system, const juce::String& input, const juce::String& output)
{
    auto ins = input.isEmpty() ? std::vector<double>() : ratesOf (makeDevice (system, input, true).get());
    auto outs = output.isEmpty() ? std::vector<double>() : ratesOf (makeDevice (system, output, false).get());

    if (ins.empty() || outs.empty())
        return ins.empty() ? outs : ins;

    std::erase_if (ins, [&outs] (double rate) { return std::find (outs.begin(), outs.end(), rate) == outs.end(); });
    return ins;
}

std::optional<juce::String> matchDevice (const juce::AudioIODeviceType& system, bool input, const std::string& wanted)
{
    const auto text = juce::String::fromUTF8 (wanted.c_str());
    const auto names = system.getDeviceNames (input);
    std::optional<juce::String> found;

    for (const auto& name : names)
        if (name == text)
            return name;

    for (const auto& name : names)
    {
        if (name.containsIgnoreCase (text))
        {
            if (found)
                return {};

            found = name;
        }
    }

    return found;
}

std::vector<SoundDevice> findSoundDevices()
{
    std::vector<SoundDevice> devices;

    for (const auto& system : soundSystems())
        for (const bool input : {true, false})
            for (const auto& name : system->getDeviceNames (input))
                devices.push_back (describe (*system, name, input));

    return devices;
}

} // namespace parlando
