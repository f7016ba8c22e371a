// Who may talk to the rehearsal service, and what the others are told.

#include "EarsModel.h"

#include <Support/RawPeer.h>

#include <parlando_rehearsal/parlando_rehearsal.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <mutex>

using namespace parlando;
using namespace parlando::testing;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::StartsWith;

namespace
{

const std::string servicePath = "/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent";
const std::string ownToken = "0123456789abcdef0123456789abcdef";

std::string upgradeWith (const std::string& headers)
{
    return "GET " + servicePath + " HTTP/1.1\r\n" + headers +
           "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
}

/** Says what it logs. */
struct Logged
{
    explicit Logged (RehearsalService::Options options = {})
        : service (
              [&]
              {
                  options.log = [this] (const std::string& line)
                  {
                      const std::lock_guard lock (mutex);
                      log += line + "\n";
                  };
                  return options;
              }())
    {
    }

    std::string answerTo (const std::string& headers)
    {
        RawPeer peer (service.port());
        REQUIRE (peer.send (upgradeWith (headers)));
        const auto answer = peer.receive ("\r\n\r\n");
        return answer.starts_with ("HTTP/1.1 101") ? answer : peer.receiveAll();
    }

    std::string logged()
    {
        const std::lock_guard lock (mutex);
        return log;
    }

    std::mutex mutex;
    std::string log;
    RehearsalService service;
};

} // namespace

TEST_CASE ("Only names of this machine are taken as a Host")
{
    for (const auto* host : {"localhost", "localhost:80", "LocalHost:65535", "127.0.0.1", "127.0.0.1:1234",
                             "127.255.1.2", "[::1]", "[::1]:8080"})
    {
        INFO (host);
        CHECK (isLoopbackHost (host));
    }

    for (const auto* host : {"",
                             "evil.example",
                             "evil.example:1234",
                             "localhost.evil.example",
                             "evil.localhost",
                             "127.0.0.1.nip.io",
                             "128.0.0.1",
                             "0.0.0.0",
                             "127.1",
                             "2130706433",
                             "[::]",
                             "[::1",
                             "::1",
                             "[::ffff:127.0.0.1]",
                             "localhost:",
                             "localhost:x",
                             "localhost:123456",
                             "127.0.0.1:1@evil.example",
                             "localhost, evil.example",
                             "localhost evil"})
    {
        INFO (host);
        CHECK_FALSE (isLoopbackHost (host));
    }
}

TEST_CASE ("Web pages and names that were made to lead here are refused in one sentence, on the log too")
{
    if (! test::hasModel())
        SKIP ("pocketsphinx-en-us is not installed");

    Logged rehearsal;
    const auto headers = GENERATE (as<std::string>(), "Host: localhost\r\nOrigin: https://evil.example\r\n",
                                   "Host: localhost\r\nOrigin: null\r\n", "Host: localhost\r\noRiGiN:\r\n",
                                   "Host: evil.example\r\n", "Host: localhost\r\nHost: evil.example\r\n", "");
    INFO (headers);
    const auto answer = rehearsal.answerTo (headers);
    CHECK_THAT (answer, StartsWith ("HTTP/1.1 403 "));
    const auto body = answer.substr (answer.find ("\r\n\r\n") + 4);
    CHECK_THAT (body, ContainsSubstring (".") && ! ContainsSubstring ("evil"));
    CHECK_THAT (rehearsal.logged(), ContainsSubstring ("refused: " + body) && ! ContainsSubstring ("evil"));
    CHECK (rehearsal.service.counters().empty());
}

TEST_CASE ("Programs of this machine are taken by each of its names")
{
    if (! test::hasModel())
        SKIP ("pocketsphinx-en-us is not installed");

    Logged rehearsal;
    const auto port = std::to_string (rehearsal.service.port());

    for (const auto& host : {"127.0.0.1:" + port, std::string ("localhost"), "[::1]:" + port})
        CHECK_THAT (rehearsal.answerTo ("Host: " + host + "\r\n"), StartsWith ("HTTP/1.1 101 "));
}

TEST_CASE ("A service that a program started is for that program alone")
{
    if (! test::hasModel())
        SKIP ("pocketsphinx-en-us is not installed");

    RehearsalService::Options options;
    options.token = ownToken;
    Logged rehearsal (options);

    for (const auto& shown : {std::string(), "x-goog-api-key: " + ownToken.substr (1) + "\r\n",
                              "x-goog-api-key: " + ownToken + "0\r\n", std::string ("Authorization: Bearer x\r\n")})
        CHECK_THAT (rehearsal.answerTo ("Host: localhost\r\n" + shown), StartsWith ("HTTP/1.1 403 "));

    CHECK_THAT (rehearsal.answerTo ("Host: localhost\r\nx-goog-api-key: " + ownToken + "\r\n"),
                StartsWith ("HTTP/1.1 101 "));
    CHECK_THAT (rehearsal.logged(), ContainsSubstring ("started it") && ! ContainsSubstring (ownToken.substr (1)));
}
