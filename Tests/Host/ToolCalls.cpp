#include "SavedState.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <set>

namespace parlando::testing
{

namespace
{

using Json = nlohmann::json;

/** A reverb send in slot 1, scenes in slot 2, and the voice's gain. */
const Json toolSet = Json::parse (R"({
    "slots": [{"slot": 1, "name": "Reverb send", "unit": "%"},
              {"slot": 2, "name": "Scene", "choices": ["Verse", "Chorus", "Bridge"]}],
    "own": {"voice_gain": "move"},
    "transport": true,
    "notes": "move"
})");

/** A track with tools, connected to a service that calls them. */
template <typename Format>
struct Call
{
    explicit Call (const Json& tools = toolSet, const Json& midi = Json::object())
    {
        const SavedState saved (*track);
        auto json = saved.json();
        json["settings"]["automation"] = tools;
        json["settings"]["midi"] = midi;

        SavedState::restore (*track, saved.with (json.dump()));
        track->play();
        REQUIRE (track->connect (service));
    }

    void call (const std::string& id, const std::string& name, const Json& arguments)
    {
        service.send (
            Json{{"toolCall", {{"functionCalls", {{{"id", id}, {"name", name}, {"args", arguments}}}}}}}.dump());
    }

    /** The answers that have come, by the ids of their calls; one that came twice counts as wrong. */
    std::map<std::string, Json> answers() const
    {
        std::map<std::string, Json> found;

        for (const auto& message : service.messages())
            for (const auto& response : message.value ("/toolResponse/functionResponses"_json_pointer, Json::array()))
            {
                const auto id = response["id"].template get<std::string>();
                CHECK_FALSE (found.contains (id));
                found[id] = response["response"];
            }

        return found;
    }

    Json answerTo (const std::string& id)
    {
        REQUIRE (dispatchUntil ([&] { return answers().contains (id); }));
        return answers()[id];
    }

    Json ask (const std::string& name, const Json& arguments)
    {
        const auto id = "call-" + std::to_string (++lastId);
        call (id, name, arguments);
        return answerTo (id);
    }

    /** Slot 1, which the tool set of most cases calls otherwise. LV2's names do not change. */
    juce::AudioProcessorParameter& slot()
    {
        if (track->isLv2)
            return track->parameter ("Slot 1");

        return *track->plugin->getParameters()[14];
    }

    HostService service;
    std::unique_ptr<Track> track = Track::make<Format>();
    int lastId = 0;
};

/** What the host sees of a parameter. */
struct Gestures final : juce::AudioProcessorParameter::Listener
{
    explicit Gestures (juce::AudioProcessorParameter& watched) : parameter (watched) { parameter.addListener (this); }
    ~Gestures() override { parameter.removeListener (this); }

    void parameterValueChanged (int, float value) override { values.push_back (value); }
    void parameterGestureChanged (int, bool isStarting) override { (isStarting ? begins : ends)++; }

    juce::AudioProcessorParameter& parameter;
    std::vector<float> values;
    int begins = 0, ends = 0;
};

} // namespace

TEST_CASE ("A VST3's slots have the names that the person gave, and texts in their units")
{
    Call<VST3> call;
    auto& slot = call.slot();
    REQUIRE (dispatchUntil ([&] { return slot.getName (100) == "Reverb send"; }));
    CHECK (slot.getText (0.4f, 100) == "40");
    CHECK (call.track->parameter ("Scene").getText (0.5f, 100) == "Chorus");
}

