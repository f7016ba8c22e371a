#include "AutomationTools.h"

#include "BoundCall.h"

#include <algorithm>

namespace parlando
{

namespace detail_automation
{
using Json = nlohmann::json;

/** As long as somebody may think about a question, and the longest wait for a ramp. */
constexpr Milliseconds deadline = std::chrono::seconds (45);

static FunctionDeclaration declare (const char* name, const char* description)
{
    FunctionDeclaration declaration;
    declaration.name = name;
    declaration.description = description;
    return declaration;
}

/** One function of a layout. */
class MoveTool final : public Tool
{
public:
    MoveTool (BoundFunction boundFunction, const std::vector<Control>& controls, AutomationAccess automation)
        : function (std::move (boundFunction)), declared (declarationOf (function, controls)),
          access (std::move (automation))
    {
    }

    const FunctionDeclaration& declaration() const override { return declared; }
    Milliseconds deadline() const override { return detail_automation::deadline; }
    std::optional<Scheduling> scheduling() const override { return function.scheduling.value_or (Scheduling::silent); }
    bool stopsAtOnce() const override { return true; }

    ToolOutcome call (const Json& arguments, ToolContext& context) override
    {
        const auto controls = access.desk.controls();
        auto read = readCall (function, *controls, arguments);

        if (const auto* wrong = std::get_if<std::string> (&read))
            return ToolOutcome::failure (*wrong, true);

        auto& request = std::get<MoveRequest> (read);
        const auto mustAsk = std::any_of (
            request.targets.begin(), request.targets.end(),
            [&] (const auto& target) { return controls->at (target.control).definition.access == ControlAccess::ask; });

        if (! access.confirm (function.name, preview (request, *controls), mustAsk, context))
            return ToolOutcome::failure (refusedByPerson);

        return access.desk.move (std::move (request), controls, context);
    }

private:
    /** "Reverb send to 40 % over 2 bars (now 20 %)". */
    std::string preview (const MoveRequest& request, const std::vector<Control>& controls) const
    {
        auto text = describe (request, controls);

        if (request.targets.size() == 1)
        {
            const auto control = request.targets.front().control;
            const auto& definition = controls[control].definition;
            text += " (now " + definition.toTextWithUnit (definition.toValue (access.port.normalised (control))) + ")";
        }

        return text;
    }

    const BoundFunction function;
    const FunctionDeclaration declared;
    const AutomationAccess access;
};

static std::shared_ptr<Tool> makeGetParameters (const AutomationAccess& access)
{
    return makeTool (
        declare ("get_parameters", "Tells the controls of the music software: values, units, ranges, choices, and "
                                   "which of them you may move."),
        [access] (const Json&) -> ToolOutcome {
            return ToolOutcome::success ({{"parameters", valuesOf (*access.desk.controls(), access.port)}});
        },
        std::chrono::seconds (10), Scheduling::whenIdle, FunctionTool::Pace::stopsAtOnce);
}

static std::shared_ptr<Tool> makeGetTransport (const AutomationAccess& access)
{
    return makeTool (
        declare ("get_transport", "Tells tempo, meter, place, and whether the music software plays, records or loops. "
                                  "What it does not know is null and named in not_told."),
        [access] (const Json&) -> ToolOutcome { return ToolOutcome::success (toJson (access.transport())); },
        std::chrono::seconds (10), Scheduling::whenIdle, FunctionTool::Pace::stopsAtOnce);
}

static std::shared_ptr<Tool> makeUndo (const AutomationAccess& access)
{
    return makeTool (
        declare ("undo_last_change",
                 "Takes back what you moved last, all of one turn together. Only when the person asks for it."),
        [access] (const Json&, ToolContext& context) -> ToolOutcome
        {
            if (! access.confirm ("undo_last_change", "Undo the last change", false, context))
                return ToolOutcome::failure (refusedByPerson);

            return access.desk.undo (context);
        },
        deadline, Scheduling::whenIdle, FunctionTool::Pace::stopsAtOnce);
}
} // namespace detail_automation

std::vector<std::shared_ptr<Tool>> makeAutomationTools (const ToolLayout& layout, AutomationAccess access)
{
    using namespace detail_automation;
    const auto controls = access.desk.controls();
    const auto hasAccess = [&] (ControlAccess least)
    {
        return std::any_of (controls->begin(), controls->end(),
                            [least] (const auto& each)
                            { return ! each.definition.name.empty() && each.definition.access >= least; });
    };
    std::vector<std::shared_ptr<Tool>> tools;

    for (auto& function : functionsOf (layout, *controls))
        tools.push_back (std::make_shared<MoveTool> (std::move (function), *controls, access));

    if (hasAccess (ControlAccess::read))
        tools.push_back (makeGetParameters (access));

    if (hasAccess (ControlAccess::ask))
        tools.push_back (makeUndo (access));

    if (layout.tellsTransport)
        tools.push_back (makeGetTransport (access));

    return tools;
}

nlohmann::json valuesOf (const std::vector<Control>& controls, const ControlPort& port)
{
    auto values = nlohmann::json::array();

    for (std::size_t i = 0; i < controls.size(); ++i)
    {
        const auto& definition = controls[i].definition;

        if (definition.name.empty() || definition.access == ControlAccess::off)
            continue;

        nlohmann::json value = {{"name", definition.name},
                                {"value", definition.toModel (definition.toValue (port.normalised (i)))}};

        if (! definition.description.empty())
            value["description"] = definition.description;

        if (definition.kind == ControlDefinition::Kind::number)
        {
            value["minimum"] = definition.minimum;
            value["maximum"] = definition.maximum;

            if (! definition.unit.empty())
                value["unit"] = definition.unit;
        }

        if (definition.kind == ControlDefinition::Kind::choice)
            value["choices"] = definition.choices;

        value["may_move"] = definition.access == ControlAccess::move  ? "yes"
                            : definition.access == ControlAccess::ask ? "after asking"
                                                                      : "no";
        values.push_back (std::move (value));
    }

    return values;
}

} // namespace parlando
