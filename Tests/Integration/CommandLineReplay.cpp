// --keep-wire and parlando replay: a bug report that can be run again.

#include "CommandLineFolder.h"
#include "CommandLineProgram.h"
#include "CommandLineService.h"

#include <parlando_archive/JournalLine.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <filesystem>
#include <sstream>
#include <sys/stat.h>

using namespace parlando;
using namespace parlando::testing;
using Catch::Matchers::ContainsSubstring;

namespace
{

/** A conversation of one typed turn that was kept with its wire. */
struct RecordedTalk
{
    explicit RecordedTalk (const std::string& words = "Well said.", std::vector<std::string> more = {},
                           const CommandLineProgram::Environment& environment = {})
    {
        const CommandLineService service (words);
        std::vector<std::string> arguments{"talk",   "--no-audio",    "--endpoint", service.url(),
                                           "--text", "Hello",         "--linger",   "0.2",
                                           "--keep", folder / "kept", "--keep-wire"};
        arguments.insert (arguments.end(), more.begin(), more.end());
        CommandLineProgram program (arguments, environment);
        const auto result = program.wait();
        INFO (result.error);
        CHECK (result.exitCode == 0);

        for (const auto& each : std::filesystem::directory_iterator (folder / "kept"))
            path = each.path().string();
    }

    std::string record() const { return folder.read (path + "/wire.jsonl"); }
    void change (const std::string& text) const { folder.write (path + "/wire.jsonl", text); }
    ProgramResult replay() const { return runProgram ({"replay", path}); }

    const CommandLineFolder folder;
    std::string path;
};

/** The lines, each as it would have been written, but for those that `keep` is false for. */
template <typename Keep>
std::string linesOf (const std::string& record, Keep&& keep)
{
    std::istringstream lines (record);
    std::string result;
    std::uint64_t number = 0;

    for (std::string line; std::getline (lines, line);)
    {
        auto content = nlohmann::json::parse (line);
        content.erase ("crc");
        content.erase ("n");

        if (keep (content))
            result += makeJournalLine (++number, content.dump());
    }

    return result;
}

} // namespace

TEST_CASE ("With --keep-wire a record is kept that parlando replay finds to be the same")
{
    const RecordedTalk talk;
    struct stat file = {};
    REQUIRE (::stat ((talk.path + "/wire.jsonl").c_str(), &file) == 0);
    CHECK ((file.st_mode & 0777) == 0600);
    const auto result = talk.replay();
    INFO (result.out << result.error);
    CHECK (result.exitCode == 0);
    CHECK (result.error.empty());
    CHECK_THAT (result.out, ContainsSubstring ("The same"));
    CHECK_THAT (result.out, ContainsSubstring (std::to_string (CommandLineService::samplesInAnswer)));

    // The record alone will do.
    CHECK (runProgram ({"replay", talk.path + "/wire.jsonl"}).exitCode == 0);
}

TEST_CASE ("A record holds the agent's voice only with --keep-wire-voice, and is the same either way")
{
    const RecordedTalk silent, loud ("Well said.", {"--keep-wire-voice"});
    CHECK_THAT (silent.record(), ! ContainsSubstring ("6APoA+gD6APoA+gD"));
    CHECK_THAT (loud.record(), ContainsSubstring ("6APoA+gD6APoA+gD")); // 1000 in little endian, as base64
    CHECK (silent.replay().exitCode == 0);
    CHECK (loud.replay().exitCode == 0);
}

TEST_CASE ("A message that is dropped from a record is found, and it is said where")
{
    const RecordedTalk talk;
    talk.change (
        linesOf (talk.record(), [] (const auto& line)
                 { return ! (line.contains ("in") && line.dump().find ("Well said.") != std::string::npos); }));
    const auto result = talk.replay();
    INFO (result.out);
    CHECK (result.exitCode == 1);
    CHECK_THAT (result.out, ContainsSubstring ("Different. At ") && ContainsSubstring (" came ") &&
                                ContainsSubstring ("turnStarted"));
}

TEST_CASE ("Of a record that is damaged, changed, or of another version, a sentence says so")
{
    const RecordedTalk talk;
    const auto record = talk.record();
    auto damaged = record;
    damaged[record.size() / 2] = damaged[record.size() / 2] == 'x' ? 'y' : 'x';

    talk.change (damaged);
    auto result = talk.replay();
    CHECK (result.exitCode == 2);
    CHECK_THAT (result.out, ContainsSubstring ("is damaged, and what comes behind it cannot be run again"));

    talk.change (linesOf (record,
                          [] (auto& line)
                          {
                              if (line.contains ("version"))
                                  line["version"] = 99;
                              return true;
                          }));
    result = talk.replay();
    CHECK (result.exitCode == 2);
    CHECK_THAT (result.error, ContainsSubstring ("another version of Parlando (its form is 99"));

    talk.change (record.substr (0, record.size() - 30));
    result = talk.replay();
    CHECK (result.exitCode == 0);
    CHECK_THAT (result.out, ContainsSubstring ("is torn"));
}

TEST_CASE ("Where there is no record, one sentence says what to do")
{
    const CommandLineFolder folder;
    folder.makeFolder ("empty");

    for (const auto& path : {folder / "empty", folder / "nothing", folder.write ("file", "hello\n")})
    {
        const auto result = runProgram ({"replay", path});
        CHECK (result.exitCode == 2);
        CHECK (std::count (result.error.begin(), result.error.end(), '\n') == 1);
        CHECK_THAT (result.error, ContainsSubstring (path));
    }

    CHECK (runProgram ({"replay"}).exitCode == 2);
    const auto without =
        runProgram ({"talk", "--no-audio", "--endpoint", "ws://127.0.0.1:1", "--text", "Hello", "--keep-wire"});
    CHECK (without.exitCode == 2);
    CHECK_THAT (without.error, ContainsSubstring ("give --keep FOLDER as well"));
}

TEST_CASE ("C5: no record holds the key, whoever repeats it")
{
    const std::string key = "AIza-SECRET+of/the=test~0123456789";
    const RecordedTalk talk ("Your key is " + key + ", or in base64 QUl6YS1TRUNSRVQrb2YvdGhlPXRlc3R+MDEyMzQ1Njc4OQ.",
                             {"--system", "Never say " + key, "--text", "Is it " + key + "?"},
                             {{"GOOGLE_API_KEY", key}});
    const auto record = talk.record();

    for (const auto* piece : {"AIza-SECRET", "SECRET+of/the", "QUl6YS1TRUNSRVQrb2Yv"})
        CHECK_THAT (record, ! ContainsSubstring (piece));

    CHECK_THAT (record, ContainsSubstring ("[redacted]"));
    const auto result = talk.replay();
    INFO (result.out);
    CHECK (result.exitCode == 0);
    CHECK_THAT (result.out, ! ContainsSubstring ("SECRET"));
}

TEST_CASE ("A record is kept of each part of a conversation that is gone on with")
{
    const RecordedTalk talk;
    const CommandLineService service;
    CHECK (runProgram ({"talk", "--no-audio", "--endpoint", service.url(), "--text", "And again", "--linger", "0.2",
                        "--history", talk.path, "--keep-wire"})
               .exitCode == 0);
    CHECK (std::filesystem::exists (talk.path + "/wire-0002.jsonl"));
    const auto result = talk.replay();
    INFO (result.out << result.error);
    CHECK (result.exitCode == 0);
    CHECK_THAT (result.out, ContainsSubstring ("wire.jsonl") && ContainsSubstring ("wire-0002.jsonl"));
}
