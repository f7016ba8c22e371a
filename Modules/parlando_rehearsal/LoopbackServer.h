#pragma once

#include "LoopbackLimits.h"
#include "MessageServer.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <thread>

namespace parlando
{

/** A WebSocket server on 127.0.0.1 with a thread of its own, for tests and for the rehearsal service.

    It does what it is told, right or wrong: the bytes it sends are not checked. By itself it upgrades, joins fragments,
    answers pings with pongs and close frames with close frames, and closes on who breaks RFC 6455 or goes over its
    LoopbackLimits. Written apart from the client's WebSocket code, so that
    each tests the other's reading of RFC 6455.
*/
class LoopbackServer final : public MessageServer
{
public:
    struct Options
    {
        std::uint16_t port = 0;               /**< 0: any free one. */
        std::string certificateFile, keyFile; /**< PEM; both set: wss. The file may hold a chain. */
        LoopbackLimits limits;
    };

    /** Listens at once. Throws std::runtime_error, in words, when the port is taken or a PEM file does not load. */
    LoopbackServer (Options, Callbacks);

    /** Stops and joins; connections are dropped. Any thread but the server's. */
    ~LoopbackServer() override;

    LoopbackServer (const LoopbackServer&) = delete;
    LoopbackServer& operator= (const LoopbackServer&) = delete;

    std::uint16_t port() const noexcept override;

    /** ws://127.0.0.1:PORT, or wss://localhost:PORT. No path. */
    std::string url() const override;

    Instant now() const override { return loop.now(); }
    void post (std::function<void()>) override;
    void postAndWait (std::function<void()>) override;
    [[nodiscard]] EventLoop::Timer every (Milliseconds, std::function<void()>) override;
    Connection* find (int id) override;

    /** Server's thread only, the timer's destruction included. */
    [[nodiscard]] EventLoop::Timer after (Milliseconds, std::function<void()>);

private:
    struct Implementation;

    EventLoop loop;
    std::unique_ptr<Implementation> implementation;
    std::thread thread; // joined before the loop goes
};

} // namespace parlando
