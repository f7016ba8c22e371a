#include "CommandLineFolder.h"
#include "CommandLineProgram.h"
#include "CommandLineService.h"

#include <Support/OrdinaryPerson.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <csignal>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>

using namespace parlando::testing;
using Catch::Matchers::ContainsSubstring;

namespace
{

std::string talkTo (const CommandLineService& service, const std::string& options)
{
    return "parlando talk --linger 0.2 --endpoint " + service.url() + " " + options;
}

/** The same, but with time to do something to it after the answer. */
std::string talkOn (const CommandLineService& service, const std::string& options)
{
    return "exec parlando talk --verbose --endpoint " + service.url() + " " + options;
}

/** What the file that a sentence names begins with, and then the file is gone. */
std::string takeRescued (const std::string& sentence)
{
    const std::string before = "is in ";
    const auto begin = sentence.find (before) + before.size();
    const auto path = sentence.substr (begin, sentence.find (".\n", begin) - begin);
    std::ifstream file (path);
    std::string text{std::istreambuf_iterator<char> (file), {}};
    struct stat found = {};
    CHECK (::stat (path.c_str(), &found) == 0);
    CHECK ((found.st_mode & 0777u) == 0600u);
    std::filesystem::remove (path);
    return text;
}

} // namespace

TEST_CASE ("A closed terminal ends a conversation as SIGTERM does: all its words are kept")
{
    CommandLineService service;
    const CommandLineFolder folder;
    CommandLineProgram program ({"talk", "--verbose", "--endpoint", service.url(), "--text", "One", "--text", "Two",
                                 "--linger", "600", "--report", folder / "report.json", "--transcript",
                                 folder / "talk.json", "--history", folder / "history.json"});
    REQUIRE (program.waitForOutput ("You: Two\nAgent: Well said.\n  [7 tokens]"));

    // The kernel and the shell both say it.
    program.send (SIGHUP);
    program.send (SIGHUP);
    CHECK (program.wait().exitCode == 0);

    for (const auto* name : {"talk.json", "history.json"})
        CHECK (nlohmann::json::parse (folder.read (name))["entries"].size() == 4);

    CHECK (nlohmann::json::parse (folder.read ("report.json"))["end"]["reason"] == "asked");
}

TEST_CASE ("A terminal that is closed while nobody answers ends the program with 129")
{
    LoopbackServer::Callbacks silent;
    silent.received = [] (LoopbackServer::Connection&, std::string_view, bool) {};
    const LoopbackServer server ({}, silent);
    CommandLineProgram program ({"talk", "--endpoint", server.url(), "--text", "Hello", "-v"});
    REQUIRE (program.waitForOutput ("connecting"));
    program.send (SIGHUP);
    CHECK (program.wait().exitCode == 128 + SIGHUP);
}

TEST_CASE ("With nohup a conversation goes on when the terminal is closed")
{
    CommandLineService service;
    auto program = CommandLineProgram::shell ("trap '' HUP; " + talkOn (service, "--text One --text Two --linger 1"));
    REQUIRE (program.waitForOutput ("You: One"));
    program.send (SIGHUP);
    const auto result = program.wait();
    CHECK (result.exitCode == 0);
    CHECK_THAT (result.out, ContainsSubstring ("You: Two\nAgent: Well said."));
}

TEST_CASE ("A disk that is full is told before a conversation begins")
{
    CommandLineService service;
    const CommandLineFolder folder;
    folder.write ("old.txt", "the words of before");

    for (const auto* option : {"--transcript old.txt", "--report new.json", "--history new.json"})
    {
        const auto result = runShell ("cd " + folder / "." + " && ulimit -f 1 && " +
                                      talkTo (service, std::string ("--text Hello ") + option));
        CHECK (result.exitCode == 2);
        CHECK_THAT (result.error, ContainsSubstring ("free some room"));
    }

    CHECK (service.messages().empty());
    CHECK (folder.names() == std::vector<std::string>{"old.txt"});
    CHECK (folder.read ("old.txt") == "the words of before");
}

TEST_CASE ("Words that cannot be written where they were to go are kept in another place, which is named")
{
    CommandLineService service;
    const CommandLineFolder folder;
    std::filesystem::create_symlink ("/dev/full", folder / "talk.txt");

    for (const auto& option : {"--transcript " + folder / "talk.txt", std::string ("--history /dev/full"),
                               std::string ("--report /dev/full")})
    {
        const auto result = runShell (talkTo (service, "--text Hello " + option));
        CHECK (result.exitCode == 1);
        CHECK_THAT (result.error, ContainsSubstring ("cannot be written") && ContainsSubstring ("free some room"));
        CHECK_THAT (takeRescued (result.error), ContainsSubstring ("Well said.") || ContainsSubstring ("\"usage\""));
    }
}

