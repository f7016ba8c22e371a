#include "Track.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>

namespace parlando::testing
{

namespace
{

/** A parameter as projects, controllers and people know it; none of this ever changes. */
struct Promise
{
    const char *id, *name, *group, *unit;
    float byDefault, lowest, highest;
    int steps; /**< 0: a continuous range. */
    const char *lowestText, *highestText;
    bool isOutput = false; /**< The host shows it and does not set it. */
};

constexpr Promise promises[] = {
    {"bypass", "Bypass", "", "", 0, 0, 1, 2, "Off", "On"},
    {"connect", "Connect", "Agent", "", 0, 0, 1, 2, "Off", "On"},
    {"talk_mode", "Talk mode", "Agent", "", 0, 0, 1, 2, "Open", "Push to talk"},
    {"talk", "Talk", "Agent", "", 0, 0, 1, 2, "Off", "On"},
    {"interrupt", "Interrupt", "Agent", "", 0, 0, 1, 2, "Off", "On"},
    {"allow_tools", "Allow tools", "Agent", "", 2, 0, 2, 3, "Off", "On"},
    {"hears", "Agent hears", "Input", "", 0, 0, 2, 3, "Main", "Both"},
    {"microphone_mute", "Microphone mute", "Input", "", 0, 0, 1, 2, "Off", "On"},
    {"input_gain", "Input gain", "Input", "dB", 0, -60, 12, 0, "-inf", "12.0"},
    {"voice_gain", "Voice gain", "Output", "dB", 0, -60, 12, 0, "-inf", "12.0"},
    {"dry_gain", "Dry gain", "Output", "dB", 0, -60, 12, 0, "-inf", "12.0"},
    {"duck_amount", "Duck amount", "Output", "dB", 0, 0, 40, 0, "0.0", "40.0"},
    {"duck_attack", "Duck attack", "Output", "ms", 30, 5, 500, 0, "5", "500"},
    {"duck_release", "Duck release", "Output", "ms", 400, 20, 3'000, 0, "20", "3000"},
    {"slot01", "Slot 1", "Slots", "%", 0, 0, 1, 0, "0", "100"},
    {"slot09", "Slot 9", "Slots", "%", 0, 0, 1, 0, "0", "100"},
    {"slot10", "Slot 10", "Slots", "%", 0, 0, 1, 0, "0", "100"},
    {"slot32", "Slot 32", "Slots", "%", 0, 0, 1, 0, "0", "100"},
    {"connected", "Connected", "Status", "", 0, 0, 1, 2, "Off", "On", true},
    {"person_speaking", "Person speaking", "Status", "", 0, 0, 1, 2, "Off", "On", true},
    {"agent_speaking", "Agent speaking", "Status", "", 0, 0, 1, 2, "Off", "On", true},
    {"input_channel", "Input channel", "Channels", "", 0, 0, 2, 3, "Automatic", "Right"},
    {"replay", "Replay", "Replay", "", 0, 0, 2, 3, "Off", "Always"},
    {"replay_follows", "Replay follows", "Replay", "", 0, 0, 1, 2, "Time", "Beats"},
    {"loudness", "Loudness", "Loudness", "", 0, 0, 4, 5, "Off", "-14 LUFS"},
    {"echo", "Echo", "Speech", "", 0, 0, 2, 3, "Off", "On"},
    {"barge_in", "Barge-in", "Speech", "", 0, 0, 2, 3, "Off", "Quick"},
    {"loudspeakers", "Loudspeakers play", "Side-chain", "", 0, 0, 2, 3, "Agent", "Both"},
    {"voice_duck_amount", "Voice duck amount", "Side-chain", "dB", 0, 0, 40, 0, "0.0", "40.0"},
    {"voice_duck_threshold", "Voice duck threshold", "Side-chain", "dB", -40, -60, 0, 0, "-60.0", "0.0"},
    {"voice_duck_attack", "Voice duck attack", "Side-chain", "ms", 30, 5, 500, 0, "5", "500"},
    {"voice_duck_release", "Voice duck release", "Side-chain", "ms", 400, 20, 3'000, 0, "20", "3000"},
    {"clean_up", "Clean-up", "Clean-up", "", 0, 0, 3, 4, "Off", "Both"},
};

/** Of the 32 slots four stand above. */
constexpr int slotsNotListed = 28;

// VST3 has numbers for ids: JUCE's hash of ours. LV2 has URIs.
template <typename Format>
juce::String idIn (const Promise& promise)
{
    if constexpr (std::is_same_v<Format, VST3>)
        return juce::String (juce::String (promise.id).hashCode() & 0x7fffffff);
    else
        return juce::String ("des:urn:parlando:plugin:") + promise.id;
}

const juce::HostedAudioProcessorParameter* find (const juce::AudioPluginInstance& plugin, const juce::String& id)
{
    for (auto* each : plugin.getParameters())
        if (auto* hosted = dynamic_cast<const juce::HostedAudioProcessorParameter*> (each))
            if (hosted->getParameterID() == id)
                return hosted;

    return nullptr;
}

/** JUCE gives a VST3 with MIDI a parameter for each controller, which hosts do not show. */
int numOwnParameters (const juce::AudioPluginInstance& plugin)
{
    const auto parameters = plugin.getParameters();
    return static_cast<int> (std::count_if (parameters.begin(), parameters.end(),
                                            [] (const auto* each)
                                            { return ! each->getName (100).startsWith ("MIDI CC"); }));
}

juce::String groupOf (const juce::AudioPluginInstance& plugin, const juce::AudioProcessorParameter& parameter)
{
    const auto groups =
        plugin.getParameterTree().getGroupsForParameter (const_cast<juce::AudioProcessorParameter*> (&parameter));
    return groups.isEmpty() ? juce::String() : groups.getLast()->getName();
}

} // namespace

TEMPLATE_TEST_CASE ("The parameters are those that projects were saved with", "", VST3, LV2)
{
    const auto plugin = Formats::get().open<TestType> (48'000.0, 480);
    // LV2's wrapper adds one of its own, the `enabled` port.
    CHECK (numOwnParameters (*plugin) ==
           static_cast<int> (std::size (promises)) + slotsNotListed + (std::is_same_v<TestType, LV2> ? 1 : 0));

    for (const auto& promise : promises)
    {
        CAPTURE (promise.id);
        const auto* parameter = find (*plugin, idIn<TestType> (promise));
        REQUIRE (parameter != nullptr);
        CHECK (parameter->getName (100) == promise.name);
        CHECK (groupOf (*plugin, *parameter) == promise.group);
        CHECK (parameter->getDefaultValue() ==
               Catch::Approx (normalised (promise.byDefault, promise.lowest, promise.highest)).margin (1e-6));
        CHECK (parameter->getValue() == Catch::Approx (parameter->getDefaultValue()).margin (1e-6));
        CHECK (parameter->isDiscrete() == (promise.steps != 0));
        // An LV2 says nothing of it.
        CHECK (parameter->isAutomatable() == (! promise.isOutput || std::is_same_v<TestType, LV2>));

        if (promise.steps != 0)
            CHECK (parameter->getNumSteps() == promise.steps);
    }
}

// Only VST3: LV2 has units and texts in its Turtle, where JUCE's wrapper writes names of choices and no units.
TEST_CASE ("A VST3's parameters have their units, and texts that they read again")
{
    const auto plugin = Formats::get().open<VST3> (48'000.0, 480);

    for (const auto& promise : promises)
    {
        CAPTURE (promise.id);
        const auto* parameter = find (*plugin, idIn<VST3> (promise));
        REQUIRE (parameter != nullptr);
        CHECK (parameter->getLabel() == promise.unit);
        CHECK (parameter->getText (0.0f, 100) == promise.lowestText);
        CHECK (parameter->getText (1.0f, 100) == promise.highestText);

        for (const auto value : {0.0f, 0.25f, 0.5f, 0.75f, 1.0f})
        {
            const auto text = parameter->getText (value, 100);
            CAPTURE (text.toStdString());
            CHECK (parameter->getText (parameter->getValueForText (text), 100) == text);
        }
    }
}

TEST_CASE ("An LV2's choices have their names")
{
    const auto plugin = Formats::get().open<LV2> (48'000.0, 480);

    for (const auto& promise : promises)
        if (promise.steps != 0)
        {
            CAPTURE (promise.id);
            const auto* parameter = find (*plugin, idIn<LV2> (promise));
            REQUIRE (parameter != nullptr);
            CHECK (parameter->getText (0.0f, 100) == promise.lowestText);
            CHECK (parameter->getText (1.0f, 100) == promise.highestText);
            CHECK (parameter->getValueForText (promise.highestText) == 1.0f);
        }
}

} // namespace parlando::testing
