#include "Recording.h"
#include "SavedState.h"

#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>

namespace parlando::testing
{

namespace
{

/** The plugin looks at `connect` 20 times a second. */
constexpr double tenLooks = 0.6;

/** A state with `connect` on, as a hostile or broken project could have it. */
std::string tampered (const SavedState& state)
{
    auto json = state.json();
    json["parameters"]["connect"] = 1.0;
    json["settings"]["connect"] = true;
    return json.dump();
}

} // namespace

TEMPLATE_TEST_CASE ("A state that was saved during a conversation begins none when it is opened", "", VST3, LV2)
{
    HostService service;
    const auto track = Track::make<TestType>();
    track->play();
    REQUIRE (track->connect (service));
    const SavedState saved (*track);
    CHECK_FALSE (saved.json()["parameters"].contains ("connect"));
    track->stop();

    const auto knocks = service.knocks();
    const auto other = Track::make<TestType>();
    SavedState::restore (*other, saved.bytes());
    other->play();
    REQUIRE (other->pass (tenLooks));
    CHECK (service.knocks() == knocks);
    CHECK (other->get ("Connect") == 0.0f);
}

TEMPLATE_TEST_CASE ("No state can make the plugin connect, before or while audio plays", "", VST3, LV2)
{
    HostService service;
    const auto track = Track::make<TestType>();
    const SavedState saved (*track);
    const auto evil = saved.with (tampered (saved));

    SavedState::restore (*track, evil);
    track->play();
    REQUIRE (track->pass (tenLooks));
    CHECK (service.knocks() == 0);

    SavedState::restore (*track, evil);
    REQUIRE (track->pass (tenLooks));
    CHECK (service.knocks() == 0);
}

// What a host remembers of the parameters beside the state, and sets before any audio: as good as a state.
TEMPLATE_TEST_CASE ("A host that comes up with `connect` on connects to nobody", "", VST3, LV2)
{
    HostService service;
    const auto track = Track::make<TestType>();
    track->set ("Connect", 1.0f);
    track->play();
    REQUIRE (track->pass (tenLooks));
    CHECK (service.knocks() == 0);
}

TEMPLATE_TEST_CASE ("Connecting and disconnecting is what `connect` says, again and again", "", VST3, LV2)
{
    HostService service;
    const auto track = Track::make<TestType>();
    track->play();

    for (int i = 0; i < 3; ++i)
    {
        REQUIRE (track->connect (service));
        REQUIRE (track->pass (0.2));
        track->set ("Connect", 0.0f);
        REQUIRE (dispatchUntil ([&] { return service.open() == 0; }));
        REQUIRE (track->pass (0.3));
    }

    CHECK (service.knocks() == 3);
}

} // namespace parlando::testing
