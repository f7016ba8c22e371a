#pragma once

#include <parlando_protocol/parlando_protocol.h>
#include <parlando_transport/parlando_transport.h>

#include <optional>
#include <string>

namespace parlando
{

/** One attempt to reach a service and, when a setup is given, to have it accepted. For one call of run(). */
class ServiceProbe final : private WebSocketTransport::Listener
{
public:
    struct Result
    {
        CloseReport close;            /**< The stage says how far it came. */
        bool opened = false;          /**< The WebSocket stood. */
        bool accepted = false;        /**< setupComplete came. */
        std::string serverError;      /**< An error that the service sent in a message. */
        Milliseconds timeToAnswer{0}; /**< From the setup to setupComplete. */
    };

    /** Blocks until the service has answered, refused or been silent for 15 s after the setup (C25). */
    Result run (const ConnectRequest&, const std::optional<Setup>&);

    /** Any thread, also before run(), which returns at once; its result means nothing then. */
    void abandon() { loop.stop(); }

private:
    void transportOpened() override;
    void transportReceived (std::string_view message, Instant arrival) override;
    void transportClosed (const CloseReport&) override;

    EventLoop loop;
    BeastTransport transport{loop};
    EventLoop::Timer patience;
    std::optional<Setup> setup;
    Instant sent{};
    Result result;
};

/** Why `model` was not accepted and what to do, as one sentence without a secret of ours; empty where it was. */
std::string problem (const ServiceProbe::Result&, const std::string& model);

} // namespace parlando
