#pragma once

#include "Reconnection.h"

#include <parlando_provider/AgentDefinition.h>
#include <parlando_provider/Wire.h>

#include <optional>
#include <string>

namespace parlando
{

/** Another definition of the agent for a session that runs: from when a person asks for it until the service has used
   it and not refused it. Session thread.

    One after the other: what is asked for while another is on trial waits until that is over, as a setup that the
   service may still refuse is nothing to go back to.
*/
class StagedDefinition
{
public:
    /** What was in force before one that the service may still refuse. */
    struct Before
    {
        AgentDefinition definition;
        std::string handle; /**< Of the session that it was in force in. */
    };

    /** Takes the place of one that waits. */
    void stage (Instant now, AgentDefinition);
    void withdraw() noexcept { waiting.reset(); }
    const std::optional<AgentDefinition>& next() const noexcept { return waiting; }

    /** What it changes for the service; unknown until it was said, and when another takes its place. */
    const std::optional<DefinitionChange>& change() const noexcept { return known; }
    void setChange (DefinitionChange change) noexcept { known = change; }

    /** Nobody has changed it for a while, as those do who type or drag, and none is on trial. */
    bool isSettled (Instant now) const noexcept;

    /** What waits, which is on trial from now on. */
    AgentDefinition beginTrial (Before);

    /** The same, where the service is told the same as before and has nothing to refuse. */
    AgentDefinition takeUntried();

    /** What is on trial was told on the connection that stands (C109). There is no answer to that; a service that does
       not know it closes the connection. */
    void updateSent (Instant now) noexcept { updated = now; }
    bool mayUpdate() const noexcept { return ! refusesUpdates; }

    /** A connection has taken the setup that is in force. */
    void connected (Instant now) noexcept;

    /** The service has had the time to refuse what is on trial. */
    bool hasPassed (Instant now) const noexcept;
    void endTrial() noexcept;

    /** The connection was closed for what is on trial. One that never came about says nothing about it. */
    bool isRefusedBy (const ConnectionEnd&, CloseMeaning, bool wasReady) const;

    /** The connection was closed for an update that the service does not know: it is given none any more, and the next
        connection comes with the new setup. */
    bool isUpdateRefusedBy (Instant now, const ConnectionEnd&) noexcept;

    /** Ends the trial with what is to be gone back to. */
    Before revert();

private:
    std::optional<AgentDefinition> waiting;
    std::optional<DefinitionChange> known; // between that and what is in force
    Instant asked{};
    std::optional<Before> before;       // while another is on trial
    std::optional<Instant> connectedAt; // with what is on trial
    std::optional<Instant> updated;
    bool refusesUpdates = false;
};

} // namespace parlando
