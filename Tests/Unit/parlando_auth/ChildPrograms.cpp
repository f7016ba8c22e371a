#include "Commands.h"
#include "Support/WaitUntil.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <cerrno>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace parlando;
using namespace parlando::testing;
using Catch::Matchers::ContainsSubstring;

namespace
{

constexpr Milliseconds hardlyAny{100};

CommandOutput shell (const std::string& script, Milliseconds limit = plenty, std::string_view input = {})
{
    return outputOf ({"sh", "-c", script}, limit, wanted, Secret (input));
}

/** A file that a program writes its number into. */
struct NumberFile
{
    NumberFile() { std::filesystem::remove (path); }
    ~NumberFile() { std::filesystem::remove (path); }

    pid_t number() const
    {
        pid_t process = 0;
        std::ifstream (path) >> process;
        return process;
    }

    const std::string path = "/tmp/parlando-child-" + std::to_string (::getpid());
};

/** Abandons the program once it has written its number. */
CommandOutput abandonOnceItRuns (const NumberFile& file, std::vector<std::string> command)
{
    std::atomic<bool> isAbandoned{false};
    std::thread person (
        [&]
        {
            waitUntil ([&] { return file.number() != 0; });
            isAbandoned = true;
        });
    auto output = outputOf (command, plenty, isAbandoned);
    person.join();
    return output;
}

bool lives (pid_t process) { return process > 0 && ::kill (process, 0) == 0; }

bool hasChildren() { return ! (::waitpid (-1, nullptr, WNOHANG) == -1 && errno == ECHILD); }

/** The disposition of a signal, put back afterwards. */
struct Disposition
{
    Disposition (int which, void (*handler) (int), int flags = 0) : number (which)
    {
        struct sigaction wish
        {
        };
        wish.sa_handler = handler;
        wish.sa_flags = flags;
        ::sigaction (number, &wish, &before);
    }

    ~Disposition() { ::sigaction (number, &before, nullptr); }

    int number;
    struct sigaction before
    {
    };
};

void reapAll (int)
{
    const auto fault = errno;
    while (::waitpid (-1, nullptr, WNOHANG) > 0)
    {
    }
    errno = fault;
}

} // namespace

TEST_CASE ("A program that closes its output and lives on is ended at the deadline")
{
    CHECK_THAT (shell ("exec >&- 2>&-; sleep 25", hardlyAny).error, ContainsSubstring ("did not end within 100 ms"));
    CHECK_FALSE (hasChildren());
}

TEST_CASE ("A program that closes its output and lives on is ended when it is abandoned")
{
    const NumberFile file;
    const auto output = abandonOnceItRuns (file, {"sh", "-c", "exec >&- 2>&-; echo $$ > " + file.path + "; sleep 25"});
    CHECK_THAT (output.error, ContainsSubstring ("was ended before it had answered"));
    CHECK_FALSE (lives (file.number()));
    CHECK_FALSE (hasChildren());
}

TEST_CASE ("An answer counts when the program has ended, whatever it left running with its output")
{
    const NumberFile file;
    const auto output = shell ("echo '{\"ok\":1}'; sleep 100 & echo $! > " + file.path);
    CHECK (output.error.empty());
    CHECK (output.text.reveal() == "{\"ok\":1}\n");
    CHECK (lives (file.number())); // a player or a browser goes on
    ::kill (file.number(), SIGKILL);

    CHECK_THAT (shell ("sleep 2 & exit 3").error, ContainsSubstring ("exit code 3"));
    CHECK_FALSE (hasChildren());
}

TEST_CASE ("An exit code is known in a host that ignores its children, or waits for them itself")
{
    const auto check = []
    {
        CHECK_THAT (shell ("exit 3").error, ContainsSubstring ("exit code 3"));
        CHECK (shell ("echo fine").error.empty());
        CHECK (shell ("echo fine").text.reveal() == "fine\n");
        CHECK_THAT (shell ("exec >&- 2>&-; sleep 25", hardlyAny).error, ContainsSubstring ("did not end"));
    };

    SECTION ("SIGCHLD ignored")
    {
        const Disposition host (SIGCHLD, SIG_IGN);
        check();
    }

    SECTION ("no zombies wanted")
    {
        const Disposition host (SIGCHLD, SIG_DFL, SA_NOCLDWAIT);
        check();
    }

    SECTION ("all children reaped")
    {
        const Disposition host (SIGCHLD, reapAll, SA_RESTART);
        check();
    }
}

