// Exit code 0 means that what was asked was answered.

#include "CommandLineFolder.h"
#include "CommandLineProgram.h"
#include "CommandLineService.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <csignal>

using namespace parlando;
using namespace parlando::testing;
using Catch::Matchers::ContainsSubstring;

namespace
{

/** Takes what is typed and never says a word. */
ScriptedService::Script silence()
{
    return [] (auto&, const auto&) {};
}

/** Begins to answer what is typed, and does not come to the end. */
ScriptedService::Script halfAnswer()
{
    return [] (auto& connection, const nlohmann::json& message)
    {
        if (message.contains ("clientContent"))
            connection.sendBinary (R"({"serverContent":{"outputTranscription":{"text":"Well, "}}})");
    };
}

std::vector<std::string> talk (const ScriptedService& service, std::vector<std::string> more)
{
    more.insert (more.begin(), {"talk", "--endpoint", service.url(), "--linger", "0.2"});
    return more;
}

} // namespace

TEST_CASE ("A question that the agent never answers is waited for, told, and the exit code is not 0")
{
    const ScriptedService service ({}, silence());
    const auto result = runProgram (talk (service, {"--no-reconnect", "--text", "Is anybody there?"}));
    CHECK (result.exitCode == 1);
    CHECK_THAT (result.error, ContainsSubstring ("did not answer \"Is anybody there?\""));
}

TEST_CASE ("A question whose answer comes later than --linger is answered")
{
    int asked = 0;
    const ScriptedService slow ({},
                                [&] (ScriptedService::Connection& connection, const nlohmann::json& message)
                                {
                                    // Only when it is asked again, which is after 4 s of silence.
                                    if (message.contains ("clientContent") && ++asked == 2)
                                    {
                                        connection.sendBinary (
                                            R"({"serverContent":{"outputTranscription":{"text":"At last."}}})");
                                        connection.sendBinary (ScriptedService::content ("turnComplete"));
                                    }
                                });
    const auto result = runProgram (talk (slow, {"--text", "Are you there?"}));
    INFO (result.error);
    CHECK (result.exitCode == 0);
    CHECK_THAT (result.out, ContainsSubstring ("Agent: At last."));
}

TEST_CASE ("An answer that --duration cuts short is told, and the exit code is not 0")
{
    const ScriptedService service ({}, halfAnswer());
    const auto result = runProgram (talk (service, {"--text", "One", "--duration", "1"}));
    CHECK (result.exitCode == 1);
    CHECK_THAT (result.error, ContainsSubstring ("an answer was not complete"));

    const auto more = runProgram (talk (service, {"--text", "One", "--text", "Two", "--duration", "1"}));
    CHECK (more.exitCode == 1);
    CHECK_THAT (more.error, ContainsSubstring ("1 typed turn was not said"));
}

TEST_CASE ("A conversation that the service ends in the middle of an answer has failed")
{
    const ScriptedService rude ({},
                                [] (ScriptedService::Connection& connection, const nlohmann::json& message)
                                {
                                    if (! message.contains ("clientContent"))
                                        return;

                                    connection.sendBinary (
                                        R"({"serverContent":{"outputTranscription":{"text":"Well, "}}})");
                                    connection.close (1000, "");
                                });
    const auto cut = runProgram (talk (rude, {"--no-reconnect", "--text", "One"}));
    CHECK (cut.exitCode == 1);
    CHECK_FALSE (cut.error.empty());
}

TEST_CASE ("Ctrl-C before an answer has come ends the run with the signal's exit code, and the files are left")
{
    const ScriptedService service ({}, halfAnswer());
    const CommandLineFolder folder;

    for (const auto& [signal, code] : {std::pair{SIGINT, 130}, {SIGTERM, 143}})
    {
        CommandLineProgram program (talk (service, {"--text", "One", "--report", folder / "report.json"}));
        REQUIRE (program.waitForOutput ("Agent: Well"));
        program.send (signal);
        CHECK (program.wait().exitCode == code);
        CHECK (nlohmann::json::accept (folder.read ("report.json")));
    }
}