TEMPLATE_TEST_CASE ("A tool call moves the slot in the host, and is answered with what the host has", "", VST3, LV2)
{
    Call<TestType> call;
    const auto answer = call.ask ("set_reverb_send", {{"value", 40}});
    CHECK (answer == Json{{"status", "ok"}, {"control", "Reverb send"}, {"before", 0}, {"after", 40}, {"unit", "%"}});
    CHECK (dispatchUntil ([&] { return call.slot().getValue() == Catch::Approx (0.4f); }));
    CHECK (call.ask ("set_scene", {{"value", "Bridge"}})["after"] == "Bridge");
    CHECK (call.ask ("set_voice_gain", {{"value", -6}})["after"] == -6);
    CHECK (call.ask ("get_parameters", Json::object())["parameters"][0]["value"] == 40);
    CHECK (call.ask ("get_transport", Json::object())["status"] == "ok");
    CHECK (call.ask ("undo_last_change", Json::object())["status"] == "ok");
    CHECK (dispatchUntil ([&] { return call.slot().getValue() == Catch::Approx (0.0f).margin (1e-6); }));
}

TEMPLATE_TEST_CASE ("The agent is told the values at the beginning of a conversation where the set says so", "", VST3,
                    LV2)
{
    auto tools = toolSet;
    tools["offer_values"] = true;
    Call<TestType> call (tools);
    const auto setup = call.service.messages().at (0)["setup"];
    const auto instruction = setup["systemInstruction"]["parts"][0]["text"].template get<std::string>();
    CHECK (instruction.find ("\"name\":\"Reverb send\"") != std::string::npos);
    CHECK (instruction.find ("\"value\":0") != std::string::npos);
}

// LV2 has no gestures for what a plugin moves by itself.
TEST_CASE ("A ramp is one gesture in a VST3's host, with many values, and ends where it was sent")
{
    Call<VST3> call;
    Gestures gestures (call.slot());
    const auto answer = call.ask ("set_reverb_send", {{"value", 80}, {"ramp", 500}});
    CHECK (answer["after"] == 80);
    REQUIRE (dispatchUntil ([&] { return gestures.ends == 1; }));
    CHECK (gestures.begins == 1);
    CHECK (gestures.values.size() > 20);
    CHECK (std::is_sorted (gestures.values.begin(), gestures.values.end()));
    CHECK (gestures.values.back() == Catch::Approx (0.8f).margin (0.001));
}

TEMPLATE_TEST_CASE ("A cancelled call puts the slot back", "", VST3, LV2)
{
    Call<TestType> call;
    call.call ("long", "set_reverb_send", {{"value", 100}, {"ramp", 3000}});
    REQUIRE (dispatchUntil ([&] { return call.slot().getValue() > 0.1f; }));
    call.service.send (R"({"toolCallCancellation":{"ids":["long"]}})");
    REQUIRE (dispatchUntil ([&] { return call.slot().getValue() < 0.001f; }));
    REQUIRE (call.track->pass (0.3));
    CHECK (call.slot().getValue() < 0.001f);
    CHECK_FALSE (call.answers().contains ("long"));
}

TEMPLATE_TEST_CASE ("Calls that do not fit are answered with an error, and nothing moves", "", VST3, LV2)
{
    Call<TestType> call;
    const Json wrong[] = {{{"value", "forty"}},
                          {{"value", 101}},
                          {{"value", -1}},
                          {{"value", 1e308}},
                          {{"value", nullptr}},
                          {{"value", Json::array()}},
                          Json::object(),
                          {{"value", 40}, {"volume", 1}},
                          {{"value", 40}, {"ramp", 1e9}},
                          {{"value", 40}, {"ramp_unit", "years"}}};

    for (const auto& arguments : wrong)
    {
        CAPTURE (arguments.dump());
        const auto answer = call.ask ("set_reverb_send", arguments);
        CHECK (answer["status"] == "error");
        CHECK_FALSE (answer["error"].template get<std::string>().empty());
    }

    CHECK (call.ask ("set_everything", {{"value", 40}})["status"] == "error");
    CHECK (call.ask ("set_scene", {{"value", "Coda"}})["status"] == "error");
    CHECK (call.ask ("set_reverb_send", {{"value", 40}, {"ramp", 1}, {"ramp_unit", "bars"}})["status"] ==
           "error"); // no tempo
    CHECK (call.slot().getValue() == Catch::Approx (0.0f).margin (1e-6));
}

