#include "Rehearsal.h"
#include "Support/Text.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace parlando;
using namespace parlando::test;
using parlando::testing::contains;
using Json = nlohmann::json;

TEST_CASE ("A spoken turn is heard, answered and ended in the order of the protocol")
{
    Rehearsal rehearsal;
    rehearsal.open ({{"sessionResumption", Json::object()}});
    rehearsal.speak ("go forward ten meters");
    rehearsal.run (10000);
    CHECK (rehearsal.order() == Order{"setupComplete", "resumable", "heard", "notResumable", "audio",
                                      "generationComplete", "turnComplete", "resumable"});
    CHECK (rehearsal.transcript ("inputTranscription") == " go forward ten meters");
    CHECK (rehearsal.said() ==
           "This is the Parlando rehearsal service, not Gemini. I heard you say: go forward ten meters.");
}

TEST_CASE ("It says what it is once")
{
    Rehearsal rehearsal;
    rehearsal.open();
    rehearsal.type ("one");
    rehearsal.run (10000);
    rehearsal.messages.clear();
    rehearsal.type ("two");
    rehearsal.run (10000);
    CHECK (rehearsal.said() == "I heard you say: two.");
}

TEST_CASE ("Transcripts come only when they were asked for")
{
    Rehearsal rehearsal;
    rehearsal.open ({{"inputAudioTranscription", nullptr}, {"outputAudioTranscription", nullptr}});
    rehearsal.speak ("hello");
    rehearsal.run (10000);
    CHECK (rehearsal.transcript ("inputTranscription").empty());
    CHECK (rehearsal.said().empty());
    CHECK (rehearsal.audioSamples() > 0);
}

TEST_CASE ("Audio leaves in pieces of 40 ms, ahead of real time, and turnComplete waits for its playback")
{
    Rehearsal rehearsal;
    rehearsal.open();
    rehearsal.type ("tell me a story");
    rehearsal.run (1000);
    // 400 ms at once and then 3.5 times real time, from the first piece on.
    const auto afterOneSecond = static_cast<double> (rehearsal.audioSamples()) / 24000.0;
    CHECK (afterOneSecond > 3.5);
    CHECK (afterOneSecond < 4.0);

    std::size_t letters = std::string ("This is the Parlando rehearsal service, not Gemini.").size();
    for (const auto& sentence : rehearsalStory())
        letters += sentence.size();
    const auto all = letters * FakeVoice::samplesPerLetter;
    const auto playMs = static_cast<int> (all / 24);

    rehearsal.run (playMs - 1100);
    CHECK (rehearsal.audioSamples() == all);
    CHECK (rehearsal.order().back() == "generationComplete");
    rehearsal.run (200);
    CHECK (rehearsal.order().back() == "turnComplete");

    for (const auto& message : rehearsal.messages)
        if (message.contains ("serverContent") && message["serverContent"].contains ("modelTurn"))
        {
            const auto& blob = message["serverContent"]["modelTurn"]["parts"][0]["inlineData"];
            CHECK (blob["mimeType"] == "audio/pcm;rate=24000");
            CHECK (base64ToBytes (blob["data"].get<std::string>())->size() <= 1920);
        }
}

TEST_CASE ("Transcript words keep step with the audio that they belong to")
{
    Rehearsal rehearsal;
    rehearsal.open();
    rehearsal.type ("hello");
    rehearsal.run (300);
    const auto letters = rehearsal.audioSamples() / FakeVoice::samplesPerLetter;
    const auto said = rehearsal.said();
    REQUIRE (said.size() > 10);
    CHECK (said.size() + 12 > letters);
    CHECK (said.size() < letters + 12);
}

TEST_CASE ("Speech over the agent's voice interrupts it, also after generationComplete")
{
    Rehearsal rehearsal;
    rehearsal.open();
    SECTION ("while generating")
    {
        rehearsal.type ("tell me a story");
        rehearsal.run (500);
        rehearsal.messages.clear();
        rehearsal.sendAudio (200, true);
        CHECK (rehearsal.order() == Order{"interrupted", "turnComplete"});
        CHECK_FALSE (rehearsal.voice.asked.empty());
    }
    SECTION ("while the client is presumed to play")
    {
        rehearsal.type ("hello");
        rehearsal.run (900);
        REQUIRE (rehearsal.order().back() == "generationComplete");
        rehearsal.messages.clear();
        rehearsal.sendAudio (200, true);
        CHECK (rehearsal.order() == Order{"interrupted", "turnComplete"});
    }
    SECTION ("with sentences that the voice has not delivered")
    {
        rehearsal.type ("tell me a story");
        rehearsal.sendAudio (200, true);
        CHECK (rehearsal.voice.abandoned.size() == rehearsalStory().size() + 1);
        rehearsal.messages.clear();
    }
    // Nothing of the old turn comes afterwards.
    rehearsal.messages.clear();
    rehearsal.run (3000);
    CHECK (rehearsal.messages.empty());

    rehearsal.sendAudio (1000, false);
    rehearsal.hear ("go on");
    rehearsal.run (5000);
    CHECK (rehearsal.order() == Order{"heard", "audio", "generationComplete", "turnComplete"});
}

TEST_CASE ("With NO_INTERRUPTION speech waits for the end of the agent's turn")
{
    Rehearsal rehearsal;
    rehearsal.open ({{"realtimeInputConfig", {{"activityHandling", "NO_INTERRUPTION"}}}});
    rehearsal.type ("hello");
    rehearsal.run (300);
    rehearsal.speak ("and me");
    rehearsal.run (10000);
    CHECK (rehearsal.order() == Order{"setupComplete", "audio", "heard", "audio", "generationComplete", "turnComplete",
                                      "audio", "generationComplete", "turnComplete"});
    CHECK (contains (rehearsal.said(), "and me."));
}

