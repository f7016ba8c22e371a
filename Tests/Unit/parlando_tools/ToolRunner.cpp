#include "Results.h"

#include <catch2/catch_test_macros.hpp>

#include <atomic>
#include <set>
#include <thread>

using namespace parlando;
using namespace parlando::test;
using nlohmann::json;

namespace
{
ToolRegistry registryWith (std::unique_ptr<Tool> tool)
{
    ToolRegistry registry;
    registry.add (std::move (tool));
    return registry;
}

/** The answer to one call. */
ToolAnswer answerTo (const ToolRegistry& registry, FunctionCall call)
{
    Results results;
    ToolRunner runner (registry, results.callback());
    runner.run (std::move (call));
    const auto all = results.waitFor (1);
    return all.empty() ? ToolAnswer() : all.front();
}
} // namespace

TEST_CASE ("C34: an answer carries the call's id and name and an object")
{
    const auto registry =
        registryWith (toolOf (declare ("double_it"), [] (const json& args) { return args["n"].get<int>() * 2; }));
    const auto result = answerTo (registry, callTo ("double_it", "call-\xc3\xa4 1", {{"n", 21}}));

    CHECK (result.id == "call-\xc3\xa4 1");
    CHECK (result.name == "double_it");
    CHECK (result.response == json{{"status", "ok"}, {"output", 42}});
    CHECK_FALSE (result.isError);
}

TEST_CASE ("C29: a call without arguments reaches the tool as an empty object")
{
    const auto registry =
        registryWith (toolOf (declare ("look"), [] (const json& args) { return args.is_object() && args.empty(); }));
    CHECK (answerTo (registry, callTo ("look", "1", nullptr)).response["output"] == true);
}

TEST_CASE ("C30: an unknown tool is answered with the names of the known ones")
{
    const auto registry = registryWith (toolOf (declare ("play"), [] (const json&) { return 1; }));
    const auto outcome = answerTo (registry, callTo ("dance", "1"));

    CHECK (outcome.isError);
    CHECK (outcome.response["status"] == "error");
    CHECK (outcome.response["retryable"] == false);
    CHECK (outcome.response["error"] == "There is no tool named \"dance\". The tools are: play.");
    CHECK (answerTo (ToolRegistry(), callTo ("dance", "1")).response["error"] ==
           "There is no tool named \"dance\". This conversation has no tools.");
}

TEST_CASE ("Arguments that do not fit the schema never reach the tool")
{
    std::atomic<int> calls{0};
    const json schema{{"type", "object"}, {"properties", {{"bpm", {{"type", "number"}}}}}};
    const auto registry = registryWith (toolOf (declare ("tempo", schema), [&] (const json&) { return ++calls; }));
    const auto outcome = answerTo (registry, callTo ("tempo", "1", {{"bpm", "fast"}}));

    CHECK (calls == 0);
    CHECK (outcome.response["retryable"] == true);
    CHECK (outcome.response["error"] ==
           "The call does not fit the declaration of tempo: args.bpm must be a number, but it is a string.");
}

TEST_CASE ("Arguments are checked against an OpenAPI schema too")
{
    auto declaration = declare ("tempo");
    declaration.parameters = {{"type", "OBJECT"}, {"required", {"bpm"}}};
    const auto registry = registryWith (toolOf (declaration, [] (const json&) { return 1; }));
    CHECK (answerTo (registry, callTo ("tempo", "1")).isError);
}

TEST_CASE ("C33: a tool that throws is answered with its text")
{
    const auto throwing = [] (auto exception)
    { return registryWith (toolOf (declare ("t"), [=] (const json&) -> json { throw exception; })); };

    CHECK (answerTo (throwing (std::runtime_error ("no disk")), callTo ("t", "1")).response["error"] ==
           "The tool t failed: no disk");
    CHECK (answerTo (throwing (42), callTo ("t", "1")).response["error"] == "The tool t failed without a reason.");

    const auto longText = answerTo (throwing (std::runtime_error (std::string (100000, 'x'))), callTo ("t", "1"));
    CHECK (longText.response["error"].get<std::string>().size() == 1000);

    const auto bytes = answerTo (throwing (std::runtime_error ("bad \xff byte")), callTo ("t", "1"));
    CHECK (bytes.response.dump().find ("bad \xef\xbf\xbd byte") != std::string::npos);
}

