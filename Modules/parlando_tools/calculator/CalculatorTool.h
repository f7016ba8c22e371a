#pragma once

#include "../Tool.h"

namespace parlando
{

/** The built-in `calculator`: calculate() for the model.

    Takes {"expression": "...", "variables": {"x": 3}} and answers
    {"status":"ok","expression":"3 * 17","result":"51","value":51,"exact":true}; see Calculation for the members.
*/
class CalculatorTool final : public Tool
{
public:
    CalculatorTool();

    const FunctionDeclaration& declaration() const override { return declared; }
    ToolOutcome call (const nlohmann::json& args, ToolContext&) override;

private:
    FunctionDeclaration declared;
};

} // namespace parlando
