#include "LoopbackServer.h"

#include "LoopbackFraming.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>

#include <future>
#include <optional>
#include <stdexcept>

namespace parlando
{

namespace detail_loopback
{

using Tcp = boost::asio::ip::tcp;
using Error = boost::system::error_code;

constexpr std::size_t longestRequest = 64 * 1024;

} // namespace detail_loopback

struct LoopbackServer::Implementation
{
    Implementation (EventLoop& eventLoop, Options given, Callbacks toCall)
        : loop (eventLoop), options (std::move (given)), callbacks (std::move (toCall)), acceptor (loop.context())
    {
    }

    void loadCertificate();
    void listen();
    void acceptNext();

    EventLoop& loop;
    const Options options;
    const Callbacks callbacks;
    detail_loopback::Tcp::acceptor acceptor;
    std::optional<boost::asio::ssl::context> tls;
    std::map<int, std::shared_ptr<Client>> clients; // from TCP's accept to the end
    int lastId = 0;
};

// Kept alive by its pending reads and writes, and by the server's map until it has reported its end.
class LoopbackServer::Client final : public Connection, public std::enable_shared_from_this<Client>
{
public:
    Client (Implementation& owner, detail_loopback::Tcp::socket taken)
        : Connection (++owner.lastId), server (owner), socket (std::move (taken))
    {
        detail_loopback::Error ignored;
        socket.set_option (detail_loopback::Tcp::no_delay (true), ignored);
    }

    void start()
    {
        if (! server.tls)
            return read();

        tls.emplace (socket, *server.tls);
        tls->async_handshake (boost::asio::ssl::stream_base::server,
                              [self = shared_from_this()] (const detail_loopback::Error& error)
                              {
                                  if (error)
                                      self->finish();
                                  else
                                      self->read();
                              });
    }

    void sendBinary (std::string message) override { sendFrame (detail_loopback::binary, message); }
    void sendText (std::string message) override { sendFrame (detail_loopback::text, message); }
    void sendPing (std::string payload) override { sendFrame (detail_loopback::ping, payload); }
    std::size_t queuedBytes() const override { return outgoing.size() + leaving.size() - gone; }

    void sendFragments (std::vector<std::string> pieces, bool isBinary) override
    {
        auto opcode = isBinary ? detail_loopback::binary : detail_loopback::text;

        for (std::size_t i = 0; i < pieces.size(); ++i)
        {
            sendFrame (opcode, pieces[i], i + 1 == pieces.size());
            opcode = detail_loopback::continuation;
        }
    }

    void sendRaw (std::string bytes) override
    {
        if (! closeSent)
            outgoing += bytes;

        scheduleWrite();
    }

    void close (int code, std::string reason) override
    {
        if (code > 0)
            reason.insert (0, {static_cast<char> (code >> 8), static_cast<char> (code)});

        sendFrame (detail_loopback::closing, reason);
        closeSent = true;
    }

    void drop() override
    {
        detail_loopback::Error ignored;
        socket.set_option (boost::asio::socket_base::linger (true, 0), ignored);
        finish();
    }

    void stopReading() override { isReading = false; }

    void resumeReading() override
    {
        if (! std::exchange (isReading, true))
            boost::asio::post (socket.get_executor(), [self = shared_from_this()] { self->take(); });
    }

    bool isOpen() const { return upgraded && ! finished; }

private:
    void read()
    {
        if (std::exchange (readPending, true))
            return;

        auto done = [self = shared_from_this()] (const detail_loopback::Error& error, std::size_t count)
        {
            self->readPending = false;
            self->incoming.filled (count);

            if (error)
                self->finish();
            else
                self->take();
        };

        const auto [start, size] = incoming.space();
        const auto space = boost::asio::buffer (start, size);

        if (tls)
            tls->async_read_some (space, std::move (done));
        else
            socket.async_read_some (space, std::move (done));
    }

    void take()
    {
        // Room for more is made by moving what is unread, which a pending read forbids.
        if (readPending || ! isReading)
            return;

        if (! upgraded)
            takeRequest();

        detail_loopback::Frame frame;
        auto result = detail_loopback::Incoming::Result::frame;

        while (upgraded && isReading && ! finished && result == detail_loopback::Incoming::Result::frame)
        {
            result = incoming.next (frame);

            if (result == detail_loopback::Incoming::Result::frame && ! closeReceived)
                takeFrame (frame);
        }

        if (result == detail_loopback::Incoming::Result::broken)
            return finish();

        if (isReading && ! finished)
            read();
    }

