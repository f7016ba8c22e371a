#include <parlando_gemini/parlando_gemini.h>
#include <parlando_plugin/parlando_plugin.h>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

using namespace parlando;

TEST_CASE ("Every parameter reads back the text that it shows, over its whole range")
{
    PluginProcessor processor{gemini::geminiLive()};

    for (auto* each : processor.getParameters())
    {
        auto& parameter = dynamic_cast<juce::RangedAudioParameter&> (*each);

        for (int step = 0; step <= 40; ++step)
        {
            const auto value = parameter.convertTo0to1 (parameter.convertFrom0to1 (static_cast<float> (step) / 40.0f));
            const auto text = parameter.getText (value, 64);
            INFO (parameter.getName (64) << ": " << text);
            CHECK (parameter.getText (parameter.getValueForText (text), 64) == text);
        }
    }
}

TEST_CASE ("Gains take what people type")
{
    PluginProcessor processor{gemini::geminiLive()};
    const auto& gain = processor.parameters.voiceGain;
    const auto typed = [&] (const char* text)
    { return gain.convertFrom0to1 (static_cast<const juce::AudioProcessorParameter&> (gain).getValueForText (text)); };
    CHECK (typed ("-6") == -6.0f);
    CHECK (typed ("+3.5 dB") == 3.5f);
    CHECK (typed ("-inf") == -60.0f);
    CHECK (typed ("100") == 12.0f);
}

TEST_CASE ("The lowest gain is silence, and 0 dB leaves every sample as it is")
{
    PluginProcessor processor{gemini::geminiLive()};
    processor.parameters.dryGain = -60.0f;
    processor.parameters.voiceGain = 0.0f;
    const auto controls = processor.parameters.controls (false);
    CHECK (controls.dryGain == 0.0f);
    CHECK (controls.voiceGain == 1.0f);
    CHECK (controls.duckGain == 1.0f);
    CHECK (controls.voiceDuckGain == 1.0f);
    CHECK (controls.loudspeakers == LoudspeakerSource::agent);
}

TEST_CASE ("The voice is ducked as far, from such a level and as fast as its parameters say")
{
    PluginProcessor processor{gemini::geminiLive()};
    auto& parameters = processor.parameters;
    parameters.voiceDuckAmount = 20.0f;
    parameters.voiceDuckThreshold = -40.0f;
    parameters.voiceDuckAttack = 10.0f;
    parameters.voiceDuckRelease = 2'000.0f;
    const auto controls = parameters.controls (false);
    CHECK (controls.voiceDuckGain == Catch::Approx (0.1f));
    CHECK (controls.voiceDuckThreshold == Catch::Approx (0.01f));
    CHECK (controls.voiceDuckAttack == Catch::Approx (0.01f));
    CHECK (controls.voiceDuckRelease == Catch::Approx (2.0f));
    CHECK (controls.duckGain == 1.0f);
}

