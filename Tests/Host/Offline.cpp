#include "Recording.h"

#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>

namespace parlando::testing
{

namespace
{

constexpr int renderedBlocks = 2'000;
constexpr double renderedSeconds = renderedBlocks * Track::defaultBlock / 48'000.0;

struct Render
{
    std::vector<float> dry, main, voice;
    double seconds = 0.0;
};

Render render (Track& track)
{
    track.feed = noise();
    Recording recording (track);
    const auto start = std::chrono::steady_clock::now();

    for (int i = 0; i < renderedBlocks; ++i)
        track.block();

    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    track.listen = {};
    return {recording.dry(), recording.main(), recording.voice(), took.count()};
}

} // namespace

TEMPLATE_TEST_CASE ("A render sends nothing, plays nothing of the agent, and comes out the same each time", "", VST3,
                    LV2)
{
    HostService service;
    const auto track = Track::make<TestType>();
    track->feed = noise();
    track->play();
    REQUIRE (track->connect (service));
    REQUIRE (dispatchUntil ([&] { return service.samplesHeard() > 3'200; }));
    service.say (steadySpeech (10.0));
    REQUIRE (track->pass (0.5));

    track->stop();
    track->setOffline (true);
    track->block();
    REQUIRE (dispatchUntil (
        [&, before = std::size_t (0), quiet = 0]() mutable
        {
            quiet = service.samplesHeard() == before ? quiet + 1 : 0;
            before = service.samplesHeard();
            return quiet > 40;
        }));
    const auto heard = service.samplesHeard();

    const auto first = render (*track), second = render (*track);
    const auto isDry = first.main == first.dry, isRepeatable = second.main == first.main;
    CHECK (isDry);
    CHECK (isRepeatable);
    CHECK (std::all_of (first.voice.begin(), first.voice.end(), [] (float sample) { return sample == 0.0f; }));
    const auto isSameVoice = second.voice == first.voice;
    CHECK (isSameVoice);
    CHECK (first.seconds + second.seconds < renderedSeconds);
    CHECK (service.samplesHeard() == heard);

    // Back in real time the conversation goes on.
    track->setOffline (false);
    track->feed = noise();
    track->play();
    CHECK (dispatchUntil ([&] { return service.samplesHeard() > heard + 3'200; }));
    CHECK (service.setups() == 1);
}

TEMPLATE_TEST_CASE ("A render with `connect` on connects to nobody", "", VST3, LV2)
{
    HostService service;
    const auto track = Track::make<TestType>();
    track->setOffline (true);
    track->play (false);
    REQUIRE (track->pass (1.0));
    track->set ("Connect", 1.0f);
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds (1);
    REQUIRE (dispatchUntil ([&] { return std::chrono::steady_clock::now() > end; }));
    CHECK (service.knocks() == 0);
}

} // namespace parlando::testing
