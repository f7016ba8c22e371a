#pragma once

#include <parlando_transport/parlando_transport.h>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace parlando
{

/** A WebSocket server on 127.0.0.1 with a thread of its own, for tests and for the rehearsal service.

    It does what it is told, right or wrong: the bytes it sends are not checked. By itself it upgrades, joins fragments,
    answers pings with pongs and close frames with close frames. Written apart from the client's WebSocket code, so that
    each tests the other's reading of RFC 6455.
*/
class LoopbackServer
{
public:
    /** The upgrade request. Names of headers in lower case; the target holds the query. */
    struct Request
    {
        std::string target;
        std::map<std::string, std::string> headers;
    };

    struct Options
    {
        std::uint16_t port = 0;               /**< 0: any free one. */
        std::string certificateFile, keyFile; /**< PEM; both set: wss. The file may hold a chain. */
    };

    /** One client. Server's thread only; the reference is good until `closed` returns. */
    class Connection
    {
    public:
        explicit Connection (int number) noexcept : id (number) {}
        virtual ~Connection() = default;

        virtual void sendBinary (std::string) = 0;
        virtual void sendText (std::string) = 0;

        /** One message in as many frames as there are pieces. A ping between pieces: see sendRaw(). */
        virtual void sendFragments (std::vector<std::string> pieces, bool binary = true) = 0;

        virtual void sendPing (std::string payload) = 0;

        /** Bytes as they are, past all framing. */
        virtual void sendRaw (std::string bytes) = 0;

        /** Sends a close frame (code 0: one without code) and waits for the client's; nothing sent after it leaves. */
        virtual void close (int code, std::string reason) = 0;

        /** TCP reset without a close frame. `closed` follows with 1006. */
        virtual void drop() = 0;

        /** From here on nothing is read or answered: the client sees a connection that is there and dead. */
        virtual void stopReading() = 0;
        virtual void resumeReading() = 0;

        /** Bytes that the kernel has not taken yet. */
        virtual std::size_t queuedBytes() const = 0;

        const int id; /**< Counts from 1 in the order of TCP connections. */
    };

    /** All on the server's thread; each may be empty. */
    struct Callbacks
    {
        /** The HTTP status to answer the upgrade with: 101 takes the client; 0 never answers. Empty: 101. */
        std::function<int (const Request&)> accept;
        std::function<void (Connection&)> opened;
        /** A whole message; the text is good during the call. */
        std::function<void (Connection&, std::string_view, bool binary)> received;
        std::function<void (Connection&, std::string_view payload)> pinged, ponged;
        /** Once for each `opened`: the client's close frame (1005 when it has no code), or 1006 when none came. Not
            called for connections which the server's destruction ends. */
        std::function<void (Connection&, int code, std::string reason)> closed;
    };

    /** Listens at once. Throws std::runtime_error, in words, when the port is taken or a PEM file does not load. */
    LoopbackServer (Options, Callbacks);

    /** Stops and joins; connections are dropped. Any thread but the server's. */
    ~LoopbackServer();

    LoopbackServer (const LoopbackServer&) = delete;
    LoopbackServer& operator= (const LoopbackServer&) = delete;

    std::uint16_t port() const noexcept;

    /** ws://127.0.0.1:PORT, or wss://localhost:PORT. No path. */
    std::string url() const;

    /** Any thread: runs on the server's. */
    void post (std::function<void()>);

    /** Server's thread only, the timers' destruction included. */
    [[nodiscard]] EventLoop::Timer after (Milliseconds, std::function<void()>);
    [[nodiscard]] EventLoop::Timer every (Milliseconds, std::function<void()>);

    /** Server's thread only. Null when that connection is gone. */
    Connection* find (int id);

private:
    class Client;
    struct Implementation;

    EventLoop loop;
    std::unique_ptr<Implementation> implementation;
    std::thread thread; // joined before the loop goes
};

} // namespace parlando
