#include "Dialer.h"

#include "ConnectError.h"
#include "PeerCheck.h"
#include "ProxyError.h"
#include "SocketTuning.h"

#include <boost/asio/write.hpp>

#include <system_error>

namespace parlando
{

Dialer::Dialer (EventLoop& eventLoop, const ConnectRequest& request, const NameLookup& nameLookup, TlsContext& context,
                Done whenDone)
    : loop (eventLoop), url (WebSocketUrl::parse (request.url)), proxy (url.isSecure ? request.proxy : std::nullopt),
      caFile (request.caFile), lookup (nameLookup), tls (context), done (std::move (whenDone))
{
}

void Dialer::start()
{
    if (! url.error.empty())
        return fail (url.error);

    if (url.isSecure)
        if (auto error = tls.prepare (caFile); ! error.empty())
            return fail (std::move (error));

    targets = {url.host};

    if (! proxy || proxy->kind != Proxy::Kind::socks5)
        return lookUpFirstHop();

    lookUp (url.host, false,
            [this] (std::vector<std::string> addresses)
            {
                targets = std::move (addresses);
                lookUpFirstHop();
            });
}

void Dialer::lookUpFirstHop()
{
    lookUp (proxy ? proxy->host : url.host, proxy.has_value(),
            [this] (std::vector<std::string> addresses)
            {
                firstHop = std::move (addresses);
                connectTo (firstHop);
            });
}

void Dialer::lookUp (const std::string& host, bool isProxy, Found found)
{
    if (isNumericAddress (host))
        return found ({host});

    if (host == "localhost")
        return found ({"127.0.0.1", "::1"});

    try
    {
        lookingUp = std::make_unique<BackgroundCall<LookupResult>> (
            loop, [look = lookup, host] { return look (host); },
            [this, isProxy, then = std::move (found)] (LookupResult result)
            {
                if (result.addresses.empty())
                    return fail (isProxy ? proxy_error::notFound (*proxy) : std::move (result.error));

                then (std::move (result.addresses));
            });
    }
    catch (const std::system_error&)
    {
        fail ("The system has no thread left to look a name up: close what else runs.");
    }
}

void Dialer::connectTo (const std::vector<std::string>& addresses)
{
    current = proxy ? ConnectStage::connectToProxy : ConnectStage::connect;
    connecting = std::make_unique<HostConnector> (loop, addresses, proxy ? proxy->port : url.port,
                                                  [this] (const Error& error, HostConnector::Socket&& made)
                                                  { connected (error, std::move (made)); });
}

void Dialer::connected (const Error& error, HostConnector::Socket&& made)
{
    if (error)
        return fail (proxy ? proxy_error::notReached (*proxy, error) : connect_error::refusedByNetwork (url, error));

    tuneSocket (made.native_handle());
    line = std::make_unique<Line> (std::move (made));

    if (! proxy)
        secure();
    else if (proxy->kind == Proxy::Kind::https)
        secureProxy();
    else
        askProxy();
}

void Dialer::secureProxy()
{
    current = ConnectStage::askProxy;
    auto* const ssl = line->addTls (tls.get());

    if (! requireHost (ssl, proxy->host))
        return fail (proxy_error::tlsFailed (*proxy, X509_V_OK, boost::asio::error::invalid_argument));

    line->shakeHands (
        [self = shared_from_this(), ssl] (const Error& error)
        {
            if (self->isFinished)
                return;

            if (error)
                return self->fail (proxy_error::tlsFailed (*self->proxy, SSL_get_verify_result (ssl), error));

            self->askProxy();
        });
}

void Dialer::askProxy()
{
    current = ConnectStage::askProxy;
    const auto& host = targets[target];
    handshake = ProxyHandshake::make (*proxy, {host, url.port, host == url.host ? "" : url.host});
    converse();
}

/** What is to be said, then what is answered. */
void Dialer::converse()
{
    if (handshake->state() == ProxyHandshake::State::failed)
        return proxyFailed (handshake->failure());

    if (handshake->state() == ProxyHandshake::State::open)
        return secure();

    leaving = handshake->takeOutgoing();

    if (leaving.empty())
        return listen();

    boost::asio::async_write (*line, boost::asio::buffer (leaving),
                              [self = shared_from_this()] (const Error&, std::size_t)
                              {
                                  // What it still said before it hung up is read first.
                                  if (! self->isFinished)
                                      self->listen();
                              });
}

void Dialer::listen() { line->async_read_some (boost::asio::buffer (arrived), whileDialing (&Dialer::proxyAnswered)); }

void Dialer::proxyAnswered (const Error& error, std::size_t count)
{
    if (error)
        handshake->hangUp();
    else
        handshake->receive ({arrived.data(), count});

    converse();
}

/** By name the proxy tries all addresses by itself; given one by one, we do. */
void Dialer::proxyFailed (const ProxyHandshake::Failure& failure)
{
    if (failure.mayTryAnotherAddress && target + 1 < targets.size())
    {
        ++target;
        line->close();
        return connectTo (firstHop);
    }

    finish ({nullptr, failure.sentence, failure.isFinal});
}

void Dialer::secure()
{
    if (! url.isSecure)
        return finish ({std::move (line), {}});

    current = ConnectStage::tls;
    auto* const ssl = line->addTls (tls.get());

    if (! requireHost (ssl, url.host))
        return fail (connect_error::tlsFailed (url.host, url.port, X509_V_OK, boost::asio::error::invalid_argument));

    line->shakeHands (
        [self = shared_from_this(), ssl] (const Error& error)
        {
            if (self->isFinished)
                return;

            if (! error)
                return self->finish ({std::move (self->line), {}});

            const auto verification = SSL_get_verify_result (ssl);
            self->fail (
                connect_error::tlsFailed (self->url.host, self->url.port, verification, error) +
                (self->proxy && connect_error::isUnknownAuthority (verification)
                     ? " It may be the proxy's own authority: ask whoever runs " + self->proxy->forPeople() + "."
                     : ""));
        });
}

void Dialer::finish (Result&& result)
{
    const auto self = weak_from_this().lock(); // `done` may let go of us
    abandon();
    std::exchange (done, nullptr) (std::move (result));
}

void Dialer::abandon()
{
    isFinished = true;
    lookingUp.reset();
    connecting.reset();

    if (line != nullptr)
        line->close();
}

std::string Dialer::timeoutError (Milliseconds limit) const
{
    if (current == ConnectStage::connectToProxy || current == ConnectStage::askProxy)
        return proxy_error::timeout (*proxy, current, limit);

    return connect_error::timeout (url, current, limit);
}

} // namespace parlando
