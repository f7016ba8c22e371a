#pragma once

#include "AccessTokenCache.h"

#include <parlando_auth/parlando_auth.h>
#include <parlando_provider/Provider.h>
#include <parlando_transport/parlando_transport.h>

#include <deque>
#include <functional>
#include <optional>
#include <string>

namespace parlando
{

/** Opens connections to the service, each with what gives access then, and knows every secret that one was opened with.
    Session thread. */
class ServiceConnector
{
public:
    /** Where the service is, and what gives access. */
    struct Access
    {
        std::shared_ptr<const Provider> provider;
        Endpoint endpoint;
        Credential credential;
        AccessTokenSource accessTokens; /**< Instead of `credential`, unless empty. */
    };

    /** The references must outlive it. `learned` is called when another secret is known, before it is used. */
    ServiceConnector (Access, Scheduler&, WebSocketTransport&, WebSocketTransport::Listener&,
                      std::function<void (const Redactor&)> learned);

    /** WebSocketTransport::prepare(). What goes wrong open() tells. */
    void prepare();

    /** WebSocketTransport::open(); the listener is called from the loop where there is nothing to open a connection
     * with. */
    void open();

    /** WebSocketTransport::close(), also while a token is waited for. */
    void close (int code, Milliseconds patience);

    /** The last connection was refused with 401. True when another token may help, which the next one is opened with.
     */
    bool mayHelpToRenew (Instant now) { return tokens.refused (now); }

    /** Takes all that is secret out of texts. */
    const Redactor& redactor() const noexcept { return known; }

private:
    void openWith (const Credential&);
    void prepareWith (const Credential&);
    void fail (std::string error);
    void learn (const Credential&);

    const Access access;
    Scheduler& loop;
    WebSocketTransport& transport;
    WebSocketTransport::Listener& listener;
    const std::function<void (const Redactor&)> learned;
    const Redactor lasting; // of what does not change
    Redactor known;
    std::deque<Credential> tokensSeen; // the newest of them
    AccessTokenCache tokens;
    bool awaitsToken = false; // of a connection that was asked for
};

} // namespace parlando
