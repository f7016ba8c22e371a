#include "DeviceChoice.h"

#include <parlando_audio/parlando_audio.h>

#include <optional>
#include <utility>

namespace parlando
{
namespace
{

using Type = juce::AudioIODeviceType;

constexpr int outputs = 2;

// Elements and attributes as AudioDeviceManager writes and reads them.
constexpr auto setupTag = "DEVICESETUP", typeAttribute = "deviceType", inputAttribute = "audioInputDeviceName",
               outputAttribute = "audioOutputDeviceName", rateAttribute = "audioDeviceRate",
               blockAttribute = "audioDeviceBufferSize", inputChannelsAttribute = "audioDeviceInChans",
               outputChannelsAttribute = "audioDeviceOutChans";

bool isNullDevice (const juce::String& name) { return name.startsWith ("Discard all samples"); }

juce::String defaultDevice (const Type& type, bool isInput)
{
    auto names = type.getDeviceNames (isInput);
    names.move (type.getDefaultDeviceIndex (isInput), 0);

    for (const auto& name : names)
        if (! isNullDevice (name))
            return name;

    return {};
}

/** Exactly `wanted`, or the only one that contains it. Throws UsageError. */
juce::String namedDevice (const Type& type, bool isInput, const juce::String& wanted)
{
    juce::StringArray found;

    for (const auto& name : type.getDeviceNames (isInput))
    {
        if (name == wanted)
            return name;

        if (name.containsIgnoreCase (wanted))
            found.addIfNotAlreadyThere (name);
    }

    if (found.size() == 1)
        return found[0];

    throw UsageError (juce::String (found.isEmpty() ? "There is no" : "There is more than one") + " audio " +
                      (isInput ? "input" : "output") + " '" + wanted + "'; choose one in the audio settings.");
}

juce::String deviceFor (const Type& type, bool isInput, const juce::String& wanted)
{
    return wanted.isEmpty() ? defaultDevice (type, isInput) : namedDevice (type, isInput, wanted);
}

void setRateAndBlock (juce::XmlElement& setup, const AppOptions& options)
{
    if (options.sampleRate)
        setup.setAttribute (rateAttribute, *options.sampleRate);

    if (options.blockSize)
        setup.setAttribute (blockAttribute, *options.blockSize);
}

/** Throws UsageError. */
juce::XmlElement setupFor (const Type& type, const AppOptions& options)
{
    juce::XmlElement setup (setupTag);
    setup.setAttribute (typeAttribute, type.getTypeName());
    setup.setAttribute (inputAttribute, deviceFor (type, true, options.inputDevice));
    setup.setAttribute (outputAttribute, deviceFor (type, false, options.outputDevice));
    setRateAndBlock (setup, options);
    return setup;
}

Type* typeOf (juce::AudioDeviceManager& devices, const juce::XmlElement& setup)
{
    for (auto* type : devices.getAvailableDeviceTypes())
        if (type->getTypeName() == setup.getStringAttribute (typeAttribute))
            return type;

    return nullptr;
}

/** JUCE gives the rates of both directions as one list: only what both have is a rate. One alone counts where the other
    does not tell. */
juce::Array<double> commonRates (Type& type, const juce::String& input, const juce::String& output)
{
    const auto ratesOf = [&type] (const juce::String& in, const juce::String& out)
    {
        const std::unique_ptr<juce::AudioIODevice> device (in.isEmpty() && out.isEmpty() ? nullptr
                                                                                         : type.createDevice (out, in));
        return device != nullptr ? device->getAvailableSampleRates() : juce::Array<double>();
    };
    auto ins = ratesOf (input, {}), outs = ratesOf ({}, output);

    if (ins.isEmpty() || outs.isEmpty())
        return ins.isEmpty() ? outs : ins;

    ins.removeIf ([&outs] (double rate) { return ! outs.contains (rate); });
    return ins;
}

/** Sets a rate where none was chosen; gives how many inputs to open where nobody chose those, or nothing where the
   devices do not go together. */
std::optional<int> complete (juce::AudioDeviceManager& devices, juce::XmlElement& setup)
{
    auto* type = typeOf (devices, setup);
    const auto input = setup.getStringAttribute (inputAttribute), output = setup.getStringAttribute (outputAttribute);
    const std::unique_ptr<juce::AudioIODevice> device (type != nullptr ? type->createDevice (output, input) : nullptr);

    if (device == nullptr)
        return outputs;

    auto rates = device->getAvailableSampleRates();

    if (rates.size() > 1 && ! setup.hasAttribute (rateAttribute))
    {
        rates = commonRates (*type, input, output);
        const auto rate =
            rateForSpeech ({rates.data(), static_cast<std::size_t> (rates.size())}, device->getCurrentSampleRate());

        if (rates.isEmpty())
            return {};

        setup.setAttribute (rateAttribute, rate);
    }

    return input.isEmpty() ? 0 : inputsToOpen (input.toStdString(), device->getInputChannelNames().size());
}

bool namesDevice (const juce::XmlElement& setup)
{
    return setup.getStringAttribute (inputAttribute).isNotEmpty() ||
           setup.getStringAttribute (outputAttribute).isNotEmpty();
}

juce::String open (juce::AudioDeviceManager& devices, juce::XmlElement setup)
{
    const auto inputs = complete (devices, setup);

    if (! inputs)
        return "The microphone and the loudspeakers have no sample rate in common; choose others in the audio "
               "settings.";

    const auto error = devices.initialise (*inputs, outputs, &setup, false);

    if (error.isEmpty() && devices.getCurrentAudioDevice() != nullptr)
        return {};

    const auto reason = error.upToFirstOccurrenceOf ("\n", false, false).trimCharactersAtEnd (".! ");
    return "The audio device cannot be opened" + (reason.isEmpty() ? juce::String() : " (" + reason + ")") +
           "; choose another in the audio settings.";
}

juce::String tryType (juce::AudioDeviceManager& devices, const Type& type, const AppOptions& options)
{
    try
    {
        const auto setup = setupFor (type, options);
        return namesDevice (setup) ? open (devices, setup) : "There is no audio device; connect one and try again.";
    }
    catch (const UsageError& notFound)
    {
        return juce::String (juce::CharPointer_UTF8 (notFound.what()));
    }
}

juce::String openFirst (juce::AudioDeviceManager& devices, const AppOptions& options)
{
    juce::String problem;

    for (const auto* type : devices.getAvailableDeviceTypes())
    {
        if (options.deviceType.isNotEmpty() && ! type->getTypeName().equalsIgnoreCase (options.deviceType))
            continue;

        const auto failure = tryType (devices, *type, options);

        if (failure.isEmpty())
            return {};

        if (problem.isEmpty())
            problem = failure;
    }

    return problem.isNotEmpty()
               ? problem
               : "There is no audio system '" + options.deviceType + "'; choose one in the audio settings.";
}

} // namespace

juce::String openDevices (juce::AudioDeviceManager& devices, const AppOptions& options,
                          const juce::XmlElement* remembered)
{
    const bool isRemembered = remembered != nullptr && remembered->hasTagName (setupTag) && namesDevice (*remembered);

    if (! isRemembered || options.namesDevices())
        return openFirst (devices, options);

    auto setup = *remembered;
    setRateAndBlock (setup, options);

    if (open (devices, setup).isEmpty())
        return {};

    const auto problem = openFirst (devices, options);
    return problem.isNotEmpty() ? problem : "The audio device of last time is not there; for now another one is used.";
}

std::unique_ptr<juce::XmlElement> runningDevices (const juce::AudioDeviceManager& devices)
{
    const auto* device = devices.getCurrentAudioDevice();

    if (device == nullptr)
        return {};

    const auto now = devices.getAudioDeviceSetup();
    auto setup = std::make_unique<juce::XmlElement> (setupTag);
    setup->setAttribute (typeAttribute, device->getTypeName());
    setup->setAttribute (inputAttribute, now.inputDeviceName);
    setup->setAttribute (outputAttribute, now.outputDeviceName);
    setup->setAttribute (rateAttribute, now.sampleRate);
    setup->setAttribute (blockAttribute, now.bufferSize);

    if (! now.useDefaultInputChannels)
        setup->setAttribute (inputChannelsAttribute, now.inputChannels.toString (2));

    if (! now.useDefaultOutputChannels)
        setup->setAttribute (outputChannelsAttribute, now.outputChannels.toString (2));

    return setup;
}

bool areSameDevices (const juce::XmlElement& one, const juce::XmlElement& other)
{
    const auto isSame = [&] (const char* name)
    { return one.getStringAttribute (name) == other.getStringAttribute (name); };
    return isSame (typeAttribute) && isSame (inputAttribute) && isSame (outputAttribute);
}

juce::String openSuitably (juce::AudioDeviceManager& devices, const juce::XmlElement& chosen)
{
    auto setup = chosen;
    setup.removeAttribute (rateAttribute);
    devices.closeAudioDevice(); // a device that only one program may open is looked at first
    return open (devices, setup);
}

namespace
{

/** JUCE's ALSA lists its devices once and never again, so that its list has to be made anew. The device must be closed,
    and nobody may hold on to a type. */
void lookAgain (juce::AudioDeviceManager& devices)
{
    devices.closeAudioDevice();
    const auto before = devices.getAvailableDeviceTypes().size();
    juce::OwnedArray<Type> fresh;
    devices.createAudioDeviceTypes (fresh);

    for (int i = 0; i < before; ++i)
        devices.removeAudioDeviceType (devices.getAvailableDeviceTypes().getFirst());

    while (! fresh.isEmpty())
    {
        fresh.getFirst()->scanForDevices();
        devices.addAudioDeviceType (std::unique_ptr<Type> (fresh.removeAndReturn (0)));
    }
}

} // namespace

juce::String reopenTheSame (juce::AudioDeviceManager& devices, const juce::XmlElement& running)
{
    lookAgain (devices);
    const auto* type = typeOf (devices, running);
    const auto isThere = [&] (bool isInput, const char* attribute)
    {
        const auto name = running.getStringAttribute (attribute);
        return name.isEmpty() || type->getDeviceNames (isInput).contains (name);
    };

    if (type == nullptr || ! isThere (true, inputAttribute) || ! isThere (false, outputAttribute))
        return "The audio device is not there; it is used again when it is back.";

    return open (devices, running);
}

juce::String reopenDevices (juce::AudioDeviceManager& devices, const juce::XmlElement* remembered)
{
    lookAgain (devices);
    return openDevices (devices, {}, remembered);
}

} // namespace parlando
