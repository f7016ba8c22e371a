#include "Network.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <cmath>

namespace parlando::testing
{

namespace
{

using Action = WatchdogFired::Action;
using namespace std::chrono_literals;

constexpr auto understood = R"({"serverContent":{"inputTranscription":{"text":"What is the tempo?"}}})";
constexpr auto oldModel = "gemini-3.1-flash-live-preview";

GeminiOptions withTranscription (const char* model)
{
    GeminiOptions options;
    options.setup.model = model;
    options.setup.inputAudioTranscription.emplace();
    return options;
}

/** A conversation in which somebody speaks into the microphone, in syllables, or something else sounds. */
struct Room : Network
{
    explicit Room (GeminiOptions options = withTranscription (oldModel))
        : Network{ScriptedConversation (std::move (options), ScriptedConversation::Transcription::none)}
    {
        conversation.begin();
        conversation.server (handleOne);
        silence (400ms);
    }

    void sound (Milliseconds time, auto amplitude)
    {
        for (int i = 0; i < time / 20ms; ++i)
        {
            conversation.person (1, static_cast<std::int16_t> (amplitude (i)));
            conversation.tick (conversation.isDry);
        }
    }

    void silence (Milliseconds time)
    {
        sound (time, [] (int) { return 0; });
    }

    /** Five syllables a second, 20 dB between their middle and their ends. */
    void speak (Milliseconds time)
    {
        sound (time, [] (int i) { return 8000.0 * std::pow (10.0, -0.5 + 0.5 * std::sin (0.63 * i)); });
    }

