#include "StandardInput.h"

#include <cerrno>
#include <unistd.h>

namespace parlando
{

StandardInput::StandardInput() : open (::isatty (STDIN_FILENO) != 0) {}

int StandardInput::descriptor() const noexcept
{
    // A job in the background would be stopped for reading.
    return open && ::tcgetpgrp (STDIN_FILENO) == ::getpgrp() ? STDIN_FILENO : -1;
}

std::vector<std::string> StandardInput::take()
{
    char bytes[4096];
    const auto got = ::read (STDIN_FILENO, bytes, sizeof (bytes));

    if (got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN))
        open = false;

    if (got > 0)
        partial.append (bytes, static_cast<std::size_t> (got));

    std::vector<std::string> lines;

    for (auto end = partial.find ('\n'); end != std::string::npos; end = partial.find ('\n'))
    {
        if (end > 0)
            lines.push_back (partial.substr (0, end));

        partial.erase (0, end + 1);
    }

    return lines;
}

} // namespace parlando
