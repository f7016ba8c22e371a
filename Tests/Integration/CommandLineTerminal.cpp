// The terminal that a key is typed at.

#include "CommandLineFolder.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <chrono>
#include <csignal>
#include <poll.h>
#include <string>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#if defined(__APPLE__)
#include <util.h>
#else
#include <pty.h>
#include <utmp.h>
#endif

using namespace parlando::testing;
using Catch::Matchers::ContainsSubstring;

namespace
{

/** A program at a terminal of its own, with an empty home. */
class Terminal
{
public:
    explicit Terminal (const std::string& script)
    {
        REQUIRE (::openpty (&keyboard, &line, nullptr, nullptr, nullptr) == 0);
        const auto home = folder / "";
        process = ::fork();

        if (process == 0)
        {
            ::close (keyboard);
            ::login_tty (::dup (line));
            ::setenv ("HOME", home.c_str(), 1);

            for (const auto* name : {"XDG_CONFIG_HOME", "DBUS_SESSION_BUS_ADDRESS", "GOOGLE_API_KEY", "GEMINI_API_KEY"})
                ::unsetenv (name);

            ::execl ("/bin/sh", "sh", "-c", script.c_str(), nullptr);
            ::_exit (127);
        }

        REQUIRE (process > 0);
    }

    ~Terminal()
    {
        ::kill (process, SIGKILL);
        ::waitpid (process, nullptr, 0);
        ::close (keyboard);
        ::close (line);
    }

    Terminal (const Terminal&) = delete;
    Terminal& operator= (const Terminal&) = delete;

    bool shows() const
    {
        termios setting = {};
        ::tcgetattr (line, &setting);
        return (setting.c_lflag & ECHO) != 0;
    }

    void type (const std::string& text) const
    {
        REQUIRE (::write (keyboard, text.data(), text.size()) == static_cast<ssize_t> (text.size()));
    }

    /** False where it does not come within half a minute. */
    bool waitFor (const std::string& text)
    {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds (30);

        while (seen.find (text) == std::string::npos && std::chrono::steady_clock::now() < end)
        {
            pollfd source{keyboard, POLLIN, 0};
            char room[1024];

            if (::poll (&source, 1, 100) > 0)
                if (const auto count = ::read (keyboard, room, sizeof (room)); count > 0)
                    seen.append (room, static_cast<std::size_t> (count));
        }

        const auto at = seen.find (text);
        seen.erase (0, at == std::string::npos ? 0 : at + text.size());
        return at != std::string::npos;
    }

    void send (int signal) const { ::kill (process, signal); }

    /** The signal that has ended it, or 0. */
    int endedBy() const
    {
        int status = 0;
        ::waitpid (process, &status, 0);
        return WIFSIGNALED (status) ? WTERMSIG (status) : 0;
    }

    const CommandLineFolder folder;
    std::string seen;

private:
    int keyboard = -1, line = -1;
    pid_t process = -1;
};

const std::string keySet = std::string ("exec '") + PARLANDO_CLIENT + "' key set";

} // namespace

TEST_CASE ("A key is typed unseen, and the terminal is as it was when it is kept")
{
    Terminal terminal (keySet);
    CHECK (terminal.shows());
    REQUIRE (terminal.waitFor ("Key: "));
    CHECK_FALSE (terminal.shows());
    terminal.type ("the-typed-key\n");
    CHECK (terminal.waitFor ("The key is kept in "));
    CHECK (terminal.endedBy() == 0);
    CHECK (terminal.shows());
    CHECK_THAT (terminal.folder.read (".config/Parlando/api-key"), ContainsSubstring ("the-typed-key"));
    CHECK_THAT (terminal.seen, ! ContainsSubstring ("the-typed-key"));
}

TEST_CASE ("Whatever breaks off the typing of a key leaves the terminal as it was")
{
    for (const auto signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT})
    {
        INFO (signal);
        Terminal terminal ("ulimit -c 0; " + keySet);
        REQUIRE (terminal.waitFor ("Key: "));
        CHECK_FALSE (terminal.shows());
        terminal.type ("half-a-k");

        if (signal == SIGINT)
            terminal.type ("\x03"); // Ctrl-C
        else
            terminal.send (signal);

        CHECK (terminal.endedBy() == signal);
        CHECK (terminal.shows());
        CHECK_FALSE (terminal.folder.has (".config/Parlando/api-key"));
    }
}

TEST_CASE ("Ctrl-Z gives the terminal back as it was, and the key can be typed unseen afterwards")
{
    Terminal terminal (std::string ("set -m; '") + PARLANDO_CLIENT + "' key set; echo Stopped; read x; fg");
    REQUIRE (terminal.waitFor ("Key: "));
    terminal.type ("\x1a");
    REQUIRE (terminal.waitFor ("Stopped\r\n"));
    CHECK (terminal.shows());
    terminal.type ("\n");
    REQUIRE (terminal.waitFor ("Key: "));
    CHECK_FALSE (terminal.shows());
    terminal.type ("the-typed-key\n");
    CHECK (terminal.waitFor ("The key is kept in "));
    CHECK (terminal.endedBy() == 0);
    CHECK (terminal.shows());
}
