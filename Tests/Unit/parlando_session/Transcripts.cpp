#include "ScriptedConversation.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <parlando_text/parlando_text.h>

#include <sstream>

using namespace parlando;
using parlando::testing::ScriptedConversation;

namespace
{

std::string heard (const std::string& text)
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
    testing::GeminiOptions options;
    options.setup.model = "gemini-2.5-flash-native-audio-latest";
    ScriptedConversation conversation (options);
    conversation.begin();

    for (const auto* piece : {"What", " is", " six", "teen", "?"})
        conversation.server (heard (piece));

    REQUIRE (conversation.session.transcript().entries.size() == 1);
    CHECK (conversation.session.transcript().entries[0].text == "What is sixteen?");
}

TEST_CASE ("C52: a turn's end closes both transcripts; a late empty delta opens no entry")
{
    ScriptedConversation conversation;
    conversation.begin();
    conversation.server (heard ("Hi"));
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
    conversation.server (heard ("Tell me"));
    conversation.server (output ("Once"));
    conversation.server (R"({"serverContent":{"turnComplete":true}})");
    conversation.server (heard (" a story"));

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

    conversation.server (heard ("recognise speech"));
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
    conversation.handle (input::PlayoutBegan{conversation.now, 1});
    conversation.handle (input::Interrupt{});

    SECTION ("before the silence was told of")
    {
        conversation.server (output (" a theatre."));
        conversation.handle (input::PlayoutStopped{conversation.now, 1, {12'000, 12'000, true}});
    }

    SECTION ("after it")
    {
        conversation.handle (input::PlayoutStopped{conversation.now, 1, {12'000, 12'000, true}});
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
    conversation.handle (input::PlayoutBegan{began, 1});
    conversation.advance (Milliseconds (700));
    conversation.server (R"({"serverContent":{"interrupted":true}})");
    const auto silent = conversation.now + Milliseconds (8);
    conversation.handle (input::PlayoutStopped{silent, 1, {.interrupted = true}});

    const auto& entry = conversation.session.transcript().entries.at (0);
    CHECK (entry.start == began);
    CHECK (entry.end == silent);
    CHECK (entry.interrupted);
    CHECK (entry.final);
}

TEST_CASE ("SubRip: numbered cues with commas in their times, and angle brackets that readers do not take for commands")
{
    CHECK (toSrt (example()) == "1\r\n00:00:00,250 --> 00:00:01,500\r\nPerson: Hello, is <\u2060this> on?\r\n\r\n"
                                "2\r\n01:01:01,000 --> 01:01:02,005\r\nAgent: Yes.\r\n\r\n");
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
    CHECK (srt.starts_with ("1\r\n00:00:00,250 --> "));
    CHECK (srt.find ("\n4\r\n") != std::string::npos);

    for (int i = 0; i < 40; ++i)
        CHECK (srt.find ("word" + std::to_string (i)) != std::string::npos);

    CHECK (srt.find (" --> 00:00:01,500\r\n") != std::string::npos);
}

namespace
{

/** An entry of 10 s, the agent's, of which `share` was heard. */
Transcript told (const std::string& text, double share = 1.0)
{
    Transcript transcript;
    auto& entry = transcript.entries.emplace_back();
    entry.speaker = Speaker::agent;
    entry.text = text;
    entry.end = transcript.start + std::chrono::seconds (10);
    entry.interrupted = share < 1.0;
    entry.samplesReceived = 240'000;
    entry.samplesHeard = static_cast<std::uint64_t> (240'000 * share);
    return transcript;
}

std::vector<std::string> linesOfCues (const std::string& srt)
{
    std::vector<std::string> lines;
    std::istringstream stream (srt);

    for (std::string line; std::getline (stream, line);)
    {
        CHECK (line.ends_with ('\r'));
        line.pop_back();

        if (! line.empty() && line.find (" --> ") == std::string::npos &&
            line.find_first_not_of ("0123456789") != std::string::npos)
            lines.push_back (line);
    }

    return lines;
}

const std::string japaneseStory =
    "むかしむかしあるところに小さな劇場がありました。路面電車の終点のそばで、座席は四十、"
    "ピアノは一台だけでした。毎晩、灯りが消えると、ピアノはひとりで歌いはじめるのでした。";

} // namespace

TEST_CASE ("Cues have two lines of at most 42 columns, in every script")
{
    const auto text = GENERATE (
        std::string ("When the lights went out every night, the piano in the little theatre began "
                     "to sing by itself, and nobody ever found out why it did so."),
        japaneseStory, std::string ("กาลครั้งหนึ่งนานมาแล้วมีโรงละครเล็กๆ อยู่ใกล้ปลายทางรถราง มีสี่สิบที่นั่ง และเปียโนเพียงหลังเดียว"),
        // It cannot tell how wide these are, and breaks them anew each time.
        // clang-format off
        std::string ("👨‍👩‍👧‍👦🇩🇪 नमस्ते दुनिया, שלום עולם! مرحبا بالعالم، كان يا ما كان في قديم الزمان مسرح صغير"));
    // clang-format on
    const auto srt = toSrt (told (text));
    std::string joined;

    for (auto line : linesOfCues (srt))
    {
        CAPTURE (line);
        CHECK (columnsOf (line) <= 42);
        CHECK (isUtf8 (line));
        joined += line.starts_with ("Agent: ") ? line.substr (7) : line;
    }

    const auto withoutSpaces = [] (std::string all) { return std::erase (all, ' '), all; };
    CHECK (withoutSpaces (joined) == withoutSpaces (text));
}

TEST_CASE ("No line of subtitles begins with a full stop of its script")
{
    for (const auto& line : linesOfCues (toSrt (told (japaneseStory))))
        for (const auto* mark : {"。", "、", "ー"})
            CHECK_FALSE (line.starts_with (mark));
}

TEST_CASE ("Subtitles hold what was heard of an interrupted answer; text and JSON hold all of it")
{
    const auto transcript = told ("Once there was a theatre at the end of the line.", 0.25);
    CHECK (toSrt (transcript) == "1\r\n00:00:00,000 --> 00:00:10,000\r\nAgent: Once there\r\n\r\n");
    CHECK (toVtt (transcript).ends_with ("<v Agent>Once there\n\n"));
    CHECK (toText (transcript) == "[00:00] Agent: Once there was a theatre at the end of the line.\n");
    CHECK (toSrt (told ("Once", 0.1)).empty());
}

TEST_CASE ("What was heard of an answer in a script without spaces is its beginning")
{
    const auto heard = heardText (told (japaneseStory, 1.0 / 3.0).entries[0]);
    CHECK (japaneseStory.starts_with (heard));
    CHECK (isUtf8 (heard));
    CHECK (heard.size() > japaneseStory.size() / 4);
    CHECK (heard.size() < japaneseStory.size() / 2);
}

TEST_CASE ("A cue's text cannot begin another cue, nor give commands to its reader")
{
    const auto srt = toSrt (told ("00:00:01,000 --> 00:00:02,000 {\\an8}<b>bold</b> \\N \u2028 1"));
    CHECK (srt.find ("-->") == srt.rfind ("-->"));
    CHECK (srt.find ("{\\") == std::string::npos);
    CHECK (srt.find ("<b") == std::string::npos);
    CHECK (srt.find ("</") == std::string::npos);
    CHECK (srt.find ("\u2028") == std::string::npos);
}

TEST_CASE ("An answer that never ends is kept up to a limit, and cut between characters")
{
    ScriptedConversation conversation;
    conversation.begin();
    std::string much;

    for (int i = 0; i < 70'000; ++i)
        much += "劇";

    conversation.server (output (much));
    conversation.server (output (much));
    const auto& text = conversation.session.transcript().entries.at (0).text;
    CHECK (text.size() > much.size());
    CHECK (text.size() < 2 * much.size());
    CHECK (isUtf8 (text));
}