TEST_CASE ("An answer is bounded, is an object, says its status and is UTF-8")
{
    const auto answering = [] (ToolOutcome outcome)
    { return registryWith (toolOf (declare ("t"), [=] (const json&) { return outcome; })); };
    ToolOutcome outcome;

    outcome.response = {{"text", std::string (70000, 'x')}};
    const auto tooLong = answerTo (answering (outcome), callTo ("t", "1"));
    CHECK (tooLong.isError);
    CHECK (tooLong.response["error"].get<std::string>().find ("65536") != std::string::npos);

    outcome.response = json{1, 2};
    CHECK (answerTo (answering (outcome), callTo ("t", "1")).response == json{{"status", "ok"}, {"output", {1, 2}}});

    outcome.response = nullptr;
    outcome.isError = true;
    CHECK (answerTo (answering (outcome), callTo ("t", "1")).response == json{{"status", "error"}});

    outcome.response = {{"text", "\xc3"}};
    CHECK (answerTo (answering (outcome), callTo ("t", "1")).response["text"] == "\xef\xbf\xbd");
}

TEST_CASE ("C28, C31: an id is answered once, also when it comes again after its answer")
{
    std::atomic<int> calls{0};
    const auto registry = registryWith (toolOf (declare ("count"), [&] (const json&) { return ++calls; }));
    Results results;
    {
        ToolRunner runner (registry, results.callback());
        CHECK (runner.run (callTo ("count", "a")));
        CHECK_FALSE (runner.run (callTo ("count", "a")));
        CHECK (results.waitFor (1).size() == 1);
        CHECK_FALSE (runner.run (callTo ("count", "a")));
        CHECK (runner.run (callTo ("count", "b")));
        CHECK (results.waitFor (2).size() == 2);

        // A new connection may use the ids again.
        runner.cancelAll();
        CHECK (runner.run (callTo ("count", "a")));
        CHECK (results.waitFor (3).size() == 3);
    }
    CHECK (calls == 3);
}

TEST_CASE ("Calls without an id are all run")
{
    const auto registry = registryWith (toolOf (declare ("t"), [] (const json&) { return 1; }));
    Results results;
    ToolRunner runner (registry, results.callback());

    for (int i = 0; i < 3; ++i)
        CHECK (runner.run (callTo ("t", "")));

    CHECK (results.waitFor (3).size() == 3);
    CHECK_FALSE (runner.cancel (""));
}

TEST_CASE ("C35: a slow call does not hold up the ones after it")
{
    Gate release;
    ToolRegistry registry;
    registry.add (toolOf (declare ("slow"), [&] (const json&) { return release.wait(); }));
    registry.add (toolOf (declare ("fast"), [] (const json&) { return 1; }));
    Results results;
    ToolRunner runner (registry, results.callback(), 2);

    runner.run (callTo ("slow", "slow"));
    runner.run (callTo ("fast", "fast"));
    const auto first = results.waitFor (1);
    release.open();

    REQUIRE (first.size() == 1);
    CHECK (first.front().id == "fast");
    CHECK (results.waitFor (2).size() == 2);
}

TEST_CASE ("No more calls run at once than there are workers")
{
    std::atomic<int> running{0}, most{0};
    const auto registry =
        registryWith (toolOf (declare ("t"),
                              [&] (const json&)
                              {
                                  const auto now = ++running;
                                  for (auto seen = most.load(); seen < now && ! most.compare_exchange_weak (seen, now);)
                                  {
                                  }
                                  std::this_thread::yield();
                                  --running;
                                  return 1;
                              }));
    Results results;
    ToolRunner runner (registry, results.callback(), 3);

    for (int i = 0; i < 300; ++i)
        runner.run (callTo ("t", std::to_string (i)));

    CHECK (results.waitFor (300).size() == 300);
    CHECK (most <= 3);
}

