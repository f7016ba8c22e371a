// What a conversation does, in virtual time.

#include "Support/VirtualService.h"
#include "Support/VirtualStudio.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <iterator>

using namespace parlando;
using namespace parlando::testing;

TEST_CASE ("Every sample of a burst is heard exactly once, in order")
{
    VirtualTime time;
    VirtualService service (time, [] (auto& connection, const auto&) { ServiceScript::sendTurn (connection, 24000); });
    VirtualStudio studio (time, service.server);
    REQUIRE (studio.untilReady());
    REQUIRE (studio.until (
        [&] { return ! studio.agent.report().turns.empty() && studio.agent.report().turns[0].lastSample; }));

    const auto report = studio.agent.report();
    CHECK (report.turns[0].samplesReceived == 24000);
    CHECK (report.turns[0].samplesHeard == 24000);
    CHECK (report.turns[0].samplesDiscarded == 0);
    CHECK (report.turns[0].firstSampleInBlock >= report.turns[0].firstByteOffWire);

    // The first 5 ms are faded in.
    const auto expected = ServiceScript::ramp (1, 24000);
    const auto heard = studio.heardSamples();
    const auto found = std::search (heard.begin(), heard.end(), expected.begin() + 480, expected.end());
    CHECK (found != heard.end());
    CHECK (report.underruns == 0);
}

TEST_CASE ("What the microphone hears goes upstream once, and nothing while it is muted")
{
    VirtualTime time;
    VirtualService service (time);
    VirtualStudio studio (time, service.server);
    REQUIRE (studio.untilReady());
    REQUIRE (studio.until ([&] { return service.samplesHeard() >= 3200; }, 0.25f));

    studio.agent.audio().setMicrophoneMuted (true);
    const auto captured = [&] { return studio.agent.report().microphoneSamplesCaptured; };
    REQUIRE (studio.until ([&] { return service.samplesHeard() == studio.agent.report().microphoneSamplesSent; }));
    const auto before = captured();

    for (int i = 0; i < 1000; ++i)
        studio.block (0.25f);

    studio.agent.sendText ("a mark in the stream");
    REQUIRE (studio.until ([&] { return service.messages().size() >= 2; }, 0.25f));
    CHECK (captured() <= before + 640); // what was in the ring when the microphone was muted
    CHECK (service.samplesHeard() == captured());
}

TEST_CASE ("An interruption silences the output, and nothing of the old turn is heard afterwards")
{
    VirtualTime time;
    VirtualService service (
        time,
        [] (auto& connection, const auto&)
        {
            for (int i = 0; i < 100; ++i)
                connection.sendBinary (ServiceScript::audio (std::vector<std::int16_t> (960, 1000)));
        },
        [] (auto& connection, const auto& message)
        {
            if (! message.contains ("clientContent"))
                return;

            connection.sendBinary (ServiceScript::content ("interrupted"));
            connection.sendBinary (ServiceScript::audio (std::vector<std::int16_t> (960, 1000)));
            connection.sendBinary (ServiceScript::content ("turnComplete"));
            connection.sendBinary (ServiceScript::audio (std::vector<std::int16_t> (960, -2000)));
            connection.sendBinary (ServiceScript::content ("turnComplete"));
        });
    VirtualStudio studio (time, service.server);
    REQUIRE (studio.untilReady());
    REQUIRE (studio.until ([&] { return studio.heardSamples().size() > 4800; }));

    studio.agent.sendText ("stop");
    REQUIRE (studio.until (
        [&] { return studio.agent.report().turns.size() == 2 && studio.agent.report().turns[1].lastSample; }));

    const auto report = studio.agent.report();
    REQUIRE (report.turns.size() == 2);
    CHECK (report.turns[0].interrupted);
    CHECK (report.turns[0].samplesReceived == 101 * 960);
    CHECK (report.turns[0].samplesHeard + report.turns[0].samplesDiscarded == report.turns[0].samplesReceived);
    CHECK (report.turns[1].samplesHeard == 960);
    REQUIRE (report.interruptions.size() == 1);
    CHECK (report.interruptions[0].turn == 1);
    REQUIRE (report.interruptions[0].silent);

    // 5 ms of fade at either end of the old turn, then nothing of it.
    const auto heard = studio.heardSamples();
    const auto next = std::find_if (heard.begin(), heard.end(), [] (int value) { return value < 0; });
    CHECK (std::count (heard.begin(), next, 1000) + 240 >= static_cast<long> (report.turns[0].samplesHeard) - 1);
    CHECK (std::none_of (next, heard.end(), [] (int value) { return value > 0; }));
}

