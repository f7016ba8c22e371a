#include "AppSettings.h"

#include <parlando_plugin/PluginState.h>
#include <parlando_text/AtomicFile.h>

#include <algorithm>

namespace parlando
{
namespace
{

constexpr auto devicesKey = "devices", stateKey = "pluginState", windowKey = "window", talkKeyKey = "talkKey";

juce::PropertiesFile::Options fileOptions()
{
    juce::PropertiesFile::Options options;
    options.storageFormat = juce::PropertiesFile::storeAsXML;
    options.millisecondsBeforeSaving = -1; // only when told to
    return options;
}

/** JUCE reads XML by recursion, also what stands in an attribute, and follows what a document declares. What is as the
    app writes it has neither declarations nor many elements. */
bool isAsWritten (const juce::File& file)
{
    constexpr juce::int64 largest = 4 * 1024 * 1024;
    constexpr int mostMarks = 1000; // a file with all that can be set has some fifty

    if (file.getSize() > largest)
        return false;

    const auto text = file.loadFileAsString();
    const auto marks = std::count_if (text.begin(), text.end(), [] (auto c) { return c == '<' || c == '&'; });
    return text.trimStart().startsWithChar ('<') && ! text.contains ("<!") && marks <= mostMarks;
}

/** What the app did not write is put beside: it begins as on its first run, and nothing is lost. */
juce::File usableFile (const juce::File& folder)
{
    const auto file = folder.getChildFile ("Parlando.settings");
    const auto isUsable = ! file.existsAsFile() || isAsWritten (file) ||
                          file.moveFileTo (folder.getNonexistentChildFile ("Parlando", ".unreadable", false));
    return isUsable ? file : juce::File();
}

} // namespace

AppSettings::AppSettings (const juce::File& folder) : file (usableFile (folder), fileOptions()) {}

/** What could not be saved is not tried again in another way. */
AppSettings::~AppSettings() { file.setNeedsToBeSaved (false); }

std::unique_ptr<juce::XmlElement> AppSettings::devices() const { return file.getXmlValue (devicesKey); }

std::optional<juce::MemoryBlock> AppSettings::pluginState() const
{
    const auto text = file.getValue (stateKey);
    const auto size = text.getIntValue(); // stands before the bytes; JUCE makes room for that many
    juce::MemoryBlock state;

    if (size <= 0 || size > static_cast<int> (PluginState::largest) || ! state.fromBase64Encoding (text) ||
        state.isEmpty())
        return {};

    return state;
}

juce::String AppSettings::windowPlace() const { return file.getValue (windowKey); }

juce::String AppSettings::talkKey() const { return file.getValue (talkKeyKey); }

void AppSettings::setDevices (const juce::XmlElement* devices) { file.setValue (devicesKey, devices); }

void AppSettings::setPluginState (const juce::MemoryBlock& state)
{
    file.setValue (stateKey, state.toBase64Encoding());
}

void AppSettings::setWindowPlace (const juce::String& place) { file.setValue (windowKey, place); }

void AppSettings::setTalkKey (const juce::String& key) { file.setValue (talkKeyKey, key); }

bool AppSettings::save()
{
    if (! file.needsToBeSaved())
        return true;

    // In the form that juce::PropertiesFile reads, whose own way of writing loses permissions and links.
    const auto target = file.getFile();
    const auto text = file.createXml ("PROPERTIES")->toString();

    if (target.getParentDirectory().createDirectory().failed())
        return false;

    try
    {
        replaceFile (target.getFullPathName().toStdString(), text.toStdString());
    }
    catch (const FileError&)
    {
        return false;
    }

    file.setNeedsToBeSaved (false);
    return true;
}

} // namespace parlando
