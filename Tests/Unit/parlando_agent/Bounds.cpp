// What others may look at has a bound, and who looks on copies only what is new.

#include <parlando_agent/parlando_agent.h>

#include <catch2/catch_test_macros.hpp>

using namespace parlando;

namespace
{

TranscriptEntry entryOf (std::uint64_t id, std::string text)
{
    TranscriptEntry entry;
    entry.id = id;
    entry.turn = id;
    entry.speaker = Speaker::agent;
    entry.text = std::move (text);
    return entry;
}

} // namespace

TEST_CASE ("A report lists the newest turns, in their order, and counts what is no longer listed")
{
    ReportCollector collector;
    constexpr std::uint64_t turns = 200'000;

    for (std::uint64_t turn = 1; turn <= turns; ++turn)
        collector.note (TurnComplete{turn, Instant(), false, true, {}});

    collector.note (TurnComplete{turns + 2, Instant(), false, true, {}});
    collector.note (TurnComplete{turns + 1, Instant(), false, true, {}});
    const auto report = collector.report();
    CHECK (report.turns.size() <= ReportCollector::mostItems);
    CHECK (report.turns.size() >= ReportCollector::mostItems / 2);
    CHECK (report.itemsLeftOut + report.turns.size() == turns + 2);
    CHECK (report.turns[report.turns.size() - 2].turn == turns + 1);
    CHECK (report.turns.back().turn == turns + 2);
    CHECK (toJson (report)["itemsLeftOut"] == report.itemsLeftOut);
    CHECK_FALSE (toJson (ConversationReport()).contains ("itemsLeftOut"));
}

TEST_CASE ("Calls with long names and many arguments are listed up to a bound, and the newest is complete")
{
    ReportCollector collector;
    auto many = nlohmann::json::array();
    many.get_ref<nlohmann::json::array_t&>().resize (4'000, 0);

    ToolCalled called{{{}, std::string (1'000, 'n'), {{"all", std::move (many)}}}, Instant(), 1};

    for (int i = 0; i < 3'000; ++i)
    {
        called.call.id = std::to_string (i) + std::string (1'000, 'i');
        collector.note (called);
        collector.note (ToolAnswered{{called.call.id, "n", {{"status", "ok"}}}, CallEnd::answered, Instant()});
    }

    const auto report = collector.report();
    std::size_t bytes = 0, details = 0;

    for (const auto& call : report.toolCalls)
    {
        bytes += call.id.size() + call.name.size();
        details += memoryOf (call.arguments) + memoryOf (call.response);
    }

    CHECK (bytes <= ReportCollector::mostCallBytes);
    CHECK (details <= ReportCollector::mostDetailBytes + report.toolCalls.size() * 2 * sizeof (nlohmann::json));
    CHECK (report.toolCallsLeftOut + report.toolCalls.size() == 3'000);
    CHECK (report.toolCalls.back().answered.has_value());
    CHECK (report.toolCalls.back().arguments["all"].size() == 4'000);

    const auto recent = collector.recent (10);
    CHECK (recent.toolCalls.size() == 10);
    CHECK (recent.toolCallsLeftOut == 2'990);
    CHECK (recent.toolCalls.back().id == report.toolCalls.back().id);
}

TEST_CASE ("Who looks on gets the newest entries, of a long text its end, cut where a character begins")
{
    Transcript transcript;

    for (std::uint64_t i = 1; i <= 10'000; ++i)
        transcript.entries.push_back (entryOf (i, "short"));

    std::string words;

    while (words.size() < 256 * 1024)
        words += "wörter ";

    transcript.entries.push_back (entryOf (10'001, words));
    const auto recent = recentOf (transcript, 200, 4'096);
    REQUIRE (recent.size() == 200);
    CHECK (recent.front().entry.id == 9'802);
    CHECK (recent.front().leftOut == 0);

    const auto& last = recent.back();
    CHECK (last.entry.text.size() <= 4'096);
    CHECK (last.entry.text.size() >= 2'000);
    CHECK (words.substr (last.leftOut) == last.entry.text);
    CHECK ((static_cast<unsigned char> (last.entry.text.front()) & 0xc0) != 0x80);
}

TEST_CASE ("While a long text grows, what is shown of it grows at its end, but for a step now and then")
{
    Transcript transcript;
    transcript.entries.push_back (entryOf (1, std::string (10'000, 'a')));
    std::size_t steps = 0;

    for (auto before = recentOf (transcript, 1, 4'096); transcript.entries[0].text.size() < 100'000;)
    {
        transcript.entries[0].text += "0123456789";
        const auto after = recentOf (transcript, 1, 4'096);
        CHECK (after[0].entry.text.size() <= 4'096);
        steps += after[0].leftOut != before[0].leftOut ? 1 : 0;
        before = after;
    }

    CHECK (steps <= 90'000 / 2'048 + 1);
}

TEST_CASE ("Of a long text that was interrupted what was heard is told by its length")
{
    Transcript transcript;
    transcript.entries.push_back (entryOf (1, std::string (10'000, 'a')));
    auto& entry = transcript.entries[0];
    entry.interrupted = true;
    entry.samplesReceived = 100;

    const auto heardOf = [&] (std::uint64_t samples)
    {
        entry.samplesHeard = samples;
        return heardText (recentOf (transcript, 1, 4'096)[0]).size();
    };
    const auto shown = recentOf (transcript, 1, 4'096)[0].entry.text.size();
    CHECK (heardOf (100) == shown);
    CHECK (heardOf (90) == shown - 1'000);
    CHECK (heardOf (10) == 0);
}

TEST_CASE ("Copies of a transcript follow it when its oldest entries and thoughts are dropped")
{
    ConversationStatus status;
    Transcript transcript;

    for (std::uint64_t i = 1; i <= 10; ++i)
    {
        transcript.entries.push_back (entryOf (i, std::to_string (i)));
        transcript.thoughts.push_back ({i, Instant(), std::to_string (i)});
    }

    status.publish (transcript, 0);
    transcript.entries.erase (transcript.entries.begin(), transcript.entries.begin() + 4);
    transcript.thoughts.erase (transcript.thoughts.begin(), transcript.thoughts.begin() + 7);
    transcript.entries.back().text += " and more";
    transcript.thoughts.back().text += " and more";
    transcript.entries.push_back (entryOf (11, "new"));
    transcript.thoughts.push_back ({11, Instant(), "new"});
    status.publish (transcript, 5);

    const auto copy = status.transcript();
    REQUIRE (copy.entries.size() == 7);
    REQUIRE (copy.thoughts.size() == 4);

    for (std::size_t i = 0; i < copy.entries.size(); ++i)
        CHECK ((copy.entries[i].id == transcript.entries[i].id && copy.entries[i].text == transcript.entries[i].text));

    for (std::size_t i = 0; i < copy.thoughts.size(); ++i)
        CHECK (copy.thoughts[i].text == transcript.thoughts[i].text);
}
