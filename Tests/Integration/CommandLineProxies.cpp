// The way out leads through a proxy.

#include "CommandLineFolder.h"
#include "CommandLineProgram.h"
#include "Support/TestCertificates.h"
#include "Support/TestProxy.h"

#include <parlando_rehearsal/parlando_rehearsal.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

using namespace parlando;
using namespace parlando::testing;
using Catch::Matchers::ContainsSubstring;

namespace
{

const std::string password = "open-sesame#99", login = "me:open-sesame%2399";

/** Answers every typed turn, over TLS, under a name that the test's proxies alone know. */
struct Service
{
    LoopbackServer::Callbacks callbacks()
    {
        LoopbackServer::Callbacks made;
        made.received = [this] (LoopbackServer::Connection& connection, std::string_view text, bool)
        {
            const auto message = nlohmann::json::parse (text);

            if (message.contains ("setup"))
                connection.sendBinary (R"({"setupComplete":{}})");
            else if (text.find ("Hello") != text.npos)
                connection.sendBinary (
                    R"({"serverContent":{"outputTranscription":{"text":"Good day."},"generationComplete":true,"turnComplete":true}})");
        };
        return made;
    }

    std::string url() const { return "wss://service.example:" + std::to_string (server.port()); }

    ProgramResult run (std::vector<std::string> arguments, const CommandLineProgram::Environment& environment) const
    {
        arguments.insert (arguments.end(), {"--endpoint", url(), "--ca", certificates.authorityFile()});
        auto whole = environment;
        whole.emplace_back ("GOOGLE_API_KEY", "AIza-not-a-key");
        auto result = runProgram (arguments, whole);
        INFO (result.out << result.error);
        CHECK_THAT (result.out + result.error, ! ContainsSubstring (password) && ! ContainsSubstring (login) &&
                                                   ! ContainsSubstring ("open-sesame"));
        return result;
    }

    TestCertificates certificates;
    TestCertificates::Leaf leaf = certificates.of ("service.example");
    LoopbackServer server{{.certificateFile = leaf.certificateFile, .keyFile = leaf.keyFile}, callbacks()};
};

TestProxy::Options closed (TestProxy::Kind kind = TestProxy::Kind::http)
{
    TestProxy::Options options;
    options.kind = kind;
    options.name = "me";
    options.password = password;
    return options;
}

const std::vector<std::string> hello{"talk", "-v", "--no-audio", "--text", "Hello", "--linger", "0.2"};

std::vector<std::string> with (std::vector<std::string> arguments, const std::vector<std::string>& more)
{
    arguments.insert (arguments.end(), more.begin(), more.end());
    return arguments;
}

} // namespace

TEST_CASE ("A conversation goes through the environment's proxy, and nothing that is left tells its password")
{
    const Service service;
    const CommandLineFolder folder;

    for (const auto kind : {TestProxy::Kind::http, TestProxy::Kind::socks5})
    {
        const TestProxy proxy (closed (kind));
        const auto result =
            service.run (with (hello, {"--report", folder / "report.json"}), {{"HTTPS_PROXY", proxy.url (login)}});
        CHECK (result.exitCode == 0);
        CHECK_THAT (result.out, ContainsSubstring ("Good day."));
        CHECK (proxy.targets().size() == 1);
        CHECK_THAT (folder.read ("report.json"), ! ContainsSubstring ("open-sesame"));
    }
}

TEST_CASE ("What --proxy says goes before the environment, --no-proxy and NO_PROXY around it")
{
    const Service service;
    const TestProxy proxy, environments;
    const CommandLineProgram::Environment environment{{"ALL_PROXY", environments.url()}};

    CHECK (service.run (with (hello, {"--proxy", proxy.url()}), environment).exitCode == 0);
    CHECK (proxy.visits() == 1);
    CHECK (environments.visits() == 0);

    // Directly nobody knows the name.
    for (const auto& arguments : {with (hello, {"--no-proxy"}), with (hello, {"--proxy", ""}),
                                  with (hello, {"--noproxy", "*"}), with (hello, {"--noproxy", ".example"})})
        CHECK_THAT (service.run (arguments, environment).error, ContainsSubstring ("service.example"));

    CHECK (service.run (hello, {{"ALL_PROXY", environments.url()}, {"NO_PROXY", "service.example"}}).exitCode == 1);
    CHECK (environments.visits() == 0);

    CHECK (
        service
            .run (with (hello, {"--noproxy", ""}), {{"ALL_PROXY", environments.url()}, {"NO_PROXY", "service.example"}})
            .exitCode == 0);
    CHECK (environments.visits() == 1);
}

TEST_CASE ("A rehearsal service on this machine is reached past every proxy")
{
    const RehearsalService service{RehearsalService::Options()};
    const auto result = runProgram (with (hello, {"--endpoint", service.url(), "--proxy", "http://127.0.0.1:1"}),
                                    {{"ALL_PROXY", "nonsense://"}});
    CHECK (result.exitCode == 0);
}

TEST_CASE ("A proxy that is in the way ends the conversation with one sentence that says what to do")
{
    const Service service;
    const TestProxy proxy (closed());
    const auto refused = service.run (hello, {{"https_proxy", proxy.url ("me:wrong-sesame")}});
    CHECK (refused.exitCode == 1);
    CHECK_THAT (refused.error, ContainsSubstring ("(https_proxy) does not take the name and the password"));
    CHECK (proxy.visits() == 1);

    const auto unreadable = service.run (hello, {{"https_proxy", "ftp://" + login + "@h"}});
    CHECK (unreadable.exitCode == 2);
    CHECK_THAT (unreadable.error, ContainsSubstring ("The proxy in https_proxy must begin with"));

    CHECK (service.run (with (hello, {"--proxy", "http://h", "--no-proxy"}), {}).exitCode == 2);
}

TEST_CASE ("doctor names the proxy that it uses, or what is wrong with it")
{
    const Service service;
    const TestProxy proxy (closed());
    const auto well = service.run ({"doctor"}, {{"HTTPS_PROXY", proxy.url (login)}});
    CHECK (well.exitCode == 0);
    CHECK_THAT (well.out, ContainsSubstring ("ok    proxy        " + proxy.url() + " (HTTPS_PROXY) opens the way"));

    const auto ill = service.run ({"doctor", "--proxy", proxy.url()}, {});
    CHECK (ill.exitCode == 1);
    CHECK_THAT (ill.out,
                ContainsSubstring ("FAIL  proxy        The proxy " + proxy.url() + " (--proxy) asks for a name"));

    CHECK_THAT (service.run ({"doctor", "--proxy", "nonsense://" + login + "@h"}, {}).out,
                ContainsSubstring ("FAIL  proxy        The proxy in --proxy must begin with"));
    CHECK_THAT (service.run ({"doctor"}, {{"HTTPS_PROXY", proxy.url (login)}, {"NO_PROXY", "example"}}).out,
                ContainsSubstring ("-     proxy        none to service.example"));
}

TEST_CASE ("A token is asked for through the proxy")
{
    const Service service; // it answers a POST with the status of an upgrade, which is no token
    const TestProxy proxy (closed());
    const auto result = service.run ({"token", "--proxy", proxy.url (login)}, {});
    CHECK (result.exitCode == 1);
    CHECK (proxy.targets().size() == 1);
    CHECK_THAT (service.run ({"token", "--proxy", "http://" + login + "@127.0.0.1:1"}, {}).error,
                ContainsSubstring ("The proxy http://127.0.0.1:1 (--proxy) refused the connection"));
}
