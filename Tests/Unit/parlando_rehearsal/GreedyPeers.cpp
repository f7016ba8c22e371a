// What one peer can make a loopback server hold, by sockets that keep to no protocol.

#include <Support/RawPeer.h>
#include <Support/WaitUntil.h>

#include <parlando_rehearsal/parlando_rehearsal.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <mutex>
#include <vector>

using namespace parlando;
using namespace parlando::testing;
using Catch::Matchers::StartsWith;

namespace
{

const std::string plainRequest =
    "GET / HTTP/1.1\r\nHost: localhost\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

/** A server with small limits that counts what happens. */
struct Limited
{
    explicit Limited (const std::function<void (LoopbackLimits&)>& change = {}) : server (options (change), callbacks())
    {
    }

    static LoopbackServer::Options options (const std::function<void (LoopbackLimits&)>& change)
    {
        LoopbackServer::Options options;
        options.limits.longestMessage = 100'000;

        if (change)
            change (options.limits);

        return options;
    }

    LoopbackServer::Callbacks callbacks()
    {
        LoopbackServer::Callbacks calls;
        calls.opened = [this] (auto& connection)
        {
            ids.push_back (connection.id);
            ++opened;
        };
        calls.received = [this] (auto&, std::string_view message, bool) { received += message.size(); };
        calls.refused = [this] (int, int code, const std::string&) { refusal = code; };
        calls.closed = [this] (auto&, int, const std::string&) { ++closed; };
        return calls;
    }

    RawPeer open()
    {
        RawPeer peer (server.port());
        REQUIRE (peer.send (plainRequest));
        REQUIRE_THAT (peer.receive ("\r\n\r\n"), StartsWith ("HTTP/1.1 101 "));
        return peer;
    }

    std::vector<int> ids; // server's thread
    std::atomic<int> opened{0}, closed{0}, refusal{0};
    std::atomic<std::size_t> received{0};
    LoopbackServer server; // last: stops before what it calls
};

} // namespace

