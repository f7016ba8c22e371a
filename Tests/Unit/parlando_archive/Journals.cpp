// What is read of a journal, whatever became of it.

#include <parlando_archive/JournalLine.h>
#include <parlando_archive/KeptWords.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <stdexcept>

using namespace parlando;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::MessageMatches;
using Json = nlohmann::json;

namespace
{

std::string lineOf (std::uint64_t number, const Json& content)
{
    return makeJournalLine (number, journalContent (content));
}

Json opened (std::uint64_t entries = 0, std::uint64_t version = 1)
{
    return {{"event", "opened"}, {"version", version}, {"entries", entries}};
}

Json piece (std::uint64_t entry, const char* speaker, const std::string& text, bool interim = false)
{
    return {{"event", "transcript"}, {"entry", entry},     {"speaker", speaker},     {"text", text},
            {"interim", interim},    {"final", ! interim}, {"timeNs", 1'500'000'000}};
}

Json entry (std::uint64_t id, const std::string& text, std::uint64_t turn = 0)
{
    TranscriptEntry words;
    words.id = id;
    words.text = text;
    words.turn = turn;
    words.speaker = turn > 0 ? Speaker::agent : Speaker::person;
    auto json = toJson (words, Instant());
    json["event"] = "entry";
    return json;
}

std::string journalOf (const std::vector<Json>& contents)
{
    std::string journal;

    for (std::size_t i = 0; i < contents.size(); ++i)
        journal += lineOf (i + 1, contents[i]);

    return journal;
}

KeptWords wordsIn (std::string_view journal)
{
    JournalReader reader;
    reader.take (journal);
    return reader.finish();
}

std::string textOf (const KeptWords& words)
{
    std::string text;

    for (const auto& each : words.transcript.entries)
        text += std::to_string (each.id) + (each.speaker == Speaker::person ? "P:" : "A:") + heardText (each) + "|";

    return text;
}

} // namespace

TEST_CASE ("A journal's line is told from one that was changed anywhere")
{
    const auto line = lineOf (7, {{"event", "warning"}, {"text", "Caf\xc3\xa9 \"quoted\"\n"}});
    REQUIRE (line.ends_with ("}\n"));
    CHECK (line.find ('\n') == line.size() - 1);
    const auto whole = std::string_view (line).substr (0, line.size() - 1);
    const auto read = readJournalLine (whole);
    REQUIRE (read);
    CHECK (read->number == 7);
    CHECK (read->content["text"] == "Caf\xc3\xa9 \"quoted\"\n");
    CHECK (Json::parse (line)["crc"].get<std::string>().size() == 8);

    for (std::size_t i = 0; i < whole.size(); ++i)
    {
        auto changed = std::string (whole);
        changed[i] = static_cast<char> (changed[i] ^ 1);
        CHECK_FALSE (readJournalLine (changed));
        CHECK_FALSE (readJournalLine (whole.substr (0, i)));
    }
}

TEST_CASE ("The checksum is zlib's, so that others can check a journal")
{
    // crc32 (b'"n":1,"event":"opened"}') in Python.
    CHECK (makeJournalLine (1, R"({"event":"opened"})").starts_with (R"({"crc":"7390a0fc","n":1,"event":)"));
}

TEST_CASE ("What is too long for a line is left out of it, with its size")
{
    const std::string huge (JournalLine::mostBytes, 'x');
    const auto line = lineOf (1, {{"event", "code"}, {"turn", 3}, {"code", huge}});
    CHECK (line.size() < 1000);
    const auto read = readJournalLine (std::string_view (line).substr (0, line.size() - 1));
    REQUIRE (read);
    CHECK (read->content["turn"] == 3);
    CHECK (read->content["leftOut"].get<std::size_t>() > huge.size());
    CHECK_FALSE (read->content.contains ("code"));
}

TEST_CASE ("A journal becomes a conversation to go on with: whole entries, and of a broken end what there is")
{
    const auto words = wordsIn (journalOf ({opened(),
                                            piece (1, "person", "Hel", true),
                                            piece (1, "person", "Hello"),
                                            entry (1, "Hello"),
                                            {{"event", "turnStarted"}, {"turn", 1}},
                                            piece (2, "agent", "Good "),
                                            piece (2, "agent", "morning."),
                                            {{"event", "thought"}, {"turn", 1}, {"text", "Greet."}, {"timeNs", 5}}}));
    CHECK (textOf (words) == "1P:Hello|2A:Good morning.|");
    CHECK (words.problem.empty());
    CHECK (words.lines == 8);
    CHECK (words.parts == 1);
    const auto& answer = words.transcript.entries[1];
    CHECK (answer.turn == 1);
    CHECK (answer.final);
    CHECK (answer.start == Instant (std::chrono::milliseconds (1500)));
    REQUIRE (words.transcript.thoughts.size() == 1);
    CHECK (words.transcript.thoughts[0].text == "Greet.");

    // What goes on with it takes no other.
    CHECK (readTranscript (toJsonText (words.transcript)).entries.size() == 2);
}

TEST_CASE ("An answer of which nobody noted that it was heard, or that was not heard to its end, is interrupted")
{
    const std::vector<Json> begun{opened(),
                                  {{"event", "turnStarted"}, {"turn", 1}},
                                  piece (1, "agent", "One two three four."),
                                  {{"event", "voice"}, {"turn", 1}, {"file", "agent-0001.wav"}}};
    CHECK (wordsIn (journalOf (begun)).transcript.entries[0].interrupted);

    auto heard = begun;
    heard.push_back ({{"event", "heard"}, {"turn", 1}, {"samplesHeard", 24000}, {"samplesDiscarded", 0}});
    CHECK_FALSE (wordsIn (journalOf (heard)).transcript.entries[0].interrupted);

    heard.back()["samplesHeard"] = 12000;
    heard.back()["samplesDiscarded"] = 12000;
    CHECK (textOf (wordsIn (journalOf (heard))) == "1A:One two|");
}

TEST_CASE ("Damage in the middle of a journal costs what it touched, and is told in one sentence")
{
    const auto journal = journalOf ({opened(), entry (1, "One"), entry (2, "Two"), entry (3, "Three")});
    auto damaged = journal;
    damaged[damaged.find ("Two")] = 'X';
    const auto words = wordsIn (damaged);
    CHECK (textOf (words) == "1P:One|2P:Three|");
    CHECK_THAT (words.problem, ContainsSubstring ("1 line is damaged or missing"));

    const auto second = journal.find ("\n") + 1, third = journal.find ("\n", second) + 1;
    CHECK_THAT (wordsIn (journal.substr (0, second) + journal.substr (third)).problem,
                ContainsSubstring ("1 line is damaged or missing"));
    CHECK_THAT (wordsIn (journal.substr (0, second) + std::string (9000, '\0') + "\n" + journal.substr (third)).problem,
                ContainsSubstring ("1 line is damaged or missing"));
}

TEST_CASE ("A torn end is no damage, also once another part follows it")
{
    const auto journal = journalOf ({opened(), entry (1, "One"), entry (2, "Two")});
    const auto torn = journal.substr (0, journal.size() - 5);
    CHECK (textOf (wordsIn (torn)) == "1P:One|");
    CHECK (wordsIn (torn).problem.empty());

    const auto mended = torn + "\n" + lineOf (3, opened (1)) + lineOf (4, entry (2, "Three"));
    CHECK (textOf (wordsIn (mended)) == "1P:One|2P:Three|");
    CHECK (wordsIn (mended).problem.empty());
    CHECK (wordsIn (mended).parts == 2);

    CHECK (textOf (wordsIn (torn + std::string (4096, '\0'))) == "1P:One|");
}

TEST_CASE ("Ids count on in the next part, also where the part before lost some after that was begun")
{
    auto journal = journalOf ({opened(), entry (1, "One"), entry (2, "Two"), opened (2), entry (3, "Three")});
    CHECK (textOf (wordsIn (journal)) == "1P:One|2P:Two|3P:Three|");
    journal[journal.find ("Two")] = 'X';
    CHECK (textOf (wordsIn (journal)) == "1P:One|2P:Three|");
}

TEST_CASE ("What is no journal, or one of a later version, is refused with a sentence")
{
    CHECK_THROWS_MATCHES (wordsIn (journalOf ({opened (0, 2)})), std::invalid_argument,
                          MessageMatches (ContainsSubstring ("later version")));

    for (const auto* text : {"", "\n", "{}\n", "hello\n", "{\"crc\":\"00000000\",\"n\":1}\n"})
        CHECK_THROWS_MATCHES (wordsIn (text), std::invalid_argument,
                              MessageMatches (ContainsSubstring ("no journal of a conversation")));
}

TEST_CASE ("A journal of any size takes a bounded amount of memory, and its newest words are kept")
{
    JournalReader reader;
    std::uint64_t number = 0;
    reader.take (lineOf (++number, opened()));
    const std::string text (200'000, 'x');

    for (std::uint64_t id = 1; id <= 200; ++id)
        reader.take (lineOf (++number, entry (id, text)));

    reader.take (std::string (10u << 20, 'y')); // one line without an end
    const auto words = reader.finish();
    CHECK (words.transcript.entries.size() < 90);
    CHECK (words.transcript.entries.size() > 70);
    CHECK (words.transcript.entries.front().id == 1);
    CHECK (readTranscript (toJsonText (words.transcript)).entries.size() == words.transcript.entries.size());
}

TEST_CASE ("Lines that are whole and make no sense do no harm")
{
    const auto words = wordsIn (journalOf ({opened(),
                                            {{"event", 5}},
                                            {{"event", "entry"}, {"id", -1}},
                                            {{"event", "transcript"}, {"entry", 1}},
                                            {{"event", "heard"}, {"turn", "x"}},
                                            {{"event", "turnStarted"}, {"turn", 1e300}},
                                            {{"event", "of a later time"}},
                                            entry (1, "One")}));
    CHECK (textOf (words) == "1P:One|");
    CHECK_THAT (words.problem, ContainsSubstring ("5 lines"));
}
