#include "BuiltInTools.h"

#include "FunctionTool.h"
#include "calculator/CalculatorTool.h"

namespace parlando
{

namespace detail_builtin
{
static std::unique_ptr<Tool> makeStopConversation()
{
    FunctionDeclaration declaration;
    declaration.name = "stop_conversation";
    declaration.description =
        "Ends this conversation for good. Call it when the user wants to stop, hang up or says goodbye, never "
        "because of a pause. Say one short goodbye aloud; the conversation ends when you have finished speaking.";

    return makeTool (
        std::move (declaration),
        [] (const nlohmann::json&)
        {
            auto outcome = ToolOutcome::success (
                "The conversation ends after what you say now. If you have not said goodbye, do so in "
                "one short sentence; ask nothing and call nothing any more.");
            outcome.endsConversation = true;
            return outcome;
        },
        FunctionTool::usualDeadline, {}, FunctionTool::Pace::instant);
}
} // namespace detail_builtin

std::vector<std::string> builtInToolNames() { return {"calculator", "stop_conversation"}; }

std::unique_ptr<Tool> makeBuiltInTool (std::string_view name)
{
    if (name == "calculator")
        return std::make_unique<CalculatorTool>();

    if (name == "stop_conversation")
        return detail_builtin::makeStopConversation();

    return nullptr;
}

} // namespace parlando
