#include "BoundCall.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace parlando
{

namespace detail_bound
{
using Json = nlohmann::json;

struct RampUnit
{
    const char* name;
    RampTime::Unit unit;
    double longest;
};

constexpr std::array<RampUnit, 3> rampUnits{{{"ms", RampTime::Unit::milliseconds, RampTime::longestMilliseconds},
                                             {"beats", RampTime::Unit::beats, RampTime::longestBeats},
                                             {"bars", RampTime::Unit::bars, RampTime::longestBars}}};

static std::size_t indexOf (const std::vector<Control>& controls, const std::string& id)
{
    return static_cast<std::size_t> (
        std::find_if (controls.begin(), controls.end(), [&] (const auto& each) { return each.id == id; }) -
        controls.begin());
}

static Json schemaOf (const BoundArgument& argument, const ControlDefinition& control)
{
    auto schema = control.schema();
    auto text = argument.description;

    if (text.empty())
        text = control.name;

    if (const auto unit = schema.find ("description"); unit != schema.end())
        text += ", " + unit->get<std::string>();

    schema["description"] = text;
    return schema;
}

/** What the model sees of a value that does not fit. */
static std::string expected (const std::string& argument, const ControlDefinition& control)
{
    if (control.kind == ControlDefinition::Kind::onOff)
        return argument + " must be true or false.";

    if (control.kind == ControlDefinition::Kind::number)
        return argument + " must be a number from " + control.toText (control.minimum) + " to " +
               control.toTextWithUnit (control.maximum) + ".";

    std::string choices;

    for (const auto& each : control.choices)
        choices += (choices.empty() ? "" : ", ") + each;

    return argument + " must be one of: " + choices + ".";
}

static std::variant<RampTime, std::string> readRamp (const Json& arguments)
{
    RampTime ramp;
    auto unit = rampUnits.begin();

    if (const auto given = arguments.find ("ramp_unit"); given != arguments.end())
    {
        unit =
            std::find_if (rampUnits.begin(), rampUnits.end(), [&] (const auto& each) { return *given == each.name; });

        if (unit == rampUnits.end())
            return "ramp_unit must be ms, beats or bars.";
    }

    ramp.unit = unit->unit;

    if (const auto given = arguments.find ("ramp"); given != arguments.end())
    {
        if (! given->is_number() || ! (given->get<double>() >= 0.0 && given->get<double>() <= unit->longest))
            return "ramp must be a number from 0 to " + std::to_string (std::lround (unit->longest)) + " " +
                   unit->name + ".";

        ramp.amount = given->get<double>();
    }

    return ramp;
}
} // namespace detail_bound

FunctionDeclaration declarationOf (const BoundFunction& function, const std::vector<Control>& controls)
{
    using namespace detail_bound;
    auto properties = Json::object();
    auto required = Json::array();

    for (const auto& argument : function.arguments)
    {
        properties[argument.name] = schemaOf (argument, controls.at (indexOf (controls, argument.control)).definition);

        if (argument.isRequired)
            required.push_back (argument.name);
    }

    if (function.hasRamp)
    {
        properties["ramp"] = {{"type", "number"},
                              {"minimum", 0},
                              {"description", "how long the move takes, in ramp_unit; 0 or left out: at once"}};
        properties["ramp_unit"] = {
            {"type", "string"}, {"enum", {"ms", "beats", "bars"}}, {"description", "ms unless it is given"}};
    }

    FunctionDeclaration declaration;
    declaration.name = function.name;
    declaration.description =
        (function.description.empty() ? "Moves controls of the music software." : function.description) +
        " The answer says what the control's value was before and is after: report that, and never more.";
    declaration.parametersJsonSchema = {
        {"type", "object"}, {"properties", properties}, {"additionalProperties", false}};

    if (! required.empty())
        declaration.parametersJsonSchema["required"] = required;

    return declaration;
}

std::variant<MoveRequest, std::string> readCall (const BoundFunction& function, const std::vector<Control>& controls,
                                                 const nlohmann::json& arguments)
{
    using namespace detail_bound;
    MoveRequest request;

    for (const auto& argument : function.arguments)
    {
        const auto given = arguments.find (argument.name);

        if (given == arguments.end())
        {
            if (argument.isRequired)
                return argument.name + " is missing.";

            continue;
        }

        const auto control = indexOf (controls, argument.control);

        if (control >= controls.size() || controls[control].definition.access < ControlAccess::ask)
            return "The person does not let you move what " + argument.name + " stands for.";

        const auto& definition = controls[control].definition;
        const auto value = definition.fromModel (*given);

        if (! value)
            return expected (argument.name, definition);

        request.targets.push_back ({control, *value});
    }

    if (request.targets.empty())
        return "The call names nothing to move: give at least one argument.";

    if (function.hasRamp)
    {
        auto ramp = readRamp (arguments);

        if (auto* wrong = std::get_if<std::string> (&ramp))
            return std::move (*wrong);

        request.ramp = std::get<RampTime> (ramp);
    }

    request.call = function.name + arguments.dump (-1, ' ', true, Json::error_handler_t::replace);
    return request;
}

std::string describe (const MoveRequest& request, const std::vector<Control>& controls)
{
    std::string text;

    for (const auto& target : request.targets)
    {
        const auto& definition = controls.at (target.control).definition;
        text += (text.empty() ? "" : ", ") + definition.name + " to " + definition.toTextWithUnit (target.value);
    }

    if (request.ramp.amount > 0.0)
    {
        const auto& unit = detail_bound::rampUnits[static_cast<std::size_t> (request.ramp.unit)];
        auto amount = nlohmann::json (request.ramp.amount).dump();

        if (amount.ends_with (".0"))
            amount.resize (amount.size() - 2);

        text += " over " + amount + " " + unit.name;
    }

    return text;
}

} // namespace parlando
