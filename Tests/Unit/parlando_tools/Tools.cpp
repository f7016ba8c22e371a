#include "Results.h"

#include <catch2/catch_test_macros.hpp>

#include <stdexcept>

using namespace parlando;
using namespace parlando::test;
using nlohmann::json;

namespace
{
std::unique_ptr<Tool> toolNamed (std::string name, json schema = {})
{
    return makeTool (declare (std::move (name), std::move (schema)), [] (const json&) { return 1; });
}

json callBuiltIn (std::string_view name, const json& args, ToolOutcome* whole = nullptr)
{
    ToolContext context;
    auto outcome = makeBuiltInTool (name)->call (args, context);
    if (whole != nullptr)
        *whole = outcome;
    return outcome.response;
}
} // namespace

TEST_CASE ("A success is never empty and keeps the tool's own members")
{
    CHECK (ToolOutcome::success().response == json{{"status", "ok"}});
    CHECK (ToolOutcome::success ({{"after", 3}}).response == json{{"status", "ok"}, {"after", 3}});
    CHECK (ToolOutcome::success ("text").response == json{{"status", "ok"}, {"output", "text"}});
    CHECK (ToolOutcome::success ({{"status", "sunny"}}).response ==
           json{{"status", "ok"}, {"output", {{"status", "sunny"}}}});
}

TEST_CASE ("A failure is a sentence of bounded length")
{
    CHECK (ToolOutcome::failure ("No.", true).response ==
           json{{"status", "error"}, {"error", "No."}, {"retryable", true}});
    CHECK (ToolOutcome::failure ("").response["error"] == "The tool failed without a reason.");

    // 999 bytes and a character of two: it is left out whole.
    const auto cut = ToolOutcome::failure (std::string (999, 'x') + "\xc3\xa4").response["error"].get<std::string>();
    CHECK (cut == std::string (999, 'x'));
}

TEST_CASE ("A registry finds its tools and keeps their order")
{
    ToolRegistry registry;
    CHECK (registry.isEmpty());
    registry.add (toolNamed ("zebra"));
    registry.add (toolNamed ("ant"));

    CHECK (registry.find ("ant")->declaration().name == "ant");
    CHECK (registry.find ("Ant") == nullptr);
    CHECK (registry.names() == std::vector<std::string>{"zebra", "ant"});
    CHECK (registry.declarations().front().name == "zebra");

    const auto copy = registry;
    CHECK (copy.find ("ant") == registry.find ("ant"));
}

TEST_CASE ("A registry refuses what the protocol does not allow")
{
    ToolRegistry registry;
    registry.add (toolNamed ("a"));
    registry.add (toolNamed ("_x.y:z-9"));
    registry.add (toolNamed (std::string (64, 'n')));

    for (const auto& name : {std::string(), std::string ("9a"), std::string ("a b"), std::string ("\xc3\xa4"),
                             std::string (65, 'n'), std::string ("a"), std::string (".a")})
        CHECK_THROWS_AS (registry.add (toolNamed (name)), std::invalid_argument);

    CHECK_THROWS_AS (registry.add (nullptr), std::invalid_argument);
    CHECK_THROWS_AS (registry.add (toolNamed ("list", json::array())), std::invalid_argument);
    CHECK_THROWS_AS (FunctionTool (declare ("t"), {}, Milliseconds (1)), std::invalid_argument);

    auto twice = declare ("twice", json::object());
    twice.parameters = json::object();
    CHECK_THROWS_AS (registry.add (makeTool (twice, [] (const json&) { return 1; })), std::invalid_argument);

    for (int i = 3; i < 512; ++i)
        registry.add (toolNamed ("tool_" + std::to_string (i)));
    CHECK_THROWS_AS (registry.add (toolNamed ("one_too_many")), std::invalid_argument);
    CHECK (registry.names().size() == 512);
}

TEST_CASE ("Every built-in tool can be made and declared")
{
    ToolRegistry registry;
    for (const auto& name : builtInToolNames())
    {
        registry.add (makeBuiltInTool (name));
        CHECK (registry.find (name)->declaration().description.size() > 40);
    }

    CHECK (registry.names() == std::vector<std::string>{"calculator", "stop_conversation"});
    CHECK (makeBuiltInTool ("Calculator") == nullptr);
}

TEST_CASE ("stop_conversation ends the conversation after a goodbye")
{
    ToolOutcome outcome;
    const auto response = callBuiltIn ("stop_conversation", json::object(), &outcome);

    CHECK (outcome.endsConversation);
    CHECK_FALSE (outcome.isError);
    CHECK (response["status"] == "ok");
    CHECK (response["output"].get<std::string>().find ("goodbye") != std::string::npos);
}

TEST_CASE ("The calculator answers with text and, where a double holds it, a number")
{
    CHECK (callBuiltIn ("calculator", {{"expression", "seventeen times three"}}) ==
           json{{"status", "ok"},
                {"expression", "seventeen times three"},
                {"result", "51"},
                {"value", 51},
                {"exact", true}});
    CHECK (callBuiltIn ("calculator", {{"expression", "51"}})["value"].is_number_integer());
    CHECK (callBuiltIn ("calculator", {{"expression", "2^53"}})["value"] == 9007199254740992);
    CHECK_FALSE (callBuiltIn ("calculator", {{"expression", "2^53+1"}}).contains ("value"));
    CHECK (callBuiltIn ("calculator", {{"expression", "1/3"}})["value"] == 0.333333333333);
    CHECK (callBuiltIn ("calculator", {{"expression", "1/3"}})["exact"] == false);
    CHECK (callBuiltIn ("calculator", {{"expression", "2x"}, {"variables", {{"x", 0.1}}}})["result"] == "0.2");
}

TEST_CASE ("The calculator's failures say whether another attempt makes sense")
{
    ToolOutcome outcome;
    CHECK (callBuiltIn ("calculator", {{"expression", "1/0"}}, &outcome) ==
           json{{"status", "error"}, {"error", "Nothing can be divided by zero."}, {"retryable", false}});
    CHECK (outcome.isError);
    CHECK (callBuiltIn ("calculator", {{"expression", "1+"}})["retryable"] == true);
}

TEST_CASE ("The calculator's schema lets its own calls through")
{
    const auto tool = makeBuiltInTool ("calculator");
    const auto& schema = tool->declaration().parametersJsonSchema;

    CHECK_FALSE (findArgumentFault ({{"expression", "1"}}, schema));
    CHECK_FALSE (findArgumentFault ({{"expression", "x"}, {"variables", {{"x", 1}}}}, schema));
    CHECK (findArgumentFault (json::object(), schema) == "args.expression is missing, but it is required.");
    CHECK (findArgumentFault ({{"expression", 5}}, schema) ==
           "args.expression must be a string, but it is the number 5.");
    CHECK (findArgumentFault ({{"expression", std::string (1001, '1')}}, schema));
}
