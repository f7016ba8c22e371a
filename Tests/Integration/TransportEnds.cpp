#include "Support/TransportVisit.h"

#include <parlando_rehearsal/LoopbackServer.h>

#include <catch2/catch_test_macros.hpp>

#include <future>

using namespace parlando;
using testing::TransportVisit;

namespace
{
using Connection = LoopbackServer::Connection;

LoopbackServer::Callbacks onOpen (std::function<void (Connection&)> opened)
{
    LoopbackServer::Callbacks callbacks;
    callbacks.opened = std::move (opened);
    return callbacks;
}

// What the server was told at the end of a connection.
struct Goodbye
{
    int code = 0;
    std::string reason;
};

LoopbackServer::Callbacks onClose (LoopbackServer::Callbacks callbacks, std::promise<Goodbye>& told)
{
    callbacks.closed = [&told] (Connection&, int code, std::string reason) { told.set_value ({code, reason}); };
    return callbacks;
}

CloseReport afterServer (std::function<void (Connection&)> does, ConnectRequest request = {})
{
    LoopbackServer server ({}, onOpen (std::move (does)));
    TransportVisit visit;
    request.url = server.url();
    visit.run (request);
    return visit.report();
}
} // namespace

TEST_CASE ("C72: the service's close code and reason are reported")
{
    const auto report = afterServer ([] (Connection& client) { client.close (1008, "model not found"); });

    CHECK (report.code == 1008);
    CHECK (report.reason == "model not found");
    CHECK (report.stage == ConnectStage::open);
    CHECK (report.wasClean);
    CHECK_FALSE (report.byUs);
    CHECK (report.error.empty());
}

TEST_CASE ("C72: a reason that is not UTF-8 is cleaned, and the code is kept")
{
    const auto report = afterServer ([] (Connection& client) { client.close (1011, "caf\xe9 \n\xff"); });

    CHECK (report.code == 1011);
    CHECK (report.reason == "caf\xef\xbf\xbd  \xef\xbf\xbd");
}

TEST_CASE ("C72: a close frame without a code is 1005, no close frame is 1006")
{
    CHECK (afterServer ([] (Connection& client) { client.close (0, ""); }).code == 1005);

    LoopbackServer::Callbacks callbacks;
    callbacks.received = [] (Connection& client, std::string_view, bool) { client.drop(); };
    LoopbackServer server ({}, callbacks);
    TransportVisit visit;
    visit.whenOpened = [&] { visit.transport->send ("go away"); };
    visit.run (server.url());
    const auto dropped = visit.report();
    CHECK (dropped.code == 1006);
    CHECK_FALSE (dropped.wasClean);
    CHECK (dropped.error.find ("was lost") != std::string::npos);
}

TEST_CASE ("Messages before the close frame are all delivered")
{
    std::vector<std::string> messages;
    LoopbackServer server ({}, onOpen (
                                   [] (Connection& client)
                                   {
                                       for (int i = 0; i < 100; ++i)
                                           client.sendBinary (std::string (3000, 'x'));

                                       client.close (1000, "");
                                   }));
    TransportVisit visit;
    visit.run (server.url());

    CHECK (visit.messages.size() == 100);
    CHECK (visit.report().code == 1000);
}

TEST_CASE ("C78: an announced length over the cap closes with 1009 without room being made")
{
    // 2^40 bytes announced, and none sent: making room would fail or show in every memory check.
    std::promise<Goodbye> told;
    LoopbackServer server ({}, onClose (onOpen ([] (Connection& client)
                                                { client.sendRaw (std::string ("\x82\x7f\0\0\1\0\0\0\0\0", 10)); }),
                                        told));
    TransportVisit visit;
    visit.run (server.url());

    CHECK (visit.report().code == 1009);
    CHECK (visit.report().byUs);
    CHECK (visit.report().error.find ("16777216 bytes") != std::string::npos);
    CHECK (told.get_future().get().code == 1009);
}

TEST_CASE ("C78: fragments are summed for the cap")
{
    const auto send = [] (Connection& client)
    { client.sendFragments (std::vector<std::string> (11, std::string (100, 'x'))); };

    CHECK (afterServer (send, ConnectRequest{.maximumMessageBytes = 1099}).code == 1009);

    LoopbackServer server ({}, onOpen (
                                   [send] (Connection& client)
                                   {
                                       send (client);
                                       client.close (1000, "");
                                   }));
    TransportVisit visit;
    visit.run (ConnectRequest{.url = server.url(), .maximumMessageBytes = 1100});
    CHECK (visit.messages.size() == 1);
}

TEST_CASE ("A service that breaks the WebSocket protocol is closed with 1002, bad text with 1007")
{
    const auto masked = afterServer ([] (Connection& client) { client.sendRaw ("\x82\x81keysx"); });
    CHECK (masked.code == 1002);
    CHECK (masked.byUs);
    CHECK (masked.error.find ("protocol") != std::string::npos);

    CHECK (afterServer ([] (Connection& client) { client.sendRaw ("\xf2\x01x"); }).code == 1002); // reserved bits
    CHECK (afterServer ([] (Connection& client) { client.sendText ("\xff"); }).code == 1007);
}

