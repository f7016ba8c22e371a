#pragma once

#include "AgentTraits.h"
#include "CloseVerdict.h"
#include "ServiceCommand.h"
#include "ServiceEvent.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace parlando
{

/** How a definition becomes another while a session runs. */
struct DefinitionChange
{
    enum class Way
    {
        nothing,   /**< The service is told the same. */
        update,    /**< By command::Update. */
        connection /**< With the next connection. */
    };

    Way way = Way::connection;
    bool keepsSession = true; /**< A session that is resumed takes it over; else it is a new one. */
};

/** A provider's side of one session, between events, commands and the messages of its connections. It keeps the
    provider's books: of one connection at a time, and what was learnt on those before, such as a form that the service
    refuses. One thread; sees no socket and no clock.
*/
class Wire
{
public:
    using Messages = std::vector<std::string>;
    using Events = std::vector<ServiceEvent>;

    virtual ~Wire() = default;

    /** What is so for an agent that is defined like this. */
    virtual AgentTraits traitsOf (const AgentDefinition&) const = 0;

    /** What the service is asked for in another way than `agent` says, a sentence each for people. */
    virtual std::vector<std::string> adjustmentsOf (const AgentDefinition& agent) const = 0;

    virtual DefinitionChange changeBetween (const AgentDefinition& before, const AgentDefinition& after) const = 0;

    /** What a connection begins with. */
    struct Opening
    {
        const AgentDefinition& agent;
        std::string handle;               /**< Of the session to go on with; empty for a new one. */
        bool wantsHandles = false;        /**< The session is to outlive this connection. */
        std::vector<HistoryTurn> history; /**< Of a new session; command::History follows it once it is ready. */
    };

    /** A connection stands: appends what is to be sent first. service::Ready follows from read(), or the connection
        ends; where the service acknowledges nothing, it is presumed from here. All that was kept of the
        connection before is void. */
    virtual void open (const Opening&, Messages&, Events&) = 0;

    /** One message of the service: appends what it says, in the order in which it is to be worked through, and what is
        to be sent because of it before anything else, such as a command that had to wait. Throws nothing but
        std::bad_alloc. */
    virtual void read (std::string_view message, Events&, Messages&) = 0;

    /** Appends what says it; nothing where the service has no form for it, or where it has to wait. */
    virtual void write (const ServiceCommand&, Messages&) = 0;

    /** The person's voice, mono, at AgentTraits' rate: as write(), but 50 times a second. */
    virtual void writeAudio (std::span<const std::int16_t>, Messages&) = 0;

    /** The connection has ended with this; `wasReady`: after service::Ready. Learns from it. */
    virtual CloseVerdict closed (int code, std::string_view reason, bool wasReady) = 0;
};

} // namespace parlando
