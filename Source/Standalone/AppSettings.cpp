#include "AppSettings.h"

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

} // namespace

AppSettings::AppSettings (const juce::File& folder) : file (folder.getChildFile ("Parlando.settings"), fileOptions()) {}

std::unique_ptr<juce::XmlElement> AppSettings::devices() const { return file.getXmlValue (devicesKey); }

std::optional<juce::MemoryBlock> AppSettings::pluginState() const
{
    juce::MemoryBlock state;

    if (! state.fromBase64Encoding (file.getValue (stateKey)) || state.isEmpty())
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

bool AppSettings::save() { return file.saveIfNeeded(); }

} // namespace parlando