TEST_CASE ("C73: a close asked for reaches the service and is reported once, as ours")
{
    std::promise<Goodbye> told;
    LoopbackServer server ({}, onClose ({}, told));
    TransportVisit visit;
    visit.whenOpened = [&]
    {
        visit.transport->close (1000, "good night");
        visit.transport->close (1000, "again");
    };
    visit.run (server.url());

    const auto report = visit.report();
    CHECK (report.code == 1000);
    CHECK (report.byUs);
    CHECK (report.wasClean);
    CHECK (report.error.empty());

    const auto goodbye = told.get_future().get();
    CHECK (goodbye.code == 1000);
    CHECK (goodbye.reason == "good night");
}

TEST_CASE ("A close sends what is queued first, and a long reason is cut between characters")
{
    std::promise<Goodbye> told;
    std::size_t heard = 0;
    auto callbacks = onClose ({}, told);
    callbacks.received = [&] (Connection&, std::string_view, bool) { ++heard; };
    LoopbackServer server ({}, callbacks);
    TransportVisit visit;
    std::string reason = "1";

    for (int i = 0; i < 100; ++i)
        reason += "\xc3\xa9";

    visit.whenOpened = [&]
    {
        for (int i = 0; i < 1000; ++i)
            visit.transport->send (std::string (1000, 'x'));

        visit.transport->close (4000, reason);
    };
    visit.run (server.url());

    const auto goodbye = told.get_future().get();
    CHECK (heard == 1000);
    CHECK (goodbye.code == 4000);
    CHECK (goodbye.reason == reason.substr (0, 123));
    CHECK (visit.report().wasClean);
}

TEST_CASE ("A close that is never answered ends all the same")
{
    LoopbackServer server ({}, onOpen ([] (Connection& client) { client.stopReading(); }));
    TransportVisit visit;
    visit.whenOpened = [&] { visit.close(); };
    visit.run (server.url());

    CHECK (visit.report().code == 1006);
    CHECK (visit.report().byUs);
    CHECK_FALSE (visit.report().wasClean);
    CHECK (visit.report().error.find ("did not answer the close") != std::string::npos);
}

TEST_CASE ("A close ends all the same when the service takes nothing any more")
{
    LoopbackServer server ({}, onOpen ([] (Connection& client) { client.stopReading(); }));
    TransportVisit visit;
    visit.whenOpened = [&]
    {
        for (int i = 0; i < 16; ++i)
            visit.transport->send (std::string (1 << 20, 'x'));

        visit.close();
    };
    visit.run (server.url());

    CHECK (visit.report().code == 1006);
    CHECK (visit.report().byUs);
}

