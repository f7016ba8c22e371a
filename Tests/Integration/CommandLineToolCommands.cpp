#include "CommandLineFolder.h"
#include "CommandLineProgram.h"
#include "ScriptedService.h"
#include "Support/HostileJson.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <filesystem>

using namespace parlando;
using namespace parlando::testing;
using Catch::Matchers::ContainsSubstring;

namespace
{

/** Answers a typed turn by calling the tool, and says a word when it has the answer. */
struct CallingService
{
    ScriptedService service{
        {},
        [] (ScriptedService::Connection& connection, const nlohmann::json& message)
        {
            if (message.contains ("clientContent"))
                connection.sendBinary (
                    R"({"toolCall":{"functionCalls":[{"id":"1","name":"set_lamp","args":{"percent":40}}]}})");

            if (message.contains ("toolResponse"))
            {
                connection.sendBinary (ScriptedService::audio (std::vector<std::int16_t> (2'400, 1000)));
                connection.sendBinary (ScriptedService::content ("generationComplete"));
                connection.sendBinary (ScriptedService::content ("turnComplete"));
            }
        }};

    nlohmann::json response() const
    {
        for (const auto& message : service.messages())
            if (message.contains ("toolResponse"))
                return message["toolResponse"]["functionResponses"][0]["response"];

        return {};
    }

    nlohmann::json declaration() const
    {
        return service.messages().at (0)["setup"]["tools"][0]["functionDeclarations"][0];
    }
};

/** A tool that declares itself, and does `call` when it is called. */
std::string writeTool (const CommandLineFolder& folder, const std::string& call)
{
    const auto path = folder.write (
        "lamp",
        "#!/bin/sh\nif [ \"$1\" = --declaration ]; then\necho '{\"description\":\"Sets the lamp\",\"scheduling\":"
        "\"when_idle\",\"parameters\":{\"type\":\"object\",\"properties\":{\"percent\":{\"type\":\"number\"}},"
        "\"required\":[\"percent\"]}}'\nexit\nfi\n" +
            call + "\n");
    std::filesystem::permissions (path, std::filesystem::perms::owner_all);
    return path;
}

ProgramResult talk (const CallingService& service, const std::string& tool)
{
    return runProgram ({"talk", "--no-audio", "--text", "Dim the lamp", "--endpoint", service.service.url(),
                        "--tool-command", "set_lamp=" + tool});
}

} // namespace

TEST_CASE ("A program is a tool: it declares itself, has its arguments as JSON, and its answer reaches the model")
{
    CallingService service;
    CommandLineFolder folder;
    const auto result = talk (
        service, writeTool (folder, "read args\necho \"{\\\"got\\\": $args, \\\"key\\\": \\\"$GOOGLE_API_KEY\\\"}\""));
    CHECK (result.exitCode == 0);
    CHECK (service.declaration()["description"] == "Sets the lamp");
    CHECK (service.declaration()["behavior"] == "NON_BLOCKING");
    CHECK (service.response() == nlohmann::json{{"status", "ok"}, {"got", {{"percent", 40}}}, {"key", ""}});
}

TEST_CASE ("A program that is a tool gets the variables that it is passed, and never the key")
{
    CallingService service;
    CommandLineFolder folder;
    const auto tool = "set_lamp=" + writeTool (folder, "echo \"$LAMP_TOKEN $LD_LIBRARY_PATH\"");
    const std::vector<std::string> question{"talk",       "--no-audio",          "--text",         "Dim the lamp",
                                            "--endpoint", service.service.url(), "--tool-command", tool};
    auto passing = question;
    passing.insert (passing.end(), {"--pass-env", "LAMP_TOKEN=sesame", "--pass-env", "NOT_SET"});
    CHECK (runProgram (passing).exitCode == 0);
    CHECK (service.response()["output"] == "sesame ");

    auto betraying = question;
    betraying.insert (betraying.end(), {"--pass-env", "GOOGLE_API_KEY"});
    const auto refused = runProgram (betraying);
    CHECK (refused.exitCode == 2);
    CHECK_THAT (refused.error, ContainsSubstring ("GOOGLE_API_KEY is the service's key"));
}

TEST_CASE ("What a tool leaves running with its output does not keep its answer")
{
    CallingService service;
    CommandLineFolder folder;
    talk (service, writeTool (folder, "echo '{\"ok\":1}'; sleep 60 &"));
    CHECK (service.response() == nlohmann::json{{"status", "ok"}, {"ok", 1}});
}

TEST_CASE ("What a program prints that is no JSON is the answer as text, and a failure tells its own words")
{
    CommandLineFolder folder;
    CallingService plain;
    talk (plain, writeTool (folder, "echo The lamp is dim."));
    CHECK (plain.response() == nlohmann::json{{"status", "ok"}, {"output", "The lamp is dim."}});

    CallingService failing;
    talk (failing, writeTool (folder, "echo 'The lamp is broken.' >&2; exit 3"));
    CHECK (failing.response()["status"] == "error");
    CHECK_THAT (failing.response()["error"].get<std::string>(), ContainsSubstring ("exit code 3: The lamp is broken"));
}

TEST_CASE ("A program that prints nested brackets harms nobody: as an answer they are text, as a declaration refused")
{
    CommandLineFolder folder;
    CallingService answered;
    const auto brackets = times (10'000, "[") + times (10'000, "]");
    const auto result = talk (answered, writeTool (folder, "cat " + folder.write ("deep.json", brackets)));
    CHECK (result.exitCode == 0);
    CHECK (answered.response() == nlohmann::json{{"status", "ok"}, {"output", brackets}});

    CallingService declared;
    const auto declaration = folder.write ("declaration", R"({"description":"x","parameters":)" + brackets + "}");
    const auto path = folder.write ("declares", "#!/bin/sh\ncat " + declaration + "\n");
    std::filesystem::permissions (path, std::filesystem::perms::owner_all);
    const auto refused = talk (declared, path);
    CHECK (refused.exitCode == 2);
    CHECK_THAT (refused.error, ContainsSubstring ("nested more than 100 deep"));
}

TEST_CASE ("A program that does not declare itself is refused before anything is connected")
{
    CommandLineFolder folder;
    CallingService service;

    for (const auto& [tool, words] :
         {std::pair<std::string, const char*> ("set_lamp=/bin/true", "must print a JSON object"),
          {"set_lamp=" + (folder / "nowhere"), "cannot be run"},
          {"set_lamp", "not NAME=PATH"}})
    {
        const auto result = runProgram (
            {"talk", "--no-audio", "--text", "x", "--endpoint", service.service.url(), "--tool-command", tool});
        CHECK (result.exitCode == 2);
        CHECK_THAT (result.error, ContainsSubstring (words));
    }

    CHECK (service.service.messages().empty());
}
