#pragma once

#include "CloseReport.h"
#include "ConnectRequest.h"

#include <string_view>

namespace parlando
{

/** A WebSocket connection, one at a time. All calls and callbacks on the session thread.

    Callbacks never come from inside open(), send() or close(). Any call is allowed from inside a callback, destruction
    included.
*/
class WebSocketTransport
{
public:
    struct Listener
    {
        virtual ~Listener() = default;

        virtual void transportOpened() = 0;

        /** A whole message, text or binary (C9). `message` is valid during the call only; a text message is valid
            UTF-8, a binary one may hold anything. `arrival` is when the read that completed it returned. */
        virtual void transportReceived (std::string_view message, Instant arrival) = 0;

        /** Exactly once for each open(). Nothing follows it; open() may be called again from inside it. */
        virtual void transportClosed (const CloseReport&) = 0;
    };

    virtual ~WebSocketTransport() = default;

    /** Begins to connect: transportOpened() or transportClosed() follows. If a connection exists it is dropped, without
        a callback. The listener must outlive the connection. */
    virtual void open (const ConnectRequest&, Listener&) = 0;

    /** Brings TCP and TLS of the next open() forward, if that has the same URL and certificates: beside a connection
       that still stands, and without asking anything of the service. One is kept, for 20 s; what goes wrong is not
       told. */
    virtual void prepare (const ConnectRequest&) = 0;

    /** What was prepared stands and waits for open(). */
    virtual bool isPrepared() const = 0;

    /** Queues one text message (a copy). Messages that wait together leave together, in order. Before
        transportOpened(), and after close() or transportClosed(), it does nothing. */
    virtual void send (std::string_view text) = 0;

    /** Bytes of messages and their framing which the kernel has not taken yet. */
    virtual std::size_t queuedBytes() const = 0;

    /** Sends what is queued, then a close frame (`code` 1000 or 3000 to 4999; a reason over 123 bytes is cut), and
       waits for the answer: transportClosed() follows within `patience`, whatever the other side does.
       Messages that still arrive are not delivered. While connecting it gives up the attempt. Without a connection, or
       when already closing, it does nothing. */
    virtual void close (int code, std::string_view reason, Milliseconds patience) = 0;

    void close (int code, std::string_view reason) { close (code, reason, usualPatience); }

    /** A little less than the 2 s in which a close must have ended (C73). */
    static constexpr Milliseconds usualPatience{1900};
};

} // namespace parlando
