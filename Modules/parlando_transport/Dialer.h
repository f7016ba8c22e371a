#pragma once

#include "BackgroundCall.h"
#include "CloseReport.h"
#include "ConnectRequest.h"
#include "HostConnector.h"
#include "Line.h"
#include "NameLookup.h"
#include "ProxyHandshake.h"
#include "TlsContext.h"
#include "WebSocketUrl.h"

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace parlando
{

/** Makes the line that a request asks for: name lookup, TCP, the way through a proxy, TLS. Session thread. Private to
    the transport.

    Held by whoever wants the line and by its pending system calls. It sets no time limit: whoever wants the line does,
    and calls abandon(). */
class Dialer final : public std::enable_shared_from_this<Dialer>
{
public:
    /** A line that stands, or why there is none. */
    struct Result
    {
        std::unique_ptr<Line> line;
        std::string error;             /**< One sentence, as CloseReport::error. */
        bool isRefusedByProxy = false; /**< It would refuse the same again. */
    };

    using Done = std::function<void (Result&&)>;

    /** What it is given must outlive it, or abandon(). */
    Dialer (EventLoop&, const ConnectRequest&, const NameLookup&, TlsContext&, Done);

    /** Calls `done` once, from inside the loop and maybe from inside this call, unless abandoned before. */
    void start();

    void abandon();

    ConnectStage stage() const noexcept { return current; }

    /** For whoever has lost patience: where it stopped. */
    std::string timeoutError (Milliseconds limit) const;

private:
    using Error = boost::system::error_code;
    using Found = std::function<void (std::vector<std::string> addresses)>;

    void lookUp (const std::string& host, bool isProxy, Found);
    void lookUpFirstHop();
    void connectTo (const std::vector<std::string>& addresses);
    void connected (const Error&, HostConnector::Socket&&);
    void secureProxy();
    void askProxy();
    void converse();
    void listen();
    void proxyAnswered (const Error&, std::size_t count);
    void proxyFailed (const ProxyHandshake::Failure&);
    void secure();
    void finish (Result&&);
    void fail (std::string error) { finish ({nullptr, std::move (error)}); }

    /** A handler for the system: calls `member` unless this has ended. */
    template <typename... Arguments>
    auto whileDialing (void (Dialer::*member) (Arguments...))
    {
        return [self = shared_from_this(), member] (std::decay_t<Arguments>... arguments)
        {
            if (! self->isFinished)
                (self.get()->*member) (arguments...);
        };
    }

    EventLoop& loop;
    const WebSocketUrl url;
    const std::optional<Proxy> proxy;
    const std::string caFile;
    const NameLookup& lookup;
    TlsContext& tls;
    Done done;

    ConnectStage current = ConnectStage::resolve;
    std::unique_ptr<BackgroundCall<LookupResult>> lookingUp;
    std::unique_ptr<HostConnector> connecting;
    std::vector<std::string> firstHop; // addresses
    std::vector<std::string> targets;  // what the proxy is asked for: the service's name, or its addresses in turn
    std::size_t target = 0;
    std::unique_ptr<ProxyHandshake> handshake;
    std::string leaving;
    std::array<char, 4096> arrived{};
    std::unique_ptr<Line> line;
    bool isFinished = false;
};

} // namespace parlando
