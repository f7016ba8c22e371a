#include "Support/SilentPort.h"
#include "Support/TestCertificates.h"
#include "Support/TestProxy.h"
#include "Support/TransportVisit.h"

#include <parlando_rehearsal/LoopbackServer.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

using namespace parlando;
using namespace parlando::testing;
using Catch::Matchers::ContainsSubstring;

namespace
{

constexpr auto secret = "the-key-of-the-service", password = "open-sesame";

/** An echo under the name service.example, which only a proxy of the test's knows. */
struct Service
{
    static LoopbackServer::Callbacks echo()
    {
        LoopbackServer::Callbacks callbacks;
        callbacks.received = [] (LoopbackServer::Connection& client, std::string_view text, bool)
        { client.sendBinary (std::string (text)); };
        return callbacks;
    }

    std::string place() const { return "service.example:" + std::to_string (server.port()); }

    ConnectRequest through (const std::string& proxy) const
    {
        ConnectRequest request{.url = "wss://" + place() + "/live",
                               .headers = {{"x-goog-api-key", secret}},
                               .caFile = certificates.authorityFile()};
        request.proxy = Proxy::parse (proxy, "HTTPS_PROXY");
        return request;
    }

    TestCertificates certificates;
    TestCertificates::Leaf leaf = certificates.of ("service.example"), ofProxy = certificates.good();
    LoopbackServer server{{.certificateFile = leaf.certificateFile, .keyFile = leaf.keyFile}, echo()};
};

NameLookup never()
{
    return [] (const std::string&) { return LookupResult{{}, "nobody may look up"}; };
}

CloseReport reportOf (const ConnectRequest& request, NameLookup lookup = never())
{
    TransportVisit visit (std::move (lookup));
    visit.run (request);
    CHECK (visit.openings == 0);
    CHECK_THAT (visit.report().error, ! ContainsSubstring (password) && ! ContainsSubstring (secret));
    return visit.report();
}

/** Says words of all sizes, and hears them again. */
void requireEcho (const ConnectRequest& request, NameLookup lookup = never())
{
    TransportVisit visit (std::move (lookup));
    const std::vector<std::string> words{"a", std::string (20'000, 'b'), std::string (1'000'000, 'c')};
    visit.whenOpened = [&]
    {
        for (const auto& word : words)
            visit.transport->send (word);
    };
    visit.whenReceived = [&] (std::string_view)
    {
        if (visit.messages.size() == words.size())
            visit.close();
    };
    visit.run (request);
    INFO (visit.report().error);
    CHECK (visit.messages == words);
    CHECK (visit.report().wasClean);
}

} // namespace

TEST_CASE ("C6: through a proxy of each kind the service is talked to end to end, by its own certificate")
{
    Service service;
    TestProxy::Options options;
    options.certificateFile = service.ofProxy.certificateFile;
    options.keyFile = service.ofProxy.keyFile;

    for (const auto kind : {TestProxy::Kind::http, TestProxy::Kind::https, TestProxy::Kind::socks5})
        for (const auto* name : {"", "me"})
        {
            options.kind = kind;
            options.name = name;
            options.password = options.name.empty() ? "" : password;
            const TestProxy proxy (options);
            requireEcho (service.through (proxy.url (options.name.empty() ? "" : "me:open-sesame")));
            CHECK (proxy.targets() == std::vector<std::string>{service.place()});
            CHECK (proxy.passedOn().size() > 1'000'000);
            CHECK (proxy.passedOn().find (secret) == std::string::npos);
        }
}

TEST_CASE ("socks5:// looks the name up here, and tries its addresses in turn")
{
    Service service;
    TestProxy::Options options;
    options.kind = TestProxy::Kind::socks5;
    options.unreachable = {"2001:db8::7", "192.0.2.7"};
    const TestProxy proxy (options);
    const auto port = ":" + std::to_string (service.server.port());
    const auto url = "socks5://127.0.0.1:" + std::to_string (proxy.port());
    const auto lookup = [] (std::vector<std::string> addresses) {
        return [addresses] (const std::string& name) { return LookupResult{addresses, name}; };
    };

    requireEcho (service.through (url), lookup ({"2001:db8::7", "192.0.2.7", "192.0.2.8"}));
    CHECK (proxy.targets() == std::vector<std::string>{"2001:db8::7" + port, "192.0.2.7" + port, "192.0.2.8" + port});

    const auto report = reportOf (service.through (url), lookup ({"2001:db8::7"}));
    CHECK_THAT (report.error, ContainsSubstring ("no way to that host") && ContainsSubstring ("service.example"));
    CHECK (reportOf (service.through (url), lookup ({})).error == "service.example");
}

TEST_CASE ("C6: the service's certificate is asked for through a proxy as well")
{
    Service service;
    const TestProxy proxy;
    auto request = service.through (proxy.url());
    request.url = "wss://another.example:" + std::to_string (service.server.port());
    auto report = reportOf (request);
    CHECK (report.stage == ConnectStage::tls);
    CHECK_THAT (report.error, ContainsSubstring ("another host name"));

    request.caFile.clear();
    CHECK_THAT (reportOf (request).error, ContainsSubstring ("may be the proxy's own authority"));
}

TEST_CASE ("C7: what stands in the way of the proxy is told as the proxy's, by its stage")
{
    const Service service;

    SECTION ("it refuses connections")
    {
        const auto report = reportOf (service.through ("http://me:open-sesame@127.0.0.1:1"));
        CHECK (report.stage == ConnectStage::connectToProxy);
        CHECK_THAT (report.error,
                    ContainsSubstring ("The proxy http://127.0.0.1:1 (HTTPS_PROXY) refused the connection"));
    }

    SECTION ("there is none of that name")
    {
        const auto report = reportOf (service.through ("http://proxy.example"));
        CHECK (report.stage == ConnectStage::resolve);
        CHECK_THAT (report.error, ContainsSubstring ("The proxy http://proxy.example:1080 (HTTPS_PROXY) is not found"));
    }

    SECTION ("it does not take the connection")
    {
        const SilentPort silent ("127.0.0.1");
        auto request = service.through ("http://127.0.0.1:" + std::to_string (silent.port()));
        request.timeout = Milliseconds (100);
        const auto report = reportOf (request);
        CHECK (report.stage == ConnectStage::connectToProxy);
        CHECK_THAT (report.error, ContainsSubstring ("did not take the connection within 0.1 s"));
    }

    SECTION ("it is silent")
    {
        TestProxy::Options options;
        options.isSilent = true;
        const TestProxy proxy (options);

        for (const auto* scheme : {"http://", "https://", "socks5h://"})
        {
            auto request = service.through (scheme + ("127.0.0.1:" + std::to_string (proxy.port())));
            request.timeout = Milliseconds (500); // the system's certificates are read within it
            const auto report = reportOf (request);
            CHECK (report.stage == ConnectStage::askProxy);
            CHECK_THAT (report.error, ContainsSubstring ("did not answer within 0.5 s"));
        }
    }

    SECTION ("it hangs up, or answers by half, or with something else")
    {
        for (const auto* answer : {"", "HTTP/1.1 2", "220 mail.example ESMTP\r\n"})
        {
            TestProxy::Options options;
            options.answer = answer;
            const TestProxy proxy (options);
            const auto report = reportOf (service.through (proxy.url()));
            CHECK (report.stage == ConnectStage::askProxy);
            CHECK_THAT (report.error, ContainsSubstring ("ended the connection without an answer") ||
                                          ContainsSubstring ("did not answer as an HTTP proxy does"));
        }
    }

    SECTION ("it speaks no TLS")
    {
        TestProxy::Options options;
        options.answer = "HTTP/1.1 400 Bad Request\r\n\r\n";
        const TestProxy proxy (options);
        CHECK_THAT (reportOf (service.through ("https://127.0.0.1:" + std::to_string (proxy.port()))).error,
                    ContainsSubstring ("is not reached by TLS"));
    }

    SECTION ("its certificate is for another name")
    {
        TestProxy::Options options;
        options.kind = TestProxy::Kind::https;
        options.certificateFile = service.leaf.certificateFile;
        options.keyFile = service.leaf.keyFile;
        const TestProxy proxy (options);
        CHECK_THAT (reportOf (service.through (proxy.url())).error, ContainsSubstring ("another host name"));
    }
}

TEST_CASE ("C8: a proxy that will not let us through is not asked again, one that cannot is")
{
    const Service service;
    TestProxy::Options options;
    options.name = "me";
    options.password = "another";
    options.unreachable = {"service.example"};
    const TestProxy proxy (options);

    const auto nobody = reportOf (service.through (proxy.url()));
    CHECK (nobody.isRefusedByProxy);
    CHECK (nobody.httpStatus == 0);
    CHECK_THAT (nobody.error, ContainsSubstring ("asks for a name and a password"));

    const auto wrong = reportOf (service.through (proxy.url ("me:open-sesame")));
    CHECK (wrong.isRefusedByProxy);
    CHECK_THAT (wrong.error, ContainsSubstring ("does not take the name"));

    const auto right = reportOf (service.through (proxy.url ("me:another")));
    CHECK_FALSE (right.isRefusedByProxy);
    CHECK_THAT (right.error, ContainsSubstring ("HTTP 502"));
}

TEST_CASE ("A connection is prepared through the proxy, and used by a request of the same proxy alone")
{
    const Service service;
    const TestProxy proxy, another;
    const auto request = service.through (proxy.url());
    auto differing = request;
    differing.proxy = Proxy::parse (another.url());
    const auto isSame = GENERATE (true, false);

    TransportVisit visit (never());
    visit.transport->prepare (request);
    visit.whenOpened = [&] { visit.close(); };
    const auto watch = visit.loop.every (Milliseconds (1),
                                         [&, isOpened = false]() mutable
                                         {
                                             if (visit.transport->isPrepared() && ! std::exchange (isOpened, true))
                                                 visit.transport->open (isSame ? request : differing, visit);
                                         });
    visit.work();
    CHECK (visit.openings == 1);
    CHECK (proxy.visits() == 1);
    CHECK (another.visits() == (isSame ? 0 : 1));
}

TEST_CASE ("What does not leave this machine goes through no proxy")
{
    LoopbackServer::Callbacks callbacks;
    callbacks.opened = [] (LoopbackServer::Connection& client) { client.close (1000, ""); };
    const LoopbackServer server ({}, callbacks);
    const TestProxy proxy;
    ConnectRequest request{.url = server.url()};
    request.proxy = Proxy::parse (proxy.url());
    TransportVisit visit (never());
    visit.run (request);
    CHECK (visit.openings == 1);
    CHECK (proxy.visits() == 0);
}

TEST_CASE ("A connection that is given up while the proxy is asked ends at once and for good")
{
    TestProxy::Options options;
    options.isSilent = true;
    const TestProxy proxy (options);
    const Service service;
    TransportVisit visit (never());
    const auto watch = visit.loop.every (Milliseconds (1),
                                         [&]
                                         {
                                             if (proxy.visits() > 0)
                                                 visit.close();
                                         });
    visit.run (service.through (proxy.url()));
    CHECK (visit.report().byUs);
    CHECK (visit.report().error.empty());
}

TEST_CASE ("A POST goes through the proxy, and tells of it")
{
    const Service service; // takes upgrades alone
    const TestProxy proxy;
    const auto answer = postJson (service.through (proxy.url()), "{}");
    CHECK (answer.error.empty());
    CHECK (answer.status == 400);
    CHECK (proxy.targets() == std::vector<std::string>{service.place()});

    CHECK_THAT (postJson (service.through ("http://me:open-sesame@127.0.0.1:1"), "{}").error,
                ContainsSubstring ("The proxy http://127.0.0.1:1 (HTTPS_PROXY) refused") &&
                    ! ContainsSubstring (password));
}