TEST_CASE ("A tool call is answered over the wire, and its figures are kept")
{
    VirtualTime time;
    VirtualService service (
        time,
        [] (auto& connection, const auto&)
        {
            connection.sendBinary (
                R"({"toolCall":{"functionCalls":[{"id":"f1","name":"calculator","args":{"expression":"17*3"}},{"id":"f2","name":"nobody"}]}})");
        });
    ToolRegistry tools;
    tools.add (makeBuiltInTool ("calculator"));
    VirtualStudio studio (time, service.server, VirtualStudio::options (std::move (tools)));
    REQUIRE (studio.untilReady());
    REQUIRE (studio.until (
        [&] {
            return std::ranges::count_if (service.messages(), [] (auto& m) { return m.contains ("toolResponse"); }) ==
                   2;
        }));

    std::string results;

    for (const auto& message : service.messages())
        if (message.contains ("toolResponse"))
            results += message["toolResponse"]["functionResponses"][0].dump();

    CHECK (results.find ("51") != std::string::npos);
    CHECK (results.find (R"("status":"error")") != std::string::npos);
    CHECK (service.messages()[0]["setup"]["tools"][0]["functionDeclarations"][0]["name"] == "calculator");

    const auto calls = studio.agent.report().toolCalls;
    REQUIRE (calls.size() == 2);
    CHECK (calls[0].answered >= calls[0].arrived);
    CHECK (calls[1].isError);
}

TEST_CASE ("When the service closes, what it said is still heard, and the end is told once")
{
    VirtualTime time;
    VirtualService service (time,
                            [] (auto& connection, const auto&)
                            {
                                ServiceScript::sendTurn (connection, 48000);
                                connection.close (1007, "API key expired. Please renew the API key.");
                            });
    VirtualStudio studio (time, service.server);
    studio.agent.connect();
    REQUIRE (studio.untilEnded());

    CHECK (studio.agent.report().turns.at (0).samplesHeard == 48000);
    REQUIRE (studio.told<SessionEnded>().size() == 1);
    CHECK (studio.told<SessionEnded>()[0].closeCode == 1007);
    CHECK (studio.told<SessionEnded>()[0].reason == EndReason::failed);
    CHECK_FALSE (studio.told<SessionEnded>()[0].error.empty());
}

TEST_CASE ("A conversation ends at its cap, after the turn that crossed it was heard to its end")
{
    VirtualTime time;
    VirtualService service (time,
                            [] (auto& connection, const auto&)
                            {
                                ServiceScript::sendTurn (connection, 24000);
                                connection.sendBinary (R"({"usageMetadata":{"totalTokenCount":100}})");
                            });
    auto options = VirtualStudio::options();
    options.cap.tokens = 100;
    VirtualStudio studio (time, service.server, std::move (options));
    studio.agent.connect();
    REQUIRE (studio.untilEnded());

    CHECK (studio.agent.report().turns.at (0).samplesHeard == 24000);
    CHECK (studio.agent.report().connections.at (0).closeCode == 1000);
    REQUIRE (studio.told<SessionEnded>().size() == 1);
    CHECK (studio.told<SessionEnded>()[0].reason == EndReason::cap);
}

TEST_CASE ("A conversation whose cost is capped but not known ends before it connects")
{
    VirtualTime time;
    VirtualService service (time);
    auto options = VirtualStudio::options();
    options.cap.cost = 1.0;
    VirtualStudio studio (time, service.server, std::move (options));
    studio.agent.connect();
    REQUIRE (studio.untilEnded());
    CHECK (studio.agent.report().connections.empty());
    REQUIRE (studio.told<SessionEnded>().size() == 1);
    CHECK_FALSE (studio.told<SessionEnded>()[0].error.empty());
}

