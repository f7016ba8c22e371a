#include "SocketTuning.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace parlando
{

static void setOption (int socket, int level, int name, int value)
{
    // Without them the connection works as well, only slower or longer blind.
    [[maybe_unused]] const auto ignored = setsockopt (socket, level, name, &value, sizeof (value));
}

void tuneSocket (int socket) noexcept
{
    setOption (socket, IPPROTO_TCP, TCP_NODELAY, 1);
    setOption (socket, SOL_SOCKET, SO_KEEPALIVE, 1);
#ifdef TCP_USER_TIMEOUT
    setOption (socket, IPPROTO_TCP, TCP_KEEPIDLE, 30);
    setOption (socket, IPPROTO_TCP, TCP_KEEPINTVL, 10);
    setOption (socket, IPPROTO_TCP, TCP_KEEPCNT, 3);
    setOption (socket, IPPROTO_TCP, TCP_USER_TIMEOUT, 60000); // also while data is under way
#endif
}

} // namespace parlando
