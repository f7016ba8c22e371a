#include "Recording.h"

#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>

#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <type_traits>

#include <numeric>

namespace parlando::testing
{

namespace
{

using Catch::Matchers::WithinAbs;

float mean (const std::vector<float>& samples)
{
    return samples.empty()
               ? 0.0f
               : std::accumulate (samples.begin(), samples.end(), 0.0f) / static_cast<float> (samples.size());
}

juce::AudioChannelSet channels (int count)
{
    return count == 0   ? juce::AudioChannelSet::disabled()
           : count == 1 ? juce::AudioChannelSet::mono()
                        : juce::AudioChannelSet::canonicalChannelSet (count);
}

juce::AudioProcessor::BusesLayout layout (int main, int sideChain, int output, int agent)
{
    juce::AudioProcessor::BusesLayout made;
    made.inputBuses.addArray ({channels (main), channels (sideChain)});
    made.outputBuses.addArray ({channels (output), channels (agent)});
    return made;
}

/** What the main output must be in a block of a track that nobody talks on. */
float expectedDry (const juce::AudioBuffer<float>& in, int inputs, int outputs, int channel, int sample)
{
    if (inputs == 0)
        return 0.0f;
    if (inputs == 2 && outputs == 1)
        return 0.5f * (in.getSample (0, sample) + in.getSample (1, sample));
    return in.getSample (std::min (channel, inputs - 1), sample);
}

} // namespace

TEMPLATE_TEST_CASE ("A host sees a track with a side-chain and a bus for the agent, which are off by default", "", VST3,
                    LV2)
{
    const auto plugin = Formats::get().open<TestType> (48'000.0, 480);
    REQUIRE (plugin->getBusCount (true) == 2);
    REQUIRE (plugin->getBusCount (false) == 2);

    for (const auto isInput : {true, false})
    {
        CHECK (plugin->getBus (isInput, 0)->getName() == "Main");
        CHECK (plugin->getBus (isInput, 0)->getDefaultLayout() == juce::AudioChannelSet::stereo());
        CHECK (plugin->getBus (isInput, 0)->isEnabledByDefault());
        CHECK (plugin->getBus (isInput, 1)->getName() == (isInput ? "Side-chain" : "Agent"));

        // LV2's wrapper turns on every bus: that the ports of the side-chain must be connected is what it has to say.
        const auto isLv2SideChain = isInput && std::is_same_v<TestType, LV2>;
        CHECK (plugin->getBus (isInput, 1)->isEnabledByDefault() == isLv2SideChain);
    }
}

// Only VST3: the ports of an LV2 plugin are written down in its bundle, JUCE's wrapper enables every bus there.
TEST_CASE ("Each bus of a VST3 may be mono or stereo, or off, and the dry track passes bit by bit")
{
    for (const auto main : {0, 1, 2})
        for (const auto sideChain : {0, 1, 2})
            for (const auto output : {0, 1, 2})
                for (const auto agent : {0, 1, 2})
                {
                    CAPTURE (main, sideChain, output, agent);
                    Track track (VST3::name, 48'000.0, 256, false);
                    track.plugin->releaseResources();
                    REQUIRE (track.plugin->setBusesLayout (layout (main, sideChain, output, agent)));
                    track.prepare (48'000.0, 256);
                    track.feed = noise();
                    int wrong = 0;
                    track.listen = [&] (const auto& in, const auto& out)
                    {
                        for (int channel = 0; channel < output + agent; ++channel)
                            for (int i = 0; i < out.getNumSamples(); ++i)
                                if (out.getSample (channel, i) !=
                                    (channel < output ? expectedDry (in, main, output, channel, i) : 0.0f))
                                    ++wrong;
                    };

                    for (int i = 0; i < 4; ++i)
                        track.block();

                    CHECK (wrong == 0);
                }
}

TEST_CASE ("A VST3 refuses buses of more than two channels")
{
    Track track (VST3::name, 48'000.0, 256, false);
    track.plugin->releaseResources();

    for (const auto& wide : {layout (3, 0, 2, 0), layout (2, 4, 2, 0), layout (2, 0, 6, 0), layout (2, 0, 2, 3)})
        CHECK_FALSE (track.plugin->checkBusesLayoutSupported (wide));
}

TEMPLATE_TEST_CASE ("The dry track is not delayed and no bit of it changes", "", VST3, LV2)
{
    const auto track = Track::make<TestType>();
    CHECK (track->plugin->getLatencySamples() == 0);
    track->feed = noise();
    Recording recording (*track);

    for (int i = 0; i < 200; ++i)
        track->block();

    const auto isUntouched = recording.main() == recording.dry();
    CHECK (isUntouched);
    CHECK (recording.voiced() == 0);
}

TEMPLATE_TEST_CASE ("The agent's own bus has its voice alone, and the main output the track and the voice", "", VST3,
                    LV2)
{
    HostService service;
    const auto track = Track::make<TestType> (24'000.0, 240);
    track->feed = noise (0.2f);
    Recording recording (*track);
    track->play();
    REQUIRE (track->connect (service));

    const auto speech = swellingSpeech (12'000);
    service.say (speech);
    REQUIRE (dispatchUntil ([&] { return recording.voiced() >= sounding (speech).size(); }));
    REQUIRE (track->pass (0.2));
    track->stop();

    const auto dry = recording.dry(), main = recording.main(), voice = recording.voice();
    std::size_t wrong = 0;

    for (std::size_t i = 0; i < voice.size(); ++i)
        wrong += main[i] != dry[i] + voice[i] ? 1 : 0;

    CHECK (wrong == 0);
    const auto isWhole = sounding (voice) == sounding (speech);
    CHECK (isWhole);
}

TEMPLATE_TEST_CASE ("The agent hears the track, the side-chain or both, as the person chose", "", VST3, LV2)
{
    HostService service;
    const auto track = Track::make<TestType>();
    track->feed = levels (0.1f, 0.4f);
    track->play();
    REQUIRE (track->connect (service));

    for (const auto& [choice, level] : {std::pair (0.0f, 0.1f), std::pair (0.5f, 0.4f), std::pair (1.0f, 0.5f)})
    {
        CAPTURE (choice, level);
        track->set ("Agent hears", choice);
        // The microphone's path has no gain: a steady level arrives as it is.
        CHECK (dispatchUntil ([&, wanted = level]
                              { return std::abs (mean (service.lastHeard (1'600)) - wanted) < 0.005f; }));
        const auto from = service.samplesHeard();
        CHECK (dispatchUntil ([&] { return service.samplesHeard() > from + 4'800; }));
        CHECK_THAT (mean (service.lastHeard (3'200)), WithinAbs (level, 0.005));
    }

    // What loudspeakers play the agent does not hear.
    track->set ("Loudspeakers play", 0.5f);
    CHECK (dispatchUntil ([&] { return std::abs (mean (service.lastHeard (1'600)) - 0.1f) < 0.005f; }));
}

TEMPLATE_TEST_CASE ("The agent's voice is ducked under the side-chain in both outputs, as far as the host says", "",
                    VST3, LV2)
{
    HostService service;
    const auto track = Track::make<TestType> (24'000.0, 240);
    track->set ("Voice duck amount", normalised (20.0f, 0.0f, 40.0f));
    track->feed = levels (0.0f, 0.4f);
    Recording recording (*track);
    track->play();
    REQUIRE (track->connect (service));

    const auto speech = swellingSpeech (12'000);
    service.say (speech);
    REQUIRE (dispatchUntil ([&] { return recording.voiced() >= sounding (speech).size(); }));
    REQUIRE (track->pass (0.2));
    track->stop();

    const auto voice = sounding (recording.voice()), whole = sounding (speech);
    REQUIRE (voice.size() == whole.size());
    int wrong = 0;

    for (std::size_t i = 0; i < voice.size(); ++i)
        wrong += std::abs (voice[i] - 0.1 * whole[i]) > 1.0 ? 1 : 0;

    CHECK (wrong == 0);
    const auto isOnBoth = recording.main() == recording.voice();
    CHECK (isOnBoth);
}

} // namespace parlando::testing
