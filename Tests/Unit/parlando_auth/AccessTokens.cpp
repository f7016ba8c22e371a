#include "Commands.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <unistd.h>

using namespace parlando;
using namespace parlando::testing;
using Catch::Matchers::ContainsSubstring;

namespace
{

const std::atomic<bool> abandoned{true};

CommandOutput run (const std::vector<std::string>& command) { return outputOf (command, plenty, wanted); }

} // namespace

TEST_CASE ("A program's output is had without a shell")
{
    const auto output = run ({"printf", "%s-%s", "$HOME;ls", "two words"});
    CHECK (output.error.empty());
    CHECK (output.text.reveal() == "$HOME;ls-two words");
}

TEST_CASE ("A program that is not there, fails, or never ends is told in one sentence")
{
    CHECK_THAT (run ({"parlando-no-such-program"}).error, ContainsSubstring ("cannot be run"));
    CHECK_THAT (run ({}).error, ContainsSubstring ("no program"));
    CHECK_THAT (run ({"false"}).error, ContainsSubstring ("exit code 1"));

    const auto failed = run ({"ls", "/parlando/no such folder"});
    CHECK_THAT (failed.error, ContainsSubstring ("ls failed") && ContainsSubstring ("no such folder"));
    CHECK (failed.error.find ('\n') == std::string::npos);

    CHECK_THAT (outputOf ({"sleep", "60"}, Milliseconds (0), wanted).error, ContainsSubstring ("did not end"));
    CHECK_FALSE (outputOf ({"sleep", "60"}, plenty, abandoned).error.empty());
}

TEST_CASE ("An access token is what a command writes or a file holds, and nothing else that it could be")
{
    const auto found = fetchAccessToken ({{"printf", "ya29.token\\n"}, {}}, wanted);
    CHECK (found.error.empty());
    CHECK (found.source == "printf");
    CHECK (found.credential.kind() == Credential::Kind::accessToken);
    CHECK (found.credential.secret().reveal() == "ya29.token");

    CHECK_THAT (fetchAccessToken ({{"true"}, {}}, wanted).error, ContainsSubstring ("empty"));
    CHECK_THAT (fetchAccessToken ({{"false"}, {}}, wanted).error, ContainsSubstring ("There is no access token"));

    const auto two = fetchAccessToken ({{"printf", "ya29.secret\\nsecond"}, {}}, wanted);
    CHECK_THAT (two.error, ContainsSubstring ("more than one line") && ! ContainsSubstring ("ya29"));

    const auto path = (std::filesystem::temp_directory_path() / ("token-" + std::to_string (::getpid()))).string();
    std::ofstream (path) << "ya29.file\n";
    CHECK (fetchAccessToken ({{}, path}, wanted).credential.secret().reveal() == "ya29.file");
    std::remove (path.c_str());
    CHECK_THAT (fetchAccessToken ({{}, path}, wanted).error, ContainsSubstring ("The token file"));
}

TEST_CASE ("A command that fails and repeats a token is told without it")
{
    const auto found =
        fetchAccessToken ({{"sh", "-c", "echo Authorization: Bearer ya29.secret >&2; exit 3"}, {}}, wanted);
    CHECK_THAT (found.error, ContainsSubstring ("exit code 3") && ! ContainsSubstring ("ya29"));
}

TEST_CASE ("A command for tokens gets Google's settings and what it is passed, and no key")
{
    ::setenv ("CLOUDSDK_CORE_PROJECT", "project", 1);
    ::setenv ("VAULT_NAMESPACE", "team", 1);
    ::setenv ("GOOGLE_API_KEY", "AIza-secret", 1);
    const std::vector<std::string> command{"sh", "-c",
                                           "echo \"ya29.$CLOUDSDK_CORE_PROJECT-$VAULT_NAMESPACE-$GOOGLE_API_KEY\""};
    CHECK (fetchAccessToken ({command, {}}, wanted).credential.secret().reveal() == "ya29.project--");
    CHECK (fetchAccessToken ({command, {}, {"VAULT_NAMESPACE"}}, wanted).credential.secret().reveal() ==
           "ya29.project-team-");
}
