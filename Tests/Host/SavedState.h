#pragma once

#include "Track.h"

#include <nlohmann/json.hpp>

#include <stdexcept>
#include <string>

namespace parlando::testing
{

/** The plugin's own bytes in what JUCE's hosts save: VST3 in an XML element, LV2 in a literal of its Turtle text. */
class SavedState
{
public:
    explicit SavedState (Track& track) : isLv2 (track.isLv2) { track.plugin->getStateInformation (host); }

    [[nodiscard]] const juce::MemoryBlock& bytes() const { return host; }

    /** What the plugin gave; VST3's wrapper adds zeros and its own mark behind it, which are cut off. */
    [[nodiscard]] std::string own() const
    {
        juce::MemoryBlock block;
        block.fromBase64Encoding (encoded());
        const std::string text (static_cast<const char*> (block.getData()), block.getSize());
        return text.substr (0, text.find ('\0'));
    }

    [[nodiscard]] nlohmann::json json() const { return nlohmann::json::parse (own()); }

    /** The same host's state with other bytes of the plugin in it. */
    [[nodiscard]] juce::MemoryBlock with (const std::string& other) const
    {
        return withCode (juce::MemoryBlock (other.data(), other.size()).toBase64Encoding());
    }

    /** The same with what stands for the bytes: their number, a dot, and JUCE's base 64. */
    [[nodiscard]] juce::MemoryBlock withCode (const juce::String& code) const
    {
        if (isLv2)
        {
            const auto text = host.toString().replace (encoded(), code);
            return {text.toRawUTF8(), text.getNumBytesAsUTF8()};
        }

        auto xml = juce::AudioProcessor::getXmlFromBinary (host.getData(), static_cast<int> (host.getSize()));
        auto* component = xml->getChildByName ("IComponent");
        component->deleteAllChildElements();
        component->addTextElement (code);
        juce::MemoryBlock result;
        juce::AudioProcessor::copyXmlToBinary (*xml, result);
        return result;
    }

    static void restore (Track& track, const juce::MemoryBlock& state)
    {
        track.plugin->setStateInformation (state.getData(), static_cast<int> (state.getSize()));
    }

private:
    [[nodiscard]] juce::String encoded() const
    {
        if (isLv2)
            return host.toString()
                .fromFirstOccurrenceOf ("StateString>", false, false)
                .fromFirstOccurrenceOf ("\"", false, false)
                .upToFirstOccurrenceOf ("\"", false, false);

        const auto xml = juce::AudioProcessor::getXmlFromBinary (host.getData(), static_cast<int> (host.getSize()));

        if (xml == nullptr || xml->getChildByName ("IComponent") == nullptr)
            throw std::runtime_error ("The host saved no component state.");

        return xml->getChildByName ("IComponent")->getAllSubText();
    }

    const bool isLv2;
    juce::MemoryBlock host;
};

} // namespace parlando::testing
