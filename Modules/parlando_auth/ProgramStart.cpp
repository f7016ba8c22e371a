#include "ProgramStart.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <spawn.h>
#include <system_error>

#if defined(__GLIBC__)
#if __GLIBC_PREREQ(2, 34)
#define PARLANDO_HAS_CLOSEFROM 1
#endif
#endif

#if ! defined(__APPLE__) && ! defined(PARLANDO_HAS_CLOSEFROM)
#include <filesystem>
#endif

namespace parlando::detail_program
{

/*  Why a shell watches the program, and not this process:

    A plugin cannot rely on waitpid(). In a host that ignores SIGCHLD, or that waits for all children itself, it gives
    ECHILD, and whether a program failed is lost; a plugin may not touch its host's signals. A shell is a parent with
    signals of its own wherever POSIX is. It reads one line that never changes: the command comes as its arguments, and
    no word of it is interpreted. A fork() of our own would do as well, but in a host of many gigabytes it would make
    every page copy on write, and the next block of audio would pay for that.

    The outer shell waits; its traps keep it alive when the group is told to end. It lets go of the output before it
    tells the status, so that whoever knows the status finds the end of the output, too. The inner one tells its number
   and then becomes the program. Descriptor 2 is /dev/null until then: shells differ in what they say of signals. */
constexpr auto watch = "trap : HUP INT TERM\n"
                       R"(/bin/sh -c 'echo $$ >&3; exec "$@" 2>&4 3>&- 4>&-' "$0" "$@")"
                       "\nstatus=$?\nexec >&- 4>&-\necho $status >&3\nread -r _ <&3";

constexpr int firstUnused = 5;

class FileActions
{
public:
    FileActions() { posix_spawn_file_actions_init (&actions); }
    ~FileActions() { posix_spawn_file_actions_destroy (&actions); }

    FileActions (const FileActions&) = delete;
    FileActions& operator= (const FileActions&) = delete;

    void arrange (const ProgramStreams& streams)
    {
        posix_spawn_file_actions_adddup2 (&actions, streams.input, 0);
        posix_spawn_file_actions_adddup2 (&actions, streams.output, 1);
        posix_spawn_file_actions_addopen (&actions, 2, "/dev/null", O_WRONLY, 0);
        posix_spawn_file_actions_adddup2 (&actions, streams.report, 3);
        posix_spawn_file_actions_adddup2 (&actions, streams.complaints, 4);
        closeOthers();
    }

    const posix_spawn_file_actions_t* get() const noexcept { return &actions; }

private:
    /** Whatever the host and its other plugins have open and did not mark. */
    void closeOthers()
    {
#if defined(__APPLE__)
        // POSIX_SPAWN_CLOEXEC_DEFAULT does it.
#elif defined(PARLANDO_HAS_CLOSEFROM)
        posix_spawn_file_actions_addclosefrom_np (&actions, firstUnused);
#else
        std::error_code ignored; // what another thread opens after this loop is not seen
        for (const auto& entry : std::filesystem::directory_iterator ("/dev/fd", ignored))
            if (const auto number = std::atoi (entry.path().filename().c_str()); number >= firstUnused)
                posix_spawn_file_actions_addclose (&actions, number);
#endif
    }

    posix_spawn_file_actions_t actions{};
};

/** Signals as they are in a fresh process, whatever the host ignores or blocks, and no terminal to ask anybody on. */
class Attributes
{
public:
    Attributes()
    {
        posix_spawnattr_init (&attributes);

        sigset_t none;
        sigemptyset (&none);
        posix_spawnattr_setsigmask (&attributes, &none);

        sigset_t all;
        sigfillset (&all);
        sigdelset (&all, SIGKILL);
        sigdelset (&all, SIGSTOP);
        posix_spawnattr_setsigdefault (&attributes, &all);

        short flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSID;
#if defined(__APPLE__)
        flags |= POSIX_SPAWN_CLOEXEC_DEFAULT;
#endif
        posix_spawnattr_setflags (&attributes, flags);
    }

    ~Attributes() { posix_spawnattr_destroy (&attributes); }

    Attributes (const Attributes&) = delete;
    Attributes& operator= (const Attributes&) = delete;

    const posix_spawnattr_t* get() const noexcept { return &attributes; }

private:
    posix_spawnattr_t attributes{};
};

static std::vector<char*> pointersTo (const std::vector<std::string>& texts)
{
    std::vector<char*> pointers;

    for (const auto& text : texts)
        pointers.push_back (const_cast<char*> (text.c_str())); // exec's signature; it does not write

    pointers.push_back (nullptr);
    return pointers;
}

pid_t startWatched (const std::string& path, const std::vector<std::string>& command,
                    const std::vector<std::string>& environment, const ProgramStreams& streams)
{
    std::vector<std::string> words{"/bin/sh", "-c", watch, "parlando", path};
    words.insert (words.end(), command.begin() + 1, command.end());

    FileActions actions;
    actions.arrange (streams);
    const Attributes attributes;
    pid_t process = -1;
    const auto fault = ::posix_spawn (&process, "/bin/sh", actions.get(), attributes.get(), pointersTo (words).data(),
                                      pointersTo (environment).data());

    if (fault != 0)
        throw std::system_error (fault, std::generic_category());

    return process;
}

} // namespace parlando::detail_program
