#include "Commands.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace parlando;
using namespace parlando::testing;
using Catch::Matchers::ContainsSubstring;

namespace
{

std::string outputOrError (const std::vector<std::string>& command,
                           const std::vector<std::string>& environment = programEnvironment (ProgramPurpose::own))
{
    const auto output = outputOf (command, plenty, wanted, {}, environment);
    return output.error.empty() ? std::string (output.text.reveal()) : output.error;
}

bool has (const std::vector<std::string>& variables, const std::string& variable)
{
    return std::find (variables.begin(), variables.end(), variable) != variables.end();
}

} // namespace

TEST_CASE ("A program gets no open file and no socket of its host")
{
    const auto listening = ::socket (AF_INET, SOCK_STREAM, 0), file = ::open ("/dev/null", O_RDONLY);
    const auto high = ::fcntl (file, F_DUPFD, 200);
    CHECK (outputOrError ({"ls", "/dev/fd"}) == "0\n1\n2\n3\n"); // 3 is the folder that ls reads

    for (const auto each : {listening, file, high})
        ::close (each);
}

TEST_CASE ("A program has its streams where its host has none")
{
    std::array<int, 3> kept{};
    for (int stream = 0; stream < 3; ++stream)
    {
        kept[static_cast<std::size_t> (stream)] = ::fcntl (stream, F_DUPFD_CLOEXEC, 50);
        ::close (stream);
    }

    const auto said = outputOrError ({"sh", "-c", "cat; echo said; echo complained >&2"});

    for (int stream = 0; stream < 3; ++stream)
    {
        ::dup2 (kept[static_cast<std::size_t> (stream)], stream);
        ::close (kept[static_cast<std::size_t> (stream)]);
    }

    CHECK (said == "said\n");
}

#if defined(__linux__)
TEST_CASE ("A program has a fresh process's signals, whatever its host ignores or blocks")
{
    sigset_t blocked, before;
    sigemptyset (&blocked);
    sigaddset (&blocked, SIGTERM);
    sigaddset (&blocked, SIGUSR2);
    ::pthread_sigmask (SIG_BLOCK, &blocked, &before);
    const auto users = std::signal (SIGUSR1, SIG_IGN), pipes = std::signal (SIGPIPE, SIG_IGN);

    const auto said = outputOrError ({"sed", "-n", "s/Sig[BI].*\\(........\\)$/\\1/p", "/proc/self/status"});

    std::signal (SIGUSR1, users);
    std::signal (SIGPIPE, pipes);
    ::pthread_sigmask (SIG_SETMASK, &before, nullptr);
    const auto first31 = [&] (std::size_t place)
    { return std::stoul (said.substr (place, 8), nullptr, 16) & 0x7fffffff; };
    REQUIRE (said.size() == 18);
    CHECK (first31 (0) == 0); // the C library keeps the next ones for itself
    CHECK (first31 (9) == 0);
}
#endif

TEST_CASE ("A program that cannot be started is told of in one sentence with what to do")
{
    CHECK_THAT (outputOrError ({"parlando-no-such-program"}),
                ContainsSubstring ("cannot be run: there is no such program"));
    CHECK_THAT (outputOrError ({"/parlando/nothing"}), ContainsSubstring ("there is no such file; check the path"));
    CHECK_THAT (outputOrError ({"/etc/passwd"}), ContainsSubstring ("not executable; chmod +x"));
    CHECK_THAT (outputOrError ({"/tmp"}), ContainsSubstring ("it is a folder"));
    CHECK_THAT (outputOrError ({"/dev/null"}), ContainsSubstring ("no program file"));
    CHECK_THAT (outputOrError ({"true", std::string (1'000'000, 'x')}), ContainsSubstring ("arguments are too long"));
}

