#include "ChildProgram.h"
#include "Recording.h"

#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cstdlib>

namespace parlando::testing
{

namespace
{

using Clock = std::chrono::steady_clock;

/** How long it takes until the plugin is gone. */
Clock::duration destroy (std::unique_ptr<Track> track)
{
    track->stop();
    const auto start = Clock::now();
    track.reset();
    return Clock::now() - start;
}

/** Leaves by exit() while the agent speaks. */
int exitConnected (const std::string& format)
{
    auto* service = new HostService();
    auto* track = new Track (format);
    track->play();

    if (! track->connect (*service))
        return 2;

    service->say (steadySpeech (5.0));
    auto* recording = new Recording (*track);
    juce::ignoreUnused (recording);

    if (! track->pass (0.3))
        return 3;

    // A host's audio is stopped before it leaves; everything else is as it was.
    track->stop();
    std::exit (0);
}

/** A host that never lets the message loop run. */
int hostWithoutMessages (const std::string& format)
{
    HostService service;
    auto track = std::make_unique<Track> (format);
    track->feed = noise();
    int wrong = 0;
    track->listen = [&] (const auto& in, const auto& out)
    {
        for (int i = 0; i < out.getNumSamples(); ++i)
            wrong += out.getSample (0, i) != in.getSample (0, i) ? 1 : 0;
    };

    for (int i = 0; i < 400; ++i)
    {
        if (i == 100)
            track->set ("Connect", 1.0f);

        track->block();
    }

    const auto state = [&]
    {
        juce::MemoryBlock bytes;
        track->plugin->getStateInformation (bytes);
        track->plugin->setStateInformation (bytes.getData(), static_cast<int> (bytes.getSize()));
        return bytes.getSize();
    }();
    track.reset();
    return wrong == 0 && state > 0 ? 0 : 4;
}

/** A host that leaves the ports of the side-chain and the agent's bus alone, as LV2 calls them optional. */
int hostWithoutOptionalBuses (const std::string& format)
{
    Track track (format, 48'000.0, Track::defaultBlock, false);

    for (int i = 0; i < 10; ++i)
        track.block();

    return 0;
}

const ChildProgram exiting ("exit-connected", exitConnected);
const ChildProgram silent ("host-without-messages", hostWithoutMessages);
const ChildProgram plain ("host-without-optional-buses", hostWithoutOptionalBuses);

} // namespace

TEMPLATE_TEST_CASE ("An instance that waits for a dead service is gone within a second", "", VST3, LV2)
{
    HostService service (HostService::Manner::silent);
    auto track = Track::make<TestType>();
    track->play();
    REQUIRE (track->pass (0.1));
    track->set ("Connect", 1.0f);
    REQUIRE (dispatchUntil ([&] { return service.knocks() == 1; }));
    CHECK (destroy (std::move (track)) < std::chrono::seconds (1));
}

TEMPLATE_TEST_CASE ("An instance whose agent speaks is gone within a second", "", VST3, LV2)
{
    HostService service;
    auto track = Track::make<TestType>();
    Recording recording (*track);
    track->play();
    REQUIRE (track->connect (service));
    service.say (steadySpeech (20.0));
    REQUIRE (dispatchUntil ([&] { return recording.voiced() > 0; }));
    CHECK (destroy (std::move (track)) < std::chrono::seconds (1));
    CHECK (dispatchUntil ([&] { return service.open() == 0; }));
}

TEMPLATE_TEST_CASE ("An instance may go as soon as its last block is over, again and again", "", VST3, LV2)
{
    HostService service;

    for (int i = 0; i < 5; ++i)
    {
        auto track = Track::make<TestType>();
        track->feed = noise();
        track->play();
        REQUIRE (track->connect (service));
        std::atomic<bool> isLast{false};
        auto* plugin = track.get();
        track->listen = [&, begun = plugin->blocks()] (const auto&, const auto&)
        { isLast = plugin->blocks() > begun + 10; };
        REQUIRE (dispatchUntil ([&] { return isLast.load(); }));
        CHECK (destroy (std::move (track)) < std::chrono::seconds (1));
    }

    CHECK (dispatchUntil ([&] { return service.open() == 0; }));
}

TEMPLATE_TEST_CASE ("One instance goes and the other talks on", "", VST3, LV2)
{
    HostService service;
    auto going = Track::make<TestType>(), staying = Track::make<TestType>();
    staying->feed = noise();
    Recording recording (*staying);
    going->play();
    staying->play();
    REQUIRE (going->connect (service));
    REQUIRE (staying->connect (service));
    REQUIRE (dispatchUntil ([&] { return service.open() == 2; }));

    destroy (std::move (going));
    REQUIRE (dispatchUntil ([&] { return service.open() == 1; }));
    const auto heard = service.samplesHeard(), voiced = recording.voiced();
    service.say (steadySpeech (0.3));
    CHECK (dispatchUntil ([&] { return recording.voiced() > voiced + 9'600; }));
    CHECK (dispatchUntil ([&] { return service.samplesHeard() > heard + 3'200; }));
    staying->set ("Connect", 0.0f);
    CHECK (dispatchUntil ([&] { return service.open() == 0; }));
}

TEMPLATE_TEST_CASE ("A host may leave by exit() while the agent speaks", "", VST3, LV2)
{
    const auto result = ChildProgram::start ("exit-connected", TestType::name, {}, 20);
    CAPTURE (result.output);
    CHECK (result.ended);
    CHECK (result.code == 0);
}

TEMPLATE_TEST_CASE ("A host without a message loop processes, saves, and destroys", "", VST3, LV2)
{
    const auto result = ChildProgram::start ("host-without-messages", TestType::name, {}, 20);
    CAPTURE (result.output);
    CHECK (result.ended);
    CHECK (result.code == 0);
}

TEST_CASE ("A host of VST3 may leave the side-chain and the agent's bus off")
{
    const auto result = ChildProgram::start ("host-without-optional-buses", VST3::name, {}, 20);
    CAPTURE (result.output);
    CHECK (result.ended);
    CHECK (result.code == 0);
}

// JUCE 8.0.6's wrapper reads through the null pointer that a host may connect to an optional input: no input is
// optional.
TEST_CASE ("A host of LV2 may leave the optional ports unconnected")
{
    const auto result = ChildProgram::start ("host-without-optional-buses", LV2::name, {}, 20);
    CAPTURE (result.output);
    CHECK (result.ended);
    CHECK (result.code == 0);
}

} // namespace parlando::testing
