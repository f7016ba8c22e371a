#include "Recording.h"

#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>

#include <string>
#include <vector>

namespace parlando::testing
{

namespace
{

/** What the service was told of the person's activity, in its order. */
std::vector<std::string> marksOf (const HostService& service)
{
    std::vector<std::string> marks;

    for (const auto& message : service.messages())
        if (message.contains ("realtimeInput"))
            marks.push_back (message["realtimeInput"].begin().key());

    return marks;
}

} // namespace

TEMPLATE_TEST_CASE ("Talk that a host holds is one activity, and ends where the host stops or lets the plugin go", "",
                    VST3, LV2)
{
    HostService service;
    const auto track = Track::make<TestType>();
    track->feed = noise();
    track->set ("Talk mode", 1.0f);
    track->play();
    REQUIRE (track->connect (service));
    REQUIRE (track->pass (0.3));
    CHECK (service.samplesHeard() == 0);

    track->set ("Talk", 1.0f);
    REQUIRE (track->pass (0.5));
    track->set ("Talk", 0.0f);
    REQUIRE (dispatchUntil ([&] { return marksOf (service).size() == 2; }));
    const auto heard = service.samplesHeard();
    REQUIRE (track->pass (0.5));
    CHECK (service.samplesHeard() == heard);

    track->set ("Talk", 1.0f);
    REQUIRE (dispatchUntil ([&] { return marksOf (service).size() == 3; }));
    track->stop();
    track->plugin->releaseResources();
    CHECK (dispatchUntil ([&] { return marksOf (service).size() == 4; }));
    CHECK (marksOf (service) ==
           std::vector<std::string>{"activityStart", "activityEnd", "activityStart", "activityEnd"});
}

} // namespace parlando::testing
