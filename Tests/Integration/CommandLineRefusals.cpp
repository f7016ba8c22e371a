#include "CommandLineFolder.h"
#include "CommandLineProgram.h"
#include "CommandLineService.h"
#include "ScriptedService.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cstdlib>

using namespace parlando;
using namespace parlando::testing;
using Catch::Matchers::ContainsSubstring;

namespace
{

const std::string key = "AIza-this-is-the-key-of-the-test";

ProgramResult talkTo (const std::string& url, std::vector<std::string> more = {})
{
    more.insert (more.begin(), {"talk", "--text", "Hello", "--endpoint", url});
    auto result = runProgram (more, {{"GOOGLE_API_KEY", key}});
    CHECK (result.exitCode == 1);
    CHECK (std::count (result.error.begin(), result.error.end(), '\n') == 1);
    CHECK_THAT (result.out + result.error, ! ContainsSubstring (key));
    return result;
}

} // namespace

TEST_CASE ("A refused connection is told in one line, and still reported")
{
    const CommandLineFolder folder;
    std::string url;
    {
        const LoopbackServer gone ({}, {});
        url = gone.url();
    }

    const auto result = talkTo (url, {"--report", folder / "report.json", "--output", folder / "agent.wav"});
    CHECK_FALSE (result.error.empty());
    CHECK_FALSE (folder.has ("agent.wav"));

    const auto report = nlohmann::json::parse (folder.read ("report.json"));
    CHECK (report["end"]["reason"] == "failed");
    CHECK (report["process"]["peakMemoryBytes"].get<std::int64_t>() > 0);
}

TEST_CASE ("A refused upgrade is told with its status")
{
    LoopbackServer::Callbacks callbacks;
    callbacks.accept = [] (const LoopbackServer::Request&) { return 403; };
    const LoopbackServer server ({}, callbacks);
    CHECK_THAT (talkTo (server.url()).error, ContainsSubstring ("403"));
}

TEST_CASE ("C5: a close that repeats the key is told without it, with what to do")
{
    LoopbackServer::Callbacks callbacks;
    callbacks.received = [] (LoopbackServer::Connection& connection, std::string_view, bool)
    { connection.close (1007, "API key not valid: " + key + "\x1b[31m"); };
    const LoopbackServer server ({}, callbacks);
    const CommandLineFolder folder;
    const auto result = talkTo (server.url(), {"--report", folder / "report.json", "--verbose"});

    CHECK_THAT (result.error, ContainsSubstring ("1007") && ContainsSubstring ("check the key"));
    CHECK_THAT (result.error, ! ContainsSubstring ("\x1b"));
    CHECK_THAT (folder.read ("report.json"), ContainsSubstring ("1007") && ! ContainsSubstring (key));
}

TEST_CASE ("C5: what a service says while a conversation goes on is told without the key that it repeats")
{
    ScriptedService service (
        [] (auto& connection, const auto&)
        {
            connection.sendBinary (R"({"error":{"code":13,"message":"bad key )" + key + R"("}})");
            connection.close (1011, "Internal error encountered near " + key);
        });
    const auto result = runProgram ({"talk", "--text", "Hello", "--endpoint", service.url(), "--duration", "1"},
                                    {{"GOOGLE_API_KEY", key}});
    CHECK_THAT (result.out, ContainsSubstring ("reconnecting, attempt 1") && ContainsSubstring ("Internal error"));
    CHECK_THAT (result.error, ContainsSubstring ("bad key"));
    CHECK_THAT (result.out + result.error, ! ContainsSubstring (key));
}

TEST_CASE ("C6: a certificate that nobody vouches for, or of another name, is refused")
{
    const CommandLineFolder folder;
    const auto make =
        "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=test -addext subjectAltName=DNS:elsewhere.test"
        " -keyout " +
        (folder / "key.pem") + " -out " + (folder / "certificate.pem") + " 2>/dev/null";
    REQUIRE (std::system (make.c_str()) == 0);

    const LoopbackServer server ({.certificateFile = folder / "certificate.pem", .keyFile = folder / "key.pem"}, {});
    CHECK_THAT (talkTo (server.url()).error, ContainsSubstring ("certificate"));
    CHECK_FALSE (talkTo (server.url(), {"--ca", folder / "certificate.pem"}).error.empty());
}

TEST_CASE ("A full disk is told in one line, and the other files are still left")
{
    CommandLineService service;
    const CommandLineFolder folder;
    const auto recording = runProgram ({"talk", "--endpoint", service.url(), "--text", "Hello", "--linger", "0.1",
                                        "--output", "/dev/full", "--report", folder / "report.json"});
    CHECK (recording.exitCode == 1);
    CHECK (std::count (recording.error.begin(), recording.error.end(), '\n') == 1);
    CHECK_THAT (recording.error, ContainsSubstring ("/dev/full"));
    CHECK (folder.has ("report.json"));

    const auto report = runProgram ({"talk", "--endpoint", service.url(), "--text", "Hello", "--linger", "0.1",
                                     "--report", "/dev/full", "--transcript", folder / "talk.txt"});
    CHECK (report.exitCode == 1);
    CHECK_THAT (report.error, ContainsSubstring ("/dev/full"));
    CHECK_THAT (folder.read ("talk.txt"), ContainsSubstring ("Agent: Well said."));
}

TEST_CASE ("doctor says line by line what is well and what is not")
{
    const ScriptedService service;
    const auto well = runProgram ({"doctor", "--endpoint", service.url()});
    CHECK (well.exitCode == 0);
    CHECK_THAT (well.out, ContainsSubstring ("ok    model") && ! ContainsSubstring ("FAIL"));

    LoopbackServer::Callbacks callbacks;
    callbacks.received = [] (LoopbackServer::Connection& connection, std::string_view, bool)
    { connection.close (1008, "models/x is not found for API version v1beta"); };
    const LoopbackServer refusing ({}, callbacks);
    const auto ill = runProgram ({"doctor", "--endpoint", refusing.url()}, {{"GEMINI_API_KEY", key}});
    CHECK (ill.exitCode == 1);
    CHECK_THAT (ill.out, ContainsSubstring ("from GEMINI_API_KEY") && ContainsSubstring ("FAIL  model") &&
                             ContainsSubstring ("check the model's name") && ! ContainsSubstring (key));
}