TEST_CASE ("Typed text and client content interrupt a running turn")
{
    Rehearsal rehearsal;
    rehearsal.open();
    rehearsal.type ("tell me a story");
    rehearsal.run (500);
    rehearsal.messages.clear();
    SECTION ("text") { rehearsal.type ("stop it"); }
    SECTION ("content, even without a question")
    {
        rehearsal.sendText (R"({"clientContent": {"turns": [{"role": "user", "parts": [{"text": "by the way"}]}]}})");
    }
    CHECK (rehearsal.order() == Order{"interrupted", "turnComplete"});
}

TEST_CASE ("Client content is answered once its turn is complete")
{
    Rehearsal rehearsal;
    rehearsal.open();
    rehearsal.sendText (R"({"client_content": {"turns": [{"role": "user", "parts": [{"text": "good"}]}]}})");
    rehearsal.run (1000);
    CHECK (rehearsal.order() == Order{"setupComplete"});
    rehearsal.sendText (R"({"clientContent": {"turns": [{"role": "user", "parts": [{"text": "morning"}]}],
                            "turnComplete": true}})");
    rehearsal.run (10000);
    CHECK (contains (rehearsal.said(), "I heard you say: good morning."));
}

TEST_CASE ("C94: history in client content is taken without an answer")
{
    Rehearsal rehearsal;
    rehearsal.open ({{"historyConfig", {{"initialHistoryInClientContent", true}}},
                     {"model", "models/gemini-3.1-flash-live-preview"}});
    rehearsal.sendText (R"({"clientContent": {"turns": [{"role": "user", "parts": [{"text": "I am Ada"}]},
                            {"role": "model", "parts": [{"text": "Hello Ada"}]}], "turnComplete": true}})");
    rehearsal.run (5000);
    CHECK (rehearsal.order() == Order{"setupComplete"});
    rehearsal.type ("who am I");
    rehearsal.run (10000);
    CHECK (contains (rehearsal.said(), "who am I"));

    // Gemini 3.1 takes client content for history alone (C93).
    rehearsal.sendText (R"({"clientContent": {"turnComplete": true}})");
    REQUIRE (rehearsal.closes.size() == 1);
    CHECK (rehearsal.closes[0].code == 1007);
}

TEST_CASE ("Pictures are told with the next answer")
{
    Rehearsal rehearsal;
    rehearsal.open();
    for (int i = 0; i < 2; ++i)
        rehearsal.sendText (R"({"realtimeInput": {"video": {"mimeType": "image/png", "data": "AAAA"}}})");
    rehearsal.run (1000);
    CHECK (rehearsal.audioSamples() == 0);
    rehearsal.type ("look");
    rehearsal.run (10000);
    CHECK (contains (rehearsal.said(), "not Gemini. I got 2 pictures. I heard you say: look."));
}

TEST_CASE ("Usage tells the turn's audio by 25 tokens a second and the prompt by modality")
{
    Rehearsal rehearsal;
    rehearsal.open();
    rehearsal.speak ("hello");
    rehearsal.run (10000);
    const auto usage = rehearsal.last ("usageMetadata");
    const auto seconds = static_cast<double> (rehearsal.audioSamples()) / 24000.0;
    CHECK (usage["responseTokenCount"] == static_cast<int> (std::ceil (seconds * 25.0)));
    CHECK (usage["responseTokensDetails"] ==
           Json::parse (R"([{"modality": "AUDIO", "tokenCount": )" + usage["responseTokenCount"].dump() + "}]"));
    CHECK (usage["promptTokensDetails"][0]["modality"] == "AUDIO");
    CHECK (usage["totalTokenCount"] == usage["promptTokenCount"].get<int>() + usage["responseTokenCount"].get<int>());

    // The next prompt holds all that came before.
    rehearsal.type ("more");
    rehearsal.run (10000);
    const auto next = rehearsal.last ("usageMetadata");
    CHECK (next["promptTokenCount"].get<int>() > usage["totalTokenCount"].get<int>());
}

TEST_CASE ("A handle brings the context back and is never offered while generating")
{
    Rehearsal first;
    first.open ({{"sessionResumption", Json::object()}});
    first.type ("remember me");
    first.run (10000);
    const auto handle = first.last ("sessionResumptionUpdate")["newHandle"].get<std::string>();

    Rehearsal second;
    second.open ({{"sessionResumption", {{"handle", handle}}}});
    second.type ("what did you say");
    second.run (10000);
    CHECK (contains (second.said(), "I heard you say: remember me."));
    CHECK_FALSE (second.said().starts_with ("This is"));
    second.messages.clear();
    second.type ("how many turns did we have");
    second.run (10000);
    CHECK (second.said() == "Before this one we had 2 turns.");

    Rehearsal other;
    other.open ({{"sessionResumption", {{"handle", handle}}}, {"model", "models/gemini-3.1-flash-live-preview"}});
    REQUIRE (other.closes.size() == 1);
    CHECK (other.closes[0].code == 1008);
}

TEST_CASE ("Without sessionResumption no update is sent")
{
    Rehearsal rehearsal;
    rehearsal.open();
    rehearsal.type ("hello");
    rehearsal.run (10000);
    CHECK (rehearsal.last ("sessionResumptionUpdate").is_null());
}

TEST_CASE ("The chosen voice is passed on")
{
    Rehearsal rehearsal;
    rehearsal.open (Json::parse (
        R"({"generationConfig": {"speechConfig": {"voiceConfig": {"prebuiltVoiceConfig": {"voiceName": "Charon"}}}}})"));
    rehearsal.type ("hello");
    REQUIRE_FALSE (rehearsal.voice.asked.empty());
    CHECK (rehearsal.voice.asked.front().voiceName == "Charon");
}
