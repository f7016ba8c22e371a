#include "CommandLineFolder.h"
#include "CommandLineProgram.h"
#include "ScriptedService.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <algorithm>
#include <csignal>
#include <mutex>

using namespace parlando;
using namespace parlando::testing;
using Catch::Matchers::ContainsSubstring;

namespace
{

/** Notes how it was asked, and takes every setup; a connection whose token is `refused` gets HTTP 401. */
struct Vertex
{
    explicit Vertex (std::string refusedToken = {}) : refused (std::move (refusedToken)), server ({}, callbacks()) {}

    LoopbackServer::Callbacks callbacks()
    {
        LoopbackServer::Callbacks made;
        made.accept = [this] (const LoopbackServer::Request& request)
        {
            const std::lock_guard lock (mutex);
            requests.push_back (request);
            return ! refused.empty() && request.headers.at ("authorization") == "Bearer " + refused ? 401 : 101;
        };
        made.received = [this] (LoopbackServer::Connection& connection, std::string_view text, bool)
        {
            const auto message = nlohmann::json::parse (text);
            const std::lock_guard lock (mutex);

            if (! message.contains ("setup"))
                return;

            setups.push_back (message["setup"]);
            connection.sendBinary (R"({"setupComplete":{"sessionId":"session-of-vertex"}})");
        };
        return made;
    }

    std::mutex mutex;
    std::vector<LoopbackServer::Request> requests;
    std::vector<nlohmann::json> setups;
    const std::string refused;
    LoopbackServer server; // last: stops before what its callbacks use
};

ProgramResult talk (const Vertex& service, std::vector<std::string> more)
{
    more.insert (more.begin(), {"talk", "--no-audio", "--duration", "0.1", "-v", "--endpoint", service.server.url(),
                                "--vertex", "my-studio/europe-west4"});
    return runProgram (more);
}

} // namespace

TEST_CASE ("C4: Vertex is asked by the slash form, with a Bearer header, the long model path and no key in the URL")
{
    Vertex service;
    const CommandLineFolder folder;
    const auto token = folder.write ("token", "ya29.of-the-test\n");
    const auto result = talk (service, {"--token-command", "cat " + token});

    CHECK (result.exitCode == 0);
    CHECK_THAT (result.out, ContainsSubstring ("session-of-vertex") && ! ContainsSubstring ("ya29"));
    REQUIRE (service.requests.size() == 1);
    CHECK (service.requests[0].target == "/ws/google.cloud.aiplatform.v1beta1.LlmBidiService/BidiGenerateContent");
    CHECK (service.requests[0].headers.at ("authorization") == "Bearer ya29.of-the-test");
    CHECK (service.requests[0].headers.count ("x-goog-api-key") == 0);
    REQUIRE (service.setups.size() == 1);
    CHECK (service.setups[0]["model"] ==
           "projects/my-studio/locations/europe-west4/publishers/google/models/gemini-3.8-live");
}

TEST_CASE ("The token of a file is used, and what is wrong with a token is told in one line")
{
    Vertex service ("ya29.refused");
    const CommandLineFolder folder;
    CHECK (talk (service, {"--token-file", folder.write ("good", "ya29.good")}).exitCode == 0);

    const auto refused = talk (service, {"--token-file", folder.write ("bad", "ya29.refused")});
    CHECK (refused.exitCode == 1);
    CHECK_THAT (refused.error, ContainsSubstring ("401") && ! ContainsSubstring ("ya29"));

    const auto missing = talk (service, {"--token-command", "parlando-no-such-program"});
    CHECK (missing.exitCode == 1);
    CHECK_THAT (missing.error, ContainsSubstring ("parlando-no-such-program cannot be run"));
    CHECK (std::count (missing.error.begin(), missing.error.end(), '\n') == 1);
}

TEST_CASE ("A conversation that is stopped while its token is asked for ends at once, with the program that it asked")
{
    Vertex service;
    CommandLineProgram program ({"talk", "--no-audio", "-v", "--endpoint", service.server.url(), "--vertex",
                                 "my-studio/us", "--token-command", "sleep 60"});
    REQUIRE (program.waitForOutput ("[connecting]"));
    program.send (SIGINT);
    CHECK (program.wait().exitCode == 0);
    CHECK (service.requests.empty());
}

TEST_CASE ("A place on Vertex that is none, and options that need one, are refused")
{
    CHECK (runProgram ({"talk", "--vertex", "My Studio"}).exitCode == 2);
    CHECK (runProgram ({"talk", "--token-command", "echo x"}).exitCode == 2);
    CHECK (runProgram ({"talk", "--vertex", "a/us", "--token-file", "/no/such/file"}).exitCode == 2);
}

TEST_CASE ("doctor says where the access token came from")
{
    Vertex service;
    const auto result = runProgram ({"doctor", "--endpoint", service.server.url(), "--vertex", "my-studio/us",
                                     "--token-command", "echo ya29.doctor"});
    CHECK (result.exitCode == 0);
    CHECK_THAT (result.out, ContainsSubstring ("an access token from echo") && ! ContainsSubstring ("ya29"));
}
