#include "Formats.h"

#include <stdexcept>

namespace parlando::testing
{

Formats::Formats()
{
    manager.addFormat (new juce::VST3PluginFormat());
    manager.addFormat (new juce::LV2PluginFormat());
}

Formats& Formats::get()
{
    static Formats formats;
    return formats;
}

const juce::PluginDescription& Formats::description (const juce::String& format)
{
    if (const auto known = found.find (format); known != found.end())
        return known->second;

    for (auto* each : manager.getFormats())
    {
        if (each->getName() != format)
            continue;

        const juce::String bundle (format == VST3::name ? VST3::bundle : LV2::bundle);
        juce::OwnedArray<juce::PluginDescription> types;
        each->findAllTypesForFile (types, bundle);

        if (types.size() != 1)
            throw std::runtime_error ("There is not one plugin but " + std::to_string (types.size()) + " in " +
                                      bundle.toStdString());

        return found.emplace (format, *types[0]).first->second;
    }

    throw std::runtime_error ("This host does not know " + format.toStdString());
}

std::unique_ptr<juce::AudioPluginInstance> Formats::open (const juce::String& format, double sampleRate, int blockSize)
{
    juce::String error;
    auto plugin = manager.createPluginInstance (description (format), sampleRate, blockSize, error);

    if (plugin == nullptr)
        throw std::runtime_error (error.toStdString());

    return plugin;
}

} // namespace parlando::testing
