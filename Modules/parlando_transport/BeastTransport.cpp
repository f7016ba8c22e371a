#include "BeastTransport.h"

#include "BeastConnection.h"

namespace parlando
{

BeastTransport::BeastTransport (EventLoop& eventLoop, NameLookup nameLookup)
    : loop (eventLoop), lookup (std::move (nameLookup)), trust (std::make_unique<Trust>())
{
}

BeastTransport::~BeastTransport()
{
    if (connection != nullptr)
        connection->abandon();
}

void BeastTransport::open (const ConnectRequest& request, Listener& listener)
{
    if (connection != nullptr)
        connection->abandon();

    connection = std::make_shared<Connection> (loop, request, listener, lookup, *trust);
    connection->start();
}

void BeastTransport::send (std::string_view text)
{
    if (connection != nullptr)
        connection->send (text);
}

std::size_t BeastTransport::queuedBytes() const { return connection != nullptr ? connection->queuedBytes() : 0; }

void BeastTransport::close (int code, std::string_view reason, Milliseconds patience)
{
    if (connection != nullptr)
        connection->close (code, reason, patience);
}

} // namespace parlando
