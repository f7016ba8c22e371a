// What a session keeps has a bound, whatever the service sends.

#include "ScriptedConversation.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>

using namespace parlando;
using parlando::testing::ScriptedConversation;

namespace
{

std::string callWith (const std::string& id, std::size_t bytes)
{
    return nlohmann::json{
        {"toolCall",
         {{"functionCalls", {{{"id", id}, {"name", "write"}, {"args", {{"text", std::string (bytes, 'x')}}}}}}}}}
        .dump();
}

nlohmann::json answersOf (const ScriptedConversation& conversation)
{
    auto answers = nlohmann::json::array();

    for (const auto& response : conversation.sentWith ("toolResponse"))
        answers.push_back (response["functionResponses"][0]);

    return answers;
}

std::size_t wordsIn (const Transcript& transcript)
{
    std::size_t bytes = 0;

    for (const auto& entry : transcript.entries)
        bytes += entry.text.size();

    return bytes;
}

/** An answer of its own turn, so many bytes long. */
void speak (ScriptedConversation& conversation, std::size_t bytes)
{
    conversation.server (nlohmann::json{
        {"serverContent", {{"outputTranscription", {{"text", std::string (bytes, 'a')}}}, {"turnComplete", true}}}}
                             .dump());
}

} // namespace

TEST_CASE (
    "The arguments under way have a bound together: a call beyond it is answered, and runs once others have ended")
{
    ScriptedConversation conversation;
    conversation.begin();
    constexpr std::size_t megabyte = 1u << 20;

    for (int i = 0; i < 20; ++i)
        conversation.server (callWith ("c" + std::to_string (i), megabyte));

    CHECK (conversation.calls.size() == 7);
    auto answers = answersOf (conversation);
    REQUIRE (answers.size() == 13);
    CHECK (answers[0]["id"] == "c7");
    CHECK (answers[0]["response"]["retryable"] == true);
    CHECK (answers[0]["response"]["error"] ==
           "The arguments of the calls under way are too long: send shorter ones, or wait for the answers.");
    CHECK (conversation.told<ToolAnswered>().size() == 13);

    conversation.handle (input::ToolFinished{{"c0", "write", {}, false, false}});
    conversation.server (callWith ("again", megabyte));
    CHECK (conversation.calls.size() == 8);

    // One that would never fit, of values that take more memory than text.
    auto many = nlohmann::json::array();
    many.get_ref<nlohmann::json::array_t&>().resize (100'000, nlohmann::json::object());
    conversation.server (nlohmann::json{
        {"toolCall", {{"functionCalls", {{{"id", "values"}, {"name", "write"}, {"args", {{"all", many}}}}}}}}}
                             .dump());
    CHECK (conversation.calls.size() == 8);
    CHECK (answersOf (conversation).back()["id"] == "values");
}

TEST_CASE ("The calls under way have a bound, and so have the outcomes that are kept for repetitions")
{
    CallLedger ledger;
    const auto now = Instant() + std::chrono::seconds (1);
    const auto call = [] (int i) { return FunctionCall{"id" + std::to_string (i), "write", {{"n", i}}}; };

    for (int i = 0; i < 2'000; ++i)
        CHECK (ledger.arrive (now, call (i)).arrival ==
               (i < 1'024 ? CallLedger::Arrival::run : CallLedger::Arrival::tooMany));

    CHECK (ledger.open().size() == 1'024);

    // 4 MB of outcomes are kept: the last sixty of 64 kB, say, and of larger arguments fewer.
    CallLedger other;
    const FunctionCall first{"first", "write", {{"text", std::string (3u << 20, 'x')}}};
    const FunctionCall second{"second", "write", {{"text", std::string (3u << 20, 'y')}}};

    for (const auto& each : {first, second})
    {
        CHECK (other.arrive (now, each).arrival == CallLedger::Arrival::run);
        CHECK (other.finish (now, {each.id, each.name, {}, false, false}).size() == 1);
    }

    other.interrupted (now);
    CHECK (other.arrive (now, {"second again", "write", second.args}).arrival == CallLedger::Arrival::answerNow);
    CHECK (other.arrive (now, {"first again", "write", first.args}).arrival == CallLedger::Arrival::run);
}

TEST_CASE ("A transcript keeps 10 MB of the newest words, says so once before any go, and can be gone on with")
{
    ScriptedConversation conversation;
    conversation.begin();
    constexpr std::size_t length = 100'000, count = 300;

    const auto& transcript = conversation.session.transcript();

    for (std::size_t i = 0; i < count; ++i)
    {
        speak (conversation, length);
        const auto isTold = ! conversation.told<SessionWarning>().empty();
        CHECK ((isTold || transcript.entries.front().id == 1));
    }

    CHECK (wordsIn (transcript) <= TranscriptWriter::mostBytes);
    CHECK (wordsIn (transcript) >= TranscriptWriter::mostBytes / 2);
    CHECK (transcript.entries.back().id == count);
    CHECK (transcript.entries.back().turn == count);
    CHECK (conversation.session.takeFirstChangedEntry() == 0);
    CHECK (conversation.session.takeFirstChangedEntry() == transcript.entries.size());

    const auto warnings = conversation.told<SessionWarning>();
    CHECK (std::count_if (warnings.begin(), warnings.end(),
                          [] (const auto& warning) {
                              return warning.text.find ("at 10 MB its oldest words begin to go") != std::string::npos;
                          }) == 1);

    // Its ids begin anew in a file.
    const auto read = readTranscript (toJsonText (transcript));
    CHECK (read.entries.front().id == 1);
    CHECK (read.entries.size() == transcript.entries.size());
}

TEST_CASE ("Ten thousand short entries are no reason to drop one")
{
    ScriptedConversation conversation;
    conversation.begin();

    for (int i = 0; i < 10'000; ++i)
        speak (conversation, 40);

    CHECK (conversation.session.transcript().entries.size() == 10'000);
    CHECK (conversation.told<SessionWarning>().empty());
}

TEST_CASE ("An entry that a service never closes goes with the others, and what comes late begins another")
{
    TranscriptWriter writer;
    SpeechActivity silence;
    const auto now = Instant() + std::chrono::seconds (1);
    const std::string words (200'000, 'a');
    writer.person ("this stays open", false, now, silence);

    for (std::uint64_t turn = 1; turn <= 100; ++turn)
        writer.agent (turn, words, true, now);

    const auto& entries = writer.transcript().entries;
    CHECK (wordsIn (writer.transcript()) <= TranscriptWriter::mostBytes + words.size());
    CHECK (entries.front().speaker == Speaker::agent);

    writer.person ("late", true, now, silence);
    CHECK (entries.back().text == "late");
    CHECK (entries.back().id == 102);
    writer.agent (101, "an answer", true, now);

    // What is heard later finds its entry among those that are left.
    writer.agentBegan (101, now + std::chrono::seconds (1));
    writer.agentStopped (101, now + std::chrono::seconds (5), {1000, 0, false});
    CHECK (entries.back().start == now + std::chrono::seconds (1));
    CHECK (entries.back().samplesHeard == 1000);
    CHECK (entries[entries.size() - 3].samplesHeard == 0);
}

TEST_CASE ("An open entry that is young is gone on with when others have to go")
{
    TranscriptWriter writer;
    SpeechActivity silence;
    const auto now = Instant() + std::chrono::seconds (1);
    const std::string words (200'000, 'a');

    for (std::uint64_t turn = 1; turn <= 52; ++turn)
        writer.agent (turn, words, true, now);

    writer.person ("this stays open", false, now, silence);

    for (std::uint64_t turn = 53; turn <= 60; ++turn)
        writer.agent (turn, words, true, now);

    const auto& entries = writer.transcript().entries;
    CHECK (entries.front().id > 1);
    writer.person (" to its end", true, now, silence);
    CHECK (entries[entries.size() - 9].text == "this stays open to its end");
}

TEST_CASE ("Thoughts keep the newest megabyte")
{
    TranscriptWriter writer;
    const std::string words (16'000, 't');

    for (std::uint64_t turn = 1; turn <= 1'000; ++turn)
        writer.thought (turn, words, Instant());

    const auto& thoughts = writer.transcript().thoughts;
    CHECK (thoughts.size() * words.size() <= TranscriptWriter::mostThoughtBytes);
    CHECK (thoughts.size() * words.size() >= TranscriptWriter::mostThoughtBytes / 2);
    CHECK (thoughts.back().turn == 1'000);
}

TEST_CASE ("A service that takes nothing of what it is sent gets another connection before 32 MB wait, or the end")
{
    testing::GeminiOptions options;
    options.reconnects = GENERATE (true, false);
    const auto reconnects = options.reconnects;
    ScriptedConversation conversation (std::move (options));
    conversation.begin();
    conversation.unsent = 32u << 20;
    conversation.run (std::chrono::milliseconds (100));
    CHECK (conversation.closed == 0);

    conversation.unsent += 1;
    conversation.run (std::chrono::milliseconds (100));
    CHECK (conversation.closed == 1);
    const auto reconnecting = conversation.told<SessionReconnecting>();
    CHECK (reconnecting.size() == (reconnects ? 1 : 0));

    if (reconnects)
        CHECK (reconnecting[0].error == "The service takes nothing of what it is sent: 32 MB wait.");
    else
        CHECK (conversation.session.state() == SessionState::closing);
}
