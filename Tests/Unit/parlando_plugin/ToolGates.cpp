#include <parlando_plugin/parlando_plugin.h>

#include "Support/WaitUntil.h"

#include <catch2/catch_test_macros.hpp>

#include <thread>

using namespace parlando;

namespace
{

struct CountingTool final : Tool
{
    FunctionDeclaration ownDeclaration;
    int calls = 0;

    CountingTool() { ownDeclaration.name = "count"; }
    const FunctionDeclaration& declaration() const override { return ownDeclaration; }

    ToolOutcome call (const nlohmann::json&, ToolContext&) override
    {
        ++calls;
        return ToolOutcome::success();
    }
};

/** A gate with a tool behind it and a worker that calls it. */
struct Rig
{
    ToolGate gate;
    std::shared_ptr<CountingTool> tool = std::make_shared<CountingTool>();
    std::shared_ptr<Tool> guarded = gate.guard (tool);
    std::stop_source stop;
    ToolOutcome outcome;

    ToolOutcome call()
    {
        ToolContext context{stop.get_token(), Instant::clock::now() + std::chrono::seconds (60)};
        return guarded->call ({{"by", 2}}, context);
    }

    std::jthread ask()
    {
        gate.setAccess (ToolGate::Access::ask);
        std::jthread worker ([this] { outcome = call(); });

        // A call that never asks would be waited for when the worker is joined.
        if (! testing::waitUntil ([this] { return gate.question().has_value(); }))
        {
            stop.request_stop();
            FAIL ("the call did not ask");
        }

        return worker;
    }
};

} // namespace

TEST_CASE ("Tools that are on run, and tools that are off are refused to the model")
{
    Rig rig;
    CHECK_FALSE (rig.call().isError);
    CHECK (rig.tool->calls == 1);

    rig.gate.setAccess (ToolGate::Access::off);
    CHECK (rig.call().isError);
    CHECK (rig.tool->calls == 1);
}

TEST_CASE ("A call that asks waits for the person's word, and shows what it would do")
{
    Rig rig;
    auto worker = rig.ask();
    const auto question = rig.gate.question();
    REQUIRE (question);
    CHECK (question->tool == "count");
    CHECK (question->arguments == "by: 2");
    CHECK (rig.tool->calls == 0);

    rig.gate.answer (question->id, true);
    worker.join();
    CHECK (rig.tool->calls == 1);
    CHECK_FALSE (rig.outcome.isError);
    CHECK_FALSE (rig.gate.question());
}

TEST_CASE ("A refused call is told to the model as an error")
{
    Rig rig;
    auto worker = rig.ask();
    rig.gate.answer (rig.gate.question()->id + 1, true); // another question's answer
    rig.gate.answer (rig.gate.question()->id, false);
    worker.join();
    CHECK (rig.tool->calls == 0);
    CHECK (rig.outcome.isError);
}

TEST_CASE ("A waiting call ends when it is cancelled, and when tools are switched off or on meanwhile")
{
    Rig cancelled;
    auto first = cancelled.ask();
    cancelled.stop.request_stop();
    first.join();
    CHECK (cancelled.outcome.isError);

    Rig switchedOff;
    auto second = switchedOff.ask();
    switchedOff.gate.setAccess (ToolGate::Access::off);
    second.join();
    CHECK (switchedOff.tool->calls == 0);

    Rig switchedOn;
    auto third = switchedOn.ask();
    switchedOn.gate.setAccess (ToolGate::Access::on);
    third.join();
    CHECK (switchedOn.tool->calls == 1);
}

TEST_CASE ("A tool behind a gate that asks has the person's time on top of its own")
{
    Rig rig;
    CHECK (rig.guarded->deadline() == rig.tool->deadline());
    rig.gate.setAccess (ToolGate::Access::ask);
    CHECK (rig.guarded->deadline() == rig.tool->deadline() + ToolGate::patience);
}

TEST_CASE ("What must be asked is asked also where tools may run, and never where they may not")
{
    Rig rig;
    bool isAllowed = false;
    std::jthread worker (
        [&]
        {
            ToolContext context{rig.stop.get_token(), Instant::max()};
            isAllowed = rig.gate.admits ("set_strobe", "Strobe to On (now Off)", true, context);
        });

    const auto asks = testing::waitUntil ([&] { return rig.gate.question().has_value(); });

    if (! asks)
        rig.stop.request_stop();

    REQUIRE (asks);
    CHECK (rig.gate.question()->arguments == "Strobe to On (now Off)");
    rig.gate.answer (rig.gate.question()->id, true);
    worker.join();
    CHECK (isAllowed);

    rig.gate.setAccess (ToolGate::Access::off);
    ToolContext context{rig.stop.get_token(), Instant::max()};
    CHECK_FALSE (rig.gate.admits ("set_strobe", "", true, context));
}

TEST_CASE ("A question shows a call whole, an argument a line, and hides nothing of it")
{
    Rig rig;
    rig.gate.setAccess (ToolGate::Access::ask);
    const std::string longText (10'000, 'x');
    std::jthread worker (
        [&]
        {
            ToolContext context{rig.stop.get_token(), Instant::max()};
            rig.guarded->call ({{"by", 2}, {"name\nby", "a\u202eb\u200b"}, {"text", longText}}, context);
        });

    const auto asks = testing::waitUntil ([&] { return rig.gate.question().has_value(); });
    const auto question = rig.gate.question();
    rig.stop.request_stop();
    REQUIRE (asks);
    CHECK (question->arguments == "by: 2\n\"name\\nby\": \"a\\u202eb\\u200b\"\ntext: \"" + longText + "\"");
}

TEST_CASE ("What is too long to be read is refused without asking, and the model is told what to do")
{
    Rig rig;
    ToolContext context{rig.stop.get_token(), Instant::max()};
    const nlohmann::json arguments{{"text", std::string (ToolGate::mostAsked, 'x')}};
    rig.gate.setAccess (ToolGate::Access::ask);
    const auto outcome = rig.guarded->call (arguments, context);
    CHECK (outcome.isError);
    CHECK (outcome.response.dump().find ("16,000 bytes") != std::string::npos);
    CHECK (rig.tool->calls == 0);
    CHECK_FALSE (rig.gate.admits ("write", std::string (ToolGate::mostAsked + 1, 'x'), true, context));

    rig.gate.setAccess (ToolGate::Access::on);
    CHECK_FALSE (rig.guarded->call (arguments, context).isError);
    CHECK (rig.tool->calls == 1);
}
