#pragma once

#include <arpa/inet.h>
#include <cstdint>
#include <netinet/in.h>
#include <poll.h>
#include <string>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace parlando::testing
{

/** A TCP client on loopback that sends what it is told, byte by byte, and knows nothing of the protocol. */
class RawPeer
{
public:
    explicit RawPeer (std::uint16_t port)
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons (port);
        address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
        connected = ::connect (descriptor, reinterpret_cast<const sockaddr*> (&address), sizeof address) == 0;
    }

    RawPeer (RawPeer&& other) noexcept
        : descriptor (std::exchange (other.descriptor, -1)), connected (other.connected), came (std::move (other.came))
    {
    }

    ~RawPeer()
    {
        if (descriptor >= 0)
            ::close (descriptor);
    }

    RawPeer (const RawPeer&) = delete;
    RawPeer& operator= (const RawPeer&) = delete;
    RawPeer& operator= (RawPeer&&) = delete;

    bool isConnected() const { return connected; }

    /** False when the other side takes no more within five seconds. */
    bool send (const std::string& bytes)
    {
        for (std::size_t sent = 0; sent < bytes.size();)
        {
            pollfd place{descriptor, POLLOUT, 0};

            if (::poll (&place, 1, 5000) <= 0)
                return false;

            const auto count =
                ::send (descriptor, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL | MSG_DONTWAIT);

            if (count <= 0)
                return false;

            sent += static_cast<std::size_t> (count);
        }

        return true;
    }

    /** All that came, from the beginning, once `end` is in it, the other side has closed, or ten seconds are over. */
    const std::string& receive (const std::string& end)
    {
        char bytes[4096];
        pollfd place{descriptor, POLLIN, 0};

        while (came.find (end) == std::string::npos && ::poll (&place, 1, 10'000) > 0)
        {
            const auto count = ::recv (descriptor, bytes, sizeof bytes, 0);

            if (count <= 0)
                break;

            came.append (bytes, static_cast<std::size_t> (count));
        }

        return came;
    }

    /** All until the other side closes. */
    const std::string& receiveAll() { return receive (std::string (1, '\0') + "nothing has this end"); }

private:
    int descriptor = ::socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool connected = false;
    std::string came;
};

/** A frame as a client sends it (RFC 6455 section 5.2), masked with zeros. `claimed`: the length that it says it has.
 */
inline std::string frameOf (int opcode, bool isLast, const std::string& payload, std::uint64_t claimed)
{
    const auto isShort = claimed < 126;
    std::string frame{static_cast<char> (opcode | (isLast ? 0x80 : 0)),
                      static_cast<char> (0x80 | (isShort ? claimed : 127))};

    for (int i = isShort ? -1 : 7; i >= 0; --i)
        frame += static_cast<char> (claimed >> (8 * i));

    return frame + std::string (4, '\0') + payload;
}

inline std::string frameOf (int opcode, bool isLast, const std::string& payload)
{
    return frameOf (opcode, isLast, payload, payload.size());
}

/** The code of the close frame at the end of what a server sent; 0 where there is none. */
inline int closeCodeIn (const std::string& bytes)
{
    for (auto at = bytes.rfind ('\x88'); at != std::string::npos && at > 0; at = bytes.rfind ('\x88', at - 1))
        if (at + 4 <= bytes.size() && static_cast<std::uint8_t> (bytes[at + 1]) == bytes.size() - at - 2)
            return static_cast<std::uint8_t> (bytes[at + 2]) << 8 | static_cast<std::uint8_t> (bytes[at + 3]);

    return 0;
}

} // namespace parlando::testing
