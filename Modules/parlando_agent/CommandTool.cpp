#include "CommandTool.h"

#include <parlando_auth/parlando_auth.h>
#include <parlando_text/parlando_text.h>

#include <atomic>
#include <stdexcept>

namespace parlando
{

namespace detail_command_tool
{
constexpr Milliseconds patience = std::chrono::seconds (5);

/** The tool's own deadline comes a little later, so that it can still say what happened. */
constexpr Milliseconds margin{500};

/** A program may write a member twice: the last one counts, as where it is parsed by most others. */
static JsonReading jsonIn (const Secret& text)
{
    JsonLimits limits;
    limits.allowsDuplicates = true;
    return readJson (text.reveal(), limits);
}

static std::optional<Scheduling> schedulingFrom (const nlohmann::json& declared, const std::string& who)
{
    const auto found = declared.find ("scheduling");

    if (found == declared.end())
        return {};

    const auto scheduling = found->is_string() ? schedulingNamed (found->get_ref<const std::string&>()) : std::nullopt;

    if (scheduling)
        return scheduling;

    throw std::invalid_argument (who + " declares a 'scheduling' that is not silent, when_idle or interrupt.");
}

struct Command
{
    std::vector<std::string> words, environment;
    Milliseconds limit;
};

static ToolOutcome run (const Command& command, const nlohmann::json& arguments, const ToolContext& context)
{
    std::atomic<bool> isAbandoned{false};
    const std::stop_callback abandon (context.stop, [&] { isAbandoned = true; });
    const auto input = arguments.dump (-1, ' ', false, nlohmann::json::error_handler_t::replace);
    const auto output = outputOf (command.words, command.limit, isAbandoned, Secret (input), command.environment);

    if (! output.error.empty())
        return ToolOutcome::failure (output.error, true);

    auto answer = jsonIn (output.text);

    if (answer.problem.empty())
        return ToolOutcome::success (std::move (answer.json));

    auto text = std::string (output.text.reveal());

    while (! text.empty() && (text.back() == '\n' || text.back() == '\r'))
        text.pop_back();

    return ToolOutcome::success (text.empty() ? nlohmann::json() : nlohmann::json (std::move (text)));
}
} // namespace detail_command_tool

std::unique_ptr<Tool> makeCommandTool (const std::string& name, std::vector<std::string> program,
                                       const std::vector<std::string>& passed, Milliseconds limit)
{
    using namespace detail_command_tool;
    const auto who = program.empty() ? name : program.front();
    auto question = program;
    question.emplace_back ("--declaration");
    auto environment = programEnvironment (ProgramPurpose::tool, passed);
    const auto output = outputOf (question, patience, std::atomic<bool> (false), {}, environment);

    if (! output.error.empty())
        throw std::invalid_argument ("Asked for its --declaration: " + output.error);

    const auto [declared, problem] = jsonIn (output.text);

    if (! problem.empty())
        throw std::invalid_argument (who +
                                     " --declaration must print a JSON object with a 'description' and "
                                     "'parameters'; what it prints " +
                                     problem);

    if (! declared.is_object() || ! declared.contains ("description") || ! declared["description"].is_string())
        throw std::invalid_argument (who +
                                     " --declaration must print a JSON object with a 'description' and 'parameters'.");

    FunctionDeclaration declaration;
    declaration.name = name;
    declaration.description = declared["description"].get<std::string>();

    if (const auto parameters = declared.find ("parameters"); parameters != declared.end())
        declaration.parametersJsonSchema = *parameters;

    if (! declaration.parametersJsonSchema.is_null() && ! declaration.parametersJsonSchema.is_object())
        throw std::invalid_argument (who + " declares 'parameters' that are no JSON Schema object.");

    const auto scheduling = schedulingFrom (declared, who);
    return makeTool (
        std::move (declaration),
        [command = Command{std::move (program), std::move (environment), limit}] (const nlohmann::json& arguments,
                                                                                  ToolContext& context) -> ToolOutcome
        { return run (command, arguments, context); },
        limit + margin, scheduling);
}

} // namespace parlando
