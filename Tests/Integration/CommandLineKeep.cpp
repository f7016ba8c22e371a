// --keep: a conversation is a folder, and --history goes on in it.

#include "CommandLineFolder.h"
#include "CommandLineProgram.h"
#include "CommandLineService.h"
#include "CommandLineSound.h"

#include <Support/WaitUntil.h>

#include <parlando_archive/JournalLine.h>
#include <parlando_archive/parlando_archive.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <unistd.h>

using namespace parlando;
using namespace parlando::testing;
using Catch::Matchers::ContainsSubstring;

namespace
{

/** The one folder in there. */
std::string keptIn (const std::string& place)
{
    std::string found;

    for (const auto& each : std::filesystem::directory_iterator (place))
    {
        CHECK (found.empty());
        found = each.path().string();
    }

    return found;
}

std::string journalTextOf (const std::string& folder)
{
    std::ifstream file (folder + "/conversation.jsonl");
    return {std::istreambuf_iterator<char> (file), {}};
}

std::vector<std::string> wordsOf (const std::string& folder)
{
    std::vector<std::string> words;

    for (const auto& entry : readConversation (folder).transcript.entries)
        words.push_back (entry.text);

    return words;
}

ProgramResult ask (const CommandLineService& service, const std::string& text, std::vector<std::string> more)
{
    std::vector<std::string> arguments{"talk",   "--no-audio", "--endpoint", service.url(),
                                       "--text", text,         "--linger",   "0.2"};
    arguments.insert (arguments.end(), more.begin(), more.end());
    return runProgram (arguments);
}

} // namespace

