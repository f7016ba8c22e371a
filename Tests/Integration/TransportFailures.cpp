#include "Support/SilentPort.h"
#include "Support/Text.h"
#include "Support/TransportVisit.h"

#include <parlando_rehearsal/LoopbackServer.h>

#include <catch2/catch_test_macros.hpp>

#include <atomic>
#include <future>

using namespace parlando;
using parlando::testing::contains;
using testing::SilentPort;
using testing::TransportVisit;

namespace
{

NameLookup always (LookupResult result)
{
    return [result] (const std::string&) { return result; };
}

CloseReport whenConnecting (ConnectRequest request, NameLookup lookup = always ({}))
{
    TransportVisit visit (std::move (lookup));
    visit.run (std::move (request));
    CHECK (visit.openings == 0);
    return visit.report();
}

LoopbackServer::Callbacks answering (int status)
{
    LoopbackServer::Callbacks callbacks;
    callbacks.accept = [status] (const LoopbackServer::Request&) { return status; };
    return callbacks;
}
} // namespace

TEST_CASE ("ws:// to another machine is refused before any lookup")
{
    std::atomic<bool> looked = false;
    const auto report = whenConnecting ({.url = "ws://speech.example/live?key=sesame"},
                                        [&] (const std::string&)
                                        {
                                            looked = true;
                                            return LookupResult();
                                        });

    CHECK_FALSE (looked);
    CHECK (report.stage == ConnectStage::resolve);
    CHECK (contains (report.error, "ws://speech.example/live is not encrypted"));
    CHECK (contains (report.error, "wss://"));
    CHECK_FALSE (contains (report.error, "sesame"));
}

TEST_CASE ("A URL or a header that cannot be used is refused in words without its secrets")
{
    for (const auto* const url :
         {"", "ftp://a.example", "wss://", "wss://name:sesame@a.example/", "wss://a.example:0/",
          "wss://a.example/#sesame", "wss://a.example/a b?k=sesame", "wss://a.example:x/?sesame"})
    {
        const auto report = whenConnecting ({.url = url});
        CAPTURE (url, report.error);
        CHECK (contains (report.error, "The service's URL"));
        CHECK_FALSE (contains (report.error, "sesame"));
    }

    const auto report =
        whenConnecting ({.url = "ws://localhost:1/", .headers = {{"x-goog-api-key", "sesame\r\nHost: elsewhere"}}});
    CHECK (contains (report.error, "'x-goog-api-key'"));
    CHECK_FALSE (contains (report.error, "sesame"));
}

TEST_CASE ("C7: a refused connection and an unknown host are told apart")
{
    std::uint16_t port = 0;
    {
        const LoopbackServer server ({}, {});
        port = server.port();
    }

    const auto refused = whenConnecting ({.url = "ws://127.0.0.1:" + std::to_string (port) + "/?key=sesame"});
    CHECK (refused.stage == ConnectStage::connect);
    CHECK (refused.code == 1006);
    CHECK (contains (refused.error, "127.0.0.1 port " + std::to_string (port) + " refused the connection"));

    const auto unknown =
        whenConnecting ({.url = "wss://nowhere.example/"}, always ({{}, "There is no host named nowhere.example"}));
    CHECK (unknown.stage == ConnectStage::resolve);
    CHECK (contains (unknown.error, "nowhere.example"));
}

TEST_CASE ("C7: one timeout covers every stage, and the report names the stage")
{
    const Milliseconds timeout{100};

    SECTION ("looking up the name")
    {
        std::promise<void> release;
        const auto report = whenConnecting ({.url = "wss://slow.example/?key=sesame", .timeout = timeout},
                                            [released = release.get_future().share()] (const std::string&)
                                            {
                                                released.wait();
                                                return LookupResult();
                                            });
        release.set_value();
        CHECK (report.stage == ConnectStage::resolve);
        CHECK (contains (report.error, "within 0.1 s; it stopped while looking up the name"));
        CHECK_FALSE (contains (report.error, "sesame"));
    }

    SECTION ("connecting")
    {
        const SilentPort silent ("127.0.0.1");
        const auto report =
            whenConnecting ({.url = "ws://127.0.0.1:" + std::to_string (silent.port()) + "/", .timeout = timeout});
        CHECK (report.stage == ConnectStage::connect);
        CHECK (contains (report.error, "while connecting"));
    }

    SECTION ("TLS")
    {
        // The system's certificates are read within the timeout too.
        const LoopbackServer deaf ({}, {}); // takes the TLS greeting for the beginning of an HTTP request
        const auto report = whenConnecting (
            {.url = "wss://127.0.0.1:" + std::to_string (deaf.port()) + "/", .timeout = Milliseconds (1000)});
        CHECK (report.stage == ConnectStage::tls);
        CHECK (contains (report.error, "(TLS)"));
    }

    SECTION ("upgrade")
    {
        const LoopbackServer mute ({}, answering (0));
        const auto report = whenConnecting ({.url = mute.url(), .timeout = timeout});
        CHECK (report.stage == ConnectStage::upgrade);
        CHECK (contains (report.error, "asking for a WebSocket"));
    }
}

