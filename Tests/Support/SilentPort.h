#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <stdexcept>
#include <vector>

namespace parlando::testing
{

/** A TCP port on loopback that neither accepts nor refuses: its queue is full, so the kernel drops what comes. */
class SilentPort
{
public:
    explicit SilentPort (const char* address, std::uint16_t port = 0)
    {
        sockaddr_in where{};
        where.sin_family = AF_INET;
        where.sin_port = htons (port);
        inet_pton (AF_INET, address, &where.sin_addr);
        auto* const name = reinterpret_cast<sockaddr*> (&where);
        socklen_t length = sizeof (where);
        const auto listening = newSocket (0);

        if (bind (listening, name, length) != 0 || listen (listening, 0) != 0 ||
            getsockname (listening, name, &length) != 0)
            throw std::runtime_error ("no port to be silent on");

        number = ntohs (where.sin_port);

        // A queue of length 0 takes one connection, and one more is half taken.
        for (int i = 0; i < 3; ++i)
            static_cast<void> (connect (newSocket (SOCK_NONBLOCK), name, length));
    }

    ~SilentPort()
    {
        for (const auto socket : sockets)
            ::close (socket);
    }

    SilentPort (const SilentPort&) = delete;
    SilentPort& operator= (const SilentPort&) = delete;

    std::uint16_t port() const { return number; }

private:
    int newSocket (int flags)
    {
        sockets.push_back (::socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC | flags, 0));
        return sockets.back();
    }

    std::vector<int> sockets;
    std::uint16_t number = 0;
};

} // namespace parlando::testing