TEST_CASE ("A transcript whose folder goes away in the meantime is kept in the home folder")
{
    CommandLineService service;
    const CommandLineFolder folder;
    folder.makeFolder ("gone");
    folder.makeFolder ("home");
    const auto arguments = talkOn (service, "--text Hello --linger 600 --transcript " + folder / "gone/talk.srt");
    auto program = CommandLineProgram::shell ("export HOME=" + folder / "home" + "; " + arguments);
    REQUIRE (program.waitForOutput ("Agent: Well said."));
    std::filesystem::remove (folder / "gone");
    program.send (SIGINT);
    const auto result = program.wait();
    CHECK (result.exitCode == 1);
    CHECK_THAT (result.error, ContainsSubstring (folder / "gone/talk.srt") && ContainsSubstring (folder / "home"));
    CHECK_THAT (takeRescued (result.error), ContainsSubstring ("Person: Hello"));
}

TEST_CASE ("A private history stays private, and one behind a link stays there")
{
    CommandLineService service;
    const CommandLineFolder folder;
    folder.write ("kept.json", "");
    ::chmod ((folder / "kept.json").c_str(), 0600);
    std::filesystem::create_symlink ("kept.json", folder / "link.json");

    for (std::size_t i = 1; i <= 2; ++i)
    {
        CHECK (runShell (talkTo (service, "--text Hello --history " + folder / "link.json")).exitCode == 0);
        CHECK (nlohmann::json::parse (folder.read ("kept.json"))["entries"].size() == 2 * i);
    }

    struct stat found = {};
    ::stat ((folder / "kept.json").c_str(), &found);
    CHECK ((found.st_mode & 0777u) == 0600u);
    CHECK (folder.names() == std::vector<std::string>{"kept.json", "link.json"});
}

TEST_CASE ("A second conversation on one history is told before anybody talks, and neither overwrites the other")
{
    CommandLineService service;
    const CommandLineFolder folder;
    const auto file = folder / "history.json";
    auto first = CommandLineProgram::shell (talkOn (service, "--text One --linger 600 --history " + file));
    REQUIRE (first.waitForOutput ("Agent: Well said."));
    const auto asked = service.messages().size();
    std::filesystem::create_symlink (file, folder / "link.json");

    for (const auto& name : {file, folder / "link.json"})
    {
        const auto second = runShell (talkTo (service, "--text Two --history " + name));
        CHECK (second.exitCode == 2);
        CHECK_THAT (second.error, ContainsSubstring ("in use by another conversation"));
    }

    CHECK (service.messages().size() == asked);
    first.send (SIGINT);
    CHECK (first.wait().exitCode == 0);
    CHECK (runShell (talkTo (service, "--text Two --history " + file)).exitCode == 0);
    CHECK (nlohmann::json::parse (folder.read ("history.json"))["entries"].size() == 4);
}

TEST_CASE ("A second conversation into one recording is told before anybody talks, and the first one goes on")
{
    CommandLineService service;
    const CommandLineFolder folder;
    const auto file = folder / "agent.wav";
    auto first = CommandLineProgram::shell (talkOn (service, "--text One --linger 600 --output " + file));
    REQUIRE (first.waitForOutput ("Agent: Well said."));
    const auto second = runShell (talkTo (service, "--text Two --output " + file));
    CHECK (second.exitCode == 2);
    CHECK_THAT (second.error, ContainsSubstring ("in use by another conversation"));
    first.send (SIGINT);
    CHECK (first.wait().exitCode == 0);
    CHECK (std::filesystem::file_size (file) > 44);
}

TEST_CASE ("Any number of conversations write to a device that keeps nothing")
{
    CommandLineService service;
    const auto discarded = std::string ("--output /dev/null --output-format s16le:24000");
    auto first = CommandLineProgram::shell (talkOn (service, "--text One --linger 600 " + discarded));
    REQUIRE (first.waitForOutput ("Agent: Well said."));
    const auto second = runShell (talkTo (service, "--text Two " + discarded));
    CHECK (second.exitCode == 0);
    CHECK_THAT (second.out, ContainsSubstring ("Agent: Well said."));
    first.send (SIGINT);
    CHECK (first.wait().exitCode == 0);
}

