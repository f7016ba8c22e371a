#pragma once

#include <parlando_provider/Provider.h>
#include <parlando_transport/parlando_transport.h>

#include <memory>
#include <optional>
#include <string>

namespace parlando
{

/** One attempt to reach a service and, where a definition is given, to have it accepted. For one call of run(). */
class ServiceProbe final : private WebSocketTransport::Listener
{
public:
    struct Result
    {
        CloseReport close;            /**< The stage says how far it came. */
        bool opened = false;          /**< The WebSocket stood. */
        bool accepted = false;        /**< service::Ready came. */
        CloseVerdict verdict;         /**< On its end. */
        std::string serverError;      /**< An error that the service sent in a message. */
        Milliseconds timeToAnswer{0}; /**< From the definition to service::Ready. */
    };

    /** Blocks until the service has answered, refused or been silent for 15 s after it was told the definition (C25).
     */
    Result run (const ConnectRequest&, std::unique_ptr<Wire>, const std::optional<AgentDefinition>&);

    /** Any thread, also before run(), which returns at once; its result means nothing then. */
    void abandon() { loop.stop(); }

private:
    void transportOpened() override;
    void transportReceived (std::string_view message, Instant arrival) override;
    void transportClosed (const CloseReport&) override;
    void accept (Instant when);
    void take (const Wire::Messages&, const Wire::Events&, Instant arrival);

    EventLoop loop;
    BeastTransport transport{loop};
    EventLoop::Timer patience;
    std::unique_ptr<Wire> wire;
    std::optional<AgentDefinition> agent;
    Instant sent{};
    Result result;
};

/** Why `model` was not accepted and what to do, as one sentence without a secret of ours; empty where it was. */
std::string problem (const ServiceProbe::Result&, const std::string& model);

} // namespace parlando
