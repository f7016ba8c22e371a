// What an application may change or refuse before a conversation does it.

#include "Aviary.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

using namespace parlando;
using namespace parlando::testing;
using namespace std::chrono_literals;
using Catch::Matchers::ContainsSubstring;

namespace
{

ConversationOptions withHooks (ConversationHooks hooks, ToolRegistry tools = {})
{
    auto options = withParrot (std::move (tools));
    options.hooks = std::move (hooks);
    return options;
}

ToolRegistry withCounter (nlohmann::json& seen)
{
    FunctionDeclaration count;
    count.name = "count";
    ToolRegistry tools;
    tools.add (makeTool (count,
                         [&seen] (const nlohmann::json& arguments)
                         {
                             seen = arguments;
                             return 42;
                         }));
    return tools;
}

} // namespace

TEST_CASE ("A hook may change a call's arguments, or refuse it with a sentence for the agent")
{
    nlohmann::json seen;
    ConversationHooks hooks;
    std::string refusal;
    hooks.beforeTool = [&] (FunctionCall& call)
    {
        call.args["limit"] = 10;
        return refusal.empty() ? std::nullopt : std::optional (refusal);
    };
    const auto isRefused = GENERATE (false, true);

    if (isRefused)
        refusal = "Nobody counts during a take.";

    Aviary aviary (withHooks (hooks, withCounter (seen)));
    auto& studio = aviary.studio;
    REQUIRE (studio.untilReady());
    studio.agent.sendText ("use count");
    REQUIRE (studio.until ([&] { return ! studio.told<ToolAnswered>().empty(); }));
    const auto answered = studio.told<ToolAnswered>();
    REQUIRE (answered.size() == 1);
    CHECK (answered[0].isError == isRefused);
    CHECK (seen.is_null() == isRefused);

    if (isRefused)
        CHECK_THAT (answered[0].response.dump(), ContainsSubstring ("Nobody counts during a take."));
    else
        CHECK (seen == nlohmann::json{{"limit", 10}});
}

TEST_CASE ("A hook may change a typed turn before it leaves, or keep it back")
{
    ConversationHooks hooks;
    hooks.beforeText = [] (std::string& text)
    {
        text += " (softly)";
        return text.find ("secret") == std::string::npos;
    };
    Aviary aviary (withHooks (hooks));
    auto& studio = aviary.studio;
    REQUIRE (studio.untilReady());
    studio.agent.sendText ("my secret");
    studio.agent.sendText ("Hello");
    REQUIRE (studio.until ([&] { return ! studio.told<TurnComplete>().empty(); }));
    CHECK (aviary.bird.linesWith ("SAY") == std::vector<std::string>{"Hello (softly)"});
    CHECK (studio.agent.transcript().entries.front().text == "Hello (softly)");
}

TEST_CASE ("A hook may keep a connection as long as that can wait, and no longer")
{
    ConversationHooks hooks;
    hooks.mayReplaceConnection = [] { return false; };
    Aviary aviary (withHooks (hooks));
    auto& studio = aviary.studio;
    REQUIRE (studio.untilReady());
    studio.pass (64s); // from 60 s on it would be replaced
    CHECK (studio.told<SessionReconnecting>().empty());
    studio.pass (20s); // at 80 s it must be
    CHECK (studio.told<SessionReconnecting>().size() == 1);
    CHECK (studio.agent.state() == SessionState::ready);
}

TEST_CASE ("What a hook throws ends the conversation with its words")
{
    ConversationHooks hooks;
    hooks.beforeText = [] (std::string&) -> bool { throw std::runtime_error ("the censor is ill"); };
    ParrotService bird;
    LoopbackServer server ({}, bird.callbacks());
    auto options = withHooks (hooks);
    options.endpoint.baseUrl = server.url();
    std::string error;
    LiveAgent agent (options,
                     [&] (const SessionEvent& event)
                     {
                         if (const auto* ended = std::get_if<SessionEnded> (&event))
                             error = ended->error;
                     });
    agent.connect();
    agent.sendText ("Hello");
    REQUIRE (agent.wait (10s));
    CHECK_THAT (error, ContainsSubstring ("the censor is ill"));
}

TEST_CASE ("A conversation without a provider says what is missing")
{
    std::string error;
    LiveAgent agent ({},
                     [&] (const SessionEvent& event)
                     {
                         if (const auto* ended = std::get_if<SessionEnded> (&event))
                             error = ended->error;
                     });
    agent.connect();
    REQUIRE (agent.wait (10s));
    CHECK (error == "The conversation could not begin: No service was chosen: give ConversationOptions a provider.");
}
