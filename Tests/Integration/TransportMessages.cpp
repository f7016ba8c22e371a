#include "Support/TransportVisit.h"

#include <parlando_rehearsal/LoopbackServer.h>

#include <catch2/catch_test_macros.hpp>

#include <memory>
#include <numeric>

using namespace parlando;
using testing::TransportVisit;

namespace
{
using Connection = LoopbackServer::Connection;

LoopbackServer::Callbacks whenOpened (std::function<void (Connection&)> opened)
{
    LoopbackServer::Callbacks callbacks;
    callbacks.opened = std::move (opened);
    return callbacks;
}
} // namespace

TEST_CASE ("C9: text and binary messages arrive alike")
{
    LoopbackServer server ({}, whenOpened (
                                   [] (Connection& client)
                                   {
                                       client.sendText ("{\"a\":1}");
                                       client.sendBinary ("{\"a\":1}");
                                       client.sendBinary ("");
                                       client.close (1000, "");
                                   }));
    TransportVisit visit;
    visit.run (server.url());

    CHECK (visit.openings == 1);
    CHECK (visit.messages == std::vector<std::string>{"{\"a\":1}", "{\"a\":1}", ""});
    CHECK (visit.report().code == 1000);
}

TEST_CASE ("C10: a message in fragments, cut inside a character, arrives whole")
{
    LoopbackServer server ({}, whenOpened (
                                   [] (Connection& client)
                                   {
                                       client.sendFragments ({"caf\xc3", "\xa9 \xf0\x9f", "\x8e", "\xb5"}, false);
                                       client.sendFragments ({"", "\xe2\x82", "", "\xac"}, true);
                                       client.close (1000, "");
                                   }));
    TransportVisit visit;
    visit.run (server.url());

    CHECK (visit.messages == std::vector<std::string>{"caf\xc3\xa9 \xf0\x9f\x8e\xb5", "\xe2\x82\xac"});
}

TEST_CASE ("C11: a ping in the middle of a fragmented message is answered before the message ends")
{
    auto callbacks = whenOpened (
        [] (Connection& client)
        {
            client.sendRaw (std::string ("\x02\x05", 2) + "first"); // binary, not the last frame
            client.sendPing ("still there?");
        });
    callbacks.ponged = [] (Connection& client, std::string_view payload)
    {
        client.sendRaw (std::string ("\x80", 1) + static_cast<char> (payload.size()) + std::string (payload));
        client.close (1000, "");
    };
    LoopbackServer server ({}, callbacks);
    TransportVisit visit;
    visit.run (server.url());

    CHECK (visit.messages == std::vector<std::string>{"firststill there?"});
}

TEST_CASE ("Messages of all sizes go both ways, in order and unchanged")
{
    // An echo: the lengths cross the borders of the frame header (125, 65535) and of every buffer below.
    LoopbackServer::Callbacks callbacks;
    callbacks.received = [] (Connection& client, std::string_view text, bool binary)
    { binary ? client.sendBinary (std::string (text)) : client.sendText (std::string (text)); };
    LoopbackServer server ({}, callbacks);

    std::vector<std::string> sent;

    for (const std::size_t size : {0, 1, 125, 126, 1535, 1536, 16383, 16384, 65535, 65536, 300000, 5000000})
        for (int copy = 0; copy < 3; ++copy)
        {
            sent.emplace_back (size, ' ');
            std::iota (sent.back().begin(), sent.back().end(), static_cast<char> (copy));

            for (auto& c : sent.back())
                c = static_cast<char> ((c & 0x3f) + ' ');
        }

    TransportVisit visit;
    visit.whenOpened = [&]
    {
        for (const auto& message : sent)
            visit.transport->send (message);
    };
    visit.whenReceived = [&] (std::string_view)
    {
        if (visit.messages.size() == sent.size())
            visit.close();
    };
    visit.run (server.url());

    CHECK (visit.messages == sent);
    CHECK (visit.report().wasClean);
}

TEST_CASE ("The upgrade asks for the URL's path and query and carries the given headers")
{
    LoopbackServer::Request seen;
    LoopbackServer::Callbacks callbacks;
    callbacks.accept = [&] (const LoopbackServer::Request& request)
    {
        seen = request;
        return 101;
    };
    callbacks.opened = [] (Connection& client) { client.close (1000, ""); };
    LoopbackServer server ({}, callbacks);
    TransportVisit visit;
    visit.run (ConnectRequest{.url = server.url() + "/ws/service?alt=json", .headers = {{"x-goog-api-key", "k"}}});

    CHECK (seen.target == "/ws/service?alt=json");
    CHECK (seen.headers["x-goog-api-key"] == "k");
    CHECK (seen.headers["host"] == "127.0.0.1:" + std::to_string (server.port()));
    CHECK (seen.headers.count ("sec-websocket-extensions") == 0); // no permessage-deflate
    CHECK (seen.headers.count ("sec-websocket-protocol") == 0);
}

TEST_CASE ("What the service does not take stays queued and is counted")
{
    constexpr std::size_t size = 1 << 20, count = 16; // more than the kernel's buffers of both sides hold
    std::size_t heard = 0;
    LoopbackServer::Callbacks callbacks;
    callbacks.opened = [] (Connection& client) { client.stopReading(); };
    callbacks.received = [&] (Connection& client, std::string_view text, bool)
    {
        heard += text.size();

        if (heard == size * count)
            client.close (1000, "");
    };
    LoopbackServer server ({}, callbacks);
    TransportVisit visit;
    std::size_t before = 0;
    visit.whenOpened = [&]
    {
        for (std::size_t i = 0; i < count; ++i)
            visit.transport->send (std::string (size, 'x'));

        before = visit.transport->queuedBytes();
        server.post ([&] { server.find (1)->resumeReading(); });
    };
    visit.run (server.url());

    CHECK (before >= size * count);
    CHECK (before <= size * count + 1024);
    CHECK (heard == size * count);
    CHECK (visit.report().code == 1000);
    CHECK (visit.transport->queuedBytes() == 0);
}

TEST_CASE ("Sending before the connection is open, and after its end, does nothing")
{
    int heard = 0;
    auto callbacks = whenOpened ([] (Connection& client) { client.close (1000, ""); });
    callbacks.received = [&] (Connection&, std::string_view, bool) { ++heard; };
    LoopbackServer server ({}, callbacks);
    TransportVisit visit;
    visit.transport->send ("nowhere");
    visit.whenClosed = [&]
    {
        visit.transport->send ("nowhere");
        visit.close();
        visit.stop();
    };
    visit.transport->open (ConnectRequest{.url = server.url()}, visit);
    visit.transport->send ("too early");
    visit.work();

    CHECK (visit.reports.size() == 1);
    CHECK (visit.transport->queuedBytes() == 0);
    CHECK (heard == 0);
}
