#include "Rehearsal.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace parlando;
using namespace parlando::test;
using Json = nlohmann::json;

TEST_CASE ("An utterance begins with the voice and ends after the silence that was asked for")
{
    const auto silence = GENERATE (300, 800, 1500);
    Rehearsal rehearsal;
    rehearsal.open ({{"realtimeInputConfig", {{"automaticActivityDetection", {{"silenceDurationMs", silence}}}}}});
    rehearsal.sendAudio (1000, false);
    CHECK (rehearsal.ears.open == 0);
    rehearsal.sendAudio (500, true);
    CHECK (rehearsal.ears.open == 1);
    rehearsal.sendAudio (silence - 100, false);
    CHECK (rehearsal.ears.finished.empty());
    rehearsal.sendAudio (200, false);
    CHECK (rehearsal.ears.finished.size() == 1);

    // All of the voice, at least 200 ms before it, and the silence after it.
    const auto heardMs = static_cast<int> (rehearsal.ears.heardSamples / 16);
    CHECK (heardMs >= 500 + silence + 200);
    CHECK (heardMs <= 500 + silence + 400);
}

TEST_CASE ("prefixPaddingMs is how long a voice must last before it counts")
{
    Rehearsal rehearsal;
    rehearsal.open ({{"realtimeInputConfig", {{"automaticActivityDetection", {{"prefixPaddingMs", 300}}}}}});
    rehearsal.sendAudio (600, false);
    rehearsal.sendAudio (200, true);
    rehearsal.sendAudio (600, false);
    CHECK (rehearsal.ears.open == 0);
    rehearsal.sendAudio (320, true);
    CHECK (rehearsal.ears.open == 1);
}

TEST_CASE ("A steady noise becomes the room and does not count as speech")
{
    SpeechDetector detector ({true, 60, 800});
    std::vector<SpeechDetector::Event> events;
    std::vector<std::int16_t> noise (16000 * 6);
    std::uint32_t random = 1;
    for (auto& sample : noise)
        sample =
            static_cast<std::int16_t> (static_cast<int> ((random = random * 1664525u + 1013904223u) >> 16) % 300 - 150);
    detector.process (noise, events);
    CHECK_FALSE (detector.isSpeaking());

    events.clear();
    for (int i = 0; i < 16000; ++i)
        noise[static_cast<std::size_t> (i)] = static_cast<std::int16_t> (6000.0 * std::sin (0.2 * i));
    detector.process (noise, events);
    REQUIRE (events.size() > 2);
    CHECK (events.front().kind == SpeechDetector::Event::Kind::started);
    CHECK (events.back().kind == SpeechDetector::Event::Kind::ended);
}

TEST_CASE (
    "Of a knock no words are made, what may have been a syllable is not answered, a voice that was not understood is")
{
    Rehearsal rehearsal;
    rehearsal.open();
    rehearsal.sendAudio (600, false);
    rehearsal.sendAudio (80, true);
    rehearsal.sendAudio (1000, false);
    CHECK (rehearsal.ears.finished.empty());
    rehearsal.sendAudio (260, true);
    rehearsal.sendAudio (1000, false);
    REQUIRE (rehearsal.ears.finished.size() == 1);
    rehearsal.hear ("");
    rehearsal.run (1000);
    CHECK (rehearsal.order() == Order{"setupComplete"});

    rehearsal.speak ("");
    rehearsal.run (10000);
    CHECK (rehearsal.said() == "This is the Parlando rehearsal service, not Gemini. I did not catch that.");
}

TEST_CASE ("audioStreamEnd ends the utterance at once")
{
    Rehearsal rehearsal;
    rehearsal.open();
    rehearsal.sendAudio (600, true);
    rehearsal.sendText (R"({"realtimeInput": {"audioStreamEnd": true}})");
    CHECK (rehearsal.ears.finished.size() == 1);
    rehearsal.sendAudio (600, true);
    CHECK (rehearsal.ears.open == 2);
}

