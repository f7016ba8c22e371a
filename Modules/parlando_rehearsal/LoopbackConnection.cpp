#include "LoopbackConnection.h"

#include <boost/asio/post.hpp>

#include <algorithm>
#include <numeric>
#include <utility>

namespace parlando::detail_loopback
{

std::size_t Clients::heldBytes() const
{
    return std::accumulate (all.begin(), all.end(), std::size_t (0),
                            [] (auto sum, const auto& each) { return sum + each.second->heldBytes(); });
}

int Clients::upgradedCount() const
{
    return static_cast<int> (
        std::count_if (all.begin(), all.end(), [] (const auto& each) { return each.second->isUpgraded(); }));
}

void Clients::endLate()
{
    for (const auto& each : std::vector (all.begin(), all.end()))
        if (each.second->isLate (loop.now()))
            each.second->finish();
}

Client::Client (Clients& owner, Tcp::socket taken)
    : Connection (++owner.lastId), clients (owner), socket (std::move (taken)), accepted (owner.loop.now())
{
    Error ignored;
    socket.set_option (Tcp::no_delay (true), ignored);
}

void Client::start()
{
    if (! clients.tls)
        return read();

    tls.emplace (socket, *clients.tls);
    tls->async_handshake (boost::asio::ssl::stream_base::server,
                          [self = shared_from_this()] (const Error& error)
                          {
                              if (error)
                                  self->finish();
                              else
                                  self->read();
                          });
}

std::size_t Client::heldBytes() const
{
    return incoming.heldBytes() + joined.capacity() + outgoing.capacity() + leaving.capacity();
}

bool Client::isLate (Instant now) const
{
    if (finished)
        return false;

    if (phase == Phase::handshake)
        return now - accepted > clients.limits.handshakeTime;

    return closing && now - *closing > clients.limits.closeTime;
}

void Client::drop()
{
    Error ignored;
    socket.set_option (boost::asio::socket_base::linger (true, 0), ignored);
    finish();
}

void Client::resumeReading()
{
    if (! std::exchange (isReading, true))
        boost::asio::post (socket.get_executor(), [self = shared_from_this()] { self->take(); });
}

void Client::read()
{
    if (finished || std::exchange (readPending, true))
        return;

    auto done = [self = shared_from_this()] (const Error& error, std::size_t count) { self->filled (error, count); };
    const auto [start, size] = incoming.space();
    const auto space = boost::asio::buffer (start, size);

    if (tls)
        tls->async_read_some (space, std::move (done));
    else
        socket.async_read_some (space, std::move (done));
}

void Client::filled (const Error& error, std::size_t count)
{
    readPending = false;
    incoming.filled (count);

    if (error)
        return finish();

    if (isDiscarding)
        incoming.consume (incoming.unread().size());

    take();
}

void Client::take()
{
    // Room for more is made by moving what is unread, which a pending read forbids.
    if (readPending || ! isReading)
        return;

    if (phase == Phase::handshake)
        takeRequest();

    if (phase == Phase::open)
        takeFrames();

    if (isReading)
        read();
}

void Client::takeFrames()
{
    Frame frame;

    while (isReading && ! finished && ! isDiscarding)
    {
        switch (incoming.next (frame, clients.limits.longestMessage - joined.size()))
        {
            case Incoming::Result::broken:
                return refuse (1002, "A frame is not masked, or not as RFC 6455 wants it.");

            case Incoming::Result::tooLong:
                return refuse (1009, "A message may have " + std::to_string (clients.limits.longestMessage) +
                                         " bytes, in all its fragments.");

            case Incoming::Result::incomplete:
                if (clients.heldBytes() > clients.limits.mostHeld)
                    refuse (1013, "The connections hold too much together; try again later.");

                return;

            case Incoming::Result::frame:
                if (! closeReceived)
                    takeFrame (frame);
        }
    }
}

void Client::takeRequest()
{
    const auto end = incoming.unread().find ("\r\n\r\n");

    if (std::min (end, incoming.unread().size()) > clients.limits.longestRequest)
        return refuseRequest (431, "The request is longer than " + std::to_string (clients.limits.longestRequest) +
                                       " bytes.");

    if (end == std::string_view::npos)
        return;

    const auto request = parseRequest (incoming.unread().substr (0, end + 2));
    incoming.consume (end + 4);

    if (! request || ! request->headers.contains ("sec-websocket-key"))
        return refuseRequest (400, "This is a WebSocket service: ask for an upgrade.");

    const auto& accept = clients.callbacks.accept;
    const auto answer = accept ? accept (*request) : MessageServer::HttpAnswer (101);

    if (answer.status == 101)
        return upgrade (*request);

    if (answer.status != 0)
        return refuseRequest (answer.status, answer.sentence);

    phase = Phase::unanswered;
    isReading = false;
}

void Client::refuseRequest (int status, const std::string& sentence)
{
    const auto body = sentence.empty() ? sentence : sentence + "\n";
    sendRaw ("HTTP/1.1 " + std::to_string (status) + " Refused\r\nContent-Type: text/plain; charset=utf-8\r\n" +
             "Content-Length: " + std::to_string (body.size()) + "\r\nConnection: close\r\n\r\n" + body);
    phase = Phase::refused;
    closeSent = closeReceived = isDiscarding = true;
    closing = clients.loop.now();
    incoming.consume (incoming.unread().size());
}

void Client::upgrade (const MessageServer::Request& request)
{
    sendRaw ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
             "Sec-WebSocket-Accept: " +
             acceptKey (request.headers.at ("sec-websocket-key")) + "\r\n\r\n");
    phase = Phase::open;

    if (clients.upgradedCount() > clients.limits.mostConnections)
        return refuse (1013, "There are " + std::to_string (clients.limits.mostConnections) +
                                 " connections already; try again later.");

    isIntroduced = true;
    call (clients.callbacks.opened);
}

void Client::takeFrame (const Frame& frame)
{
    switch (frame.opcode)
    {
        case detail_loopback::closing:
            return takeClose (frame.payload);
        case pong:
            return call (clients.callbacks.ponged, frame.payload);

        case ping:
            sendFrame (pong, frame.payload);
            return call (clients.callbacks.pinged, frame.payload);

        default:
            return takeMessagePart (frame);
    }
}

void Client::takeMessagePart (const Frame& frame)
{
    if (frame.opcode != continuation)
        messageIsBinary = frame.opcode == binary;

    if (frame.isLast && joined.empty())
        return call (clients.callbacks.received, frame.payload, messageIsBinary);

    joined += frame.payload;

    if (frame.isLast)
        call (clients.callbacks.received, std::exchange (joined, {}), messageIsBinary);
}

void Client::takeClose (std::string_view payload)
{
    if (payload.size() >= 2)
    {
        closeCode = std::uint8_t (payload[0]) << 8 | std::uint8_t (payload[1]);
        closeReason = payload.substr (2);
    }
    else
        closeCode = 1005;

    sendFrame (detail_loopback::closing, payload.substr (0, 2));
    closeSent = closeReceived = isDiscarding = true;
    closing = closing.value_or (clients.loop.now());
    scheduleWrite();
}

void Client::finish()
{
    finished = true;
    Error ignored;
    socket.close (ignored);
    boost::asio::post (socket.get_executor(),
                       [self = shared_from_this()]
                       {
                           self->report();
                           self->clients.all.erase (self->id);
                       });
}

void Client::report()
{
    if (! std::exchange (reported, true) && isIntroduced)
        call (clients.callbacks.closed, closeCode, closeReason);
}

} // namespace parlando::detail_loopback
