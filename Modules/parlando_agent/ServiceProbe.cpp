#include "ServiceProbe.h"

#include <parlando_session/parlando_session.h>

#include <variant>

namespace parlando
{

ServiceProbe::Result ServiceProbe::run (const ConnectRequest& request, const std::optional<Setup>& wanted)
{
    setup = wanted;
    loop.post ([this, request] { transport.open (request, *this); });
    loop.run();
    return result;
}

void ServiceProbe::transportOpened()
{
    result.opened = true;

    if (! setup)
    {
        transport.close (1000, {});
        return;
    }

    constexpr Milliseconds limit{15000};
    sent = Instant::clock::now();
    patience = loop.after (limit, [this] { transport.close (1000, {}); });
    transport.send (encode (*setup));
}

void ServiceProbe::transportReceived (std::string_view message, Instant arrival)
{
    const auto decoded = decode (message);
    const auto* known = std::get_if<ServerMessage> (&decoded);

    if (known == nullptr)
        return;

    if (known->error)
        result.serverError = known->error->message;

    if (known->setupComplete || known->error)
    {
        result.accepted = known->setupComplete.has_value();
        result.timeToAnswer = std::chrono::duration_cast<Milliseconds> (arrival - sent);
        transport.close (1000, {});
    }
}

void ServiceProbe::transportClosed (const CloseReport& report)
{
    result.close = report;
    loop.stop();
}

std::string problem (const ServiceProbe::Result& probe, const std::string& model)
{
    const auto& close = probe.close;

    if (probe.accepted)
        return {};

    if (! probe.opened)
        return close.error;

    if (! probe.serverError.empty())
        return model + ": " + explainClose (close.code, probe.serverError);

    if (close.byUs && close.error.empty())
        return model + " did not answer within 15 s. Try again, or choose another model.";

    return model + ": " + explainRefusal (close.code, close.reason, model);
}

} // namespace parlando