TEST_CASE ("C8: an HTTP answer other than 101 is reported with its status")
{
    for (const auto status : {200, 204, 301, 401, 403, 404, 407, 429, 500, 503, 511})
    {
        const LoopbackServer server ({}, answering (status));
        const auto report = whenConnecting ({.url = server.url() + "/live?key=sesame"});
        CAPTURE (report.error);
        CHECK (report.httpStatus == status);
        CHECK (report.stage == ConnectStage::upgrade);
        CHECK (contains (report.error, server.url() + "/live answered with HTTP " + std::to_string (status)));
        CHECK_FALSE (contains (report.error, "sesame"));
    }
}

TEST_CASE ("C8: a network that wants people to sign in first is told as that")
{
    for (const auto status : {200, 302, 307, 511})
    {
        const LoopbackServer server ({}, answering (status));
        const auto report = whenConnecting ({.url = server.url()});
        INFO (report.error);
        CHECK (contains (report.error, "sign in first"));
    }
}

TEST_CASE ("A close while connecting gives up, once, as ours")
{
    const LoopbackServer mute ({}, answering (0));
    TransportVisit visit;
    const auto soon = visit.loop.after (Milliseconds (20), [&] { visit.close(); });
    visit.run (mute.url());

    CHECK (visit.report().byUs);
    CHECK (visit.report().code == 1006);
    CHECK (visit.report().error.empty());
}

TEST_CASE ("The next address is tried when one refuses, and beside one that is silent")
{
    LoopbackServer::Callbacks callbacks;
    callbacks.opened = [] (LoopbackServer::Connection& client) { client.close (1000, ""); };
    const LoopbackServer server ({}, callbacks);

    // Only names are looked up, and only wss may go to a name: the certificate then ends it, after the right address.
    const ConnectRequest request{.url = "wss://several.example:" + std::to_string (server.port()) + "/",
                                 .timeout = Milliseconds (2000)};

    SECTION ("refused")
    {
        CHECK (whenConnecting (request, always ({{"127.0.0.9", "127.0.0.1"}, ""})).stage == ConnectStage::tls);
    }

    SECTION ("silent")
    {
        const SilentPort silent ("127.0.0.9", server.port());
        CHECK (whenConnecting (request, always ({{"127.0.0.9", "127.0.0.1"}, ""})).stage == ConnectStage::tls);
    }

    SECTION ("all refused")
    {
        const auto report = whenConnecting (request, always ({{"127.0.0.9", "127.0.0.8"}, ""}));
        CHECK (report.stage == ConnectStage::connect);
        CHECK (contains (report.error, "refused the connection"));
    }
}

TEST_CASE ("A lookup that hangs holds up neither the transport's end nor the loop's")
{
    std::promise<void> release;
    std::promise<void> ended;
    std::atomic<bool> isHanging{false};
    {
        TransportVisit visit (
            [released = release.get_future().share(), &ended, &isHanging] (const std::string&)
            {
                isHanging = true;
                released.wait();
                ended.set_value();
                return LookupResult{{"127.0.0.1"}, ""};
            });
        const auto watch = visit.loop.every (Milliseconds (1),
                                             [&]
                                             {
                                                 if (! isHanging)
                                                     return;

                                                 visit.transport.reset();
                                                 visit.stop();
                                             });
        visit.run ("wss://hanging.example/");
        CHECK (visit.reports.empty());
    }

    release.set_value(); // the answer finds nobody
    ended.get_future().wait();
}
