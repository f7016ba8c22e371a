// What keeps a connection alive on which nobody speaks, what a microphone waits for, and what an interruption tells.

#include "Network.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace parlando;
using namespace std::chrono_literals;
using namespace parlando::testing;

namespace
{

GeminiOptions forModel (const char* model, bool isDetectionOff = false)
{
    GeminiOptions options;
    options.setup.model = model;

    if (isDetectionOff)
        options.setup.realtimeInputConfig.emplace().automaticActivityDetection.emplace().disabled = true;

    return options;
}

constexpr auto flash31 = "gemini-3.1-flash-live-preview";
constexpr auto native25 = "gemini-2.5-flash-native-audio-preview-12-2025";

/** Of base64 of PCM16. */
std::size_t samplesOf (const nlohmann::json& input)
{
    const auto data = input.at ("audio").at ("data").get<std::string>();
    return (data.size() / 4 * 3 - static_cast<std::size_t> (std::count (data.begin(), data.end(), '='))) / 2;
}

bool isSilence (const nlohmann::json& input)
{
    const auto data = input.at ("audio").at ("data").get<std::string>();
    return data.find_first_not_of ("A=") == std::string::npos;
}

} // namespace

TEST_CASE ("C95: on a connection on which nothing is written 100 ms of silence go out every 30 s, and open nothing")
{
    const auto isDetectionOff = GENERATE (false, true);
    Network network{ScriptedConversation (forModel ("gemini-3.8-live", isDetectionOff))};
    auto& conversation = network.conversation;
    conversation.handle (input::Start{});
    conversation.run (40s);
    CHECK (conversation.sent.empty()); // none before ready
    conversation.handle (input::ConnectionOpened{});
    conversation.server (R"({"setupComplete":{}})");
    const auto before = conversation.sent.size();
    auto last = conversation.now;
    Milliseconds longest{};

    for (auto count = before; conversation.now - last < 40s && count < before + 20;)
    {
        conversation.handle (input::MicrophoneMuted{}); // muted
        conversation.run (10ms);

        if (conversation.sent.size() == count)
            continue;

        longest = std::max (longest, std::chrono::duration_cast<Milliseconds> (conversation.now - last));
        last = conversation.now;
        count = conversation.sent.size();
    }

    CHECK (longest <= 30'050ms);
    CHECK (longest >= 29s);
    const auto inputs = conversation.sentWith ("realtimeInput");
    REQUIRE (inputs.size() == 20);

    for (const auto& input : inputs)
    {
        CHECK (input.size() == 1);
        CHECK (samplesOf (input) == 1600);
        CHECK (isSilence (input));
        CHECK (input["audio"]["mimeType"] == "audio/pcm;rate=16000");
    }

    CHECK (conversation.session.microphoneSamplesSent() == 0);
    CHECK (conversation.told<TurnStarted>().empty());
}

TEST_CASE ("C45, C95: silence that keeps the connection is no new audio: the stream's end is told once")
{
    ScriptedConversation conversation;
    conversation.begin();
    conversation.person (50, 1000);
    conversation.run (5min);
    const auto inputs = conversation.sentWith ("realtimeInput");
    CHECK (std::count_if (inputs.begin(), inputs.end(),
                          [] (const auto& input) { return input.contains ("audioStreamEnd"); }) == 1);
    CHECK (std::count_if (inputs.begin(), inputs.end(),
                          [] (const auto& input)
                          { return input.contains ("audio") && samplesOf (input) == 1600; }) >= 9);
}

TEST_CASE ("C95: a tool that runs for minutes does not let the connection die")
{
    ScriptedConversation conversation;
    conversation.begin();
    conversation.server (R"({"toolCall":{"functionCalls":[{"id":"a","name":"slow"}]}})");
    conversation.run (2min);
    CHECK (conversation.microphoneMessages() >= 3);
}

TEST_CASE ("C44: an activity holds at least 100 ms of audio, of silence where the microphone gave less")
{
    Network network{ScriptedConversation (forModel (native25, true))};
    auto& conversation = network.conversation;
    conversation.begin();
    conversation.person (50, 0);
    conversation.person (50, 8000);
    network.lose();
    network.accept();
    conversation.person (1, 8000); // all that the next activity gets
    conversation.handle (input::MicrophoneMuted{});
    auto inputs = conversation.sentWith ("realtimeInput");
    const auto start = std::find_if (inputs.rbegin(), inputs.rend(),
                                     [] (const auto& input) { return input.contains ("activityStart"); });
    REQUIRE (start != inputs.rend());
    std::size_t samples = 0;

    for (auto input = start.base(); input != inputs.end(); ++input)
        if (input->contains ("audio"))
            samples += samplesOf (*input);

    CHECK (samples == 1600);
    CHECK (inputs.back().contains ("activityEnd"));
}

TEST_CASE ("C119: 3.1 gets no microphone audio while it waits for a call, and all of it in order afterwards")
{
    ScriptedConversation conversation (forModel (flash31));
    conversation.begin();
    conversation.person (5, 1000);
    conversation.server (R"({"toolCall":{"functionCalls":[{"id":"a","name":"slow"}]}})");
    const auto before = conversation.microphoneMessages();

    SECTION ("until the answer")
    {
        for (std::int16_t frame = 0; frame < 200; ++frame)
            conversation.person (1, static_cast<std::int16_t> (100 + frame));

        CHECK (conversation.microphoneMessages() == before);
        conversation.handle (input::ToolFinished{{"a", "slow", 1, false, false}});
        conversation.run (500ms); // the network takes so much at a time
        CHECK (conversation.microphoneMessages() == before + 200);
    }

    SECTION ("10 s at the most")
    {
        conversation.person (495, 1000);
        CHECK (conversation.microphoneMessages() == before);
        conversation.person (50, 1000);
        CHECK (conversation.microphoneMessages() == before + 545);
    }

    SECTION ("and what the network cannot take then waits as ever")
    {
        conversation.person (400, 1000);
        conversation.unsent = 1 << 20;
        conversation.handle (input::ToolFinished{{"a", "slow", 1, false, false}});
        conversation.person (250, 1000);
        conversation.unsent = 0;
        conversation.run (500ms);
        CHECK (conversation.microphoneMessages() == before + 650);
    }

    CHECK (conversation.session.microphoneSamplesDropped() == 0);
}

TEST_CASE ("C119: other models hear the person while a call runs")
{
    ScriptedConversation conversation (forModel (GENERATE ("gemini-3.8-live", native25)));
    conversation.begin();
    conversation.server (R"({"toolCall":{"functionCalls":[{"id":"a","name":"slow"}]}})");
    conversation.person (5, 1000);
    CHECK (conversation.microphoneMessages() == 5);
}

TEST_CASE ("An interruption is told to a service that is speaking or thinking, as a note that ends no turn (C110)")
{
    ScriptedConversation conversation (forModel (GENERATE ("gemini-3.8-live", native25)));
    conversation.begin();

    if (GENERATE (false, true))
        conversation.server (ScriptedConversation::audio (480));
    else
        conversation.handle (input::Text{"Tell me a story"});

    const auto before = conversation.sentWith ("clientContent").size();
    conversation.handle (input::Interrupt{});
    conversation.handle (input::Interrupt{});
    const auto told = conversation.sentWith ("clientContent");
    REQUIRE (told.size() == before + 1);
    CHECK_FALSE (told.back().value ("turnComplete", false));
    CHECK (told.back()["turns"].size() == 1);
    CHECK (told.back()["turns"][0]["role"] == "user");
    conversation.run (1min);
    CHECK (conversation.told<WatchdogFired>().empty());
}

TEST_CASE ("An interruption of what has come whole, or of nothing, is told to nobody")
{
    ScriptedConversation conversation;
    conversation.begin();

    if (GENERATE (false, true))
    {
        conversation.server (ScriptedConversation::audio (480));
        conversation.server (R"({"serverContent":{"generationComplete":true}})");
    }

    conversation.handle (input::Interrupt{});
    CHECK (conversation.sent.size() == 1); // the setup
}

TEST_CASE ("3.1 has no form for an interruption while it detects speech; with detection off an activity takes the word")
{
    const auto isDetectionOff = GENERATE (false, true);
    ScriptedConversation conversation (forModel (flash31, isDetectionOff));
    conversation.begin();
    conversation.server (ScriptedConversation::audio (480));
    conversation.handle (input::Interrupt{});
    const auto kinds = [&]
    {
        std::vector<std::string> found;

        for (const auto& input : conversation.sentWith ("realtimeInput"))
            if (found.empty() || found.back() != input.begin().key())
                found.push_back (input.begin().key());

        return found;
    };

    if (! isDetectionOff)
    {
        CHECK (conversation.sent.size() == 1);
        return;
    }

    CHECK (kinds() == std::vector<std::string>{"activityStart"});
    conversation.person (100, 0);
    CHECK (kinds() == std::vector<std::string>{"activityStart"});
    conversation.person (50, 8000);
    conversation.person (100, 0);
    CHECK (kinds() == std::vector<std::string>{"activityStart", "audio", "activityEnd"});
}
