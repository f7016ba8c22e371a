#include "ToolGate.h"

#include <parlando_text/parlando_text.h>

#include <algorithm>

namespace parlando
{

namespace
{

/** An argument a line, values as JSON. A name that could be taken for something else stands in quotes as well. */
std::string argumentLines (const nlohmann::json& arguments)
{
    const auto written = [] (const nlohmann::json& value)
    { return value.dump (2, ' ', false, nlohmann::json::error_handler_t::replace); };

    if (! arguments.is_object())
        return written (arguments);

    std::string lines;

    for (const auto& [name, value] : arguments.items())
    {
        const auto isPlain = ! name.empty() && name.find_first_not_of (
                                                   "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") ==
                                                   std::string::npos;
        lines += (lines.empty() ? "" : "\n") + (isPlain ? name : written (name)) + ": " + written (value);
    }

    return lines;
}

} // namespace

class ToolGate::Guarded final : public Tool
{
public:
    Guarded (ToolGate& ownGate, std::shared_ptr<Tool> guarded) : gate (ownGate), tool (std::move (guarded)) {}

    const FunctionDeclaration& declaration() const override { return tool->declaration(); }

    Milliseconds deadline() const override
    {
        return tool->deadline() + (gate.current() == Access::ask ? patience : Milliseconds (0));
    }

    bool stopsAtOnce() const override { return true; }

    ToolOutcome call (const nlohmann::json& arguments, ToolContext& context) override
    {
        auto shown = argumentLines (arguments);
        const auto isTooLong = shown.size() > mostAsked && gate.current() == Access::ask;

        if (gate.admits (declaration().name, std::move (shown), false, context))
            return tool->call (arguments, context);

        if (isTooLong)
            return ToolOutcome::failure ("The person must allow this call and cannot read that much: give arguments of "
                                         "at most 16,000 bytes.");

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
    std::unique_lock lock (mutex);

    if (access == Access::off || (access == Access::on && ! mustAsk))
        return access == Access::on;

    if (shown.size() > mostAsked)
        return false;

    auto own = std::make_shared<Waiting> (Waiting{{++lastQuestion, revealed (tool), revealed (shown)}, std::nullopt});
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
