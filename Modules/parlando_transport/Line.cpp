#include "Line.h"

namespace parlando
{

SSL* Line::addTls (boost::asio::ssl::context& context)
{
    if (! outer)
        return outer.emplace (socket, context).native_handle();

    return inner.emplace (*outer, context).native_handle();
}

void Line::endSending() noexcept
{
    Error ignored;
    socket.shutdown (boost::asio::socket_base::shutdown_send, ignored);
}

void Line::close() noexcept
{
    Error ignored;
    socket.close (ignored);
}

} // namespace parlando
