#pragma once

#include <parlando_transport/parlando_transport.h>

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace parlando
{

/** What a service sees of a WebSocket server: LoopbackServer, or the one of a test in virtual time. */
class MessageServer
{
public:
    /** The upgrade request. Names of headers in lower case; the target holds the query. */
    struct Request
    {
        std::string target;
        std::map<std::string, std::string> headers;
    };

    /** How an upgrade request is answered. */
    struct HttpAnswer
    {
        HttpAnswer (int httpStatus, std::string text = {}) : status (httpStatus), sentence (std::move (text)) {}

        int status;           /**< 101 takes the client; 0 never answers. */
        std::string sentence; /**< The body of a refusal. */
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
        /** Empty: 101. */
        std::function<HttpAnswer (const Request&)> accept;
        std::function<void (Connection&)> opened;
        /** A whole message; the text is good during the call. */
        std::function<void (Connection&, std::string_view, bool binary)> received;
        std::function<void (Connection&, std::string_view payload)> pinged, ponged;
        /** The server closes a connection that does or wants what it may not, perhaps before `opened`. */
        std::function<void (int id, int code, const std::string& reason)> refused;
        /** Once for each `opened`: the client's close frame (1005 when it has no code), the refusal's code, or 1006
            when none came. Not called for connections which the server's destruction ends. */
        std::function<void (Connection&, int code, std::string reason)> closed;
    };

    virtual ~MessageServer() = default;

    virtual std::uint16_t port() const = 0;

    /** Where a client finds it; no path. */
    virtual std::string url() const = 0;

    /** Server's thread: what time it is there. */
    virtual Instant now() const = 0;

    /** Any thread: runs on the server's. */
    virtual void post (std::function<void()>) = 0;

    /** Any thread but the server's: the same, and returns when it is done. */
    virtual void postAndWait (std::function<void()>) = 0;

    /** Server's thread only, the timer's destruction included. */
    [[nodiscard]] virtual Scheduler::Timer every (Milliseconds, std::function<void()>) = 0;

    /** Server's thread only. Null when that connection is gone. */
    virtual Connection* find (int id) = 0;
};

} // namespace parlando
