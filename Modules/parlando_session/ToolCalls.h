#pragma once

#include "CallLedger.h"
#include "SessionOutbox.h"

#include <parlando_provider/AgentTraits.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace parlando
{

/** The tool calls of a session, each from its arrival to its one answer. Session thread. */
class ToolCalls
{
public:
    /** Both must outlive this; what the traits say may change between two calls. */
    ToolCalls (SessionOutbox& sessionOutbox, const AgentTraits& agentTraits)
        : outbox (sessionOutbox), traits (agentTraits)
    {
    }

    /** What was answered at one time. */
    struct Answered
    {
        bool isAny = false;
        bool isToBeSpokenOf = false; /**< No other call is open, and the agent is to say something to it. */
        bool endsConversation = false;
    };

    /** The agent asks for `call` in `turn`: it is given to run, or answered at once. Nothing where it came before, or
        has no id. */
    std::optional<Answered> arrive (Instant now, FunctionCall call, std::uint64_t turn);

    /** A tool has come to its end; the answer goes to all calls that wait for it. */
    Answered finish (Instant now, const ToolAnswer&);

    /** The service takes these calls back. */
    void cancel (Instant now, std::span<const std::string> ids);

    /** The connection is gone, and with it whoever would take an answer. */
    void expire (Instant now);

    void interrupted (Instant now) { ledger.interrupted (now); }

    /** The agent said something: it has taken what it was answered until now. */
    void agentSpoke (Instant now) noexcept { ledger.agentSpoke (now); }

    bool isAnyOpen() const noexcept { return ! ledger.open().empty(); }

    /** The agent waits for one, and says nothing until it has its answer. */
    bool isBlockingOpen() const;

    /** The agent is to take one up as soon as it is answered. */
    bool isAwaitedOpen() const;

    /** One came since this was asked last. */
    bool takeCame() noexcept { return std::exchange (hasCome, false); }

    /** When an answer left that the agent is to interrupt itself for. */
    std::optional<Instant> lastInterruption() const noexcept { return interruptedAt; }

private:
    Answered answer (Instant now, const CallLedger::Open&, const ToolAnswer&);
    bool takesScheduling (const std::string& function) const;

    SessionOutbox& outbox;
    const AgentTraits& traits;
    CallLedger ledger;
    bool hasCome = false;
    std::optional<Instant> interruptedAt;
};

} // namespace parlando
