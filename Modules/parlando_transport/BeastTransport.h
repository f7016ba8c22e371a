#pragma once

#include "EventLoop.h"
#include "NameLookup.h"
#include "WebSocketTransport.h"

#include <memory>

namespace parlando
{

class TlsContext;

/** The WebSocketTransport over TCP and TLS (1.2 or newer, chain and host name always verified).

    No call blocks, the destructor included: a name lookup that hangs is left to end by itself, on a thread that owns
   all it touches. Pings are answered at once; none are sent, the kernel's TCP keepalive watches the line instead
   (Gemini's pongs come up to 30 s late). No permessage-deflate, no subprotocol.
*/
class BeastTransport final : public WebSocketTransport
{
public:
    /** The loop must outlive the transport. */
    explicit BeastTransport (EventLoop&, NameLookup = lookUpWithSystem);

    /** No callback after it. An open connection is closed without a close frame: call close() first to say goodbye. */
    ~BeastTransport() override;

    void open (const ConnectRequest&, Listener&) override;
    void prepare (const ConnectRequest&) override;
    bool isPrepared() const override;
    void send (std::string_view text) override;
    std::size_t queuedBytes() const override;
    using WebSocketTransport::close;
    void close (int code, std::string_view reason, Milliseconds patience) override;

private:
    class Connection;

    EventLoop& loop;
    NameLookup lookup;
    std::unique_ptr<TlsContext> tls; // kept for the next connection
    std::shared_ptr<Connection> connection, prepared;
};

} // namespace parlando