    std::vector<Action> fired() const
    {
        std::vector<Action> actions;

        for (const auto& each : conversation.told<WatchdogFired>())
            if (each.watchdog == Watchdog::ignoredSpeech)
                actions.push_back (each.action);

        return actions;
    }
};

} // namespace

TEST_CASE ("C121: a second of speech that nobody noticed for 8 s is told, and sent once more")
{
    Room room;
    auto& conversation = room.conversation;
    room.speak (1500ms);
    room.silence (7800ms);
    CHECK (room.fired().empty());

    const auto before = conversation.microphoneMessages();
    room.silence (400ms);
    CHECK (room.fired() == std::vector{Action::saidAgain});
    CHECK_FALSE (describe (conversation.told<WatchdogFired>()[0]).empty());

    // The stream that may wait for its end is closed; then comes what was said, the 300 ms before it, and what
    // followed.
    const auto inputs = conversation.sentWith ("realtimeInput");
    CHECK (std::count (inputs.begin(), inputs.end(), nlohmann::json{{"audioStreamEnd", true}}) == 1);
    CHECK (conversation.microphoneMessages() - before >= 20 + (1500 + 300 + 7800) / 20);

    SECTION ("once for what was said")
    {
        room.silence (120s);
        CHECK (room.fired().size() == 1);
        CHECK (room.opened() == 1);
    }
}

TEST_CASE ("C121: what the service transcribed, answered, interrupted for or waits to hear more of was noticed")
{
    Room room;
    room.speak (1500ms);
    room.silence (1s);
    room.conversation.server (
        GENERATE (as<std::string>{}, understood, R"({"serverContent":{"interimInputTranscription":{"text":"What"}}})",
                  R"({"serverContent":{"interrupted":true}})", R"({"serverContent":{"waitingForInput":true}})",
                  ScriptedConversation::audio (480), R"({"toolCall":{"functionCalls":[{"id":"1","name":"look"}]}})"));
    room.silence (30s);
    CHECK (room.fired().empty());
}

TEST_CASE ("C121: a transcription without words and a turn end without content notice nothing")
{
    Room room;
    room.speak (1500ms);
    room.silence (1s);
    room.conversation.server (GENERATE (as<std::string>{}, R"({"serverContent":{"inputTranscription":{}}})",
                                        turnComplete, R"({"voiceActivity":{"type":"ACTIVITY_START"}})",
                                        R"({"serverContent":{}})", "{}"));
    room.silence (8s);
    CHECK (room.fired().size() == 1);
}

TEST_CASE ("C121: the end of a turn in which a model may stay silent, or that gives a reason, is a choice")
{
    const auto isProactive = GENERATE (true, false);
    Room room (withTranscription (isProactive ? "gemini-3.8-live" : oldModel));
    room.speak (1500ms);
    room.silence (1s);
    room.conversation.server (
        isProactive ? turnComplete
                    : R"({"serverContent":{"turnComplete":true,"turnCompleteReason":"RESPONSE_REJECTED"}})");
    room.silence (30s);
    CHECK (room.fired().empty());
}

TEST_CASE ("C121: a model that may stay silent and does not transcribe is not doubted")
{
    auto options = withTranscription ("gemini-3.8-live");
    options.setup.inputAudioTranscription.reset();
    Room room (std::move (options));
    room.speak (1500ms);
    room.silence (30s);
    CHECK (room.fired().empty());
}

TEST_CASE ("C121: twice in a row and then not before the agent has answered; the second time on another connection")
{
    Room room;
    auto& conversation = room.conversation;
    room.speak (1500ms);
    room.silence (10s);
    room.speak (1500ms);
    room.silence (10s);
    CHECK (room.fired() == std::vector{Action::saidAgain, Action::reconnected});
    CHECK (conversation.session.state() == SessionState::reconnecting);

    const auto before = conversation.microphoneMessages();
    room.lose (1000);
    room.accept();
    conversation.run (20ms);
    CHECK (conversation.microphoneMessages() - before >= 1500 / 20);

    for (int i = 0; i < 5; ++i)
    {
        room.speak (1500ms);
        room.silence (10s);
    }

    CHECK (room.fired().size() == 2);

    conversation.server (ScriptedConversation::audio (480));
    conversation.server (turnComplete);
    room.speak (1500ms);
    room.silence (10s);
    CHECK (room.fired().size() == 3);
}

TEST_CASE ("C121: what is short, steady, or the agent's own voice is no speech that was ignored")
{
    Room room;
    auto& conversation = room.conversation;

    SECTION ("a cough") { room.speak (600ms); }

    SECTION ("a fan that starts")
    {
        std::uint32_t state = 1;
        room.sound (5s,
                    [&] (int)
                    {
                        state = state * 1664525u + 1013904223u;
                        return 3000.0 * (0.97 + 0.06 * (state >> 8) / 16777216.0);
                    });
    }

    SECTION ("the agent, from loudspeakers")
    {
        conversation.handle (input::PlayoutBegan{conversation.now, 1});
        room.speak (3s);
        conversation.handle (input::PlayoutStopped{conversation.now, 1, {480, 480, false}});
        room.speak (200ms);
    }

    room.silence (30s);
    CHECK (room.fired().empty());
}

TEST_CASE ("C121: nobody is asked for again who speaks: what was ignored waits for the end of what is said now")
{
    Room room;
    room.speak (1500ms);
    room.silence (7s);
    room.speak (3s);
    CHECK (room.fired().empty());
    room.silence (1s);
    CHECK (room.fired().size() == 1);
}

TEST_CASE ("C121: of what was said before the microphone was muted nothing leaves any more; the person is told")
{
    Room room;
    auto& conversation = room.conversation;
    room.speak (1500ms);
    conversation.handle (input::MicrophoneMuted{});
    const auto before = conversation.microphoneMessages();
    conversation.run (9s);
    CHECK (room.fired() == std::vector{Action::gaveUp});
    CHECK (conversation.microphoneMessages() == before);
}

TEST_CASE ("C121: where activity is marked here, what is said again is an activity of its own")
{
    auto options = withTranscription (oldModel);
    options.setup.realtimeInputConfig.emplace().automaticActivityDetection.emplace().disabled = true;
    Room room (std::move (options));
    room.speak (1500ms);
    room.silence (12s);
    CHECK (room.fired() == std::vector{Action::saidAgain});

    std::string marks;

    for (const auto& input : room.conversation.sentWith ("realtimeInput"))
        for (const auto* key : {"activityStart", "activityEnd"})
            marks += input.contains (key) ? std::string (key) + " " : "";

    CHECK (marks == "activityStart activityEnd activityStart activityEnd ");
}

TEST_CASE ("While speech may not have been noticed the connection is not replaced for its age")
{
    Room room;
    room.conversation.run (539s);
    room.speak (1500ms);
    room.silence (5s);
    CHECK (room.closed() == 0);
}

//==============================================================================
namespace
{

/** A tool was called and answered. */
void callTool (Room& room, ToolAnswer answer = {"1", "look", "done", false, false})
{
    room.conversation.handle (input::Text{"Look."});
    room.conversation.server (R"({"toolCall":{"functionCalls":[{"id":"1","name":"look"}]}})");
    room.conversation.handle (input::ToolFinished{answer});
}

std::vector<Action> actionsIn (const ScriptedConversation& conversation)
{
    std::vector<Action> actions;

    for (const auto& each : conversation.told<WatchdogFired>())
        actions.push_back (each.action);

    return actions;
}

} // namespace

TEST_CASE ("C120: a tool's answer after which nothing is said is told and nudged once after 10 s")
{
    Room room;
    auto& conversation = room.conversation;
    callTool (room);
    conversation.run (9'990ms);
    CHECK (actionsIn (conversation).empty());
    conversation.run (20ms);
    CHECK (actionsIn (conversation) == std::vector{Action::nudged});
    REQUIRE (conversation.sentWith ("realtimeInput").back().contains ("text"));

    SECTION ("and answered")
    {
        conversation.server (ScriptedConversation::audio (480));
        conversation.server (turnComplete);
        conversation.run (60s);
        CHECK (actionsIn (conversation).size() == 1);
    }

    SECTION ("or asked for on another connection that knows of it, and given up")
    {
        conversation.run (10s);
        CHECK (actionsIn (conversation).back() == Action::reconnected);
        room.lose (1000);
        room.accept();
        CHECK (conversation.sentWith ("realtimeInput").back().contains ("text"));
        conversation.run (60s);
        CHECK (actionsIn (conversation) == std::vector{Action::nudged, Action::reconnected, Action::gaveUp});
        CHECK (conversation.calls.size() == 1);
    }
}

TEST_CASE ("C120: another connection that knows nothing of the tool's answer is not asked for what came of it")
{
    Room room;
    auto& conversation = room.conversation;
    callTool (room);
    conversation.run (20'020ms);
    room.lose (1000);
    conversation.handle (input::ConnectionOpened{});
    room.lose (1008, "BidiGenerateContent session not found");
    room.untilOpened (3);
    room.accept();
    CHECK (actionsIn (conversation).back() == Action::gaveUp);
}

TEST_CASE ("C120: a SILENT answer owes nothing")
{
    auto options = withTranscription ("gemini-3.8-live");
    options.setup.addFunctionDeclarations (
        {{.name = "look", .description = "looks", .behavior = Behavior::nonBlocking}});
    Room room (std::move (options));
    callTool (room, {"1", "look", "done", false, false, Scheduling::silent});
    room.conversation.run (60s);
    CHECK (actionsIn (room.conversation).empty());
}

TEST_CASE ("C110: the nudge has the form that the model takes")
{
    const auto [model, message] = GENERATE (Catch::Generators::table<const char*, const char*> (
        {{"gemini-3.8-live", R"({"clientContent":{"turnComplete":true}})"},
         {oldModel, R"({"realtimeInput":{"text":"."}})"},
         {"gemini-2.5-flash-native-audio-latest",
          R"({"clientContent":{"turns":[{"role":"user","parts":[{"text":"."}]}],"turnComplete":true}})"}}));
    INFO (model);
    Room room (withTranscription (model));
    room.conversation.handle (input::Text{"Hello?"});
    room.conversation.run (4'010ms);
    CHECK (actionsIn (room.conversation) == std::vector{Action::nudged});
    CHECK (room.conversation.sent.back() == nlohmann::json::parse (message));
}

TEST_CASE ("C110: an agent that is still to be heard is not nudged")
{
    Room room (withTranscription ("gemini-3.8-live"));
    auto& conversation = room.conversation;
    conversation.server (ScriptedConversation::audio (48'000));
    conversation.handle (input::PlayoutBegan{conversation.now, 1});
    conversation.isDry = false;
    conversation.server (turnComplete);
    conversation.handle (input::Text{"Hello?"});
    conversation.run (8s);
    CHECK (actionsIn (conversation).empty());
    conversation.handle (input::PlayoutStopped{conversation.now, 1, {48'000, 48'000, false}});
    conversation.run (10ms);
    CHECK (actionsIn (conversation) == std::vector{Action::nudged});
}

TEST_CASE ("Sound without end does not keep the watch from what was asked")
{
    Room room;
    room.conversation.handle (input::Text{"Hello?"});
    room.sound (40s, [] (int i) { return i % 40 < 30 ? 8000 : 20; });
    CHECK_FALSE (actionsIn (room.conversation).empty());
}

} // namespace parlando::testing
