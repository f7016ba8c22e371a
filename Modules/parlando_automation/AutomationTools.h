#pragma once

#include "MoveDesk.h"
#include "ToolLayout.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace parlando
{

/** What the tools of a layout reach; all of it outlives them. */
struct AutomationAccess
{
    MoveDesk& desk;
    const ControlPort& port;

    /** Workers: the host's time, as of its last block. */
    std::function<HostTransport()> transport;

    /** Workers; blocks while the person is asked. `preview` tells people what would happen, `mustAsk`: even where tools
        may run without asking. False: it must not be done. */
    std::function<bool (const std::string& tool, const std::string& preview, bool mustAsk, ToolContext&)> confirm;
};

/** What the model is told of a call that was not allowed. */
inline constexpr auto refusedByPerson =
    "The person did not allow this tool call. Say so, and do not call it again unless they ask for it.";

/** The tools of a layout: one for each of its functions, get_parameters where a control may be read, undo_last_change
    where one may be moved, and get_transport where the layout says so. They go by the desk's controls(). */
std::vector<std::shared_ptr<Tool>> makeAutomationTools (const ToolLayout&, AutomationAccess);

/** The controls that the agent may read, with their values. Any thread. */
nlohmann::json valuesOf (const std::vector<Control>&, const ControlPort&);

} // namespace parlando
