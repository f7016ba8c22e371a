// Tools that need no thread of their own.

#include "Aviary.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <stdexcept>
#include <thread>

using namespace parlando;
using namespace parlando::testing;
using Catch::Matchers::ContainsSubstring;
using Pace = FunctionTool::Pace;

namespace
{

template <typename Callable>
ToolRegistry withCounter (Callable callable, Pace pace)
{
    FunctionDeclaration count;
    count.name = "count";
    ToolRegistry tools;
    tools.add (makeTool (count, std::move (callable), FunctionTool::usualDeadline, {}, pace));
    return tools;
}

/** What the agent is answered to its only call. */
ToolAnswered answerOf (Aviary& aviary)
{
    auto& studio = aviary.studio;
    REQUIRE (studio.untilReady());
    studio.agent.sendText ("use count");
    REQUIRE (aviary.isAnswered (1));
    const auto answered = studio.told<ToolAnswered>();
    REQUIRE (answered.size() == 1);
    CHECK (aviary.bird.linesWith ("RESULT").size() == 1);
    return answered.front();
}

} // namespace

TEST_CASE ("An instant tool is called on the session thread, any other on a worker's")
{
    const auto pace = GENERATE (Pace::instant, Pace::usual);
    std::thread::id calledOn;
    Aviary aviary (withParrot (withCounter (
        [&] (const nlohmann::json&)
        {
            calledOn = std::this_thread::get_id();
            return 42;
        },
        pace)));

    CHECK (answerOf (aviary).response["output"] == 42);
    CHECK ((calledOn == std::this_thread::get_id()) == (pace == Pace::instant));
}

TEST_CASE ("What an instant tool throws is the answer to its call, and the conversation goes on")
{
    const auto fail = [] (const nlohmann::json&) -> int { throw std::runtime_error ("no disk"); };
    Aviary aviary (withParrot (withCounter (fail, Pace::instant)));
    const auto answered = answerOf (aviary);

    CHECK (answered.isError);
    CHECK_THAT (answered.response.dump(), ContainsSubstring ("The tool count failed: no disk"));
    CHECK (aviary.studio.agent.state() == SessionState::ready);
}