TEST_CASE ("Where no place takes the words they are on standard error")
{
    CommandLineService service;
    const CommandLineFolder folder;
    std::filesystem::create_symlink ("/dev/full", folder / "talk.txt");

    // The check passes, and then no file at all can be made.
    const auto result = runShell ("ulimit -f 0; export HOME=/nonexistent; " +
                                  talkTo (service, "--quiet --text Hello --transcript " + folder / "talk.txt"));
    CHECK (result.exitCode == 1);
    CHECK_THAT (result.error, ContainsSubstring ("Agent: Well said.") && ContainsSubstring ("stands above"));
}

TEST_CASE ("A history whose run was killed is free again, and begins anew where nothing was kept in it")
{
    CommandLineService service;
    const CommandLineFolder folder;
    const auto file = folder / "history.json";

    {
        auto killed = CommandLineProgram::shell (talkOn (service, "--text One --linger 600 --history " + file));
        REQUIRE (killed.waitForOutput ("Agent: Well said."));
        killed.send (SIGKILL);
        CHECK (killed.wait().exitCode == 128 + SIGKILL);
    }

    CHECK (runShell (talkTo (service, "--text Two --history " + file)).exitCode == 0);
    CHECK (nlohmann::json::parse (folder.read ("history.json"))["entries"].size() == 2);
}

TEST_CASE ("A history that somebody else changed meanwhile stays, and the conversation goes beside it")
{
    CommandLineService service;
    const CommandLineFolder folder;
    const auto file = folder / "history.json";
    auto program = CommandLineProgram::shell (talkOn (service, "--text One --linger 600 --history " + file));
    REQUIRE (program.waitForOutput ("Agent: Well said."));
    folder.write ("history.json", "by another program");
    program.send (SIGINT);
    const auto result = program.wait();
    CHECK (result.exitCode == 1);
    CHECK_THAT (result.error, ContainsSubstring (folder / "history.1.json"));
    CHECK (folder.read ("history.json") == "by another program");
    CHECK (nlohmann::json::parse (folder.read ("history.1.json"))["entries"].size() == 2);
}

TEST_CASE ("A conversation that never began leaves no history")
{
    const CommandLineFolder folder;
    const auto result = runShell ("parlando talk --no-reconnect --text One --endpoint ws://127.0.0.1:1 --history " +
                                  folder / "history.json");
    CHECK (result.exitCode == 1);
    CHECK (folder.names().empty());
}

TEST_CASE ("A history that has become too long to be held whole is kept beside, and its newest words are gone on with")
{
    CommandLineService service;
    const CommandLineFolder folder;
    auto entries = nlohmann::json::array();

    // 16 MB and a little less.
    for (int i = 0; i < 83; ++i)
        entries.push_back ({{"id", i + 1},
                            {"speaker", "person"},
                            {"text", std::string (202'000, static_cast<char> ('a' + i % 26))},
                            {"startSeconds", i},
                            {"endSeconds", i},
                            {"turn", 0}});

    folder.write ("history.json", nlohmann::json{{"entries", entries}}.dump());
    REQUIRE (std::filesystem::file_size (folder / "history.json") < 16 * 1024 * 1024);
    const auto first = runShell (talkTo (service, "--text One --history " + folder / "history.json"));
    INFO (first.error);
    CHECK (first.exitCode == 0);
    CHECK_THAT (first.error, ContainsSubstring (folder / "history.1.json"));
    CHECK (runShell (talkTo (service, "--text Two --history " + folder / "history.json")).exitCode == 0);

    const auto textsIn = [&] (const char* name)
    {
        std::vector<std::string> texts;
        const auto kept = nlohmann::json::parse (folder.read (name));

        for (const auto& entry : kept["entries"])
            texts.push_back (entry["text"].get<std::string>());

        return texts;
    };
    const auto before = textsIn ("history.1.json"), after = textsIn ("history.json");
    REQUIRE (before.size() == 83);

    for (std::size_t i = 0; i < 83; ++i)
        CHECK (before[i] == entries[i]["text"].get<std::string>());

    REQUIRE (after.size() > 4 + 20);
    CHECK (std::equal (after.rbegin() + 4, after.rend(), before.rbegin()));
    CHECK (std::vector (after.end() - 4, after.end()) ==
           std::vector<std::string>{"One", "Well said.", "Two", "Well said."});
    CHECK (folder.names() == std::vector<std::string>{"history.1.json", "history.json"});
}
