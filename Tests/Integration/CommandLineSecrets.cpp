// C5: whatever happens, nothing that the program leaves behind holds a secret.

#include "CommandLineFolder.h"
#include "CommandLineProgram.h"
#include "ScriptedService.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <cstdlib>

using namespace parlando;
using namespace parlando::testing;
using Catch::Matchers::ContainsSubstring;

namespace
{

/** Distinct in every form that it may be written in. */
const std::string secret = "AIza-SECRET+of/the=test~0123456789";

std::vector<std::string> formsOf (const std::string& text)
{
    std::string encoded, wholly;
    constexpr auto hex = "0123456789ABCDEF";
    const auto percent = [hex] (char c) { return std::string{'%', hex[(c >> 4) & 15], hex[c & 15]}; };

    for (const auto c : text)
    {
        encoded += c == '+' || c == '/' || c == '=' ? percent (c) : std::string (1, c);
        wholly += percent (c);
    }

    // Base64 of "AIza-SECRET+of/the=test~0123456789", computed elsewhere.
    return {text, encoded, wholly, "QUl6YS1TRUNSRVQrb2YvdGhlPXRlc3R+MDEyMzQ1Njc4OQ", text.substr (0, 20)};
}

void requireClean (const std::string& where, const std::string& text)
{
    INFO (where);

    for (const auto& form : formsOf (secret))
        CHECK_THAT (text, ! ContainsSubstring (form));
}

/** All files of the folder, but those that were given to the program. */
void requireCleanFiles (const CommandLineFolder& folder)
{
    for (const auto& file : std::filesystem::directory_iterator (folder / ""))
        if (file.path().filename().string().find ("given") == std::string::npos)
            requireClean (file.path().string(), folder.read (file.path().filename().string()));
}

/** Repeats the key wherever a service can say anything. */
struct Gossip
{
    Gossip() : server ({}, callbacks()) {}

    LoopbackServer::Callbacks callbacks()
    {
        LoopbackServer::Callbacks made;
        made.received = [this] (LoopbackServer::Connection& connection, std::string_view text, bool)
        {
            const auto message = nlohmann::json::parse (text);

            if (message.contains ("setup"))
            {
                connection.sendBinary (R"({"setupComplete":{}})");
                connection.sendBinary (nlohmann::json{
                    {"error", {{"code", 7}, {"message", "key " + secret + " Bearer " + secret}, {"status", "X"}}}}
                                           .dump());
                connection.sendBinary (R"({"bad json near )" + secret);
                connection.sendBinary (nlohmann::json{{"key" + secret, 1}}.dump());
            }
            else if (message.contains ("clientContent"))
            {
                for (const auto& piece : {"Your key is " + secret.substr (0, 9), secret.substr (9) + ", keep it."})
                    connection.sendBinary (
                        nlohmann::json{{"serverContent", {{"outputTranscription", {{"text", piece}}}}}}.dump());

                connection.close (closes++ == 0 ? 1011 : 1007, "key=" + secret + " is not valid: " + secret);
            }
        };
        return made;
    }

    int closes = 0;
    LoopbackServer server; // last: stops before what its callbacks use
};

struct Way
{
    const char* name;
    std::vector<std::string> arguments;
    CommandLineProgram::Environment environment;
};

std::vector<Way> ways (const CommandLineFolder& folder)
{
    const auto given = folder.write ("given-key", secret);
    return {{"a key in the environment", {}, {{"GOOGLE_API_KEY", secret}}},
            {"a key in a file", {"--api-key-file", given}, {}},
            {"an ephemeral token", {}, {{"GEMINI_API_KEY", "auth_tokens/" + secret}}},
            {"an access token of a file", {"--vertex", "studio/us", "--token-file", given}, {}},
            {"an access token of a command", {"--vertex", "studio/us", "--token-command", "cat " + given}, {}}};
}

} // namespace

TEST_CASE ("C5: no output, report, transcript or history holds a secret, whatever the service says")
{
    const CommandLineFolder folder;

    for (const auto& way : ways (folder))
    {
        INFO (way.name);
        Gossip gossip;
        std::vector<std::string> arguments{"talk",
                                           "-v",
                                           "--no-audio",
                                           "--text",
                                           "Hello",
                                           "--text",
                                           "Again",
                                           "--linger",
                                           "0.2",
                                           "--endpoint",
                                           gossip.server.url(),
                                           "--report",
                                           folder / "report.json",
                                           "--transcript",
                                           folder / "talk.txt",
                                           "--history",
                                           folder / "history.json",
                                           "--events",
                                           folder / "events.jsonl"};
        arguments.insert (arguments.end(), way.arguments.begin(), way.arguments.end());
        const auto result = runProgram (arguments, way.environment);
        CHECK (result.exitCode == 1);
        CHECK_THAT (result.error, ContainsSubstring ("[redacted]"));
        CHECK (folder.has ("report.json"));
        CHECK_THAT (folder.read ("events.jsonl"), ContainsSubstring ("[redacted]"));
        CHECK_THAT (folder.read ("talk.txt"), ContainsSubstring ("Your key is [redacted], keep it."));
        requireClean ("standard output", result.out);
        requireClean ("standard error", result.error);
        requireCleanFiles (folder);
    }
}

