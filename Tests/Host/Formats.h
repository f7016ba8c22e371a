#pragma once

#include <juce_audio_processors/juce_audio_processors.h>

#include <map>
#include <memory>

namespace parlando::testing
{

/** DISPLAY, where the tests were started without one: nobody is there. */
inline constexpr auto noDisplay = ":65000";

/** The formats that the tests are written for once. */
struct VST3
{
    static constexpr auto name = "VST3";
    static constexpr auto bundle = PARLANDO_VST3;
};

struct LV2
{
    static constexpr auto name = "LV2";
    static constexpr auto bundle = PARLANDO_LV2;
};

/** Opens the built bundles with JUCE's own hosting. Message thread. */
class Formats
{
public:
    Formats();

    template <typename Format>
    [[nodiscard]] std::unique_ptr<juce::AudioPluginInstance> open (double sampleRate, int blockSize)
    {
        return open (Format::name, sampleRate, blockSize);
    }

    [[nodiscard]] std::unique_ptr<juce::AudioPluginInstance> open (const juce::String& format, double sampleRate,
                                                                   int blockSize);

    /** What a scan of the bundle finds. */
    [[nodiscard]] const juce::PluginDescription& description (const juce::String& format);

    /** One for the whole run. */
    static Formats& get();

private:
    juce::AudioPluginFormatManager manager;
    std::map<juce::String, juce::PluginDescription> found;
};

} // namespace parlando::testing
