#include "Commands.h"
#include "PrintableText.h"
#include "ServiceAccess.h"
#include "SilentTerminal.h"
#include "WaitingNotice.h"

#include <parlando_auth/parlando_auth.h>

#include <cerrno>
#include <cstdio>
#include <stdexcept>
#include <unistd.h>

namespace parlando
{

namespace
{

/** The first line of the standard input. */
Credential readKey()
{
    const SilentTerminal silence ("Key: ");
    Secret room (std::string (Credential::maximumBytes + 1024, '\0'));
    const auto bytes = room.bytesToFill();
    std::size_t length = 0;

    while (length < bytes.size())
    {
        const auto count = ::read (STDIN_FILENO, bytes.data() + length, bytes.size() - length);

        if (count < 0 && errno == EINTR)
            continue;

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

void tell (const std::string& remark)
{
    if (! remark.empty())
        std::fprintf (stderr, "parlando: %s\n", printable (remark).c_str());
}

template <typename Function>
auto waiting (Function&& use)
{
    const WaitingNotice notice (waitingForKeyring);
    return use();
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
    return withStores (
        [&]
        {
            const auto place = waiting ([&] { return keepCredential (key); });
            std::printf ("The key is kept in %s.\n", place.where.c_str());
            tell (place.remark);
        });
}

ExitCode removeKey()
{
    return withStores (
        []
        {
            const auto remark = waiting ([] { return forgetCredential(); });
            std::printf ("No key is kept.\n");
            tell (remark);
        });
}

ExitCode tellKey()
{
    const auto found = findKey();

    if (! found.error.empty())
        throw ConversationError (found.error);

    tell (found.caution);
    std::printf ("%s\n", found.source.empty() ? "No key is kept, and none is set." : found.source.c_str());
    return found.source.empty() ? ExitCode::failed : ExitCode::success;
}

} // namespace parlando