TEST_CASE ("A service that pings without end and reads nothing loses the connection, not this machine's memory")
{
    const std::string payload (125, 'p');
    std::promise<void> ended;
    std::unique_ptr<LoopbackServer> server;
    EventLoop::Timer flood; // the server's thread alone
    LoopbackServer::Callbacks callbacks;
    callbacks.opened = [&] (Connection& opened)
    {
        opened.stopReading();
        flood =
            server->every (Milliseconds (1),
                           [&, id = opened.id]
                           {
                               auto* const client = server->find (id);

                               for (int i = 0; client != nullptr && i < 2'000 && client->queuedBytes() < 4'000'000; ++i)
                                   client->sendPing (payload);
                           });
    };
    callbacks.closed = [&] (Connection&, int, std::string)
    {
        flood.cancel();
        ended.set_value();
    };
    server = std::make_unique<LoopbackServer> (LoopbackServer::Options(), callbacks);

    TransportVisit visit;
    visit.run (server->url());
    CHECK (visit.report().code == 1006);
    CHECK_FALSE (visit.report().wasClean);
    REQUIRE (ended.get_future().wait_for (std::chrono::seconds (20)) == std::future_status::ready);
}

TEST_CASE ("The service's close is reported also when our answer cannot leave")
{
    LoopbackServer server ({}, onOpen ([] (Connection& client) { client.stopReading(); }));
    TransportVisit visit;
    visit.whenOpened = [&]
    {
        for (int i = 0; i < 16; ++i)
            visit.transport->send (std::string (1 << 20, 'x'));

        server.post ([&] { server.find (1)->close (1011, "overloaded"); });
    };
    visit.run (server.url());

    CHECK (visit.report().code == 1011);
    CHECK (visit.report().reason == "overloaded");
    CHECK_FALSE (visit.report().byUs);
}

TEST_CASE ("After close() no message is delivered")
{
    LoopbackServer::Callbacks callbacks;
    callbacks.closed = {};
    callbacks.opened = [] (Connection& client) { client.sendBinary ("first"); };
    callbacks.received = [] (Connection& client, std::string_view, bool) { client.sendBinary ("late"); };
    LoopbackServer server ({}, callbacks);
    TransportVisit visit;
    visit.whenReceived = [&] (std::string_view)
    {
        visit.transport->send ("answer me");
        visit.close();
    };
    visit.run (server.url());

    CHECK (visit.messages == std::vector<std::string>{"first"});
    CHECK (visit.report().wasClean);
}

TEST_CASE ("A transport destroyed inside any callback is silent from then on")
{
    LoopbackServer server ({}, onOpen (
                                   [] (Connection& client)
                                   {
                                       client.sendBinary ("one");
                                       client.sendBinary ("two");
                                       client.close (1000, "");
                                   }));
    TransportVisit visit;
    const auto destroy = [&]
    {
        visit.transport.reset();
        visit.loop.post ([&] { visit.stop(); }); // after whatever was already on its way
    };

    SECTION ("opened")
    {
        visit.whenOpened = destroy;
        visit.run (server.url());
        CHECK (visit.messages.empty());
        CHECK (visit.reports.empty());
    }

    SECTION ("received")
    {
        visit.whenReceived = [&] (std::string_view) { destroy(); };
        visit.run (server.url());
        CHECK (visit.messages.size() == 1);
        CHECK (visit.reports.empty());
    }

    SECTION ("closed")
    {
        visit.whenClosed = destroy;
        visit.run (server.url());
        CHECK (visit.reports.size() == 1);
    }

    CHECK_FALSE (visit.hasTimedOut);
}

TEST_CASE ("A transport may be destroyed at any moment of connecting, sending and closing")
{
    LoopbackServer::Callbacks callbacks;
    callbacks.received = [] (Connection& client, std::string_view text, bool)
    { client.sendBinary (std::string (text)); };
    LoopbackServer server ({}, callbacks);

    // Destroyed after a growing number of the loop's turns; the last ones see the connection's end.
    for (int turns = 0; turns < 60; ++turns)
    {
        TransportVisit visit;
        int left = turns;
        std::function<void()> turn = [&]
        {
            if (--left > 0)
                return visit.loop.post (turn);

            visit.transport.reset();
            visit.stop();
        };
        visit.whenOpened = [&] { visit.transport->send (std::string (100000, 'x')); };
        visit.whenReceived = [&] (std::string_view) { visit.close(); };
        visit.whenClosed = [] {};
        visit.loop.post (turn);
        visit.run (server.url());
        REQUIRE_FALSE (visit.hasTimedOut);
    }
}

TEST_CASE ("A closed transport opens again from inside the callback; open() drops a connection without a word")
{
    LoopbackServer server ({}, onOpen ([] (Connection& client) { client.close (1001, ""); }));
    TransportVisit visit;
    const ConnectRequest request{.url = server.url()};
    visit.whenClosed = [&]
    {
        if (visit.reports.size() < 3)
            visit.transport->open (request, visit);
        else
            visit.stop();
    };
    visit.transport->open (request, visit);
    visit.run (request); // drops the first

    CHECK (visit.openings == 3);
    CHECK (visit.reports.size() == 3);
}

TEST_CASE ("What is prepared beside a connection asks for nothing, and becomes the next one")
{
    std::atomic<int> requests{0};
    LoopbackServer::Callbacks callbacks;
    callbacks.accept = [&] (const LoopbackServer::Request& request)
    {
        ++requests;
        return request.headers.at ("x-turn") == std::to_string (requests) ? 101 : 400;
    };
    LoopbackServer server ({}, callbacks);
    const auto request = [&] (const char* turn) {
        return ConnectRequest{.url = server.url(), .headers = {{"X-Turn", turn}}};
    };
    TransportVisit visit;
    EventLoop::Timer looking;
    visit.whenOpened = [&]
    {
        if (visit.openings > 1)
            return visit.close();

        visit.transport->prepare (request ("none"));
        CHECK_FALSE (visit.transport->isPrepared());
        looking = visit.loop.every (Milliseconds (1),
                                    [&]
                                    {
                                        if (! visit.transport->isPrepared())
                                            return;

                                        looking.cancel();
                                        CHECK (requests == 1);
                                        visit.transport->open (request ("2"), visit);
                                        CHECK_FALSE (visit.transport->isPrepared());
                                    });
    };
    visit.run (request ("1"));
    CHECK (visit.openings == 2);
    CHECK (requests == 2);
    CHECK (visit.report().code == 1000);
}

TEST_CASE ("What was prepared for another URL, or has failed, is not used")
{
    LoopbackServer server ({}, onOpen ([] (Connection& client) { client.close (1000, ""); }));
    TransportVisit visit;
    visit.transport->prepare (ConnectRequest{.url = "ws://127.0.0.1:1/"});
    visit.run (server.url());
    CHECK (visit.openings == 1);
    CHECK (visit.report().code == 1000);
    CHECK_FALSE (visit.transport->isPrepared());
}