TEST_CASE ("A host keeps its own handler of SIGCHLD")
{
    const Disposition host (SIGCHLD, reapAll, SA_RESTART);
    shell ("exit 3");
    struct sigaction now
    {
    };
    ::sigaction (SIGCHLD, nullptr, &now);
    CHECK (now.sa_handler == &reapAll);
}

TEST_CASE ("A program is asked to end, and killed when it does not")
{
    const NumberFile file;
    const auto note = "echo $$ > " + file.path + "; ";

    SECTION ("it may put its things away")
    {
        const auto mark = file.path + "-mark";
        abandonOnceItRuns (file, {"sh", "-c", "trap 'touch " + mark + "; exit' TERM; " + note + "sleep 60 & wait"});
        CHECK (std::filesystem::remove (mark));
    }

    SECTION ("it does not listen")
    {
        abandonOnceItRuns (file, {"sh", "-c", "trap '' TERM; " + note + "while :; do sleep 1; done"});
    }

    SECTION ("it has stopped itself") { abandonOnceItRuns (file, {"sh", "-c", note + "kill -STOP $$"}); }

    SECTION ("it has stopped everything around it") { abandonOnceItRuns (file, {"sh", "-c", note + "kill -STOP 0"}); }

    SECTION ("it is in a session of its own")
    {
        abandonOnceItRuns (file, {"setsid", "sh", "-c", "trap '' TERM; " + note + "sleep 60"});
    }

    CHECK (file.number() > 0);
    CHECK_FALSE (lives (file.number()));
    CHECK_FALSE (hasChildren());
}

TEST_CASE ("A daemon that a program leaves behind keeps nobody waiting")
{
    const NumberFile file;
    const auto output =
        abandonOnceItRuns (file, {"sh", "-c", "setsid sh -c 'echo $$ > " + file.path + "; exec sleep 60' & wait"});
    CHECK_FALSE (output.error.empty());
    ::kill (file.number(), SIGKILL);
    CHECK_FALSE (hasChildren());
}

TEST_CASE ("A program that kills all around it has failed")
{
    CHECK_THAT (shell ("kill -KILL 0").error, ContainsSubstring ("was killed"));
    CHECK_THAT (shell ("kill -SEGV $$").error, ContainsSubstring ("was ended by signal 11"));
    CHECK_THAT (shell ("kill 0; sleep 1").error, ContainsSubstring ("was ended by signal 15"));
    CHECK_FALSE (hasChildren());
}

TEST_CASE ("Output beyond 64 kB is told and waited for no longer; complaints without end end at the deadline")
{
    CHECK_THAT (outputOf ({"yes"}, plenty, wanted).error, ContainsSubstring ("wrote more than 64 kB"));
    CHECK_THAT (outputOf ({"head", "-c", "65537", "/dev/zero"}, plenty, wanted).error, ContainsSubstring ("64 kB"));
    CHECK (outputOf ({"head", "-c", "65536", "/dev/zero"}, plenty, wanted).text.reveal().size() == 65'536);
    CHECK_THAT (shell ("yes >&2", hardlyAny).error, ContainsSubstring ("did not end"));
    CHECK (shell ("yes | head -c 1000000 >&2; echo done").text.reveal() == "done\n");
}

TEST_CASE ("An input larger than any pipe reaches a program that reads, and keeps nobody waiting otherwise")
{
    const std::string input (1'000'000, 'x');
    CHECK_THAT (std::string (shell ("wc -c", plenty, input).text.reveal()), ContainsSubstring ("1000000"));
    CHECK (shell ("echo unread", plenty, input).text.reveal() == "unread\n");
    CHECK (shell ("exec <&-; echo closed", plenty, input).text.reveal() == "closed\n");
    CHECK_THAT (shell ("sleep 60", hardlyAny, input).error, ContainsSubstring ("did not end"));
    CHECK (shell ("cat; cat", plenty, "all of it").text.reveal() == "all of it");
}
