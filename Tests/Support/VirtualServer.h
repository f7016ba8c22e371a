#pragma once

#include "VirtualTime.h"

#include <parlando_rehearsal/parlando_rehearsal.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace parlando::testing
{

class VirtualTransport;

/** A WebSocket server without sockets, for VirtualTransport's connections. */
class VirtualServer final : public MessageServer
{
public:
    VirtualServer (VirtualTime& virtualTime, Callbacks toCall) : thread (virtualTime), callbacks (std::move (toCall)) {}

    ~VirtualServer() override;

    std::uint16_t port() const override { return 1; }
    std::string url() const override { return "ws://127.0.0.1:1"; }
    Instant now() const override { return thread.now(); }
    void post (std::function<void()> function) override { thread.post (std::move (function)); }
    void postAndWait (std::function<void()> function) override { function(); }
    [[nodiscard]] Scheduler::Timer every (Milliseconds period, std::function<void()> function) override
    {
        return thread.every (period, std::move (function));
    }
    Connection* find (int id) override;

    bool isListening = true; /**< Off: attempts to connect are refused. */

private:
    friend class VirtualTransport;
    class Line;

    VirtualThread thread;
    const Callbacks callbacks;
    std::map<int, std::shared_ptr<Line>> lines; // all that there were
};

/** A network to that server: what is sent arrives 1 ms later, in order, unless it is told to fail. Its promises are
    WebSocketTransport's. */
class VirtualTransport final : public WebSocketTransport
{
public:
    static constexpr Milliseconds latency{1};

    /** How the network fails. */
    enum class Failure
    {
        breaks, /**< The connection, or the attempt at one, ends at once with an error. */
        hangs   /**< From then on nothing goes through in either direction, and nobody is told. */
    };

    VirtualTransport (VirtualThread&, VirtualServer&);
    ~VirtualTransport() override;

    void open (const ConnectRequest&, Listener&) override;
    void prepare (const ConnectRequest&) override;
    bool isPrepared() const override { return prepared.has_value(); }
    void send (std::string_view text) override;
    std::size_t queuedBytes() const override { return 0; }
    using WebSocketTransport::close;
    void close (int code, std::string_view reason, Milliseconds patience) override;

    /** Its step of that number fails, counted from 1: each call of open(), prepare(), send() and close(), each
        connection that stands and each message that arrives is one. */
    void failAt (int step, Failure how)
    {
        failingStep = step;
        failure = how;
    }

    int steps() const noexcept { return stepCount; }

private:
    using Line = VirtualServer::Line;
    friend Line;

    bool fails() { return ++stepCount == failingStep; }

    VirtualThread& thread;
    VirtualServer& server;
    std::shared_ptr<Line> line;
    std::optional<std::string> prepared; // for that URL
    Scheduler::Timer preparing;
    int stepCount = 0, failingStep = 0;
    Failure failure = Failure::breaks;
};

} // namespace parlando::testing
