// What the service is told of a button that is held in the window.

#include "EditorRig.h"

#include <Pictures/AudioThread.h>
#include <Support/Parrot.h>
#include <Support/ServiceScript.h>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace parlando;
using namespace parlando::testing;

namespace
{

/** A person who hums into a track, in push-to-talk mode. */
struct HummingRig : EditorRig
{
    HummingRig (std::shared_ptr<const Provider> service, MessageServer::Callbacks callbacks)
        : EditorRig (std::move (service)), server ({}, std::move (callbacks))
    {
        surroundings.set ("PARLANDO_ENDPOINT", server.url());
        parameters.talkMode = static_cast<int> (TalkMode::pushToTalk);
        open();
        audio.isPersonHumming = true;
        dispatch (std::chrono::milliseconds (200));
    }

    bool connect()
    {
        setInGesture (parameters.connect, 1.0f);
        return dispatchUntil ([&] { return processor.desk().view().state == SessionState::ready; });
    }

    void talk()
    {
        Mouse mouse (get<juce::Button> ("Talk"));
        mouse.press();
        dispatch (std::chrono::milliseconds (400));
        mouse.letGo();
    }

    LoopbackServer server;
    AudioThread audio{processor};
};

/** What was told of the person's activity, in its order. */
std::vector<std::string> marksIn (const ServiceScript& service)
{
    std::vector<std::string> marks;

    for (const auto& message : service.messages())
        if (message.contains ("realtimeInput"))
            marks.push_back (message["realtimeInput"].begin().key());

    return marks;
}

std::vector<nlohmann::json> setupsIn (const ServiceScript& service)
{
    std::vector<nlohmann::json> setups;

    for (const auto& message : service.messages())
        if (message.contains ("setup"))
            setups.push_back (message["setup"]);

    return setups;
}

nlohmann::json detectionIn (const nlohmann::json& setup)
{
    return setup.value (nlohmann::json::json_pointer ("/realtimeInputConfig/automaticActivityDetection"),
                        nlohmann::json());
}

} // namespace

TEST_CASE (
    "In push-to-talk mode the service is told when Talk is held, and in the open mode detects speech as it was set")
{
    ServiceScript service;
    HummingRig rig (gemini::geminiLive(), service.callbacks());
    auto& desk = rig.processor.desk();
    desk.settings().update ([] (PluginSettings& settings) { settings.turnTaking.patience = 2'000; });
    REQUIRE (rig.connect());
    CHECK (detectionIn (setupsIn (service).at (0)) == nlohmann::json{{"disabled", true}});
    CHECK (service.samplesHeard() == 0);

    rig.talk();
    REQUIRE (dispatchUntil ([&] { return marksIn (service).size() == 2; }));
    CHECK (marksIn (service) == std::vector<std::string>{"activityStart", "activityEnd"});
    CHECK (service.samplesHeard() >= 4'800);

    // The silence behind it does not leave.
    const auto heard = service.samplesHeard();
    dispatch (std::chrono::milliseconds (300));
    CHECK (service.samplesHeard() == heard);

    rig.parameters.talkMode = static_cast<int> (TalkMode::open);
    CHECK (desk.settings().get().turnTaking.patience == 2'000);
    rig.audio.isPersonHumming = false;
    REQUIRE (dispatchUntil ([&] { return setupsIn (service).size() == 2; }));
    CHECK (detectionIn (setupsIn (service).at (1)) == nlohmann::json{{"silenceDurationMs", 2'000}});
    REQUIRE (dispatchUntil ([&] { return service.samplesHeard() > heard + 4'800; }));
    CHECK (marksIn (service).size() % 2 == 0);

    // And back, as any other change.
    rig.parameters.talkMode = static_cast<int> (TalkMode::pushToTalk);
    REQUIRE (dispatchUntil ([&] { return desk.view().hasStaged; }));
    REQUIRE (dispatchUntil ([&] { return setupsIn (service).size() == 3; }));
    CHECK (detectionIn (setupsIn (service).at (2)) == nlohmann::json{{"disabled", true}});
    CHECK_FALSE (desk.settings().historyState().canRedo);
}

TEST_CASE ("A service that cannot be told when the person speaks finds out by itself in push-to-talk mode as well")
{
    ParrotService bird;
    HummingRig rig (parrot(), bird.callbacks());
    REQUIRE (rig.connect());
    CHECK (bird.linesWith ("HELLO").at (0).find ("told") == std::string::npos);
    rig.talk();
    REQUIRE (dispatchUntil ([&] { return ! bird.linesWith ("QUIET").empty(); }));
    CHECK (bird.samplesHeard() >= 24'000 + 7'200); // with the second of silence
}

TEST_CASE ("With local detection the service is told in the open mode as well, from the next connection on")
{
    ServiceScript service;
    HummingRig rig (gemini::geminiLive(), service.callbacks());
    rig.audio.isPersonHumming = false;
    rig.parameters.talkMode = static_cast<int> (TalkMode::open);
    auto& settings = rig.processor.desk().settings();
    REQUIRE (rig.connect());
    CHECK (detectionIn (setupsIn (service).at (0)).is_null());
    settings.update ([] (PluginSettings& all) { all.turnTaking.isLocal = true; });
    REQUIRE (dispatchUntil ([&] { return setupsIn (service).size() == 2; }));
    CHECK (detectionIn (setupsIn (service).at (1)) == nlohmann::json{{"disabled", true}});
    const auto heard = service.samplesHeard();
    dispatch (std::chrono::milliseconds (300));
    CHECK (service.samplesHeard() == heard); // nobody speaks
}

TEST_CASE ("A service that cannot be told finds turns by itself with local detection as well")
{
    ParrotService bird;
    HummingRig rig (parrot(), bird.callbacks());
    rig.parameters.talkMode = static_cast<int> (TalkMode::open);
    rig.processor.desk().settings().update ([] (PluginSettings& all) { all.turnTaking.isLocal = true; });
    REQUIRE (rig.connect());
    CHECK (bird.linesWith ("HELLO").at (0).find ("told") == std::string::npos);
    CHECK (dispatchUntil ([&] { return bird.samplesHeard() > 0; }));
}
