#include "Commands.h"

#include <parlando_auth/parlando_auth.h>

#include <array>
#include <cstdio>
#include <stdexcept>
#include <termios.h>
#include <unistd.h>

namespace parlando
{

namespace
{

/** While it lives, what is typed at the terminal is not shown. */
class SilentTerminal
{
public:
    SilentTerminal() : isTerminal (::tcgetattr (STDIN_FILENO, &before) == 0)
    {
        if (! isTerminal)
            return;

        std::fputs ("Key: ", stderr);
        auto silent = before;
        silent.c_lflag &= ~static_cast<tcflag_t> (ECHO);
        ::tcsetattr (STDIN_FILENO, TCSAFLUSH, &silent);
    }

    ~SilentTerminal()
    {
        if (! isTerminal)
            return;

        ::tcsetattr (STDIN_FILENO, TCSAFLUSH, &before);
        std::fputs ("\n", stderr);
    }

    SilentTerminal (const SilentTerminal&) = delete;
    SilentTerminal& operator= (const SilentTerminal&) = delete;

private:
    termios before{};
    const bool isTerminal;
};

/** The first line of the standard input. */
Credential readKey()
{
    const SilentTerminal silence;
    Secret room (std::string (Credential::maximumBytes + 1024, '\0'));
    const auto bytes = room.bytesToFill();
    std::size_t length = 0;

    while (length < bytes.size())
    {
        const auto count = ::read (STDIN_FILENO, bytes.data() + length, bytes.size() - length);

        if (count <= 0)
            break;

        length += static_cast<std::size_t> (count);

        if (bytes[length - 1] == '\n')
            break;
    }

    try
    {
        return Credential (room.reveal().substr (0, length));
    }
    catch (const std::invalid_argument& problem)
    {
        throw UsageError (problem.what());
    }
}

/** What the stores say goes to the person. */
template <typename Function>
ExitCode withStores (Function&& use)
{
    try
    {
        use();
        return ExitCode::success;
    }
    catch (const std::runtime_error& problem)
    {
        throw ConversationError (problem.what());
    }
}

} // namespace

ExitCode setKey()
{
    const auto key = readKey();
    return withStores ([&] { std::printf ("The key is kept in %s.\n", keepCredential (key).c_str()); });
}

ExitCode removeKey()
{
    return withStores (
        []
        {
            forgetCredential();
            std::printf ("No key is kept.\n");
        });
}

ExitCode tellKey()
{
    const auto found = findStoredCredential();

    if (! found.error.empty())
        throw ConversationError (found.error);

    std::printf ("%s\n", found.source.empty() ? "No key is kept, and none is set." : found.source.c_str());
    return found.source.empty() ? ExitCode::failed : ExitCode::success;
}

} // namespace parlando
