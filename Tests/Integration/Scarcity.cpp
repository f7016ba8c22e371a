// A host that has nothing left, a listener that throws, a tool that does not return: the conversation ends, the host
// goes on.

#include "Support/Scarcity.h"
#include "ScriptedService.h"
#include "Studio.h"

#include <Support/WaitUntil.h>

#include <catch2/catch_test_macros.hpp>

#include <atomic>
#include <memory>
#include <optional>
#include <stdexcept>

REFUSE_THREADS

using namespace parlando;
using parlando::testing::NoDescriptors;
using parlando::testing::NoThreads;
using parlando::testing::ScriptedService;
using parlando::testing::ServiceScript;
using parlando::testing::Studio;
using parlando::testing::waitUntil;

namespace
{

/** A tool that returns when the test says so, whatever it is told. */
struct Stubborn
{
    std::shared_ptr<std::atomic<bool>> isCalled = std::make_shared<std::atomic<bool>> (false);
    std::shared_ptr<std::atomic<bool>> mayReturn = std::make_shared<std::atomic<bool>> (false);
    std::shared_ptr<std::atomic<bool>> hasReturned = std::make_shared<std::atomic<bool>> (false);

    ToolRegistry registry (std::function<void()> last = {}) const
    {
        FunctionDeclaration declaration;
        declaration.name = "stay";
        declaration.description = "Stays";
        ToolRegistry tools;
        tools.add (makeTool (
            declaration,
            [called = isCalled, go = mayReturn, done = hasReturned, last] (const nlohmann::json&)
            {
                *called = true;
                waitUntil ([&] { return go->load(); });

                if (last)
                    last();

                *done = true;
                return 1;
            },
            std::chrono::hours (1)));
        return tools;
    }

    static void call (ServiceScript::Connection& connection)
    {
        connection.sendText (R"({"toolCall":{"functionCalls":[{"id":"1","name":"stay","args":{}}]}})");
    }
};

} // namespace

TEST_CASE ("A host without a descriptor left is told so, and the next connection works")
{
    ScriptedService service;
    Studio studio (service.url());

    {
        const NoDescriptors none;
        studio.agent.connect();
        REQUIRE (studio.untilEnded());
    }

    const auto ended = studio.told<SessionEnded>();
    REQUIRE (ended.size() == 1);
    CHECK (ended[0].reason == EndReason::failed);
    CHECK (ended[0].error.find ("could not begin") != std::string::npos);
    CHECK (studio.agent.state() == SessionState::ended);
    CHECK (studio.untilReady());
}

TEST_CASE ("A host without a thread left is told so, and the next connection works")
{
    ScriptedService service;
    Studio studio (service.url());

    {
        const NoThreads none;
        studio.agent.connect();
        REQUIRE (studio.agent.wait (Milliseconds (0)));
    }

    REQUIRE (studio.told<SessionEnded>().size() == 1);
    CHECK (studio.told<SessionEnded>()[0].error.find ("could not begin") != std::string::npos);
    CHECK (studio.untilReady());
}

TEST_CASE ("Where the system has no thread for a tool the model is told so, and the conversation goes on")
{
    std::optional<NoThreads> none;
    std::atomic<bool> isAnswered{false};
    std::string answer;
    ScriptedService service ([] (auto& connection, const auto&) { Stubborn::call (connection); },
                             [&] (auto&, const nlohmann::json& message)
                             {
                                 if (message.contains ("toolResponse") && ! isAnswered)
                                 {
                                     answer = message.dump();
                                     isAnswered = true;
                                 }
                             });
    const Stubborn tool;
    auto options = Studio::options (service.url(), tool.registry());
    LiveAgent agent (std::move (options),
                     [&] (const SessionEvent& event)
                     {
                         if (std::holds_alternative<SessionReady> (event))
                             none.emplace();
                     });
    agent.connect();
    CHECK (waitUntil ([&] { return isAnswered.load(); }));
    none.reset();
    CHECK (answer.find ("no thread left") != std::string::npos);
    CHECK (agent.state() == SessionState::ready);
}

TEST_CASE ("A listener that throws ends the conversation and nothing else, and the next connection works")
{
    ScriptedService service;
    std::atomic<bool> throws{true};
    std::atomic<int> ends{0};
    LiveAgent agent (Studio::options (service.url()),
                     [&] (const SessionEvent& event)
                     {
                         ends += std::holds_alternative<SessionEnded> (event) ? 1 : 0;

                         if (throws)
                             throw std::runtime_error ("a fault of the host's");
                     });
    agent.connect();
    REQUIRE (agent.wait (Milliseconds (20'000)));
    CHECK (ends == 1);
    CHECK (agent.state() == SessionState::ended);

    throws = false;
    agent.connect();
    CHECK (waitUntil ([&] { return agent.state() == SessionState::ready; }));
}

TEST_CASE ("A tool that does not return keeps nobody from ending, nor from another conversation")
{
    ScriptedService service ([] (auto& connection, const auto&) { Stubborn::call (connection); });
    const Stubborn tool;

    {
        LiveAgent agent (Studio::options (service.url(), tool.registry()), {});
        agent.connect();
        REQUIRE (waitUntil ([&] { return tool.isCalled->load(); }));

        SECTION ("destroyed") {}
        SECTION ("or connected again")
        {
            agent.disconnect();
            REQUIRE (agent.wait (Milliseconds (20'000)));
            agent.connect();
            CHECK (waitUntil ([&] { return agent.state() == SessionState::ready; }));
        }
    }

    CHECK_FALSE (tool.hasReturned->load());
    *tool.mayReturn = true;
    CHECK (waitUntil ([&] { return tool.hasReturned->load(); }));
}

TEST_CASE ("A tool may use the agent while the next conversation begins")
{
    ScriptedService service ([] (auto& connection, const auto&) { Stubborn::call (connection); });
    const Stubborn tool;
    LiveAgent* used = nullptr;
    LiveAgent agent (Studio::options (service.url(), tool.registry ([&used] { used->sendText ("Done."); })), {});
    used = &agent;
    agent.connect();
    REQUIRE (waitUntil ([&] { return tool.isCalled->load(); }));
    agent.disconnect();
    REQUIRE (agent.wait (Milliseconds (20'000)));
    *tool.mayReturn = true;
    agent.connect();
    CHECK (waitUntil ([&] { return tool.hasReturned->load(); }));
    CHECK (waitUntil ([&] { return agent.state() == SessionState::ready; }));
}