TEST_CASE ("A message that says it is too long is refused before it has come (1009)")
{
    Limited limited;
    auto peer = limited.open();
    REQUIRE (peer.send (frameOf (1, true, "", 100'001)));
    CHECK (closeCodeIn (peer.receiveAll()) == 1009);
    CHECK (limited.refusal == 1009);
    CHECK (waitUntil ([&] { return limited.closed == 1; }));
}

TEST_CASE ("Fragments are too long together where each of them is not (1009)")
{
    Limited limited;
    auto peer = limited.open();
    const std::string half (50'000, 'x');
    REQUIRE (peer.send (frameOf (1, false, half) + frameOf (0, false, half) + frameOf (0, false, "x")));
    CHECK (closeCodeIn (peer.receiveAll()) == 1009);
    CHECK (limited.received == 0);
}

TEST_CASE ("A message as long as is allowed is taken, in fragments or not")
{
    Limited limited;
    auto peer = limited.open();
    const std::string half (50'000, 'x');
    REQUIRE (peer.send (frameOf (1, true, half + half) + frameOf (1, false, half) + frameOf (9, true, "are you there") +
                        frameOf (0, true, half)));
    CHECK (waitUntil ([&] { return limited.received == 200'000; }));
}

TEST_CASE ("Many peers with unfinished messages get no further than one memory for all (1013)")
{
    Limited limited ([] (LoopbackLimits& limits) { limits.mostHeld = 1'000'000; });
    const auto unfinished = frameOf (1, false, std::string (90'000, 'x'));
    std::vector<RawPeer> peers;

    while (peers.size() < 40 && limited.refusal == 0)
    {
        peers.push_back (limited.open());
        peers.back().send (unfinished);
        const auto expected = static_cast<int> (peers.size());
        limited.server.postAndWait ([] {});
        CHECK (limited.opened == expected);
    }

    CHECK (waitUntil ([&] { return limited.refusal == 1013; }));
    CHECK (peers.size() < 12);
}

TEST_CASE ("What was refused is held no longer, also where the peer stays")
{
    Limited limited ([] (LoopbackLimits& limits) { limits.mostHeld = 1'500'000; });
    std::vector<RawPeer> refused;

    for (int i = 0; i < 10; ++i)
    {
        refused.push_back (limited.open());
        const std::string most (99'000, 'x');
        REQUIRE (refused.back().send (frameOf (1, false, most) + frameOf (0, false, most)));
        CHECK (closeCodeIn (refused.back().receiveAll()) == 1009);
    }

    auto peer = limited.open();
    REQUIRE (peer.send (frameOf (1, true, std::string (99'000, 'x'))));
    CHECK (waitUntil ([&] { return limited.received == 99'000; }));
}

TEST_CASE ("What is no frame of a client is refused as such (1002)")
{
    for (const auto& frame : {std::string ("\x81\x01x"), frameOf (3, true, "x"), frameOf (9, false, "x"),
                              frameOf (9, true, std::string (126, 'x')), std::string ("\xc1\x80\0\0\0\0", 6)})
    {
        Limited limited;
        auto peer = limited.open();
        REQUIRE (peer.send (frame));
        CHECK (closeCodeIn (peer.receiveAll()) == 1002);
    }
}

TEST_CASE ("More connections than may be are told so (1013), and one may come when another has gone")
{
    Limited limited ([] (LoopbackLimits& limits) { limits.mostConnections = 2; });
    auto first = limited.open();
    {
        const auto second = limited.open();
        auto third = limited.open();
        CHECK (closeCodeIn (third.receiveAll()) == 1013);
        CHECK (limited.opened == 2);
    }
    CHECK (waitUntil ([&] { return limited.closed == 1; }));
    limited.open();
    CHECK (waitUntil ([&] { return limited.opened == 3; }));
}

TEST_CASE ("Connections that ask for nothing do not pile up, and leave room again in time")
{
    Limited limited (
        [] (LoopbackLimits& limits)
        {
            limits.mostConnections = 2;
            limits.handshakeTime = Milliseconds (300);
        });
    {
        std::vector<RawPeer> silent;

        for (int i = 0; i < 40; ++i)
            silent.emplace_back (limited.server.port());

        for (auto& each : silent)
            CHECK (each.receiveAll().empty()); // and so it was closed
    }
    limited.open();
    CHECK (waitUntil ([&] { return limited.opened == 1; }));
}

TEST_CASE ("An upgrade request has an end (431)")
{
    Limited limited;
    RawPeer peer (limited.server.port());
    peer.send ("GET / HTTP/1.1\r\nCookie: " + std::string (20'000, 'x'));
    CHECK_THAT (peer.receive ("\r\n\r\n"), StartsWith ("HTTP/1.1 431 "));
}

TEST_CASE ("Who does not read is let go (1008)")
{
    Limited limited ([] (LoopbackLimits& limits) { limits.mostUnread = 1'000'000; });
    auto peer = limited.open();
    REQUIRE (waitUntil (
        [&]
        {
            limited.server.postAndWait (
                [&]
                {
                    if (auto* const connection = limited.server.find (limited.ids.at (0)))
                        connection->sendBinary (std::string (200'000, 'x'));
                });
            return limited.refusal == 1008;
        }));
    CHECK (closeCodeIn (peer.receiveAll()) == 1008); // when it reads after all
}

TEST_CASE ("Who does not answer a farewell is let go")
{
    Limited limited ([] (LoopbackLimits& limits) { limits.closeTime = Milliseconds (200); });
    auto peer = limited.open();
    limited.server.postAndWait ([&] { limited.server.find (limited.ids.at (0))->close (1000, "Goodbye."); });
    CHECK (closeCodeIn (peer.receiveAll()) == 1000);
    CHECK (waitUntil ([&] { return limited.closed == 1; }));
}

TEST_CASE ("Pings without end, whose pongs nobody reads, are held for a while only")
{
    Limited limited ([] (LoopbackLimits& limits) { limits.mostUnread = 1'000'000; });
    auto peer = limited.open();
    std::string pings;

    for (int i = 0; i < 1000; ++i)
        pings += frameOf (9, true, std::string (100, 'x'));

    for (int i = 0; i < 400 && limited.refusal == 0; ++i)
        if (! peer.send (pings))
            break;

    CHECK (waitUntil ([&] { return limited.refusal == 1008; }));
}
