#pragma once

#include <parlando_protocol/parlando_protocol.h>

#include <memory>

namespace parlando
{

class ToolRegistry;

/** Who the agent is and what it may call: they change together. */
struct AgentDefinition
{
    Setup setup; /**< With the declarations of `tools`. */

    /** Handed on, never looked into. */
    std::shared_ptr<const ToolRegistry> tools{};
};

} // namespace parlando
