#include "ToolGate.h"

#include <parlando_text/parlando_text.h>

#include <algorithm>

namespace parlando
{

class ToolGate::Guarded final : public Tool
{
public:
    Guarded (ToolGate& ownGate, std::shared_ptr<Tool> guarded) : gate (ownGate), tool (std::move (guarded)) {}

    const FunctionDeclaration& declaration() const override { return tool->declaration(); }

    Milliseconds deadline() const override
    {
        return tool->deadline() + (gate.current() == Access::ask ? patience : Milliseconds (0));
    }

    ToolOutcome call (const nlohmann::json& arguments, ToolContext& context) override
    {
        auto shown = arguments.dump (-1, ' ', true, nlohmann::json::error_handler_t::replace);

        if (gate.admits (declaration().name, std::move (shown), false, context))
            return tool->call (arguments, context);

        return ToolOutcome::failure ("The person did not allow this tool call. Say so, and do not call it again "
                                     "unless they ask for it.");
    }

private:
    ToolGate& gate;
    const std::shared_ptr<Tool> tool;
};

void ToolGate::setAccess (Access wanted)
{
    {
        const std::lock_guard lock (mutex);

        if (wanted == access)
            return;

        access = wanted;

        for (auto& each : waiting)
            if (wanted != Access::ask && ! each->isAllowed)
                each->isAllowed = wanted == Access::on;
    }

    changed.notify_all();
}

std::optional<ToolQuestion> ToolGate::question() const
{
    const std::lock_guard lock (mutex);
    const auto open =
        std::find_if (waiting.begin(), waiting.end(), [] (const auto& each) { return ! each->isAllowed; });
    return open == waiting.end() ? std::nullopt : std::optional ((*open)->question);
}

void ToolGate::answer (std::uint64_t question, bool isAllowed)
{
    {
        const std::lock_guard lock (mutex);

        for (auto& each : waiting)
            if (each->question.id == question && ! each->isAllowed)
                each->isAllowed = isAllowed;
    }

    changed.notify_all();
}

std::shared_ptr<Tool> ToolGate::guard (std::shared_ptr<Tool> tool)
{
    return std::make_shared<Guarded> (*this, std::move (tool));
}

bool ToolGate::admits (const std::string& tool, std::string shown, bool mustAsk, ToolContext& context)
{
    constexpr std::size_t mostShown = 500; // columns

    std::unique_lock lock (mutex);

    if (access == Access::off || (access == Access::on && ! mustAsk))
        return access == Access::on;

    auto own = std::make_shared<Waiting> (Waiting{{++lastQuestion, tool, shortened (shown, mostShown)}, std::nullopt});
    waiting.push_back (own);
    changed.wait_for (lock, context.stop, patience, [&] { return own->isAllowed.has_value(); });
    waiting.erase (std::find (waiting.begin(), waiting.end(), own));
    return own->isAllowed.value_or (false);
}

ToolGate::Access ToolGate::current() const
{
    const std::lock_guard lock (mutex);
    return access;
}

} // namespace parlando
