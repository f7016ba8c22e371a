#include "ServiceConnector.h"

#include <stdexcept>
#include <utility>

namespace parlando
{

ServiceConnector::ServiceConnector (Access serviceAccess, Scheduler& scheduler, WebSocketTransport& webSocketTransport,
                                    WebSocketTransport::Listener& transportListener,
                                    std::function<void (const Redactor&)> secretLearned)
    : access (std::move (serviceAccess)), loop (scheduler), transport (webSocketTransport),
      listener (transportListener), learned (std::move (secretLearned)),
      lasting (Redactor().withSecret (access.credential).withProxy (access.endpoint.proxy)), known (lasting),
      tokens (loop, access.accessTokens)
{
}

void ServiceConnector::prepare()
{
    if (access.accessTokens.isEmpty())
        return prepareWith (access.credential);

    if (const auto* kept = tokens.fresh (loop.now()))
        return prepareWith (*kept);

    tokens.fetch (
        [this] (const FoundCredential& found)
        {
            learn (found.credential);

            if (found.error.empty())
                prepareWith (found.credential);
        });
}

void ServiceConnector::prepareWith (const Credential& credential)
{
    try
    {
        transport.prepare (access.provider->connectRequest (access.endpoint, credential));
    }
    catch (const std::invalid_argument&)
    {
        // open() tells of it.
    }
}

void ServiceConnector::open()
{
    if (access.accessTokens.isEmpty())
        return openWith (access.credential);

    if (const auto* kept = tokens.fresh (loop.now()))
        return openWith (*kept);

    awaitsToken = true;
    tokens.fetch (
        [this] (const FoundCredential& found)
        {
            awaitsToken = false;

            if (! found.error.empty())
                return fail (found.error);

            learn (found.credential);
            openWith (found.credential);
        });
}

void ServiceConnector::openWith (const Credential& credential)
{
    try
    {
        transport.open (access.provider->connectRequest (access.endpoint, credential), listener);
    }
    catch (const std::invalid_argument& unusable)
    {
        fail (unusable.what());
    }
}

void ServiceConnector::close (int code, Milliseconds patience)
{
    tokens.cancel();

    if (std::exchange (awaitsToken, false))
        return fail ({});

    transport.close (code, {}, patience);
}

/** From the loop, as the transport does it: whoever asked for the connection is not done with that yet. */
void ServiceConnector::fail (std::string error)
{
    loop.post (
        [this, sentence = std::move (error)]
        {
            CloseReport report;
            report.error = sentence;
            listener.transportClosed (report);
        });
}

/** A token lives for an hour: a service that refuses one after the other must not fill the memory with them. */
void ServiceConnector::learn (const Credential& credential)
{
    constexpr std::size_t mostSeen = 16;

    tokensSeen.push_back (credential);

    if (tokensSeen.size() > mostSeen)
        tokensSeen.pop_front();

    known = lasting;

    for (const auto& each : tokensSeen)
        known = known.withSecret (each);

    learned (known);
}

} // namespace parlando
