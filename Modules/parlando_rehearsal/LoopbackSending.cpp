// How a loopback server's connection sends.

#include "LoopbackConnection.h"

#include <boost/asio/post.hpp>

#include <utility>

namespace parlando::detail_loopback
{

void Client::sendFragments (std::vector<std::string> pieces, bool isBinary)
{
    auto opcode = isBinary ? binary : text;

    for (std::size_t i = 0; i < pieces.size(); ++i)
    {
        sendFrame (opcode, pieces[i], i + 1 == pieces.size());
        opcode = continuation;
    }
}

void Client::sendRaw (std::string bytes)
{
    if (! closeSent)
        outgoing += bytes;

    checkUnread();
    scheduleWrite();
}

void Client::close (int code, std::string reason)
{
    if (closeSent)
        return;

    if (code > 0)
        reason.insert (0, {static_cast<char> (code >> 8), static_cast<char> (code)});

    appendClose (reason);
}

void Client::refuse (int code, const std::string& reason)
{
    closeCode = code;
    isDiscarding = true;
    giveBack (joined);

    if (readPending)
        incoming.consume (incoming.unread().size());
    else
        incoming.clear();

    if (clients.callbacks.refused)
        clients.callbacks.refused (id, code, reason);

    close (code, reason);
}

void Client::appendClose (std::string_view payload)
{
    appendFrame (outgoing, detail_loopback::closing, true, payload);
    closeSent = true;
    closing = clients.loop.now();
    scheduleWrite();
}

void Client::sendFrame (Opcode opcode, std::string_view payload, bool isLast)
{
    if (closeSent)
        return;

    appendFrame (outgoing, opcode, isLast, payload);
    checkUnread();
    scheduleWrite();
}

void Client::checkUnread()
{
    if (closeSent || queuedBytes() <= clients.limits.mostUnread)
        return;

    giveBack (outgoing); // nobody will read it
    refuse (1008, "What is sent is not read.");
}

// What is sent in one turn of the loop leaves together.
void Client::scheduleWrite()
{
    if (! std::exchange (writePending, true))
        boost::asio::post (socket.get_executor(), [self = shared_from_this()] { self->write(); });
}

void Client::write()
{
    if (gone == leaving.size())
    {
        leaving.clear();
        gone = 0;

        if (leaving.capacity() > worthGivingBack)
            leaving.shrink_to_fit();

        std::swap (leaving, outgoing);
    }

    if (leaving.empty() || finished)
    {
        writePending = false;
        return closeReceived || isDiscarding ? shutDown() : void();
    }

    auto done = [self = shared_from_this()] (const Error& error, std::size_t count)
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
void Client::shutDown()
{
    Error ignored;
    socket.shutdown (boost::asio::socket_base::shutdown_send, ignored);
    report();
}

} // namespace parlando::detail_loopback