TEST_CASE ("What the loudspeakers play is told by the plugin as it was chosen, and only while it is there")
{
    PluginProcessor processor{gemini::geminiLive()};
    REQUIRE (processor.enableAllBuses());
    processor.prepareToPlay (48'000.0, 64);
    juce::AudioBuffer<float> block (4, 64);
    juce::MidiBuffer midi;

    const auto isPlayed = [&] (LoudspeakerSource source, float level)
    {
        processor.parameters.loudspeakers = static_cast<int> (source);
        block.clear();
        for (int i = 0; i < block.getNumSamples(); ++i)
            block.setSample (3, i, level);
        processor.processBlock (block, midi);
        return processor.playsSideChain();
    };

    CHECK_FALSE (isPlayed (LoudspeakerSource::agent, 0.1f));
    CHECK_FALSE (isPlayed (LoudspeakerSource::sideChain, 0.0f));
    CHECK (isPlayed (LoudspeakerSource::sideChain, 0.1f));
    CHECK (isPlayed (LoudspeakerSource::both, 0.1f));
    CHECK_FALSE (isPlayed (LoudspeakerSource::agent, 0.1f));
}

TEST_CASE ("Push-to-talk listens while talk is held, the open mode always")
{
    PluginProcessor processor{gemini::geminiLive()};
    auto& parameters = processor.parameters;
    CHECK (parameters.controls (false).isTalking);
    CHECK (parameters.controls (false).talkState() == TalkState::open);
    parameters.talkMode = static_cast<int> (TalkMode::pushToTalk);
    CHECK_FALSE (parameters.controls (false).isTalking);
    CHECK (parameters.controls (false).talkState() == TalkState::up);
    parameters.talk = true;
    CHECK (parameters.controls (false).isTalking);
    CHECK (parameters.controls (false).talkState() == TalkState::held);
    CHECK (parameters.controls (true).talkState() == TalkState::up);
}

TEST_CASE ("Main, side-chain and agent buses are mono, stereo or off in any mix, and nothing else")
{
    PluginProcessor processor{gemini::geminiLive()};
    const juce::AudioChannelSet sets[] = {juce::AudioChannelSet::disabled(), juce::AudioChannelSet::mono(),
                                          juce::AudioChannelSet::stereo()};

    for (const auto& main : sets)
        for (const auto& sideChain : sets)
            for (const auto& output : sets)
                for (const auto& agent : sets)
                    CHECK (processor.isBusesLayoutSupported ({{main, sideChain}, {output, agent}}));

    const auto surround = juce::AudioChannelSet::create5point1();
    CHECK_FALSE (processor.isBusesLayoutSupported ({{surround, sets[0]}, {sets[2], sets[0]}}));
    CHECK_FALSE (processor.isBusesLayoutSupported ({{sets[2], sets[0]}, {sets[2], surround}}));
}

TEST_CASE ("A slot takes from a host whatever it sends, and is a number from 0 to 1 afterwards")
{
    PluginProcessor processor{gemini::geminiLive()};
    auto& slot = *processor.parameters.slots[0];

    for (const auto value :
         {2.0f, -1.0f, std::numeric_limits<float>::infinity(), std::numeric_limits<float>::quiet_NaN()})
    {
        slot.setValueNotifyingHost (value);
        CHECK (slot.getValue() >= 0.0f);
        CHECK (slot.getValue() <= 1.0f);
    }
}

TEST_CASE ("A slot's text is in the unit that was given to it, and its default what was given as default")
{
    PluginProcessor processor{gemini::geminiLive()};
    auto& slot = *processor.parameters.slots[0];
    ControlDefinition cutoff;
    cutoff.name = "Cutoff";
    cutoff.minimum = 20.0;
    cutoff.maximum = 20'000.0;
    cutoff.unit = "Hz";
    cutoff.byDefault = 1'000.0;
    slot.setDefinition (cutoff);
    CHECK (slot.getName (100) == "Cutoff");
    CHECK (slot.getLabel() == "Hz");
    CHECK (slot.getText (slot.getDefaultValue(), 100) == "1000");
    CHECK (slot.getText (slot.getValueForText ("440 Hz"), 100) == "440");
}

TEST_CASE ("The plugin's own parameters are offered to the agent as they are")
{
    PluginProcessor processor{gemini::geminiLive()};
    const auto own = processor.parameters.ownControls();
    REQUIRE (own.size() == ToolLayout::ownIds.size());

    for (std::size_t i = 0; i < own.size(); ++i)
    {
        CAPTURE (own[i].id);
        CHECK (own[i].id == ToolLayout::ownIds[i]);
        auto& parameter = processor.parameters.parameterOf (ToolLayout::numSlots + i);
        CHECK (parameter.paramID == juce::String (own[i].id));

        for (const auto position : {0.0f, 0.25f, 0.75f, 1.0f})
            CHECK (std::abs (own[i].definition.toValue (static_cast<double> (position)) -
                             static_cast<double> (parameter.convertFrom0to1 (position))) < 0.51);
    }
}