TEMPLATE_TEST_CASE ("A thousand calls in a storm are each answered once", "", VST3, LV2)
{
    Call<TestType> call;
    auto batch = Json::array();

    for (int i = 0; i < 1'000; ++i)
        batch.push_back ({{"id", "storm-" + std::to_string (i)},
                          {"name", i % 3 == 0 ? "set_scene" : "set_reverb_send"},
                          {"args", {{"value", i % 3 == 0 ? Json ("Verse") : Json (i % 101)}}}});

    call.service.send (Json{{"toolCall", {{"functionCalls", batch}}}}.dump());
    REQUIRE (dispatchUntil ([&] { return call.answers().size() == 1'000; }, std::chrono::seconds (30)));
    int moved = 0;

    for (const auto& [id, answer] : call.answers())
        moved += answer["status"] == "ok" ? 1 : 0;

    CHECK (moved >= 1);
    CHECK (moved < 200); // the rest were too many
}

TEST_CASE ("A thousand calls that are the same are made three times")
{
    Call<VST3> call;
    auto batch = Json::array();

    for (int i = 0; i < 1'000; ++i)
        batch.push_back (
            {{"id", "same-" + std::to_string (i)}, {"name", "set_reverb_send"}, {"args", {{"value", 40}}}});

    call.service.send (Json{{"toolCall", {{"functionCalls", batch}}}}.dump());
    REQUIRE (dispatchUntil ([&] { return call.answers().size() == 1'000; }, std::chrono::seconds (30)));
    const auto answers = call.answers();
    CHECK (std::count_if (answers.begin(), answers.end(),
                          [] (const auto& each) { return each.second["status"] == "ok"; }) == 3);
}

// It also ends the conversation, as no project connects: the service is gone before it hears that the call failed,
// which MoveDesks.cpp holds.
TEMPLATE_TEST_CASE ("A project that is opened during a ramp has the last word, and no call is told to have succeeded",
                    "", VST3, LV2)
{
    Call<TestType> call;
    const SavedState saved (*call.track);
    auto json = saved.json();
    json["parameters"]["slot01"] = 0.77;
    call.call ("ramp", "set_reverb_send", {{"value", 100}, {"ramp", 4000}});
    REQUIRE (dispatchUntil ([&] { return call.slot().getValue() > 0.05f; }));
    SavedState::restore (*call.track, saved.with (json.dump()));
    REQUIRE (dispatchUntil ([&] { return call.service.open() == 0; }));
    const auto answers = call.answers();
    CHECK (
        std::none_of (answers.begin(), answers.end(), [] (const auto& each) { return each.second["status"] == "ok"; }));
    REQUIRE (call.track->pass (0.3));
    CHECK (SavedState (*call.track).json()["parameters"]["slot01"].template get<double>() == Catch::Approx (0.77));
}

// JUCE's LV2 brings a message thread of its own; its VST3 in this process shares the host's.
TEST_CASE ("Without a message loop a call is answered with an error after a while, and nothing moves")
{
    Call<VST3> call;
    call.call ("lonely", "set_reverb_send", {{"value", 40}});
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds (8);

    while (! call.answers().contains ("lonely") && std::chrono::steady_clock::now() < deadline)
        std::this_thread::yield();

    REQUIRE (call.answers().contains ("lonely"));
    CHECK (call.answers()["lonely"]["status"] == "error");
    CHECK (call.slot().getValue() == Catch::Approx (0.0f).margin (1e-6));
}

TEMPLATE_TEST_CASE ("Notes that the agent plays come out of the plugin, and all of them end with the conversation", "",
                    VST3, LV2)
{
    std::mutex mutex;
    std::map<int, int> sounding;
    int begun = 0;
    Call<TestType> call;
    call.track->stop();
    call.track->listenMidi = [&] (const juce::MidiBuffer& midi)
    {
        const std::lock_guard lock (mutex);

        for (const auto each : midi)
        {
            const auto message = each.getMessage();
            sounding[message.getNoteNumber()] += message.isNoteOn() ? 1 : message.isNoteOff() ? -1 : 0;
            begun += message.isNoteOn() ? 1 : 0;
        }
    };
    call.track->play();
    CHECK (call.ask (
               "play_notes",
               Json::parse (
                   R"({"notes":[{"pitch":"C4","length":200},{"pitch":"E4","length":200}],"align":"now"})"))["sent"] ==
           2);
    REQUIRE (dispatchUntil (
        [&]
        {
            const std::lock_guard lock (mutex);
            return begun == 2;
        }));
    call.track->set ("Connect", 0.0f);
    CHECK (dispatchUntil (
        [&]
        {
            const std::lock_guard lock (mutex);
            return std::all_of (sounding.begin(), sounding.end(), [] (const auto& each) { return each.second == 0; });
        }));
}

TEMPLATE_TEST_CASE ("A note that was given to it connects, and the host sees the lamps", "", VST3, LV2)
{
    std::atomic<bool> isPressed{false};
    HostService service;
    const auto track = Track::make<TestType>();
    const SavedState saved (*track);
    auto json = saved.json();
    json["settings"]["midi"] = Json::parse (R"({"in": {"connect": {"note": 60}}})");
    SavedState::restore (*track, saved.with (json.dump()));
    track->feedMidi = [&] (juce::MidiBuffer& midi)
    {
        if (isPressed.exchange (false))
            midi.addEvent (juce::MidiMessage::noteOn (1, 60, 1.0f), 3);
    };
    track->play();
    REQUIRE (dispatchUntil ([&] { return track->blocks() > 10; }));
    isPressed = true;
    REQUIRE (dispatchUntil ([&] { return service.setups() == 1; }));
    CHECK (dispatchUntil ([&] { return track->get ("Connected") == 1.0f; }));
    service.say (steadySpeech (1.0));
    CHECK (dispatchUntil ([&] { return track->get ("Agent speaking") == 1.0f; }));
    CHECK (dispatchUntil ([&] { return track->get ("Agent speaking") == 0.0f; }));
}

TEMPLATE_TEST_CASE ("A call that must be asked waits for its note, and another note takes it back", "", VST3, LV2)
{
    std::atomic<int> pressed{0};
    auto tools = toolSet;
    tools["slots"][0]["access"] = "ask";
    Call<TestType> call (
        tools, Json::parse (R"({"in": {"allow": {"note": 62}, "refuse": {"note": 63}, "undo": {"note": 64}}})"));
    call.track->stop();
    call.track->feedMidi = [&] (juce::MidiBuffer& midi)
    {
        if (const auto note = pressed.exchange (0); note != 0)
        {
            midi.addEvent (juce::MidiMessage::noteOn (1, note, 1.0f), 0);
            midi.addEvent (juce::MidiMessage::noteOff (1, note), 1);
        }
    };
    call.track->play();
    const auto answerAfter = [&] (const std::string& id, int note)
    {
        call.call (id, "set_reverb_send", {{"value", 40}});
        REQUIRE (call.track->pass (0.3));
        CHECK_FALSE (call.answers().contains (id));
        pressed = note;
        return call.answerTo (id)["status"].template get<std::string>();
    };
    CHECK (answerAfter ("refused", 63) == "error");
    CHECK (call.slot().getValue() == Catch::Approx (0.0f).margin (1e-6));
    CHECK (answerAfter ("allowed", 62) == "ok");
    CHECK (dispatchUntil ([&] { return call.slot().getValue() == Catch::Approx (0.4f); }));
    pressed = 64;
    CHECK (dispatchUntil ([&] { return call.slot().getValue() == Catch::Approx (0.0f).margin (1e-6); }));
}

} // namespace parlando::testing
