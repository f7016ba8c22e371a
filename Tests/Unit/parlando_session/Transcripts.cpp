#include "ScriptedConversation.h"

#include <catch2/catch_test_macros.hpp>

using namespace parlando;
using parlando::testing::ScriptedConversation;

namespace
{

std::string input (const std::string& text)
{
    return nlohmann::json{{"serverContent", {{"inputTranscription", {{"text", text}}}}}}.dump();
}

std::string output (const std::string& text)
{
    return nlohmann::json{{"serverContent", {{"outputTranscription", {{"text", text}}}}}}.dump();
}

Transcript example()
{
    const Instant start (Milliseconds (5000));
    TranscriptEntry person, agent;
    person.id = 1;
    person.text = "Hello,\nis <this> on?";
    person.start = start + Milliseconds (250);
    person.end = start + Milliseconds (1500);
    agent.id = 2;
    agent.speaker = Speaker::agent;
    agent.turn = 1;
    agent.text = "Yes.";
    agent.start = start + Milliseconds (3661000);
    agent.end = start + Milliseconds (3662005);
    return {start, {person, agent}};
}

} // namespace

TEST_CASE ("C51: deltas are joined as they are")
{
    Session::Options options;
    options.setup.model = "gemini-2.5-flash-native-audio-latest";
    ScriptedConversation conversation (options);
    conversation.begin();

    for (const auto* piece : {"What", " is", " six", "teen", "?"})
        conversation.server (input (piece));

    REQUIRE (conversation.session.transcript().entries.size() == 1);
    CHECK (conversation.session.transcript().entries[0].text == "What is sixteen?");
}

TEST_CASE ("C52: a turn's end closes both transcripts; a late empty delta opens no entry")
{
    ScriptedConversation conversation;
    conversation.begin();
    conversation.server (input ("Hi"));
    conversation.server (output ("Hello"));
    conversation.server (R"({"serverContent":{"generationComplete":true}})");
    conversation.server (R"({"serverContent":{"turnComplete":true}})");
    conversation.server (R"({"serverContent":{"outputTranscription":{}}})");

    const auto& entries = conversation.session.transcript().entries;
    REQUIRE (entries.size() == 2);
    CHECK (entries[0].final);
    CHECK (entries[1].final);
}

TEST_CASE ("C53: words of the person that come after the answer began join the person's entry")
{
    ScriptedConversation conversation;
    conversation.begin();
    conversation.person (100, 10);
    const auto onset = conversation.now;
    conversation.person (50, 8000);
    conversation.person (50, 10);
    conversation.server (input ("Tell me"));
    conversation.server (output ("Once"));
    conversation.server (R"({"serverContent":{"turnComplete":true}})");
    conversation.server (input (" a story"));

    const auto& entries = conversation.session.transcript().entries;
    REQUIRE (entries.size() == 2);
    CHECK (entries[0].text == "Tell me a story");
    CHECK (entries[0].start == onset);
}

TEST_CASE ("C54: interim words replace each other and never enter the transcript")
{
    ScriptedConversation conversation;
    conversation.begin();
    conversation.server (R"({"serverContent":{"interimInputTranscription":{"text":"wreck a"}}})");
    conversation.server (R"({"serverContent":{"interimInputTranscription":{"text":"recognise"}}})");
    CHECK (conversation.session.transcript().entries.empty());

    conversation.server (input ("recognise speech"));
    const auto pieces = conversation.told<TranscriptPiece>();
    REQUIRE (pieces.size() == 3);
    CHECK (pieces[0].interim);
    CHECK (pieces[1].interim);
    CHECK_FALSE (pieces[2].interim);
    CHECK (pieces[1].entry == pieces[2].entry);
}

TEST_CASE ("What is still written of an answer after its voice was cut off counts as not heard")
{
    ScriptedConversation conversation;
    conversation.begin();
    conversation.server (output ("Once there was"));
    conversation.session.playoutBegan (conversation.now, 1);
    conversation.session.interrupt (conversation.now);

    SECTION ("before the silence was told of")
    {
        conversation.server (output (" a theatre."));
        conversation.session.playoutStopped (conversation.now, 1, {12'000, 12'000, true});
    }

    SECTION ("after it")
    {
        conversation.session.playoutStopped (conversation.now, 1, {12'000, 12'000, true});
        conversation.server (output (" a theatre."));
    }

    const auto& entries = conversation.session.transcript().entries;
    REQUIRE (entries.size() == 2);
    CHECK (heardText (entries[0]) == "Once");
    CHECK (entries[1].interrupted);
    CHECK (heardText (entries[1]).empty());

    conversation.server (R"({"serverContent":{"turnComplete":true}})");
    conversation.server (output ("Yes?"));
    CHECK (heardText (entries.back()) == "Yes?");
    CHECK_FALSE (entries.back().interrupted);
}

TEST_CASE ("The agent's entry spans what was heard: first sample to the interruption's silence")
{
    ScriptedConversation conversation;
    conversation.begin();
    conversation.server (ScriptedConversation::audio (10));
    conversation.server (output ("A long story"));
    conversation.advance (Milliseconds (30));
    const auto began = conversation.now;
    conversation.session.playoutBegan (began, 1);
    conversation.advance (Milliseconds (700));
    conversation.server (R"({"serverContent":{"interrupted":true}})");
    const auto silent = conversation.now + Milliseconds (8);
    conversation.session.playoutStopped (silent, 1, {.interrupted = true});

    const auto& entry = conversation.session.transcript().entries.at (0);
    CHECK (entry.start == began);
    CHECK (entry.end == silent);
    CHECK (entry.interrupted);
    CHECK (entry.final);
}

TEST_CASE ("SubRip: numbered cues with commas in their times, one line each")
{
    CHECK (toSrt (example()) == "1\n00:00:00,250 --> 00:00:01,500\nPerson: Hello, is <this> on?\n\n"
                                "2\n01:01:01,000 --> 01:01:02,005\nAgent: Yes.\n\n");
}

TEST_CASE ("WebVTT: header, voices, escaped text")
{
    CHECK (toVtt (example()) == "WEBVTT\n\n00:00:00.250 --> 00:00:01.500\n<v Person>Hello, is &lt;this&gt; on?\n\n"
                                "01:01:01.000 --> 01:01:02.005\n<v Agent>Yes.\n\n");
}

TEST_CASE ("Plain text and JSON tell the same entries")
{
    CHECK (toText (example()) == "[00:00] Person: Hello, is <this> on?\n[61:01] Agent: Yes.\n");

    const auto json = nlohmann::json::parse (toJsonText (example()));
    REQUIRE (json["entries"].size() == 2);
    CHECK (json["entries"][0]["text"] == "Hello,\nis <this> on?");
    CHECK (json["entries"][1]["speaker"] == "agent");
    CHECK (json["entries"][1]["startSeconds"] == 3661.0);
}

TEST_CASE ("A long entry becomes several readable cues that share its time and lose no word")
{
    auto transcript = example();
    transcript.entries.resize (1);
    auto& entry = transcript.entries[0];
    entry.text.clear();

    for (int i = 0; i < 40; ++i)
        entry.text += "word" + std::to_string (i) + " ";

    const auto srt = toSrt (transcript);
    CHECK (srt.starts_with ("1\n00:00:00,250 --> "));
    CHECK (srt.find ("\n4\n") != std::string::npos);

    for (int i = 0; i < 40; ++i)
        CHECK (srt.find ("word" + std::to_string (i)) != std::string::npos);

    CHECK (srt.find (" --> 00:00:01,500\n") != std::string::npos);
}
