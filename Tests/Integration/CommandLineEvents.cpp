// --events: what other programs read while a conversation goes on.

#include "CommandLineFolder.h"
#include "CommandLineProgram.h"
#include "CommandLineService.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <csignal>
#include <sstream>

using namespace parlando;
using namespace parlando::testing;
using Catch::Matchers::ContainsSubstring;

namespace
{

/** Each line as JSON; fails where one is none. */
std::vector<nlohmann::json> linesOf (const std::string& text)
{
    std::vector<nlohmann::json> lines;
    std::istringstream stream (text);

    for (std::string line; std::getline (stream, line);)
        lines.push_back (nlohmann::json::parse (line));

    return lines;
}

std::vector<nlohmann::json> eventsNamed (const std::vector<nlohmann::json>& events, const std::string& name)
{
    std::vector<nlohmann::json> found;

    for (const auto& event : events)
        if (event.at ("event") == name)
            found.push_back (event);

    return found;
}

} // namespace

TEST_CASE ("Each event goes to standard output as a line of JSON, with nothing beside it, in the order of its time")
{
    const CommandLineService service;
    const auto result = runProgram (
        {"talk", "--no-audio", "--endpoint", service.url(), "--text", "Hello", "--linger", "0.2", "--events", "-"});
    INFO (result.error);
    CHECK (result.exitCode == 0);

    const auto events = linesOf (result.out);
    REQUIRE (events.size() > 4);
    CHECK (events.front().at ("event") == "ready");
    CHECK (events.back().at ("event") == "ended");
    CHECK (events.back().at ("reason") == "asked");
    CHECK (eventsNamed (events, "turnStarted").size() == 1);
    CHECK (eventsNamed (events, "turnComplete").size() == 1);
    CHECK (eventsNamed (events, "usage").front().at ("totalTokens") == 7);

    std::string agent, person;

    for (const auto& piece : eventsNamed (events, "transcript"))
        (piece.at ("speaker") == "agent" ? agent : person) += piece.at ("text").get<std::string>();

    CHECK (person == "Hello");
    CHECK (agent == "Well said.");

    for (const auto& event : events)
        CHECK (event.at ("timeNs").get<std::int64_t>() >= events.front().at ("timeNs").get<std::int64_t>());

    CHECK_THAT (result.error, ContainsSubstring ("Agent: Well said."));
}

TEST_CASE ("Events are there while the conversation goes on")
{
    const CommandLineService service;
    const CommandLineFolder folder;
    CommandLineProgram program ({"talk", "--no-audio", "-q", "--text", "Hello", "--linger", "600", "--endpoint",
                                 service.url(), "--events", "-"});
    CHECK (program.waitForOutput ("\"event\":\"turnComplete\""));
    program.send (SIGINT);
    CHECK (linesOf (program.wait().out).back().at ("event") == "ended");
}

TEST_CASE ("A conversation that never began leaves why, as its only event")
{
    const CommandLineFolder folder;
    const auto result = runProgram ({"talk", "--no-audio", "--endpoint", "ws://127.0.0.1:1", "--text", "Hello",
                                     "--events", folder / "events.jsonl"});
    CHECK (result.exitCode != 0);

    const auto events = linesOf (folder.read ("events.jsonl"));
    REQUIRE (events.size() == 1);
    CHECK (events.front().at ("event") == "ended");
    CHECK (events.front().at ("reason") == "failed");
    CHECK_FALSE (events.front().at ("error").get<std::string>().empty());
}

TEST_CASE ("Events that cannot be written fail the run, and cost no word of the conversation")
{
    const CommandLineService service;
    const CommandLineFolder folder;
    const auto result = runProgram ({"talk", "--no-audio", "--endpoint", service.url(), "--text", "Hello", "--linger",
                                     "0.2", "--events", "/dev/full", "--transcript", folder / "talk.json"});
    CHECK (result.exitCode == 1);
    CHECK_THAT (result.error, ContainsSubstring ("/dev/full"));
    CHECK (nlohmann::json::parse (folder.read ("talk.json"))["entries"].size() == 2);
}

TEST_CASE ("Events have a place of their own")
{
    const CommandLineFolder folder;
    const auto shared = folder / "talk.json";
    const auto same = runProgram ({"talk", "--events", shared, "--report", shared});
    CHECK (same.exitCode == 2);
    CHECK_THAT (same.error, ContainsSubstring ("name the same file"));

    const auto both = runProgram ({"talk", "--events", "-", "--report", "-"});
    CHECK (both.exitCode == 2);
    CHECK_THAT (both.error, ContainsSubstring ("both want standard output"));
}