    void takeRequest()
    {
        const auto end = incoming.unread().find ("\r\n\r\n");

        if (end == std::string_view::npos)
        {
            if (incoming.unread().size() > detail_loopback::longestRequest)
                finish();

            return;
        }

        const auto request = detail_loopback::parseRequest (incoming.unread().substr (0, end + 2));
        incoming.consume (end + 4);
        const auto isUpgrade = request && request->headers.contains ("sec-websocket-key");
        const auto status = ! isUpgrade ? 400 : server.callbacks.accept ? server.callbacks.accept (*request) : 101;

        if (status == 101)
            return upgrade (*request);

        isReading = status != 0;

        if (status != 0)
        {
            sendRaw ("HTTP/1.1 " + std::to_string (status) +
                     " Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            closeSent = closeReceived = true;
        }
    }

    void upgrade (const Request& request)
    {
        sendRaw ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                 "Sec-WebSocket-Accept: " +
                 detail_loopback::acceptKey (request.headers.at ("sec-websocket-key")) + "\r\n\r\n");
        upgraded = true;

        if (server.callbacks.opened)
            server.callbacks.opened (*this);
    }

    void takeFrame (const detail_loopback::Frame& frame)
    {
        switch (frame.opcode)
        {
            case detail_loopback::closing:
                return takeClose (frame.payload);
            case detail_loopback::pong:
                return call (server.callbacks.ponged, frame.payload);
            case detail_loopback::continuation:
                break;

            case detail_loopback::ping:
                sendFrame (detail_loopback::pong, frame.payload);
                return call (server.callbacks.pinged, frame.payload);

            default:
                messageIsBinary = frame.opcode == detail_loopback::binary;
                break;
        }

        if (frame.isLast && joined.empty())
            return call (server.callbacks.received, frame.payload, messageIsBinary);

        joined += frame.payload;

        if (frame.isLast)
            call (server.callbacks.received, std::exchange (joined, {}), messageIsBinary);
    }

    void takeClose (std::string_view payload)
    {
        if (payload.size() >= 2)
        {
            closeCode = std::uint8_t (payload[0]) << 8 | std::uint8_t (payload[1]);
            closeReason = payload.substr (2);
        }
        else
            closeCode = 1005;

        sendFrame (detail_loopback::closing, payload.substr (0, 2));
        closeSent = closeReceived = true;
        scheduleWrite();
    }

    template <typename Callback, typename... Arguments>
    void call (const Callback& callback, Arguments&&... arguments)
    {
        if (callback)
            callback (*this, std::forward<Arguments> (arguments)...);
    }

    void sendFrame (detail_loopback::Opcode opcode, std::string_view payload, bool isLast = true)
    {
        if (closeSent)
            return;

        detail_loopback::appendFrame (outgoing, opcode, isLast, payload);
        scheduleWrite();
    }

    // What is sent in one turn of the loop leaves together.
    void scheduleWrite()
    {
        if (! std::exchange (writePending, true))
            boost::asio::post (socket.get_executor(), [self = shared_from_this()] { self->write(); });
    }

    void write()
    {
        if (gone == leaving.size())
        {
            leaving.clear();
            gone = 0;
            std::swap (leaving, outgoing);
        }

        if (leaving.empty() || finished)
        {
            writePending = false;
            return closeReceived ? shutDown() : void();
        }

        auto done = [self = shared_from_this()] (const detail_loopback::Error& error, std::size_t count)
        {
            self->gone += count;

            if (error)
                self->finish();
            else
                self->write();
        };

        const auto left = boost::asio::buffer (leaving.data() + gone, leaving.size() - gone);

        if (tls)
            tls->async_write_some (left, std::move (done));
        else
            socket.async_write_some (left, std::move (done));
    }

    // The client reads to the end and closes: closing here at once could reset away what is still on its way.
    void shutDown()
    {
        detail_loopback::Error ignored;
        socket.shutdown (boost::asio::socket_base::shutdown_send, ignored);
        report();
    }

