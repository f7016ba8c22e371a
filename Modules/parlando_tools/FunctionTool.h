#pragma once

#include "Tool.h"

#include <concepts>
#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

namespace parlando
{

/** A tool made of a declaration and a function; see makeTool(). */
class FunctionTool final : public Tool
{
public:
    static constexpr Milliseconds usualDeadline{10'000};

    using Function = std::function<ToolOutcome (const nlohmann::json& args, ToolContext&)>;

    /** How its function goes about a call. */
    enum class Pace
    {
        usual,
        stopsAtOnce, /**< Tool::stopsAtOnce(). */
        instant      /**< Tool::isInstant(). */
    };

    FunctionTool (FunctionDeclaration, Function, Milliseconds deadline, std::optional<Scheduling> = {},
                  Pace = Pace::usual);

    const FunctionDeclaration& declaration() const override { return declared; }
    Milliseconds deadline() const override { return patience; }
    std::optional<Scheduling> scheduling() const override { return when; }
    bool stopsAtOnce() const override { return pace == Pace::stopsAtOnce; }
    bool isInstant() const override { return pace == Pace::instant; }
    ToolOutcome call (const nlohmann::json& args, ToolContext& context) override { return function (args, context); }

private:
    FunctionDeclaration declared;
    Function function;
    Milliseconds patience;
    std::optional<Scheduling> when;
    Pace pace;
};

/** Makes a tool from any callable that takes (args) or (args, ToolContext&) and returns a ToolOutcome or anything that
    becomes JSON. It may be called on several threads at once, unless its pace is instant: then it is called on the
    session thread.

    @code
    FunctionDeclaration tempo;
    tempo.name = "set_tempo";
    tempo.description = "Sets the tempo in beats per minute";
    tempo.parametersJsonSchema = { { "type", "object" },
                                   { "properties", { { "bpm", { { "type", "number" }, { "minimum", 20 } } } } },
                                   { "required", { "bpm" } } };
    registry.add (makeTool (tempo, [&] (const nlohmann::json& args) { return host.setTempo (args["bpm"]); }));
    @endcode
*/
template <typename Callable>
requires std::invocable<Callable&, const nlohmann::json&> ||
    std::invocable<Callable&, const nlohmann::json&, ToolContext&>
        std::unique_ptr<Tool> makeTool (FunctionDeclaration declaration, Callable callable,
                                        Milliseconds deadline = FunctionTool::usualDeadline,
                                        std::optional<Scheduling> scheduling = {},
                                        FunctionTool::Pace pace = FunctionTool::Pace::usual)
{
    const auto toOutcome = []<typename Result> (Result&& result) -> ToolOutcome
    {
        if constexpr (std::is_same_v<std::decay_t<Result>, ToolOutcome>)
            return std::forward<Result> (result);
        else
            return ToolOutcome::success (nlohmann::json (std::forward<Result> (result)));
    };

    auto function = [callable = std::move (callable), toOutcome] (const nlohmann::json& args,
                                                                  ToolContext& context) mutable -> ToolOutcome
    {
        if constexpr (std::invocable<Callable&, const nlohmann::json&, ToolContext&>)
            return toOutcome (callable (args, context));
        else
            return toOutcome (callable (args));
    };

    return std::make_unique<FunctionTool> (std::move (declaration), std::move (function), deadline, scheduling, pace);
}

} // namespace parlando