TEST_CASE ("A connection that breaks is replaced, and what the person says meanwhile arrives")
{
    VirtualTime time;
    int connections = 0;
    VirtualService service (
        time,
        [&] (auto& connection, const auto&)
        {
            if (++connections == 1)
            {
                connection.sendBinary (R"({"sessionResumptionUpdate":{"newHandle":"h1","resumable":true}})");
                ServiceScript::sendTurn (connection, 24000);
            }
        },
        [&] (auto& connection, const auto& message)
        {
            if (connections == 1 && message.contains ("realtimeInput") && service.samplesHeard() >= 8000)
                connection.drop();
        });
    VirtualStudio studio (time, service.server);
    REQUIRE (studio.untilReady());
    REQUIRE (studio.until ([&] { return studio.told<SessionResumed>().size() == 1; }));
    const auto resumed = studio.told<SessionResumed>()[0];
    CHECK (resumed.contextKept);
    CHECK (resumed.microphoneDropped == 0);
    CHECK (resumed.gap < Milliseconds (1500));
    REQUIRE (studio.until ([&] { return studio.agent.report().turns.at (0).lastSample.has_value(); }));
    CHECK (studio.agent.report().turns[0].samplesHeard == 24000);
    CHECK (studio.agent.report().connections.size() == 2);

    std::vector<nlohmann::json> resumptions;

    for (const auto& message : service.messages())
        if (message.contains ("setup"))
            resumptions.push_back (message["setup"]["sessionResumption"]);

    CHECK (resumptions == std::vector<nlohmann::json>{nlohmann::json::object(), {{"handle", "h1"}}});

    // All but what lay in the broken connection's buffers.
    const auto heard = service.samplesHeard();
    REQUIRE (studio.until ([&] { return service.samplesHeard() >= heard + 16000; }));
    const auto report = studio.agent.report();
    CHECK (report.microphoneSamplesDropped == 0);
    CHECK (report.microphoneSamplesCaptured - report.microphoneSamplesSent < 1600);
}

TEST_CASE ("Two agents in one process do not hear each other")
{
    VirtualTime time;
    VirtualService first (time, [] (auto& connection, const auto&) { ServiceScript::sendTurn (connection, 4800); });
    VirtualService second (time);
    VirtualStudio speaking (time, first.server);
    auto silent = std::make_unique<VirtualStudio> (time, second.server);
    REQUIRE (speaking.untilReady());
    REQUIRE (silent->untilReady());
    REQUIRE (speaking.until ([&] { return speaking.told<TurnComplete>().size() == 1; }));
    CHECK (silent->told<TurnComplete>().empty());

    silent.reset();
    REQUIRE (speaking.until ([&] { return speaking.agent.report().turns.at (0).lastSample.has_value(); }));
    CHECK (speaking.agent.report().turns.at (0).samplesHeard == 4800);
}

TEST_CASE ("No malformed message ends the session or its thread")
{
    VirtualTime time;
    std::vector<std::string> files;

    for (const auto* name : {"m01-truncated-json", "m02-wrong-types", "m03-huge-numbers", "m04-deep-nesting",
                             "m05-invalid-base64", "m06-base64-urlsafe-unpadded", "m07-odd-length-pcm",
                             "m08-invalid-utf8", "m09-empty-file", "m10-not-an-object", "m11-duplicate-keys",
                             "m12-two-documents", "m13-lone-surrogate-and-nul", "m14-nan-and-comments"})
    {
        std::ifstream file (std::string (PARLANDO_FIXTURES) + "/protocol/malformed/" + name + ".json",
                            std::ios::binary);
        REQUIRE (file);
        files.emplace_back (std::istreambuf_iterator<char> (file), std::istreambuf_iterator<char>());
    }

    VirtualService service (
        time,
        [&] (auto& connection, const auto&)
        {
            for (const auto& file : files)
            {
                connection.sendBinary (file);
                connection.sendBinary (
                    R"({"usageMetadata":{"totalTokenCount":1}})"); // readable: fewer than five in a row
            }

            ServiceScript::sendTurn (connection, 960);
        });
    VirtualStudio studio (time, service.server);
    REQUIRE (studio.untilReady());
    REQUIRE (studio.until (
        [&] { return studio.told<UsageReported>().size() >= files.size() && ! studio.agent.report().turns.empty(); }));
    CHECK (studio.agent.state() == SessionState::ready);
}
