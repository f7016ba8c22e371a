#include "Results.h"

#include <Support/Scarcity.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <atomic>

REFUSE_THREADS

using namespace parlando;
using namespace parlando::test;
using nlohmann::json;

namespace
{
/** Waits until it is told to stop. */
ToolOutcome waitForStop (ToolContext& context)
{
    Gate stopped;
    const std::stop_callback onStop (context.stop, [&] { stopped.open(); });
    return ToolOutcome::success (stopped.wait());
}
} // namespace

TEST_CASE ("C33: a tool that misses its deadline is answered once, and told to stop")
{
    std::atomic<bool> wasStarted{false}, wasStopped{false};
    ToolRegistry registry;
    registry.add (toolOf (
        declare ("slow"),
        [&] (const json&, ToolContext& context)
        {
            wasStarted = true;
            auto outcome = waitForStop (context);
            wasStopped = context.stop.stop_requested() && context.deadline <= std::chrono::steady_clock::now();
            return outcome;
        },
        Milliseconds (5)));
    Results results;
    std::size_t numCalls = 0;
    {
        // On a busy machine the deadline may pass before a thread has started: such a call is answered as well.
        ToolRunner runner (registry, results.callback());
        for (bool isAnswered = true; isAnswered && ! wasStarted && numCalls < 500;)
        {
            runner.run (callTo ("slow", std::to_string (++numCalls)));
            isAnswered = results.waitFor (numCalls).size() == numCalls;
        }
    }

    const auto all = results.waitFor (numCalls);
    REQUIRE (all.size() == numCalls);
    REQUIRE (wasStarted);
    CHECK (wasStopped);
    CHECK (all.back().response["status"] == "error");
    CHECK (all.back().response["retryable"] == true);
    CHECK (all.back().response["error"].get<std::string>().find ("timed out after 5 ms") != std::string::npos);
}

TEST_CASE ("Tools that never return do not hold up the others, up to the number of threads")
{
    Gate release;
    ToolRegistry registry;
    registry.add (toolOf (
        declare ("stuck"), [&] (const json&) { return release.wait(); }, Milliseconds (5)));
    registry.add (toolOf (declare ("good"), [] (const json&) { return 1; }));
    Results results;
    {
        ToolRunner runner (registry, results.callback(), 2);

        for (int i = 0; i < ToolRunner::maximumThreads - 1; ++i)
            runner.run (callTo ("stuck", "stuck " + std::to_string (i)));

        const auto stuck = results.waitFor (ToolRunner::maximumThreads - 1);
        runner.run (callTo ("good", "good"));
        const auto all = results.waitFor (ToolRunner::maximumThreads);
        release.open();

        REQUIRE (all.size() == ToolRunner::maximumThreads);
        CHECK (Results::only (all, "good").response["output"] == 1);
        CHECK (stuck.front().isError);
    }
    CHECK (results.waitFor (ToolRunner::maximumThreads).size() == ToolRunner::maximumThreads);
}

TEST_CASE ("When every thread is stuck, a waiting call is still answered at its deadline")
{
    Gate release;
    std::atomic<int> lateCalls{0};
    std::vector<Gate> started (ToolRunner::maximumThreads);
    ToolRegistry registry;
    registry.add (toolOf (declare ("deaf"),
                          [&] (const json& args)
                          {
                              started[args["n"].get<std::size_t>()].open();
                              return release.wait();
                          }));
    registry.add (toolOf (
        declare ("late"), [&] (const json&) { return ++lateCalls; }, Milliseconds (20)));
    registry.add (toolOf (declare ("good"), [] (const json&) { return 1; }));
    Results results;
    {
        ToolRunner runner (registry, results.callback());
        for (std::size_t i = 0; i < started.size(); ++i)
        {
            runner.run (callTo ("deaf", std::to_string (i), {{"n", i}}));
            REQUIRE (started[i].wait());
            CHECK (runner.cancel (std::to_string (i)));
        }

        runner.run (callTo ("late", "late"));
        const auto late = Results::only (results.waitFor (1), "late");
        CHECK (late.response.value ("error", "").find ("waiting for other tools") != std::string::npos);

        // The threads come back into service.
        release.open();
        runner.run (callTo ("good", "good"));
        CHECK (Results::only (results.waitFor (2), "good").response["output"] == 1);
    }
    CHECK (lateCalls == 0);
    CHECK (results.waitFor (2).size() == 2);
}

TEST_CASE ("The deadlines of several calls are each kept")
{
    ToolRegistry registry;
    for (const auto ms : {30, 10, 20, 1})
        registry.add (toolOf (
            declare ("t" + std::to_string (ms)),
            [] (const json&, ToolContext& context) { return waitForStop (context); }, Milliseconds (ms)));
    registry.add (toolOf (
        declare ("forever"), [] (const json&, ToolContext& context) { return waitForStop (context); },
        Milliseconds::max()));
    Results results;
    ToolRunner runner (registry, results.callback(), 8);

    runner.run (callTo ("forever", "forever"));
    for (const auto ms : {30, 10, 20, 1})
        runner.run (callTo ("t" + std::to_string (ms), std::to_string (ms)));

    const auto all = results.waitFor (4);
    REQUIRE (all.size() == 4);
    for (const auto* id : {"30", "10", "20", "1"})
        CHECK (Results::only (all, id).isError);
    CHECK (runner.cancel ("forever"));
}