TEST_CASE ("With --keep a folder is left with the words and the agent's voice, and it is said where")
{
    const CommandLineService service;
    const CommandLineFolder folder;
    const auto result = ask (service, "Hello: there?", {"--keep", folder / "Parlando"});
    INFO (result.error);
    CHECK (result.exitCode == 0);
    const auto kept = keptIn (folder / "Parlando");
    CHECK_THAT (kept, ContainsSubstring ("Hello there"));
    CHECK_THAT (result.out, ContainsSubstring ("Kept in " + kept + "\n"));
    CHECK (wordsOf (kept) == std::vector<std::string>{"Hello: there?", "Well said."});

    const auto voice = readWave (kept + "/agent-0001.wav");
    CHECK (voice.format.samplerate == 24'000);
    CHECK (voice.format.frames == CommandLineService::samplesInAnswer);
    CHECK_FALSE (std::filesystem::exists (kept + "/person.wav"));
}

TEST_CASE ("With --keep everything else that a conversation leaves is left as well")
{
    const CommandLineService service;
    const CommandLineFolder folder;
    const auto wave = folder.writeWave ("question.wav", 16'000, 1, std::vector<std::int16_t> (16'000, 8000));
    const auto result = runProgram ({"talk",
                                     "--endpoint",
                                     service.url(),
                                     "--input",
                                     wave,
                                     "--text",
                                     "Hello",
                                     "--linger",
                                     "0.3",
                                     "--pace",
                                     "fast",
                                     "--keep",
                                     folder / "kept",
                                     "--keep-what",
                                     "everything",
                                     "--output",
                                     folder / "a.wav",
                                     "--conversation",
                                     folder / "b.wav",
                                     "--events",
                                     folder / "e.jsonl",
                                     "--history",
                                     folder / "h.json"});
    INFO (result.error);
    CHECK (result.exitCode == 0);
    const auto kept = keptIn (folder / "kept");
    CHECK (readWave (kept + "/person.wav").loudFrames (0) >= 15'000);
    CHECK (readWave (kept + "/agent-0001.wav").format.frames == CommandLineService::samplesInAnswer);
    CHECK (readWave (folder / "a.wav").loudFrames (0) > 0);
    CHECK (readWave (folder / "b.wav").loudFrames (0) > 0);
    CHECK (readTranscript (folder.read ("h.json")).entries.size() == readConversation (kept).transcript.entries.size());
    CHECK_THAT (folder.read ("e.jsonl"), ContainsSubstring ("\"ended\""));
}

TEST_CASE ("With --keep-what words no sound is kept")
{
    const CommandLineService service;
    const CommandLineFolder folder;
    CHECK (ask (service, "Hello", {"--keep", folder / "kept", "--keep-what", "words"}).exitCode == 0);
    const auto kept = keptIn (folder / "kept");
    CHECK (wordsOf (kept).size() == 2);
    CHECK_FALSE (std::filesystem::exists (kept + "/agent-0001.wav"));
}

TEST_CASE ("With --history of such a folder the conversation goes on in it")
{
    const CommandLineService first, second;
    const CommandLineFolder folder;
    REQUIRE (ask (first, "Hello", {"--keep", folder / "kept"}).exitCode == 0);
    const auto kept = keptIn (folder / "kept");
    const auto result = ask (second, "And again", {"--history", kept});
    INFO (result.error);
    CHECK (result.exitCode == 0);
    CHECK_THAT (result.out, ContainsSubstring ("Kept in " + kept));
    CHECK (wordsOf (kept) == std::vector<std::string>{"Hello", "Well said.", "And again", "Well said."});
    CHECK (readConversation (kept).parts == 2);
    CHECK (readWave (kept + "/agent-0002.wav").format.frames == CommandLineService::samplesInAnswer);

    // The agent was told what came before.
    CHECK_THAT (nlohmann::json (second.messages()).dump(), ContainsSubstring ("Hello"));
}

TEST_CASE ("A program that is killed leaves its conversation, and the next one goes on with it")
{
    const CommandLineService service;
    const CommandLineFolder folder;
    std::string kept;
    {
        CommandLineProgram program ({"talk", "--no-audio", "-v", "--endpoint", service.url(), "--text", "Hello",
                                     "--linger", "600", "--keep", folder / "kept"});
        REQUIRE (program.waitForOutput ("[7 tokens]"));
        const auto isOnDisk = [&]
        {
            return std::filesystem::exists (folder / "kept") && ! std::filesystem::is_empty (folder / "kept") &&
                   journalTextOf (keptIn (folder / "kept")).find (R"("event":"usage")") != std::string::npos;
        };
        REQUIRE (waitUntil (isOnDisk));
        program.send (SIGKILL);
        CHECK (program.wait().exitCode == 128 + SIGKILL);
        kept = keptIn (folder / "kept");
    }

    CHECK (wordsOf (kept) == std::vector<std::string>{"Hello", "Well said."});
    CHECK (readWave (kept + "/agent-0001.wav").format.frames == CommandLineService::samplesInAnswer);
    CHECK (ask (service, "And again", {"--history", kept}).exitCode == 0);
    CHECK (wordsOf (kept).size() == 4);
    CHECK (readConversation (kept).problem.empty());
}

TEST_CASE ("A conversation that never began leaves no folder")
{
    const CommandLineFolder folder;
    CHECK (runProgram (
               {"talk", "--no-audio", "--endpoint", "ws://127.0.0.1:1", "--text", "Hello", "--keep", folder / "kept"})
               .exitCode != 0);
    CHECK_FALSE (folder.has ("kept"));
}

TEST_CASE ("What --keep and --history cannot be is said in a sentence, before anything is connected")
{
    const CommandLineFolder folder;
    const auto file = folder.write ("file", "x");
    folder.makeFolder ("empty");
    folder.makeFolder ("later");
    folder.write ("later/conversation.jsonl", makeJournalLine (1, R"({"event":"opened","version":99,"entries":0})"));
    folder.makeFolder ("junk");
    folder.write ("junk/conversation.jsonl", "hello\n");

    const auto refused = [&] (std::vector<std::string> more)
    {
        std::vector<std::string> arguments{"talk", "--no-audio", "--endpoint", "ws://127.0.0.1:1", "--text", "Hello"};
        arguments.insert (arguments.end(), more.begin(), more.end());
        const auto result = runProgram (arguments);
        CHECK (result.exitCode == 2);
        CHECK (std::count (result.error.begin(), result.error.end(), '\n') == 1);
        return result.error;
    };

    CHECK_THAT (refused ({"--keep", file}), ContainsSubstring ("--keep") && ContainsSubstring ("give a folder"));
    CHECK_THAT (refused ({"--keep-what", "words"}), ContainsSubstring ("give --keep FOLDER as well"));
    CHECK_THAT (refused ({"--keep", folder / "k", "--keep-what", "much"}), ContainsSubstring ("--keep-what"));
    CHECK_THAT (refused ({"--history", folder / "empty"}), ContainsSubstring ("holds no conversation"));
    CHECK_THAT (refused ({"--history", folder / "later"}), ContainsSubstring ("later version"));
    CHECK_THAT (refused ({"--history", folder / "junk"}), ContainsSubstring ("no journal of a conversation"));
    CHECK_THAT (refused ({"--history", folder / "empty", "--keep", folder / "k"}),
                ContainsSubstring ("leave out --keep"));
    CHECK_FALSE (folder.has ("k"));
}

TEST_CASE ("A kept conversation that another program has is not gone on with")
{
    const CommandLineService service;
    const CommandLineFolder folder;
    REQUIRE (ask (service, "Hello", {"--keep", folder / "kept"}).exitCode == 0);
    const auto kept = keptIn (folder / "kept");
    const auto held = ConversationFolder::open (kept);
    const auto result = ask (service, "Again", {"--history", kept});
    CHECK (result.exitCode == 2);
    CHECK_THAT (result.error, ContainsSubstring ("is in use by another conversation"));
}

TEST_CASE ("A journal that was damaged is gone on with, and a sentence says so")
{
    const CommandLineService service;
    const CommandLineFolder folder;
    REQUIRE (ask (service, "Hello", {"--keep", folder / "kept"}).exitCode == 0);
    const auto kept = keptIn (folder / "kept");
    auto journal = folder.read (kept + "/conversation.jsonl");
    journal[journal.find ("turnStarted")] = 'X';
    folder.write (kept + "/conversation.jsonl", journal);
    const auto result = ask (service, "Again", {"--history", kept});
    CHECK (result.exitCode == 0);
    CHECK_THAT (result.error, ContainsSubstring ("1 line is damaged or missing"));
    CHECK (wordsOf (kept).size() == 4);
}

TEST_CASE ("A disk without room costs what is kept and one sentence, and no word of the conversation")
{
    const CommandLineService service;
    const CommandLineFolder folder;

    // 4 kB: the journal fits, the voice does not.
    const auto result = runShell ("ulimit -f 8; exec parlando talk --no-audio --text Hello --linger 0.2 --endpoint " +
                                  service.url() + " --keep '" + (folder / "kept") + "'");
    CHECK (result.exitCode == 1);
    CHECK_THAT (result.out, ContainsSubstring ("Agent: Well said."));
    CHECK_THAT (result.error, ContainsSubstring ("free some room"));
    CHECK (std::count (result.error.begin(), result.error.end(), '\n') == 1);
    CHECK (wordsOf (keptIn (folder / "kept")) == std::vector<std::string>{"Hello", "Well said."});
}