TEST_CASE ("A single worker keeps the order of the calls")
{
    const auto registry = registryWith (toolOf (declare ("t"), [] (const json&) { return 1; }));
    Results results;
    ToolRunner runner (registry, results.callback(), 1);

    for (int i = 0; i < 50; ++i)
        runner.run (callTo ("t", std::to_string (i)));

    const auto all = results.waitFor (50);
    REQUIRE (all.size() == 50);
    for (std::size_t i = 0; i < all.size(); ++i)
        CHECK (all[i].id == std::to_string (i));
}

TEST_CASE ("A thousand calls from several threads are each answered once")
{
    const auto registry = registryWith (toolOf (declare ("echo"), [] (const json& args) { return args; }));
    Results results;
    {
        ToolRunner runner (registry, results.callback());
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back (
                [&runner, t]
                {
                    for (int i = 0; i < 250; ++i)
                        runner.run (callTo ("echo", std::to_string (t * 250 + i), {{"n", i}}));
                });
        threads.clear();
        results.waitFor (1000);
    }

    std::set<std::string> ids;
    for (const auto& result : results.waitFor (1000))
        ids.insert (result.id);
    CHECK (ids.size() == 1000);
    CHECK (results.waitFor (1000).size() == 1000);
}

TEST_CASE ("A tool may start another call from its answer")
{
    const auto registry = registryWith (toolOf (declare ("t"), [] (const json&) { return 1; }));
    Results results;
    ToolRunner* runnerInCallback = nullptr;
    Gate ready;

    ToolRunner runner (registry,
                       [&, collect = results.callback()] (ToolAnswer result)
                       {
                           ready.wait();
                           if (result.id == "1")
                               runnerInCallback->run (callTo ("t", "2"));
                           collect (std::move (result));
                       });
    runnerInCallback = &runner;
    ready.open();
    runner.run (callTo ("t", "1"));

    CHECK (results.waitFor (2).size() == 2);
}

TEST_CASE ("A tool learns in which turn it was called")
{
    const auto registry = registryWith (
        toolOf (declare ("turn"), [] (const json&, ToolContext& context) { return static_cast<int> (context.turn); }));
    Results results;
    ToolRunner runner (registry, results.callback());
    runner.run (callTo ("turn", "1", json::object()), 7);
    CHECK (results.waitFor (1).at (0).response["output"] == 7);
}

TEST_CASE ("A silent tool is silent about its successes alone")
{
    const auto registry = registryWith (toolOf (
        declare ("knob"),
        [] (const json& args)
        { return args.contains ("fail") ? ToolOutcome::failure ("It is stuck.") : ToolOutcome::success(); },
        std::chrono::seconds (1), Scheduling::silent));
    CHECK (answerTo (registry, callTo ("knob", "1", json::object())).scheduling == Scheduling::silent);
    CHECK (answerTo (registry, callTo ("knob", "2", {{"fail", true}})).scheduling == Scheduling::whenIdle);
}

TEST_CASE ("An answer of brackets within each other is refused in words, on a worker with any stack")
{
    const auto nested = [] (std::size_t depth)
    {
        json value;
        for (std::size_t i = 0; i < depth; ++i)
            value = json::array ({std::move (value)});
        return value;
    };
    const auto registry = registryWith (makeTool (declare ("dig"),
                                                  [&] (const json& args) {
                                                      return json{{"found", nested (args["depth"].get<std::size_t>())}};
                                                  }));

    CHECK (answerTo (registry, callTo ("dig", "1", {{"depth", 80}})).response["status"] == "ok");

    const auto refused = answerTo (registry, callTo ("dig", "2", {{"depth", 200'000}})).response;
    CHECK (refused["status"] == "error");
    CHECK (refused["error"] == "The answer of dig is nested more than 90 deep: ask it for less.");
}
