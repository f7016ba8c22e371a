// A runner that is idle can be taken away at once.

#include "Results.h"

#include <catch2/catch_test_macros.hpp>

#include <atomic>
#include <thread>

using namespace parlando;
using namespace parlando::test;

namespace
{

bool becomesIdle (const ToolRunner& runner)
{
    for (int i = 0; i < 30'000 && ! runner.isIdle(); ++i)
        std::this_thread::sleep_for (std::chrono::milliseconds (1));

    return runner.isIdle();
}

} // namespace

TEST_CASE (
    "A runner is idle before its first call and after its last, and not while a tool works that was told to stop")
{
    std::atomic<bool> mayReturn{false}, hasBegun{false};
    ToolRegistry registry;
    registry.add (makeTool (declare ("quick"), [] (const nlohmann::json&) { return 1; }));
    registry.add (makeTool (declare ("stubborn"),
                            [&] (const nlohmann::json&)
                            {
                                hasBegun = true;

                                while (! mayReturn)
                                    std::this_thread::sleep_for (std::chrono::milliseconds (1));

                                return 1;
                            }));
    Results results;
    ToolRunner runner (registry, results.callback());
    CHECK (runner.isIdle());

    runner.run (callTo ("quick", "1"));
    REQUIRE (results.waitFor (1).size() == 1);
    CHECK (becomesIdle (runner));

    runner.run (callTo ("stubborn", "2"));
    CHECK_FALSE (runner.isIdle());

    while (! hasBegun)
        std::this_thread::sleep_for (std::chrono::milliseconds (1));

    runner.cancel ("2");
    CHECK_FALSE (runner.isIdle());
    mayReturn = true;
    CHECK (becomesIdle (runner));
}
