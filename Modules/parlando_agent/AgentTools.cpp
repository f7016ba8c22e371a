#include "AgentTools.h"

#include <utility>

namespace parlando
{

namespace
{
constexpr int toolWorkers = 4;
}

AgentTools::Box::Box (ToolRegistry registry, ToolRunner::AnswerCallback callback)
    : tools (std::move (registry)), runner (tools, std::move (callback), toolWorkers)
{
}

AgentTools::AgentTools (ToolRegistry tools, ToolRunner::AnswerCallback callback) : finished (std::move (callback))
{
    open (std::move (tools));
}

void AgentTools::open (ToolRegistry tools)
{
    if (! boxes.empty() && ! boxes.back().hasRun)
        boxes.pop_back();

    boxes.emplace_back (std::move (tools), finished);
}

void AgentTools::use (const ToolRegistry& tools) { open (newest ? tools.updatedFrom (*newest) : tools); }

void AgentTools::update (ToolRegistry newer)
{
    newest = std::move (newer);
    open (boxes.back().tools.updatedFrom (*newest));
}

void AgentTools::run (const FunctionCall& call, std::uint64_t turn)
{
    if (auto tool = boxes.back().tools.find (call.name); tool != nullptr && tool->isInstant())
        return finished (answerAtOnce (std::move (tool), call, turn));

    boxes.back().hasRun = true;
    boxes.back().runner.run (call, turn);
}

void AgentTools::cancel (const std::string& id)
{
    for (auto& each : boxes)
        each.runner.cancel (id);
}

void AgentTools::putAwayIdle()
{
    if (boxes.size() == 1)
        return;

    const auto* inUse = &boxes.back();
    boxes.remove_if ([inUse] (const Box& each) { return &each != inUse && each.runner.isIdle(); });
}

} // namespace parlando