TEST_CASE ("With detection disabled only what lies between activityStart and activityEnd is heard")
{
    Rehearsal rehearsal;
    rehearsal.open ({{"realtimeInputConfig", {{"automaticActivityDetection", {{"disabled", true}}}}}});
    rehearsal.sendAudio (500, true);
    CHECK (rehearsal.ears.heardSamples == 0);
    rehearsal.sendText (R"({"realtimeInput": {"activityStart": {}}})");
    rehearsal.sendAudio (400, false);
    rehearsal.sendText (R"({"realtimeInput": {"activityEnd": {}}})");
    rehearsal.sendAudio (500, true);
    CHECK (rehearsal.ears.heardSamples == 6400);
    CHECK (rehearsal.session.receivedSamples() == 22400);
    rehearsal.hear ("hello");
    rehearsal.run (500);
    CHECK (rehearsal.audioSamples() > 0);

    rehearsal.messages.clear();
    rehearsal.sendText (R"({"realtimeInput": {"activityStart": {}}})");
    CHECK (rehearsal.order() == Order{"interrupted", "turnComplete"});
}

TEST_CASE ("Activities that do not alternate, or hold no audio, are refused (1007)")
{
    Rehearsal rehearsal;
    rehearsal.open ({{"realtimeInputConfig", {{"automaticActivityDetection", {{"disabled", true}}}}}});
    const auto say = [&] (const char* kind) {
        rehearsal.send ({{"realtimeInput", {{kind, nlohmann::json::object()}}}});
    };
    say ("activityStart");

    SECTION ("one begins in another")
    {
        rehearsal.sendAudio (200, true);
        say ("activityStart");
    }

    SECTION ("one that is empty") { say ("activityEnd"); }

    SECTION ("one ends twice")
    {
        rehearsal.sendAudio (200, true);
        say ("activityEnd");
        CHECK (rehearsal.closes.empty());
        say ("activityEnd");
    }

    REQUIRE (rehearsal.closes.size() == 1);
    CHECK (rehearsal.closes[0].code == 1007);
}

TEST_CASE ("Another rate is brought to 16 kHz")
{
    Rehearsal rehearsal;
    rehearsal.open ({{"realtimeInputConfig", {{"automaticActivityDetection", {{"disabled", true}}}}}});
    rehearsal.sendText (R"({"realtimeInput": {"activityStart": {}}})");
    rehearsal.sendAudio (3000, true, "AUDIO/PCM; channels=1; Rate=48000");
    CHECK (rehearsal.ears.heardSamples > 15900);
    CHECK (rehearsal.ears.heardSamples < 16100);
    CHECK (rehearsal.session.receivedSamples() == 48000);
}

TEST_CASE ("A person who goes on speaking gets one answer to all of it")
{
    Rehearsal rehearsal;
    rehearsal.open();
    rehearsal.sendAudio (600, true);
    rehearsal.sendAudio (900, false);
    rehearsal.sendAudio (600, true);
    rehearsal.hear ("what is");
    rehearsal.run (500);
    CHECK (rehearsal.audioSamples() == 0);
    rehearsal.sendAudio (900, false);
    rehearsal.hear ("the weather");
    rehearsal.run (10000);
    CHECK (rehearsal.said() ==
           "This is the Parlando rehearsal service, not Gemini. I heard you say: what is the weather.");
}

TEST_CASE ("The ears are told what can be set")
{
    Rehearsal rehearsal;
    rehearsal.open (Json::parse (R"({"tools": [{"functionDeclarations": [
        {"name": "set_reverb_mix", "parameters": {"type": "OBJECT", "properties": {"percent": {"type": "NUMBER"}}}},
        {"name": "look_up", "parameters": {"type": "OBJECT", "properties": {"word": {"type": "STRING"}}}}]}]})"));
    rehearsal.sendAudio (200, true);
    CHECK (rehearsal.ears.things == std::vector<std::string>{"reverb mix"});
}

TEST_CASE ("A session that ends gives back its utterances")
{
    FakeEars ears;
    FakeVoice voice;
    {
        Rehearsal rehearsal;
        rehearsal.open();
        rehearsal.sendAudio (200, true);
        rehearsal.sendText ("{}");
        ears = rehearsal.ears;
    }
    CHECK (ears.abandoned == std::vector<std::uint64_t>{1});
}
