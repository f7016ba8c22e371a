#pragma once

#include <Support/Surroundings.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <optional>
#include <string>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace parlando::testing
{

/** Whether a program can be found. */
inline bool hasProgram (const std::string& name)
{
    return std::system (("command -v " + name + " >/dev/null 2>&1").c_str()) == 0;
}

/** What a command writes, or nothing where it fails. */
inline std::optional<std::string> outputOf (const std::string& command)
{
    auto* pipe = ::popen ((command + " 2>/dev/null").c_str(), "r");
    std::string all;
    std::array<char, 4096> piece{};

    for (auto count = std::fread (piece.data(), 1, piece.size(), pipe); count > 0;
         count = std::fread (piece.data(), 1, piece.size(), pipe))
        all.append (piece.data(), count);

    return ::pclose (pipe) == 0 ? std::optional (all) : std::nullopt;
}

/** An X server of its own without a screen, on a display that nobody has, nor takes once it has ended. */
class VirtualScreen
{
public:
    VirtualScreen()
    {
        int ends[2]{};

        if (::pipe (ends) != 0)
            return;

        static int screens = 0;
        const auto place = ":" + std::to_string (1'000 + (::getpid() * 8 + screens++ % 8) % 50'000);
        process = ::fork();

        if (process == 0)
        {
            const auto number = std::to_string (ends[1]);
            ::prctl (PR_SET_PDEATHSIG, SIGTERM); // a case that breaks off leaves none behind
            const int nothing = ::open ("/dev/null", O_WRONLY | O_CLOEXEC);
            ::dup2 (nothing, 1);
            ::dup2 (nothing, 2);
            ::execlp ("Xvfb", "Xvfb", place.c_str(), "-displayfd", number.c_str(), "-screen", "0", "800x600x24",
                      "-nolisten", "tcp", "-noreset", static_cast<char*> (nullptr));
            ::_exit (127);
        }

        ::close (ends[1]);
        std::array<char, 32> text{};
        std::string number;

        while (number.find ('\n') == std::string::npos)
        {
            const auto count = ::read (ends[0], text.data(), text.size());

            if (count <= 0)
                break;

            number.append (text.data(), static_cast<std::size_t> (count));
        }

        ::close (ends[0]);

        if (! number.empty())
            display = std::string (":") + number.substr (0, number.find ('\n'));
    }

    ~VirtualScreen() { end(); }

    VirtualScreen (const VirtualScreen&) = delete;
    VirtualScreen& operator= (const VirtualScreen&) = delete;

    void end()
    {
        if (process <= 0)
            return;

        ::kill (process, SIGTERM);
        ::waitpid (process, nullptr, 0);
        process = 0;
    }

    std::string display; /**< As in DISPLAY; empty where there is none. */

private:
    pid_t process = 0;
};

} // namespace parlando::testing
