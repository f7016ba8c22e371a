// A host that has no thread left to give.

#include "Support/Scarcity.h"
#include "Track.h"

#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>

REFUSE_THREADS

namespace parlando::testing
{

TEMPLATE_TEST_CASE ("An instance in a host without a thread left goes on, and its next conversation begins", "", VST3,
                    LV2)
{
    HostService service;
    auto track = Track::make<TestType>();
    track->play();
    REQUIRE (track->pass (0.1));

    {
        const NoThreads none;
        track->set ("Connect", 1.0f);
        REQUIRE (track->pass (0.3));
        CHECK (service.knocks() == 0);
    }

    track->set ("Connect", 0.0f);
    REQUIRE (track->pass (0.1));
    track->set ("Connect", 1.0f);
    CHECK (dispatchUntil ([&] { return service.setups() == 1; }));

    SECTION ("goes") {}
    SECTION ("or goes while there is none")
    {
        const NoThreads none;
        track->stop();
        track.reset();
    }
}

TEMPLATE_TEST_CASE ("An instance in a host without a descriptor left goes on, and its next conversation begins", "",
                    VST3, LV2)
{
    HostService service;
    auto track = Track::make<TestType>();
    track->play();
    REQUIRE (track->pass (0.1));

    {
        const NoDescriptors none;
        track->set ("Connect", 1.0f);
        REQUIRE (track->pass (0.3));
        CHECK (service.setups() == 0);
    }

    track->set ("Connect", 0.0f);
    REQUIRE (track->pass (0.1));
    track->set ("Connect", 1.0f);
    CHECK (dispatchUntil ([&] { return service.setups() == 1; }));
}

} // namespace parlando::testing