TEST_CASE ("C5: doctor and token tell no secret, whatever goes wrong")
{
    const CommandLineFolder folder;
    LoopbackServer::Callbacks closing;
    closing.received = [] (LoopbackServer::Connection& connection, std::string_view, bool)
    { connection.close (1008, "API key not valid: " + secret); };
    const LoopbackServer refusing ({}, closing);

    const auto make = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=test -keyout " +
                      (folder / "given.pem") + " -out " + (folder / "certificate.pem") + " 2>/dev/null";
    REQUIRE (std::system (make.c_str()) == 0);
    const LoopbackServer untrusted ({.certificateFile = folder / "certificate.pem", .keyFile = folder / "given.pem"},
                                    {});

    for (const auto& url :
         {refusing.url(), untrusted.url(), std::string ("ws://127.0.0.1:1"), "wss://" + secret + "@127.0.0.1",
          "wss://127.0.0.1/?key=" + secret, std::string ("nonsense")})
        for (const auto* command : {"doctor", "token"})
            for (const auto& way : ways (folder))
            {
                std::vector<std::string> arguments{command, "--endpoint", url};
                arguments.insert (arguments.end(), way.arguments.begin(), way.arguments.end());
                const auto result = runProgram (arguments, way.environment);
                INFO (command << " " << way.name);
                CHECK (result.exitCode != 0);
                requireClean ("standard output", result.out);
                requireClean ("standard error", result.error);
            }
}

TEST_CASE ("C5: a tool that has found the key does not tell the service or the person")
{
    const CommandLineFolder folder;
    const auto given = folder.write ("given-key", secret);
    const auto tool = folder.write (
        "given-tool", "#!/bin/sh\n[ \"$1\" = --declaration ] && { echo '{\"description\":\"Reads a file\"}'; exit; }\n"
                      "echo \"found $(cat " +
                          given + "), $(base64 <" + given + "), $(cut -c5-17 <" + given + "), key=Am\"\n");
    std::filesystem::permissions (tool, std::filesystem::perms::owner_all);

    ScriptedService service ({},
                             [] (ScriptedService::Connection& connection, const nlohmann::json& message)
                             {
                                 if (message.contains ("clientContent"))
                                     connection.sendBinary (
                                         R"({"toolCall":{"functionCalls":[{"id":"1","name":"read","args":{}}]}})");

                                 if (message.contains ("toolResponse"))
                                     ScriptedService::sendTurn (connection, 2400);
                             });
    const auto result = runProgram ({"talk", "-v", "--no-audio", "--text", "Read it", "--endpoint", service.url(),
                                     "--tool-command", "read=" + tool, "--report", folder / "report.json"},
                                    {{"GOOGLE_API_KEY", secret}});
    requireClean ("standard output", result.out);
    requireClean ("standard error", result.error);
    requireCleanFiles (folder);
    bool isAnswered = false;

    for (const auto& message : service.messages())
        if (message.contains ("toolResponse"))
        {
            isAnswered = true;
            CHECK (message["toolResponse"]["functionResponses"][0]["response"]["output"] ==
                   "found [redacted], [redacted]Q==, [redacted], key=Am");
        }

    CHECK (isAnswered);
}

TEST_CASE ("No report has the query of an endpoint")
{
    const CommandLineFolder folder;
    const ScriptedService service;
    runProgram ({"talk", "--no-audio", "--text", "Hello", "--linger", "0.1", "--duration", "1", "--endpoint",
                 service.url() + "/ws/method?region=somewhere", "--report", folder / "report.json"});
    CHECK_THAT (folder.read ("report.json"), ContainsSubstring ("/ws/method") && ! ContainsSubstring ("somewhere"));
}

TEST_CASE ("C5: a key that is given as an argument is refused without being told")
{
    const auto result = runProgram ({"key", "set", "AIzaSyB7x-Qm2_RkT9vLw0pZc4NfHd8JgE1sUyA"});
    CHECK (result.exitCode == 2);
    CHECK_THAT (result.error, ContainsSubstring ("[redacted]") && ! ContainsSubstring ("Qm2_RkT9"));
}

TEST_CASE ("A key file that others may read is told of on stderr, and used")
{
    const CommandLineFolder folder;
    const auto given = folder.write ("given-key", secret);
    const ScriptedService service;
    std::filesystem::permissions (given, std::filesystem::perms (0644));
    const auto open = runProgram ({"doctor", "--endpoint", service.url(), "--api-key-file", given});
    CHECK_THAT (open.out, ContainsSubstring ("a key from " + given) && ContainsSubstring ("chmod 600 '" + given + "'"));
    std::filesystem::permissions (given, std::filesystem::perms (0600));
    const auto closed = runProgram ({"doctor", "--endpoint", service.url(), "--api-key-file", given});
    CHECK_THAT (closed.out, ! ContainsSubstring ("chmod"));
}

TEST_CASE ("A key is kept from standard input, found from then on, and told by its place alone")
{
    const CommandLineFolder folder;
    const CommandLineProgram::Environment home{{"HOME", folder / ""}};
    const auto set = CommandLineProgram ({"key", "set"}, home, folder.write ("given-key", secret + "\n")).wait();
    CHECK (set.exitCode == 0);
    CHECK_THAT (set.out, ContainsSubstring (".config/Parlando/api-key"));
    requireClean ("set", set.out + set.error);

    const auto where = runProgram ({"key", "where"}, home);
    CHECK_THAT (where.out, ContainsSubstring (".config/Parlando/api-key"));
    requireClean ("where", where.out + where.error);

    const ScriptedService service;
    const auto doctor = runProgram ({"doctor", "--endpoint", service.url()}, home);
    CHECK_THAT (doctor.out, ContainsSubstring ("a key from"));
    requireClean ("doctor", doctor.out + doctor.error);

    CHECK (runProgram ({"key", "remove"}, home).exitCode == 0);
    CHECK (runProgram ({"key", "where"}, home).exitCode == 1);
    CHECK (CommandLineProgram ({"key", "set"}, home, folder.write ("given-empty", "")).wait().exitCode == 2);
}
