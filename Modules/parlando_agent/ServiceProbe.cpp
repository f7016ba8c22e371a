#include "ServiceProbe.h"

#include <utility>
#include <variant>

namespace parlando
{

ServiceProbe::Result ServiceProbe::run (const ConnectRequest& request, std::unique_ptr<Wire> serviceWire,
                                        const std::optional<AgentDefinition>& wanted)
{
    wire = std::move (serviceWire);
    agent = wanted;
    loop.post ([this, request] { transport.open (request, *this); });
    loop.run();
    return result;
}

void ServiceProbe::transportOpened()
{
    result.opened = true;

    if (! agent)
    {
        transport.close (1000, {});
        return;
    }

    constexpr Milliseconds limit{15000};
    sent = Instant::clock::now();
    patience = loop.after (limit, [this] { transport.close (1000, {}); });
    Wire::Messages messages;
    Wire::Events events;
    wire->open ({*agent, {}, false, {}}, messages, events);
    take (messages, events, sent);
}

void ServiceProbe::transportReceived (std::string_view message, Instant arrival)
{
    Wire::Messages messages;
    Wire::Events events;
    wire->read (message, events, messages);
    take (messages, events, arrival);
}

void ServiceProbe::take (const Wire::Messages& messages, const Wire::Events& events, Instant arrival)
{
    for (const auto& message : messages)
        transport.send (message);

    for (const auto& event : events)
    {
        const auto* error = std::get_if<service::Error> (&event);

        // Who acknowledges nothing refuses by a close.
        if (const auto* ready = std::get_if<service::Ready> (&event); ready != nullptr && ready->isPresumed)
        {
            constexpr Milliseconds patienceWithRefusal{2500};
            patience = loop.after (patienceWithRefusal, [this] { accept (Instant::clock::now()); });
            continue;
        }

        if (error != nullptr)
        {
            result.serverError = error->message;
            result.timeToAnswer = std::chrono::duration_cast<Milliseconds> (arrival - sent);
            transport.close (1000, {});
        }
        else if (std::holds_alternative<service::Ready> (event))
            accept (arrival);
    }
}

void ServiceProbe::accept (Instant when)
{
    result.accepted = true;
    result.timeToAnswer = std::chrono::duration_cast<Milliseconds> (when - sent);
    transport.close (1000, {});
}

void ServiceProbe::transportClosed (const CloseReport& report)
{
    result.close = report;
    const auto& said = result.serverError.empty() ? report.reason : result.serverError;
    result.verdict = wire->closed (report.code, said, result.accepted);
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
        return model + ": " + explainClose (close.code, probe.serverError, probe.verdict.advice);

    if (close.byUs && close.error.empty())
        return model + " did not answer within 15 s. Try again, or choose another model.";

    return model + ": " + explainRefusal (close.code, close.reason, probe.verdict.advice, model);
}

} // namespace parlando
