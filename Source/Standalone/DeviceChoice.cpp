#include "DeviceChoice.h"

namespace parlando
{
namespace
{

using Type = juce::AudioIODeviceType;

constexpr int channels = 2;

// Elements and attributes as AudioDeviceManager writes and reads them.
constexpr auto setupTag = "DEVICESETUP", typeAttribute = "deviceType", inputAttribute = "audioInputDeviceName",
               outputAttribute = "audioOutputDeviceName", rateAttribute = "audioDeviceRate",
               blockAttribute = "audioDeviceBufferSize";

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

bool namesDevice (const juce::XmlElement& setup)
{
    return setup.getStringAttribute (inputAttribute).isNotEmpty() ||
           setup.getStringAttribute (outputAttribute).isNotEmpty();
}

juce::String open (juce::AudioDeviceManager& devices, const juce::XmlElement& setup)
{
    const auto error = devices.initialise (channels, channels, &setup, false);

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

juce::String reopenDevices (juce::AudioDeviceManager& devices, const juce::XmlElement* remembered)
{
    for (auto* type : devices.getAvailableDeviceTypes())
        type->scanForDevices();

    devices.closeAudioDevice();
    return openDevices (devices, {}, remembered);
}

} // namespace parlando
