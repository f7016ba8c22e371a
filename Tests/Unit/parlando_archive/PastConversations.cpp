// What is kept, as a list and as what is found in it.

#include "SpokenTurns.h"

#include <parlando_archive/JournalLine.h>
#include <parlando_archive/PastConversations.h>

#include <Support/FileFolder.h>
#include <Support/WaitUntil.h>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <filesystem>
#include <fstream>
#include <sys/stat.h>

using namespace parlando;
using namespace parlando::testing;
using Catch::Matchers::ContainsSubstring;
namespace fs = std::filesystem;

namespace
{

/** A place where conversations are kept. */
struct PastRig
{
    const FileFolder folder;
    const std::string place = folder / "Parlando";

    /** Kept as a conversation keeps itself; returns its folder. */
    std::string keep (const std::string& title, const std::string& question, const std::string& answer,
                      Keeps keeps = Keeps::wordsAndVoice)
    {
        ConversationArchive archive (keeps, place, title);
        SpokenTurns turns (archive);
        turns.begin();
        turns.now += std::chrono::seconds (5);
        turns.type (question);
        turns.say (answer);
        turns.speak (24'000);
        turns.endWords();
        turns.now += std::chrono::seconds (55);
        turns.hear (24'000);
        archive.microphone (std::vector<std::int16_t> (320), 16'000, turns.now);
        turns.end();
        archive.finish();
        return archive.folder();
    }

    /** A folder with that journal. */
    std::string write (const std::string& name, const std::string& journal) const
    {
        const auto path = fs::path (place) / name;
        fs::create_directories (path);
        std::ofstream (path / "conversation.jsonl", std::ios::binary) << journal;
        return path.string();
    }

    std::vector<FoundConversation> search (const std::string& words) const
    {
        std::vector<FoundConversation> all;
        searchConversations (
            place, words, [&] (FoundConversation each) { all.push_back (std::move (each)); }, [] { return false; });
        return all;
    }
};

std::string openedLine (std::uint64_t version = 1)
{
    return makeJournalLine (
        1, journalContent (
               {{"event", "opened"}, {"version", version}, {"startedAt", "2026-02-03T04:05:06Z"}, {"entries", 0}}));
}

std::string saidLine (std::uint64_t line, const std::string& text, std::int64_t timeNs = 0)
{
    return makeJournalLine (line, journalContent ({{"event", "transcript"},
                                                   {"entry", 1},
                                                   {"speaker", "person"},
                                                   {"text", text},
                                                   {"interim", false},
                                                   {"timeNs", timeNs}}));
}

} // namespace

TEST_CASE ("A kept conversation is listed with its title, its beginning, its length, its turns and its first words")
{
    PastRig rig;
    const auto before = std::time (nullptr);
    const auto path = rig.keep ("Mix notes", "Is the snare too loud?", "A little.", Keeps::everything);
    const auto past = readPastConversation (path);
    CHECK (past.folder == path);
    CHECK (past.title == "Mix notes");
    CHECK (past.began >= before);
    CHECK (past.began <= std::time (nullptr));
    CHECK (past.seconds >= 60.0);
    CHECK (past.seconds < 61.0);
    CHECK (past.turns == 1);
    CHECK (past.hasAgentVoice);
    CHECK (past.hasPersonVoice);
    CHECK (past.firstWords == "Is the snare too loud?");
    CHECK (past.problem.empty());

    std::uint64_t bytes = 0;

    for (const auto& each : fs::directory_iterator (path))
        bytes += fs::file_size (each);

    CHECK (past.bytes == bytes);
    CHECK_FALSE (readPastConversation (rig.keep ("Words", "a", "b", Keeps::words)).hasAgentVoice);
}

TEST_CASE ("The newest comes first, and what holds no conversation is not listed")
{
    PastRig rig;
    const auto older = rig.write ("2026-01-02 10.00 Older", openedLine());
    const auto newer = rig.write ("2026-01-02 11.00 Newer", openedLine());
    fs::create_directories (rig.place + "/Somebody's mixes/conversation.jsonl");
    fs::create_directories (rig.place + "/Empty");
    std::ofstream (rig.place + "/conversation.jsonl") << "x";
    CHECK (conversationFolders (rig.place) == std::vector{newer, older});
    CHECK (conversationFolders (rig.place + "/nowhere").empty());
}

TEST_CASE ("A journal that is damaged, empty or of a later version is listed with a sentence")
{
    PastRig rig;
    const auto problemOf = [&] (const std::string& journal)
    { return readPastConversation (rig.write ("Odd", journal)).problem; };
    CHECK (problemOf ("") == "Nothing was said in it.");
    CHECK_THAT (problemOf (std::string (200'000, 'x')), ContainsSubstring ("damaged"));
    CHECK_THAT (problemOf (std::string (1'000, '\n')), ContainsSubstring ("damaged"));
    CHECK_THAT (problemOf (openedLine().substr (0, 40)), ContainsSubstring ("damaged"));
    CHECK_THAT (problemOf (openedLine (2)), ContainsSubstring ("later version"));
    CHECK (problemOf (openedLine() + "torn").empty());

    // What is no file at all is not waited for.
    const auto odd = rig.place + "/Pipe";
    fs::create_directories (odd);
    REQUIRE (::mkfifo ((odd + "/conversation.jsonl").c_str(), 0600) == 0);
    CHECK_THAT (readPastConversation (odd).problem, ContainsSubstring ("cannot be read"));
    CHECK_FALSE (holdsConversation (odd));
}

TEST_CASE ("Of a journal of megabytes the beginning and the end say what is listed, whatever lies between")
{
    PastRig rig;
    auto journal = openedLine() + saidLine (2, "First words");

    while (journal.size() < 3'000'000)
        journal += "damaged " + std::string (1'000, 'x') + "\n";

    const auto path = rig.write ("2026-02-03 05.05 Long", journal + saidLine (3, "the end", 90'000'000'000));
    const auto past = readPastConversation (path);
    CHECK (past.began == 1'770'091'506); // date -d 2026-02-03T04:05:06Z +%s
    CHECK (past.firstWords == "First words");
    CHECK (past.seconds == 90.0);

    // A last line that is longer than what is looked at first.
    const auto longLine = readPastConversation (rig.write (
        "2026-02-03 05.06 Long line", openedLine() + saidLine (2, std::string (200'000, 'y'), 7'000'000'000)));
    CHECK (longLine.seconds == 7.0);
}

TEST_CASE ("Words are found in all that was said, whatever the case, with what stands around them")
{
    PastRig rig;
    rig.keep ("One", "Please lower the bass in the second VERSE, and then some", "Done.");
    rig.keep ("Two", "Hello", "Die Straße ist lang. Sehr lang ist die Straße.");
    rig.write ("Damaged", "xxx");
    const auto verse = rig.search ("verse");
    REQUIRE (verse.size() == 1);
    CHECK (verse[0].conversation.title == "One");
    CHECK (verse[0].hits == 1);
    CHECK_THAT (verse[0].excerpt, ContainsSubstring ("the second VERSE, and then"));
    const auto street = rig.search ("STRASSE IST");
    REQUIRE (street.size() == 1);
    CHECK (street[0].conversation.title == "Two");
    CHECK (rig.search ("nowhere").empty());
    REQUIRE (rig.search ("two").size() == 1);
    CHECK (rig.search ("two")[0].hits == 0);
    CHECK (rig.search ("").size() == 3);
}

TEST_CASE ("A search that is cancelled stops, and says nothing more")
{
    PastRig rig;

    for (int i = 0; i < 5; ++i)
        rig.write ("Talk " + std::to_string (i), openedLine() + saidLine (2, "reverb"));

    int found = 0;
    searchConversations (
        rig.place, "reverb", [&] (const auto&) { ++found; }, [&] { return found >= 2; });
    CHECK (found == 2);
}

TEST_CASE ("What is found comes while the search goes on, and of an earlier search nothing comes")
{
    PastRig rig;

    for (int i = 0; i < 40; ++i)
        rig.write ("Talk " + std::to_string (i), openedLine() + saidLine (2, i % 2 == 0 ? "reverb" : "delay"));

    PastConversations past;
    std::vector<FoundConversation> all;
    past.look (rig.place, "delay");
    past.look (rig.place, "REVERB");
    REQUIRE (waitUntil (
        [&]
        {
            const auto isOver = ! past.isLooking();

            for (auto& each : past.take())
                all.push_back (std::move (each));

            return isOver;
        }));
    CHECK (all.size() == 20);

    for (const auto& each : all)
        CHECK (each.excerpt == "reverb");
}