TEST_CASE ("C31, C32: a cancelled call is told to stop and never answered; other cancellations are harmless")
{
    Gate isRunning;
    ToolRegistry registry;
    registry.add (toolOf (declare ("slow"),
                          [&] (const json&, ToolContext& context)
                          {
                              isRunning.open();
                              return waitForStop (context);
                          }));
    registry.add (toolOf (declare ("fast"), [] (const json&) { return 1; }));
    Results results;
    {
        ToolRunner runner (registry, results.callback(), 1);
        CHECK_FALSE (runner.cancel ("unknown"));

        runner.run (callTo ("slow", "running"));
        runner.run (callTo ("fast", "waiting"));
        CHECK (isRunning.wait());
        CHECK (runner.cancel ("waiting"));
        CHECK (runner.cancel ("running"));
        CHECK_FALSE (runner.cancel ("running"));
        CHECK_FALSE (runner.run (callTo ("fast", "waiting")));

        runner.run (callTo ("fast", "after"));
        CHECK (results.waitFor (1).size() == 1);
        CHECK_FALSE (runner.cancel ("after"));
    }

    const auto all = results.waitFor (1);
    REQUIRE (all.size() == 1);
    CHECK (all[0].id == "after");
}

TEST_CASE ("C38: after cancelAll nothing that was pending is answered")
{
    Gate isRunning;
    ToolRegistry registry;
    registry.add (toolOf (declare ("slow"),
                          [&] (const json&, ToolContext& context)
                          {
                              isRunning.open();
                              return waitForStop (context);
                          }));
    registry.add (toolOf (declare ("fast"), [] (const json&) { return 1; }));
    Results results;
    {
        ToolRunner runner (registry, results.callback(), 2);
        for (int i = 0; i < 20; ++i)
            runner.run (callTo ("slow", std::to_string (i)));
        CHECK (isRunning.wait());
        runner.cancelAll();
        runner.run (callTo ("fast", "new"));
        CHECK (results.waitFor (1).size() == 1);
    }
    CHECK (Results::only (results.waitFor (1), "new").response["output"] == 1);
    CHECK (results.waitFor (1).size() == 1);
}

TEST_CASE ("A tool that ignores its cancellation does not hold up the next call")
{
    Gate isRunning, release;
    ToolRegistry registry;
    registry.add (toolOf (declare ("deaf"),
                          [&] (const json&)
                          {
                              isRunning.open();
                              return release.wait();
                          }));
    registry.add (toolOf (declare ("fast"), [] (const json&) { return 1; }));
    Results results;
    ToolRunner runner (registry, results.callback(), 1);

    runner.run (callTo ("deaf", "deaf"));
    CHECK (isRunning.wait());
    CHECK (runner.cancel ("deaf"));
    runner.run (callTo ("fast", "fast"));
    CHECK (Results::only (results.waitFor (1), "fast").response["output"] == 1);
    release.open();
}

TEST_CASE ("Destruction stops running tools, drops waiting ones and answers nothing more")
{
    Gate isRunning;
    std::atomic<int> calls{0};
    ToolRegistry registry;
    registry.add (toolOf (declare ("slow"),
                          [&] (const json&, ToolContext& context)
                          {
                              ++calls;
                              isRunning.open();
                              return waitForStop (context);
                          }));
    Results results;
    {
        ToolRunner runner (registry, results.callback(), 1);
        for (int i = 0; i < 10; ++i)
            runner.run (callTo ("slow", std::to_string (i)));
        CHECK (isRunning.wait());
    }
    CHECK (calls == 1);
    CHECK (results.waitFor (0).empty());
}

TEST_CASE ("Destruction leaves a tool to itself that does not stop, and nothing of it is answered")
{
    struct Shared
    {
        Gate isRunning, release, hasReturned;
    };

    const auto shared = std::make_shared<Shared>();
    Results results;
    {
        ToolRegistry registry;
        registry.add (makeTool (declare ("deaf"),
                                [shared] (const json&)
                                {
                                    shared->isRunning.open();
                                    shared->release.wait();
                                    shared->hasReturned.open();
                                    return 1;
                                }));
        ToolRunner runner (registry, results.callback());
        runner.run (callTo ("deaf", "1"));
        CHECK (shared->isRunning.wait());
    }
    shared->release.open();
    CHECK (shared->hasReturned.wait());
    CHECK (results.waitFor (0).empty());
}

TEST_CASE ("Destruction waits for a tool that stops at once")
{
    Gate isRunning;
    std::atomic<bool> hasStopped{false};
    ToolRegistry registry;
    registry.add (toolOf (declare ("prompt"),
                          [&] (const json&, ToolContext& context)
                          {
                              isRunning.open();
                              const auto outcome = waitForStop (context);
                              std::this_thread::sleep_for (2 * ToolRunner::patience);
                              hasStopped = true;
                              return outcome;
                          }));
    Results results;
    {
        ToolRunner runner (registry, results.callback());
        runner.run (callTo ("prompt", "1"));
        CHECK (isRunning.wait());
    }
    CHECK (hasStopped);
}

TEST_CASE ("Where the system has no thread for a call that is said, and the next call is run")
{
    ToolRegistry registry;
    registry.add (toolOf (declare ("play"), [] (const json&) { return 1; }));
    Results results;
    ToolRunner runner (registry, results.callback());

    {
        const parlando::testing::NoThreads none;
        CHECK_THROWS_WITH (runner.run (callTo ("play", "1")), Catch::Matchers::ContainsSubstring ("no thread left"));
    }

    CHECK (runner.run (callTo ("play", "2")));
    CHECK (Results::only (results.waitFor (1), "2").response["output"] == 1);
    CHECK (results.waitFor (1).size() == 1);
}

TEST_CASE ("A runner that never ran anything starts and stops nothing")
{
    const ToolRegistry registry;
    Results results;
    {
        ToolRunner runner (registry, results.callback());
        runner.cancelAll();
        CHECK_FALSE (runner.cancel ("1"));
    }
    CHECK (results.waitFor (0).empty());
}