    void finish()
    {
        finished = true;
        detail_loopback::Error ignored;
        socket.close (ignored);
        boost::asio::post (socket.get_executor(), [self = shared_from_this()] { self->report(); });
    }

    void report()
    {
        if (std::exchange (reported, true))
            return;

        if (upgraded)
            call (server.callbacks.closed, closeCode, closeReason);

        server.clients.erase (id);
    }

    Implementation& server;
    detail_loopback::Tcp::socket socket;
    std::optional<boost::asio::ssl::stream<detail_loopback::Tcp::socket&>> tls;
    detail_loopback::Incoming incoming;
    std::string outgoing, leaving, joined, closeReason;
    std::size_t gone = 0; // of `leaving`
    int closeCode = 1006;
    bool isReading = true, readPending = false, writePending = false, upgraded = false, messageIsBinary = false;
    bool closeSent = false, closeReceived = false, finished = false, reported = false;
};

void LoopbackServer::Implementation::loadCertificate()
{
    if (options.certificateFile.empty() && options.keyFile.empty())
        return;

    detail_loopback::Error error;
    tls.emplace (boost::asio::ssl::context::tls_server);
    tls->use_certificate_chain_file (options.certificateFile, error);

    if (error)
        throw std::runtime_error ("The certificate file " + options.certificateFile +
                                  " does not load: give a PEM file with the server's certificate.");

    tls->use_private_key_file (options.keyFile, boost::asio::ssl::context::pem, error);

    if (error)
        throw std::runtime_error ("The key file " + options.keyFile +
                                  " does not load: give the PEM file of the key that belongs to the certificate.");
}

void LoopbackServer::Implementation::listen()
{
    const detail_loopback::Tcp::endpoint endpoint (boost::asio::ip::address_v4::loopback(), options.port);
    detail_loopback::Error error;
    acceptor.open (endpoint.protocol());
    acceptor.set_option (boost::asio::socket_base::reuse_address (true));
    acceptor.bind (endpoint, error);

    if (! error)
        acceptor.listen (boost::asio::socket_base::max_listen_connections, error);

    if (error)
        throw std::runtime_error ("Port " + std::to_string (options.port) + " cannot be listened on (" +
                                  error.message() + "): choose another, or 0 for any free one.");

    acceptNext();
}

void LoopbackServer::Implementation::acceptNext()
{
    acceptor.async_accept (
        [this] (const detail_loopback::Error& error, detail_loopback::Tcp::socket socket)
        {
            if (error == boost::asio::error::operation_aborted)
                return;

            if (! error)
            {
                const auto client = std::make_shared<Client> (*this, std::move (socket));
                clients[client->id] = client;
                client->start();
            }

            acceptNext();
        });
}

LoopbackServer::LoopbackServer (Options options, Callbacks callbacks)
    : implementation (std::make_unique<Implementation> (loop, std::move (options), std::move (callbacks)))
{
    implementation->loadCertificate();
    implementation->listen();
    thread = std::thread ([this] { loop.run(); });
}

LoopbackServer::~LoopbackServer()
{
    loop.stop();
    thread.join();

    for (const auto& [id, client] : implementation->clients)
        client->drop();
}

std::uint16_t LoopbackServer::port() const noexcept { return implementation->acceptor.local_endpoint().port(); }

std::string LoopbackServer::url() const
{
    return (implementation->tls ? "wss://localhost:" : "ws://127.0.0.1:") + std::to_string (port());
}

void LoopbackServer::post (std::function<void()> function) { loop.post (std::move (function)); }

void LoopbackServer::postAndWait (std::function<void()> function)
{
    std::promise<void> done;
    post (
        [&]
        {
            function();
            done.set_value();
        });
    done.get_future().wait();
}

EventLoop::Timer LoopbackServer::after (Milliseconds delay, std::function<void()> function)
{
    return loop.after (delay, std::move (function));
}

EventLoop::Timer LoopbackServer::every (Milliseconds period, std::function<void()> function)
{
    return loop.every (period, std::move (function));
}

LoopbackServer::Connection* LoopbackServer::find (int id)
{
    const auto found = implementation->clients.find (id);
    return found == implementation->clients.end() || ! found->second->isOpen() ? nullptr : found->second.get();
}

} // namespace parlando
