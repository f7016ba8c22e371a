#include "Recording.h"

#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>

namespace parlando::testing
{

namespace
{

void setDeaf (Track& track, bool byBypass, bool isDeaf)
{
    if (byBypass)
        track.bypass (isDeaf);
    else
        track.set ("Microphone mute", isDeaf ? 1.0f : 0.0f);
}

} // namespace

TEMPLATE_TEST_CASE ("Nothing that is played into a muted or bypassed track leaves the machine", "", VST3, LV2)
{
    for (const auto byBypass : {false, true})
    {
        CAPTURE (byBypass);
        HostService service;
        const auto track = Track::make<TestType>();
        track->feed = noise (0.9f);
        track->play();
        REQUIRE (track->connect (service));
        REQUIRE (dispatchUntil ([&] { return service.samplesHeard() > 3'200; }));

        setDeaf (*track, byBypass, true);
        REQUIRE (track->pass (0.4)); // for what was on its way
        const auto heard = service.samplesHeard();
        REQUIRE (track->pass (2.0));
        CHECK (service.samplesHeard() == heard);

        setDeaf (*track, byBypass, false);
        CHECK (dispatchUntil ([&] { return service.samplesHeard() > heard + 3'200; }));
        CHECK (service.setups() == 1);
    }
}

TEMPLATE_TEST_CASE ("Bypass takes the voice away without a click and leaves the dry track as it is", "", VST3, LV2)
{
    constexpr auto level = 0.25f;
    HostService service;
    const auto track = Track::make<TestType>();
    track->feed = noise (0.2f);
    track->set ("Dry gain", 0.5f); // bypass passes the track at its own level
    Recording recording (*track);
    track->play();
    REQUIRE (track->connect (service));
    service.say (steadySpeech (4.0));
    REQUIRE (dispatchUntil ([&] { return recording.voiced() > 24'000; }));

    const auto begin = recording.size();
    track->bypass (true);
    REQUIRE (track->pass (0.5));
    track->stop();

    const auto dry = recording.dry(), main = recording.main(), voice = recording.voice();
    REQUIRE (voice[begin - 1] > 0.9f * level);
    CHECK (voice.back() == 0.0f);

    // 10 ms down from the level, and nothing steeper.
    constexpr auto steepest = 1.5f * level / 480.0f;
    float largestStep = 0.0f;

    for (auto i = begin; i < voice.size(); ++i)
        largestStep = std::max (largestStep, std::abs (voice[i] - voice[i - 1]));

    CHECK (largestStep <= steepest);

    const auto settled = static_cast<std::ptrdiff_t> (voice.size() - 9'600);
    CHECK (std::equal (main.begin() + settled, main.end(), dry.begin() + settled));
}

} // namespace parlando::testing