TEST_CASE (
    "A script whose interpreter is not there is told of in words, as one with a carriage return in its first line is")
{
    const auto script = "/tmp/parlando-script-" + std::to_string (::getpid());

    for (const auto* firstLine : {"#!/parlando/no-such-interpreter\n", "#!/bin/sh\r\n"})
    {
        std::ofstream (script) << firstLine << "echo fine\n";
        std::filesystem::permissions (script, std::filesystem::perms::owner_all);
        CHECK_THAT (outputOrError ({script}),
                    ContainsSubstring ("cannot be run: the program that its first line (#!)"));
    }

    std::ofstream (script) << "exit 127\n"; // without a first line of the kind it is the shell's
    CHECK_THAT (outputOrError ({script}), ContainsSubstring ("failed with exit code 127"));
    std::filesystem::remove (script);
}

TEST_CASE ("A host without a free descriptor is told so, and has lost none")
{
    rlimit before{};
    ::getrlimit (RLIMIT_NOFILE, &before);

    for (rlim_t room = 10; room < 20; ++room) // fails at another place each time
    {
        const rlimit few{room, before.rlim_max};
        ::setrlimit (RLIMIT_NOFILE, &few);
        const auto said = outputOrError ({"echo", "fine"});
        ::setrlimit (RLIMIT_NOFILE, &before);

        if (said != "fine\n")
            CHECK_THAT (said, ContainsSubstring ("too many files are open"));
    }

    CHECK (outputOrError ({"ls", "/dev/fd"}) == "0\n1\n2\n3\n");
    const auto next = ::dup (0);
    ::close (next);
    CHECK (next < 10);
}

TEST_CASE ("A program's environment is a choice by its purpose")
{
    ::setenv ("GOOGLE_API_KEY", "AIza-hidden-5ecr3t", 1);
    ::setenv ("GEMINI_API_KEY", "AIza-hidden-5ecr3t", 1);
    ::setenv ("SOME_OTHER_TOKEN", "hidden-5ecr3t", 1);
    ::setenv ("LD_LIBRARY_PATH", "/host", 1);
    ::setenv ("LC_ALL", "C", 1);
    ::setenv ("no_proxy", "localhost", 1);
    ::setenv ("CLOUDSDK_CONFIG", "/cloud", 1);
    using enum ProgramPurpose;

    for (const auto purpose : {own, tool, tokens})
    {
        const auto variables = programEnvironment (purpose);
        CHECK (has (variables, std::string ("PATH=") + std::getenv ("PATH")));
        CHECK (has (variables, "LC_ALL=C"));
        CHECK (has (variables, "no_proxy=localhost") == (purpose != own));
        CHECK (has (variables, "CLOUDSDK_CONFIG=/cloud") == (purpose == tokens));

        for (const auto& each : variables)
            CHECK_THAT (each, ! ContainsSubstring ("hidden-5ecr3t") && ! ContainsSubstring ("LD_LIBRARY_PATH"));
    }

    const auto added = programEnvironment (
        tool, {"SOME_OTHER_TOKEN", "LC_ALL=de_DE.UTF-8", "NOT_SET_ANYWHERE", "GOOGLE_API_KEY", "GEMINI_API_KEY=x", ""});
    CHECK (has (added, "SOME_OTHER_TOKEN=hidden-5ecr3t"));
    CHECK (has (added, "LC_ALL=de_DE.UTF-8"));
    CHECK_FALSE (has (added, "LC_ALL=C"));

    const auto seen = outputOrError ({"env"}, added);
    CHECK_THAT (seen, ContainsSubstring ("SOME_OTHER_TOKEN=hidden-5ecr3t") && ! ContainsSubstring ("API_KEY") &&
                          ! ContainsSubstring ("LD_LIBRARY_PATH") && ! ContainsSubstring ("NOT_SET_ANYWHERE"));
}

TEST_CASE ("No word of a command is a shell's to read")
{
    CHECK (outputOrError ({"printf", "%s|", "$HOME", "`ls`", "a b", "*", "-n", "\"", "'", ""}) ==
           "$HOME|`ls`|a b|*|-n|\"|'||");
}
