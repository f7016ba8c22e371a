#include "CalculatorTool.h"

#include "Calculator.h"

#include <cmath>

namespace parlando
{

CalculatorTool::CalculatorTool()
{
    declared.name = "calculator";
    declared.description =
        "Computes one expression exactly; use it for every calculation instead of guessing. Takes + - * / ^ % ! and "
        "brackets, percent (\"15% of 80\", \"80 + 10%\", \"20% off 50\"), functions (sqrt, cbrt, log = natural, log10, "
        "log(x, base), exp, sin, cos, tan, round, min, max, gcd, lcm, mod, nCr, nPr and more), pi and e. Angles are "
        "radians unless written like sin(30 deg). % before a number is the remainder. Does not solve equations.";
    declared.parametersJsonSchema = {
        {"type", "object"},
        {"properties",
         {{"expression", {{"type", "string"}, {"maxLength", 1000}, {"description", "Such as 2.5 * (3 + 4)^2"}}},
          {"variables", {{"type", "object"}, {"description", "Numbers for the names in it, such as {\"x\": 3}"}}}}},
        {"required", {"expression"}}};
}

ToolOutcome CalculatorTool::call (const nlohmann::json& args, ToolContext&)
{
    const auto& expression = args.at ("expression").get_ref<const std::string&>();
    const auto calculation = calculate (expression, args.value ("variables", nlohmann::json()));

    if (! calculation.succeeded())
        return ToolOutcome::failure (calculation.error, calculation.isMalformed);

    nlohmann::json answer{{"expression", expression}, {"result", calculation.result}, {"exact", calculation.isExact}};

    if (calculation.value)
    {
        const auto value = *calculation.value;
        const auto isWhole = std::abs (value) <= 9007199254740992.0 && std::nearbyint (value) == value;
        answer["value"] = isWhole ? nlohmann::json (static_cast<std::int64_t> (value)) : nlohmann::json (value);
    }

    return ToolOutcome::success (std::move (answer));
}

} // namespace parlando
