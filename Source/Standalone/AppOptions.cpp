#include "AppOptions.h"

namespace parlando
{
namespace
{

constexpr auto helpText = R"(Parlando: a live spoken conversation with Gemini.

  --input-device NAME     the microphone: its name, or a part of it that no other has
  --output-device NAME    the loudspeakers, likewise
  --device-type TYPE      the audio system, such as ALSA or JACK
  --sample-rate R         in Hz, 8000 to 384000
  --block-size N          in samples, 16 to 8192
  --settings-folder DIR   where devices, window and agent are remembered
  --talk-key KEY          talk while it is held, whichever program has the keyboard: F9, "ctrl + alt + space";
                          none takes it away; remembered
  --connect               connect as soon as audio runs
  --help                  this text
  --version               the version

Devices, rate and block size that are given here are not remembered.
)";

[[noreturn]] void refuse (const juce::String& problem)
{
    throw UsageError (problem + "; 'parlando-app --help' shows what there is.");
}

/** Takes options and their values from the front of a list. */
class Reader
{
public:
    explicit Reader (const juce::ArgumentList& list) : arguments (list) {}

    [[nodiscard]] bool hasMore() const { return next < arguments.size(); }

    /** The option without its value. */
    juce::String option()
    {
        current = arguments[next++].text;
        return current.upToFirstOccurrenceOf ("=", false, false);
    }

    /** After '=' or in the next argument. */
    juce::String value()
    {
        const auto name = current.upToFirstOccurrenceOf ("=", false, false);
        const auto found = current.contains ("=") ? current.fromFirstOccurrenceOf ("=", false, false)
                           : hasMore()            ? arguments[next++].text
                                                  : juce::String();

        if (found.isEmpty() || (! current.contains ("=") && found.startsWith ("--")))
            refuse (name + " needs a value");

        return found;
    }

    void noValue() const
    {
        if (current.contains ("="))
            refuse (current.upToFirstOccurrenceOf ("=", false, false) + " takes no value");
    }

private:
    const juce::ArgumentList& arguments;
    juce::String current;
    int next = 0;
};

template <typename Number>
Number number (const juce::String& option, const juce::String& text, Number lowest, Number highest)
{
    const auto value = static_cast<Number> (text.getDoubleValue());
    const bool isNumber = text.containsOnly ("0123456789.") && text.containsAnyOf ("0123456789");

    if (! isNumber || value < lowest || value > highest)
        refuse (option + " must be from " + juce::String (lowest) + " to " + juce::String (highest) + ", not '" + text +
                "'");

    return value;
}

void readSwitch (AppOptions& options, const juce::String& name, Reader& reader)
{
    if (name == "--connect")
        options.connect = true;
    else if (name == "--help" || name == "-h")
        options.showHelp = true;
    else if (name == "--version")
        options.showVersion = true;
    else
        refuse ("There is no option '" + name + "'");

    reader.noValue();
}

void readOption (AppOptions& options, Reader& reader)
{
    const auto name = reader.option();

    if (name == "--input-device")
        options.inputDevice = reader.value();
    else if (name == "--output-device")
        options.outputDevice = reader.value();
    else if (name == "--device-type")
        options.deviceType = reader.value();
    else if (name == "--sample-rate")
        options.sampleRate = number (name, reader.value(), 8000.0, 384000.0);
    else if (name == "--block-size")
        options.blockSize = number (name, reader.value(), 16, 8192);
    else if (name == "--talk-key")
        options.talkKey = reader.value();
    else if (name == "--settings-folder")
        options.settingsFolder = juce::File::getCurrentWorkingDirectory().getChildFile (reader.value());
    else
        readSwitch (options, name, reader);
}

juce::File usualSettingsFolder()
{
    const auto folder = juce::File::getSpecialLocation (juce::File::userApplicationDataDirectory);
#if JUCE_MAC
    return folder.getChildFile ("Application Support/Parlando");
#else
    return folder.getChildFile ("Parlando");
#endif
}

} // namespace

AppOptions AppOptions::parse (const juce::ArgumentList& arguments)
{
    AppOptions options;
    options.settingsFolder = usualSettingsFolder();

    for (Reader reader (arguments); reader.hasMore();)
        readOption (options, reader);

    return options;
}

const char* AppOptions::help() noexcept { return helpText; }

} // namespace parlando
