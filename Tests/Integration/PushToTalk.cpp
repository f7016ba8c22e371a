// Push-to-talk in whole conversations, in virtual time: what is held is one activity of the person's.

#include "Support/VirtualService.h"
#include "Support/VirtualStudio.h"

#include <catch2/catch_test_macros.hpp>

#include <optional>
#include <string>
#include <vector>

using namespace parlando;
using namespace parlando::testing;
using namespace std::chrono_literals;

namespace
{

using Kinds = std::vector<std::string>;

const Kinds oneActivity{"activityStart", "audio", "activityEnd"};

ConversationOptions toldOfSpeech (bool isTold = true)
{
    auto options = VirtualStudio::options();

    if (isTold)
        options.agent.turnDetection.isOff = true;

    return options;
}

/** A person with a microphone and a button, whose agent answers what it is told to be a question. */
struct Booth
{
    explicit Booth (ConversationOptions options = toldOfSpeech()) : studio (time, service.server, std::move (options))
    {
        auto& track = studio.track.emplace();
        track.isPushToTalk = true;
        track.isTalking = false;
        track.dryGain = 0.0f;
    }

    void pass (Milliseconds duration, float microphone = 0.0f)
    {
        studio.until ([this, end = time.now() + duration] { return time.now() >= end; }, microphone, 2 * duration);
    }

    void hold (Milliseconds duration, float microphone = 0.25f)
    {
        studio.track->isTalking = true;
        pass (duration, microphone);
    }

    void letGo() { studio.track->isTalking = false; }

