#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>

#include <optional>
#include <utility>

namespace parlando
{

/** The bytes to a server and back: TCP, under one layer of TLS or two (through a proxy that is reached by TLS itself).
    Session thread.

    Asio and Beast ask for these names and signatures (AsyncStream); one read and one write may be pending at a time.
    Private to the transport: it shows Boost.
*/
class Line
{
public:
    using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;
    using executor_type = Socket::executor_type;
    using Error = boost::system::error_code;

    /** Takes a connected socket over. */
    explicit Line (Socket&& connected) : socket (std::move (connected)) {}

    Line (const Line&) = delete;
    Line& operator= (const Line&) = delete;

    executor_type get_executor() noexcept { return socket.get_executor(); }

    /** From here on all bytes go through one more layer of TLS, of two at the most; the caller says what it is to
        verify, and shakes hands. The handle is the line's. */
    SSL* addTls (boost::asio::ssl::context&);

    /** In the newest layer. */
    template <typename Handler>
    void shakeHands (Handler&& handler)
    {
        constexpr auto side = boost::asio::ssl::stream_base::client;

        if (inner)
            inner->async_handshake (side, std::forward<Handler> (handler));
        else
            outer->async_handshake (side, std::forward<Handler> (handler));
    }

    template <typename Buffers, typename Token>
    auto async_read_some (const Buffers& buffers, Token&& token)
    {
        return boost::asio::async_initiate<Token, void (Error, std::size_t)> (
            [this] (auto&& completion, const Buffers& space)
            {
                if (inner)
                    inner->async_read_some (space, std::forward<decltype (completion)> (completion));
                else if (outer)
                    outer->async_read_some (space, std::forward<decltype (completion)> (completion));
                else
                    socket.async_read_some (space, std::forward<decltype (completion)> (completion));
            },
            token, buffers);
    }

    template <typename Buffers, typename Token>
    auto async_write_some (const Buffers& buffers, Token&& token)
    {
        return boost::asio::async_initiate<Token, void (Error, std::size_t)> (
            [this] (auto&& completion, const Buffers& bytes)
            {
                if (inner)
                    inner->async_write_some (bytes, std::forward<decltype (completion)> (completion));
                else if (outer)
                    outer->async_write_some (bytes, std::forward<decltype (completion)> (completion));
                else
                    socket.async_write_some (bytes, std::forward<decltype (completion)> (completion));
            },
            token, buffers);
    }

    /** Nothing more is sent; what the other side still says can be read. */
    void endSending() noexcept;

    /** At once; what is pending fails. */
    void close() noexcept;

private:
    using Outer = boost::asio::ssl::stream<Socket&>;
    using Inner = boost::asio::ssl::stream<Outer&>;

    Socket socket;
    std::optional<Outer> outer;
    std::optional<Inner> inner; // within the outer one
};

} // namespace parlando
