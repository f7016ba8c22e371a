#include "BeastTransport.h"

#include "BeastConnection.h"

namespace parlando
{

BeastTransport::BeastTransport (EventLoop& eventLoop, NameLookup nameLookup)
    : loop (eventLoop), lookup (std::move (nameLookup)), tls (std::make_unique<TlsContext>())
{
}

BeastTransport::~BeastTransport()
{
    for (const auto& each : {connection, prepared})
        if (each != nullptr)
            each->abandon();
}

void BeastTransport::open (const ConnectRequest& request, Listener& listener)
{
    if (connection != nullptr)
        connection->abandon();

    const auto waiting = std::exchange (prepared, nullptr);

    if (waiting != nullptr && waiting->goOn (request, listener))
    {
        connection = waiting;
        return;
    }

    if (waiting != nullptr)
        waiting->abandon();

    connection = std::make_shared<Connection> (loop, request, &listener, lookup, *tls);
    connection->start();
}

void BeastTransport::prepare (const ConnectRequest& request)
{
    if (prepared != nullptr && prepared->suits (request))
        return;

    if (prepared != nullptr)
        prepared->abandon();

    prepared = std::make_shared<Connection> (loop, request, nullptr, lookup, *tls);
    prepared->start();
}

bool BeastTransport::isPrepared() const { return prepared != nullptr && prepared->waits(); }

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
