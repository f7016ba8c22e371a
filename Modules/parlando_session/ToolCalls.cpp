#include "ToolCalls.h"

#include <algorithm>
#include <utility>

namespace parlando
{

namespace
{

ToolAnswer refusal (const FunctionCall& call, CallLedger::Arrival arrival)
{
    const auto* error = arrival == CallLedger::Arrival::tooMany
                            ? "Too many calls are under way: wait for their answers."
                            : "The arguments of the calls under way are too long: send shorter ones, or wait for the "
                              "answers.";
    return {call.id, call.name, {{"status", "error"}, {"error", error}, {"retryable", true}}, true};
}

} // namespace

std::optional<ToolCalls::Answered> ToolCalls::arrive (Instant now, FunctionCall call, std::uint64_t turn)
{
    using Arrival = CallLedger::Arrival;

    if (call.id.empty())
    {
        outbox.tell (SessionWarning{"The service called '" + call.name +
                                    "' without an id; it cannot be answered and was not run."});
        return {};
    }

    const auto decision = ledger.arrive (now, call);

    if (decision.arrival == Arrival::known)
        return {};

    hasCome = true;
    outbox.tell (ToolCalled{call, now, turn});
    const CallLedger::Open open{call.id, call.name, decision.execution};

    switch (decision.arrival)
    {
        case Arrival::answerNow:
            return answer (now, open, *decision.answer);
        case Arrival::tooMany:
        case Arrival::tooLong:
            return answer (now, open, refusal (call, decision.arrival));
        case Arrival::run:
            call.id = decision.execution;
            outbox.add (effect::RunTool{std::move (call), turn});
            break;
        case Arrival::join:
        case Arrival::known:
            break;
    }

    return Answered{};
}

ToolCalls::Answered ToolCalls::finish (Instant now, const ToolAnswer& finished)
{
    Answered all;

    for (const auto& call : ledger.finish (now, finished))
        all = answer (now, call, finished); // the same for each of them

    return all;
}

ToolCalls::Answered ToolCalls::answer (Instant now, const CallLedger::Open& call, const ToolAnswer& finished)
{
    ToolAnswer sent{call.id, call.name,
                    finished.response.is_object() ? finished.response : nlohmann::json{{"output", finished.response}},
                    finished.isError};
    sent.scheduling = takesScheduling (call.name) ? finished.scheduling : std::nullopt;
    const auto isSilent = sent.scheduling == Scheduling::silent;

    if (sent.scheduling == Scheduling::interrupt)
        interruptedAt = now;

    outbox.tell (ToolAnswered{sent, CallEnd::answered, now});
    outbox.send (std::move (sent));
    return {true, ! isAnyOpen() && ! isSilent, finished.endsConversation};
}

void ToolCalls::cancel (Instant now, std::span<const std::string> ids)
{
    for (const auto& id : ids)
        if (const auto call = ledger.cancel (id))
        {
            // Another call may wait for the same.
            if (! ledger.isWanted (call->execution))
                outbox.add (effect::CancelTool{call->execution});

            outbox.tell (ToolAnswered{{call->id, call->name}, CallEnd::cancelled, now});
        }
}

void ToolCalls::expire (Instant now)
{
    for (const auto& call : ledger.endConnection())
    {
        outbox.add (effect::CancelTool{call.execution});
        outbox.tell (ToolAnswered{{call.id, call.name}, CallEnd::expired, now});
    }
}

bool ToolCalls::isBlockingOpen() const
{
    return std::any_of (ledger.open().begin(), ledger.open().end(),
                        [this] (const auto& call) { return ! traits.nonBlockingFunctions.contains (call.name); });
}

bool ToolCalls::isAwaitedOpen() const
{
    return std::any_of (ledger.open().begin(), ledger.open().end(),
                        [this] (const auto& call) { return ! takesScheduling (call.name); });
}

bool ToolCalls::takesScheduling (const std::string& function) const
{
    return traits.takesScheduling && traits.nonBlockingFunctions.contains (function);
}

} // namespace parlando