    void note (MessageServer::Connection& connection, const nlohmann::json& message)
    {
        connectionId = connection.id;

        if (! message.contains ("realtimeInput"))
            return;

        const auto kind = message["realtimeInput"].begin().key();

        if (kinds.empty() || kind != "audio" || kinds.back() != kind)
            kinds.push_back (kind);

        if (kind == "activityEnd")
        {
            endedAt = time.now();
            ServiceScript::sendTurn (connection, 4'800);
        }
    }

    void drop()
    {
        if (auto* connection = service.server.find (connectionId))
            connection->drop();
    }

    VirtualTime time;
    Kinds kinds; // of realtime input, runs of audio as one
    std::optional<Instant> endedAt;
    int connectionId = 0;
    VirtualService service{time,
                           [this] (auto& connection, const auto&)
                           {
                               connectionId = connection.id;
                               connection.sendText (
                                   R"({"sessionResumptionUpdate":{"newHandle":"one","resumable":true}})");
                           },
                           [this] (auto& connection, const auto& message) { note (connection, message); }};
    VirtualStudio studio;
};

} // namespace

TEST_CASE ("Holding Talk is one activity: the agent answers at once when it is let go")
{
    Booth booth;
    REQUIRE (booth.studio.untilReady());
    booth.pass (500ms, 0.25f);
    CHECK (booth.kinds.empty());

    booth.hold (1'000ms);
    booth.letGo();
    const auto letGoAt = booth.time.now();
    booth.pass (100ms, 0.25f);
    CHECK (booth.kinds == oneActivity);
    REQUIRE (booth.endedAt);
    CHECK (*booth.endedAt - letGoAt <= 50ms);
    CHECK (booth.service.samplesHeard() >= 16'000);
    CHECK (booth.service.samplesHeard() <= 16'000 + 640);
    CHECK (booth.studio.until ([&] { return booth.studio.agent.isSpeaking(); }, 0.0f, 100ms));

    // The silence behind it stays here, and so does it before the next word.
    booth.pass (3s);
    CHECK (booth.kinds == oneActivity);
    const auto before = booth.service.samplesHeard();
    booth.hold (200ms);
    booth.letGo();
    booth.pass (100ms);
    CHECK (booth.kinds.size() == 2 * oneActivity.size());
    CHECK (booth.service.samplesHeard() - before <= 3'200 + 640);
}

TEST_CASE ("A silence that is held is part of the question")
{
    Booth booth;
    REQUIRE (booth.studio.untilReady());
    booth.hold (400ms);
    booth.hold (4s, 0.0f);
    booth.hold (400ms);
    CHECK (booth.kinds == Kinds{"activityStart", "audio"});
    booth.letGo();
    booth.pass (100ms);
    CHECK (booth.kinds == oneActivity);
}

TEST_CASE ("A tap of Talk is an activity with what was said in it")
{
    Booth booth;
    REQUIRE (booth.studio.untilReady());
    booth.hold (10ms);
    booth.letGo();
    booth.pass (2s);
    CHECK (booth.kinds == oneActivity);
    CHECK (booth.service.samplesHeard() >= 1'600);
}

TEST_CASE ("A service that detects speech is left a second of silence when Talk is let go")
{
    Booth booth (toldOfSpeech (false));
    REQUIRE (booth.studio.untilReady());
    booth.hold (1'000ms);
    booth.letGo();
    booth.pass (1'900ms);
    CHECK (booth.kinds == Kinds{"audio"});
    CHECK (booth.service.samplesHeard() >= 31'000);
    CHECK (booth.service.samplesHeard() <= 33'000);
    booth.pass (1s);
    CHECK (booth.kinds == Kinds{"audio", "audioStreamEnd"});
}

TEST_CASE ("What is held ends with a mute, bypass, a render and another mode, and begins anew where that is over")
{
    Booth booth;
    REQUIRE (booth.studio.untilReady());
    booth.hold (500ms);
    auto& track = *booth.studio.track;
    auto ended = oneActivity;

    SECTION ("a mute")
    {
        track.isMuted = true;
        booth.pass (100ms, 0.25f);
        CHECK (booth.kinds == ended);
        track.isMuted = false;
    }

    SECTION ("bypass")
    {
        track.isBypassed = true;
        booth.pass (100ms, 0.25f);
        CHECK (booth.kinds == ended);
        track.isBypassed = false;
    }

    SECTION ("a render")
    {
        track.isOffline = true;
        booth.pass (1'200ms, 0.25f);
        CHECK (booth.kinds == ended);
        track.isOffline = false;
    }

    SECTION ("an open microphone that is silent")
    {
        track.isPushToTalk = false;
        booth.pass (1'000ms);
        CHECK (booth.kinds == ended);
        track.isPushToTalk = true;
    }

    booth.pass (200ms, 0.25f);
    CHECK (booth.kinds == Kinds{"activityStart", "audio", "activityEnd", "activityStart", "audio"});
    booth.letGo();
    booth.pass (100ms);
    CHECK (booth.kinds.back() == "activityEnd");
}

TEST_CASE ("What is held ends a second after the host has stopped, and begins anew when it goes on")
{
    Booth booth;
    REQUIRE (booth.studio.untilReady());
    booth.hold (500ms);
    booth.time.pass (900ms);
    CHECK (booth.kinds == Kinds{"activityStart", "audio"});
    booth.time.pass (300ms);
    CHECK (booth.kinds == oneActivity);

    booth.pass (200ms, 0.25f);
    CHECK (booth.kinds == Kinds{"activityStart", "audio", "activityEnd", "activityStart", "audio"});

    // Also where it was let go meanwhile.
    booth.time.pass (1'200ms);
    booth.letGo();
    booth.pass (500ms, 0.25f);
    CHECK (booth.kinds.size() == 2 * oneActivity.size());
}

TEST_CASE ("What is held when the connection is lost begins anew on the next one, where its end is told")
{
    Booth booth;
    REQUIRE (booth.studio.untilReady());
    booth.hold (500ms);
    booth.service.server.isListening = false;
    booth.drop();
    REQUIRE (booth.studio.until ([&] { return ! booth.studio.told<SessionReconnecting>().empty(); }, 0.25f));
    const auto resumed = [&] { return ! booth.studio.told<SessionResumed>().empty(); };
    booth.kinds.clear();
    booth.pass (60ms, 0.25f);

    SECTION ("while it goes on")
    {
        booth.service.server.isListening = true;
        REQUIRE (booth.studio.until (resumed, 0.25f));
        booth.hold (300ms);
        CHECK (booth.kinds == Kinds{"activityStart", "audio"});
        booth.letGo();
    }

    SECTION ("though it was let go in the gap")
    {
        booth.letGo();
        booth.pass (1'500ms);
        booth.service.server.isListening = true;
        REQUIRE (booth.studio.until (resumed));
    }

    booth.pass (200ms);
    CHECK (booth.kinds == oneActivity);
}

TEST_CASE ("Talk that was held before the agent listened is heard from then on, and what was let go is not")
{
    Booth booth;
    booth.hold (200ms);

    SECTION ("held")
    {
        REQUIRE (booth.studio.untilReady());
        booth.hold (300ms);
        CHECK (booth.kinds == Kinds{"activityStart", "audio"});
    }

    SECTION ("let go")
    {
        booth.letGo();
        booth.pass (20ms);
        REQUIRE (booth.studio.untilReady());
        booth.pass (2s, 0.25f);
        CHECK (booth.kinds.empty());
    }

    SECTION ("up, in a second conversation")
    {
        booth.letGo();
        REQUIRE (booth.studio.untilReady());
        booth.studio.agent.disconnect();
        REQUIRE (booth.studio.untilEnded());
        REQUIRE (booth.studio.untilReady());
        booth.pass (2s, 0.25f);
        CHECK (booth.kinds.empty());
    }
}

TEST_CASE ("Whoever detects speech without a button says so, and the level of the microphone says nothing")
{
    Booth booth;
    booth.studio.track.reset();
    REQUIRE (booth.studio.untilReady());
    booth.studio.agent.setPersonActivity (true);
    booth.pass (500ms);
    booth.studio.agent.setPersonActivity (false);
    booth.pass (500ms, 0.25f);
    CHECK (booth.kinds == oneActivity);
}

TEST_CASE ("No connection is replaced while Talk is held, nor before what was said is answered")
{
    Booth booth;
    REQUIRE (booth.studio.untilReady());
    booth.hold (300ms);
    auto next = toldOfSpeech().agent;
    next.voice = "Puck";
    booth.studio.agent.stage (next, {});
    booth.hold (5s, 0.0f);
    CHECK (booth.studio.told<SessionReconnecting>().empty());

    booth.letGo();
    REQUIRE (booth.studio.until ([&] { return booth.studio.told<TurnComplete>().size() == 1; }));
    CHECK (booth.studio.told<SessionReconnecting>().empty());
    CHECK (booth.studio.until ([&] { return booth.studio.told<SessionResumed>().size() == 1; }));
}

TEST_CASE ("Until the service knows that it is told, Talk is heard in the old way, and then in the new one")
{
    Booth booth (toldOfSpeech (false));
    REQUIRE (booth.studio.untilReady());
    booth.studio.agent.stage (toldOfSpeech().agent, {});
    booth.hold (500ms);
    CHECK (booth.kinds == Kinds{"audio"});
    booth.letGo();
    REQUIRE (booth.studio.until ([&] { return booth.studio.told<SessionResumed>().size() == 1; }));
    booth.pass (1s);
    booth.kinds.clear();

    booth.hold (500ms);
    booth.letGo();
    booth.pass (100ms);
    CHECK (booth.kinds == oneActivity);

    // And back.
    booth.studio.agent.stage (toldOfSpeech (false).agent, {});
    REQUIRE (booth.studio.until ([&] { return booth.studio.told<SessionResumed>().size() == 2; }));
    booth.kinds.clear();
    booth.hold (500ms);
    booth.letGo();
    booth.pass (2'500ms);
    CHECK (booth.kinds == Kinds{"audio", "audioStreamEnd"});
}
