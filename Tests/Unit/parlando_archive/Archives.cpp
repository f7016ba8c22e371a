// A conversation as a folder, and what becomes of it when the disk does not do its part.

#include "KeptSound.h"
#include "SpokenTurns.h"

#include <Support/FileFolder.h>
#include <Support/WaitUntil.h>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <filesystem>
#include <fstream>
#include <parlando_archive/JournalLine.h>
#include <sys/resource.h>

using namespace parlando;
using namespace parlando::testing;
using namespace std::chrono_literals;
using Catch::Matchers::ContainsSubstring;

namespace
{

std::vector<std::string> namesIn (const std::string& folder)
{
    std::vector<std::string> names;

    for (const auto& each : std::filesystem::directory_iterator (folder))
        names.push_back (each.path().filename());

    std::sort (names.begin(), names.end());
    return names;
}

/** A typed turn and an answer of a second, of which `heard` samples were heard. */
void holdTurn (SpokenTurns& turns, std::uint64_t heard)
{
    turns.type ("Hello");
    turns.say ("One two ");
    turns.speak (12'000);
    turns.say ("three four.");
    turns.speak (12'000);
    turns.endWords();
    turns.hear (heard);
}

} // namespace

TEST_CASE ("A conversation is a folder: its words, and each of the agent's turns as it came")
{
    const FileFolder place;
    ConversationArchive archive (Keeps::wordsAndVoice, place / "Parlando", "Hello");
    SpokenTurns turns (archive);
    turns.begin();
    holdTurn (turns, 24'000);
    holdTurn (turns, 6'000);
    turns.end();
    archive.finish();
    CHECK (archive.problem().empty());
    REQUIRE (namesIn (archive.folder()) ==
             std::vector<std::string>{"agent-0001.wav", "agent-0002.wav", "conversation.jsonl"});

    const auto first = readSound (archive.folder() + "/agent-0001.wav"),
               second = readSound (archive.folder() + "/agent-0002.wav");
    CHECK (first.sampleRate == SpokenTurns::rate);
    CHECK (first.samples == std::vector<std::int16_t> (24'000, 1000));
    CHECK (first.marks.empty());
    CHECK (second.samples.size() == 24'000);
    CHECK (second.marks == std::vector<std::uint32_t>{6'000});

    const auto kept = readConversation (archive.folder());
    CHECK (kept.problem.empty());
    REQUIRE (kept.transcript.entries.size() == 4);
    CHECK (heardText (kept.transcript.entries[1]) == "One two three four.");
    CHECK (heardText (kept.transcript.entries[3]) == "One");
    CHECK (kept.transcript.entries[3].samplesReceived == 24'000);
}

TEST_CASE ("What is kept is what was asked for")
{
    const FileFolder place;

    for (const auto& [keeps, files] : std::vector<std::pair<Keeps, std::vector<std::string>>>{
             {Keeps::words, {"conversation.jsonl"}},
             {Keeps::wordsAndVoice, {"agent-0001.wav", "conversation.jsonl"}},
             {Keeps::everything,
              {"agent-0001.wav", "agent.wav", "conversation.jsonl", "conversation.wav", "person.wav"}}})
    {
        ConversationArchive archive (keeps, place / "Parlando", "Hello");
        SpokenTurns turns (archive);
        turns.begin();
        archive.microphone (std::vector<std::int16_t> (320, 5), 16'000, turns.now + 20ms);
        holdTurn (turns, 24'000);
        archive.finish();
        CHECK (namesIn (archive.folder()) == files);
    }

    ConversationArchive none (Keeps::nothing, place / "none", "Hello");
    SpokenTurns turns (none);
    turns.begin();
    holdTurn (turns, 24'000);
    none.finish();
    CHECK (none.folder().empty());
    CHECK_FALSE (place.has ("none"));
}

TEST_CASE ("Of a conversation that never began nothing is left")
{
    const FileFolder place;
    ConversationArchive archive (Keeps::wordsAndVoice, place / "Parlando", "Hello");
    archive.told (SessionWarning{"The key was refused."}, Instant());
    archive.told (SessionEnded{}, Instant());
    archive.finish();
    CHECK_FALSE (place.has ("Parlando"));
    CHECK (archive.problem().empty());
}

TEST_CASE ("The person's voice stays in time over pauses of the microphone")
{
    const FileFolder place;
    ConversationArchive archive (Keeps::everything, place / "Parlando", "Hello");
    SpokenTurns turns (archive);
    turns.begin();
    const std::vector<std::int16_t> frame (320, 5);

    for (int i = 1; i <= 50; ++i) // a second, of which each frame comes up to 60 ms late
        archive.microphone (frame, 16'000, turns.zero + i * 20ms + (i % 4) * 20ms);

    for (int i = 1; i <= 50; ++i)
        archive.microphone (frame, 16'000, turns.zero + 3s + i * 20ms);

    archive.finish();
    const auto sound = readSound (archive.folder() + "/person.wav");
    CHECK (sound.sampleRate == 16'000);
    REQUIRE (sound.samples.size() > 63'000);
    CHECK (sound.samples.size() < 65'000);
    CHECK (sound.samples[8'000] == 5);
    CHECK (sound.samples[32'000] == 0);
    CHECK (sound.samples.back() == 5);
}

TEST_CASE ("A conversation that is gone on with adds to its folder, and nothing of it is written over")
{
    const FileFolder place;
    std::string folder;
    {
        ConversationArchive archive (Keeps::everything, place / "Parlando", "Hello");
        SpokenTurns turns (archive);
        turns.begin();
        archive.microphone (std::vector<std::int16_t> (320, 5), 16'000, turns.now + 20ms);
        holdTurn (turns, 24'000);
        turns.end();
        archive.finish();
        folder = archive.folder();
    }

    auto opened = ConversationFolder::open (folder);
    const auto earlier = readConversation (folder);
    ConversationArchive archive (Keeps::everything, std::move (opened), earlier);
    SpokenTurns turns (archive, 3, 1); // a turn whose number is there already
    turns.begin();

    for (const auto& entry : earlier.transcript.entries) // as a Conversation tells of what came earlier
        archive.wrote (entry);

    archive.microphone (std::vector<std::int16_t> (320, 6), 16'000, turns.now + 20ms);
    holdTurn (turns, 24'000);
    archive.finish();
    CHECK (archive.folder() == folder);
    CHECK (archive.problem().empty());
    CHECK (namesIn (folder) == std::vector<std::string>{"agent (2).wav", "agent-0001 (2).wav", "agent-0001.wav",
                                                        "agent.wav", "conversation (2).wav", "conversation.jsonl",
                                                        "conversation.wav", "person-0002.wav", "person.wav"});
    const auto kept = readConversation (folder);
    CHECK (kept.problem.empty());
    CHECK (kept.parts == 2);
    REQUIRE (kept.transcript.entries.size() == 4);
    CHECK (kept.transcript.entries[3].id == 4);
    CHECK (kept.transcript.entries[3].text == "One two three four.");
}

TEST_CASE ("A folder that goes away is told once, and the conversation goes on")
{
    const FileFolder place;
    int told = 0;
    ConversationArchive archive (Keeps::wordsAndVoice, place / "Parlando", "Hello",
                                 [&told] (const std::string&) { ++told; });
    SpokenTurns turns (archive);
    turns.begin();
    holdTurn (turns, 24'000);

    while (archive.folder().empty())
        std::this_thread::yield();

    std::filesystem::remove_all (archive.folder());

    for (int i = 0; i < 3; ++i)
        holdTurn (turns, 24'000);

    archive.finish();
    CHECK_THAT (archive.problem(), ContainsSubstring ("the folder is gone") || ContainsSubstring ("No such file"));
    CHECK (told == 1);
}

TEST_CASE ("Once a conversation is over another program may go on with it, and before that none")
{
    const FileFolder place;
    ConversationArchive archive (Keeps::everything, place / "kept", "Hello");
    SpokenTurns turns (archive);
    turns.begin();
    REQUIRE (waitUntil ([&] { return ! archive.folder().empty(); }));
    CHECK_THROWS_AS (ConversationFolder::open (archive.folder()), FolderError);
    archive.end();
    CHECK (waitUntil (
        [&]
        {
            try
            {
                ConversationFolder::open (archive.folder());
                return true;
            }
            catch (const FolderError&)
            {
                return false;
            }
        }));
}

TEST_CASE ("A place where no folder can be made is told once, and the conversation goes on")
{
    const FileFolder place;
    std::vector<std::string> told;
    ConversationArchive archive (Keeps::wordsAndVoice, place.write ("file", "x"), "Hello",
                                 [&told] (const std::string& sentence) { told.push_back (sentence); });
    SpokenTurns turns (archive);
    turns.begin();
    holdTurn (turns, 24'000);
    archive.finish();
    REQUIRE (told.size() == 1);
    CHECK_THAT (told[0], ContainsSubstring ("No conversation can be kept") && ContainsSubstring ("give a folder"));
    CHECK (archive.folder().empty());
}

TEST_CASE ("On a disk that is full what came before stays whole, and what comes after has room again is kept")
{
    const FileFolder place;
    rlimit before = {};
    ::getrlimit (RLIMIT_FSIZE, &before);
    int told = 0;
    ConversationArchive archive (Keeps::wordsAndVoice, place / "Parlando", "Hello",
                                 [&told] (const std::string&) { ++told; });
    SpokenTurns turns (archive);
    turns.begin();

    // Files of more than 20,001 bytes are refused, after a part was written that ends in the middle of a sample.
    const rlimit small{20'001, before.rlim_max};
    ::setrlimit (RLIMIT_FSIZE, &small);
    holdTurn (turns, 24'000);

    while (archive.problem().empty())
        std::this_thread::yield();

    ::setrlimit (RLIMIT_FSIZE, &before);
    const auto sentence = archive.problem();
    holdTurn (turns, 24'000);
    turns.end();
    archive.finish();

    CHECK_THAT (sentence, ContainsSubstring ("free some room"));
    CHECK (archive.problem() == sentence);
    CHECK (told == 1);
    const auto whole = readSound (archive.folder() + "/agent-0002.wav");
    CHECK (whole.samples.size() == 24'000);

    if (std::filesystem::exists (archive.folder() + "/agent-0001.wav"))
        CHECK (readSound (archive.folder() + "/agent-0001.wav").isOpened);

    const auto kept = readConversation (archive.folder());
    CHECK (kept.transcript.entries.size() == 4);
}

TEST_CASE ("What waits for a disk that does not come has a bound, and what is lost is counted")
{
    ArchiveQueue queue (10'000);

    for (int i = 0; i < 100; ++i)
        queue.put (archive_job::Line{std::string (900, 'x')});

    const auto waiting = queue.take();
    CHECK (waiting.jobs.size() == 9);
    CHECK (waiting.lost == 91);
    queue.put (archive_job::Line{"x"});
    CHECK (queue.take().lost == 0);
}

TEST_CASE ("A journal that lost lines says so, and so does the archive")
{
    const FileFolder place;
    ArchiveWriter writer (place / "Parlando", "Hello");
    ArchiveQueue::Waiting waiting;
    waiting.jobs.push_back (archive_job::Begin{0, 0, Keeps::words});
    waiting.lost = 3;
    writer.write (std::move (waiting));
    CHECK_THAT (writer.problem(), ContainsSubstring ("too slow"));
    CHECK_THAT (readConversation (writer.folderPath()).problem, ContainsSubstring ("3 lines"));
}

namespace
{

/** The lines of a journal that are of one kind. */
std::vector<nlohmann::json> linesOf (const std::string& folder, const std::string& event)
{
    std::ifstream file (folder + "/conversation.jsonl");
    std::vector<nlohmann::json> found;

    for (std::string line; std::getline (file, line);)
        if (auto content = readJournalLine (line)->content; content["event"] == event)
            found.push_back (std::move (content));

    return found;
}

} // namespace

TEST_CASE ("Where a turn was heard on the host's timeline is in the journal, and reads back as it was")
{
    const FileFolder place;
    ConversationArchive archive (Keeps::wordsAndVoice, place / "Parlando", "Hello");
    SpokenTurns turns (archive);
    turns.begin();
    turns.say ("One two three four.");
    turns.speak (24'000);

    VoicePlace heard{1, 0, 0.0, {}};
    heard.host.isThere = heard.host.isPlaying = heard.host.hasSamples = true;
    heard.host.samples = -351;
    heard.host.sampleRate = 44'100;
    heard.host.tempo = 97.3;
    heard.host.beats = -0.0129;
    heard.host.timecodeOrigin = 3'600.0;
    archive.agentPlaced (heard);

    SECTION ("and a host that stopped is told from one that knows nothing")
    {
        VoicePlace stopped{1, 4'410, 2'400.0, heard.host};
        stopped.host.isPlaying = stopped.host.hasSamples = false;
        archive.agentPlaced (stopped);
        archive.finish();
        const auto lines = linesOf (archive.folder(), "place");
        REQUIRE (lines.size() == 2);
        const auto first = voicePlaceFrom (lines[0]), second = voicePlaceFrom (lines[1]);
        CHECK (first.turn == 1);
        CHECK (first.host.isPlaying);
        CHECK (first.host.hasSamples);
        CHECK (first.host.samples == -351);
        CHECK (first.host.sampleRate == 44'100);
        CHECK (first.host.tempo.value == 97.3);
        CHECK (first.host.beats.value == -0.0129);
        CHECK (first.host.timecodeOrigin.value == 3'600.0);
        CHECK_FALSE (first.host.bar);
        CHECK (second.frame == 4'410);
        CHECK (second.sample == 2'400.0);
        CHECK_FALSE (second.host.isPlaying);
        CHECK_FALSE (second.host.hasSamples);
    }

    SECTION ("but a loop of a few samples does not fill the disk")
    {
        for (std::uint64_t i = 1; i < 5'000; ++i)
            archive.agentPlaced ({1, i, 0.0, heard.host});
        archive.agentPlaced ({2, 0, 0.0, heard.host});
        archive.finish();
        const auto lines = linesOf (archive.folder(), "place");
        CHECK (lines.size() == 1'001);
        CHECK (lines.back()["turn"] == 2);
    }
}

TEST_CASE ("A place that nobody can be at is none")
{
    const auto refused = [] (const char* line)
    { CHECK_THROWS_AS (voicePlaceFrom (nlohmann::json::parse (line)), std::invalid_argument); };

    refused (R"({"turn": 1, "frame": 0, "sample": 0})");
    refused (R"({"turn": 1, "frame": 0, "sample": 0, "host": 5})");
    refused (R"({"turn": -1, "frame": 0, "sample": 0, "host": {}})");
    refused (R"({"turn": 1, "frame": 0, "sample": -3, "host": {}})");
    refused (R"({"turn": 1, "frame": 0, "sample": 0, "host": {"samples": 1e300}})");
    refused (R"({"turn": 1, "frame": 0, "sample": 0, "host": {"tempo": "fast"}})");
    refused (R"({"turn": 1, "frame": 0, "sample": 0, "host": {"sampleRate": 0}})");
    refused (R"({"turn": 1, "frame": 0, "sample": 0, "host": {"sampleRate": 4e9}})");
}
