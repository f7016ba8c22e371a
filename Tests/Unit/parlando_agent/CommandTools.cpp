#include "Support/WaitUntil.h"

#include <parlando_agent/parlando_agent.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stop_token>
#include <thread>
#include <unistd.h>

using namespace parlando;
using Catch::Matchers::ContainsSubstring;

namespace
{

/** A tool whose program declares itself, and does `script` when it is called. */
struct ToolProgram
{
    explicit ToolProgram (const std::string& script, const std::vector<std::string>& passed = {})
    {
        std::filesystem::create_directory (folder);
        std::ofstream (path)
            << "#!/bin/sh\nif [ \"$1\" = --declaration ]; then echo '{\"description\":\"x\"}'; exit; fi\n"
            << script << "\n";
        std::filesystem::permissions (path, std::filesystem::perms::owner_all);
        tool = makeCommandTool ("tool", {path}, passed);
    }

    ~ToolProgram() { std::filesystem::remove_all (folder); }

    nlohmann::json call() { return tool->call (nlohmann::json::object(), context).response; }

    const std::string folder = "/tmp/parlando-tool-" + std::to_string (::getpid()), path = folder + "/program";
    std::unique_ptr<Tool> tool;
    ToolContext context;
};

} // namespace

TEST_CASE ("A call is cancelled whatever its program has done with its output")
{
    const auto mark = "/tmp/parlando-tool-mark-" + std::to_string (::getpid());
    ToolProgram program ("exec >&- 2>&-; echo $$ > " + mark + "; sleep 25");
    std::stop_source person;
    program.context.stop = person.get_token();
    pid_t process = 0;
    std::thread canceller (
        [&]
        {
            testing::waitUntil ([&] { return static_cast<bool> (std::ifstream (mark) >> process); });
            person.request_stop();
        });
    const auto response = program.call();
    canceller.join();
    std::filesystem::remove (mark);
    CHECK (response["status"] == "error");
    REQUIRE (process > 0);
    CHECK (::kill (process, 0) != 0);
}

TEST_CASE ("A tool's answer counts, whatever its program has left running")
{
    ToolProgram program ("echo '{\"ok\":1}'; sleep 20 &");
    CHECK (program.call() == nlohmann::json{{"status", "ok"}, {"ok", 1}});
}

TEST_CASE ("A tool that fails has failed in a host that ignores its children")
{
    const auto before = std::signal (SIGCHLD, SIG_IGN);
    ToolProgram program ("echo 'The lamp is broken.' >&2; exit 3");
    const auto response = program.call();
    std::signal (SIGCHLD, before);
    CHECK (response["status"] == "error");
    CHECK_THAT (response["error"].get<std::string>(), ContainsSubstring ("exit code 3: The lamp is broken"));
}

TEST_CASE ("A tool's program gets what it is passed of the environment, and nothing else that it could read")
{
    ::setenv ("LAMP_TOKEN", "sesame", 1);
    ::setenv ("OTHER_TOKEN", "secret", 1);
    ToolProgram program ("echo \"$LAMP_TOKEN$OTHER_TOKEN\"", {"LAMP_TOKEN"});
    CHECK (program.call()["output"] == "sesame");
}
