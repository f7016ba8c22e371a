#include "TestProxy.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <mutex>
#include <thread>

namespace parlando::testing
{

namespace asio = boost::asio;
using asio::use_awaitable;
using asio::ip::tcp;

namespace
{

std::string base64 (const std::string& text)
{
    static constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string result;
    unsigned bits = 0, count = 0;

    for (const auto c : text)
    {
        bits = bits << 8 | static_cast<unsigned char> (c);

        for (count += 8; count >= 6; count -= 6)
            result += alphabet[bits >> (count - 6) & 63];
    }

    if (count > 0)
        result += alphabet[bits << (6 - count) & 63];

    while (result.size() % 4 != 0)
        result += '=';

    return result;
}

const std::string loginWanted = "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"a\"",
                  noWay = "502 Bad Gateway", noMethod = "\x05\xff",
                  noRoute ("\x05\x04\x00\x01\x00\x00\x00\x00\x00\x00", 10);

struct Target
{
    std::string host;
    std::uint16_t port = 0;
};

} // namespace

struct TestProxy::Implementation
{
    explicit Implementation (Options given)
        : options (std::move (given)), acceptor (context, {asio::ip::address_v4::loopback(), 0}),
          tls (asio::ssl::context::tls_server)
    {
        if (options.kind == Kind::https)
        {
            tls.use_certificate_chain_file (options.certificateFile);
            tls.use_private_key_file (options.keyFile, asio::ssl::context::pem);
        }

        asio::co_spawn (context, accept(), asio::detached);
        thread = std::thread ([this] { context.run(); });
    }

    ~Implementation()
    {
        context.stop();
        thread.join();
    }

    asio::awaitable<void> accept()
    {
        for (;;)
        {
            auto client = co_await acceptor.async_accept (use_awaitable);
            {
                const std::lock_guard lock (mutex);
                ++visitCount;
            }
            asio::co_spawn (context, serve (std::move (client)), asio::detached);
        }
    }

    asio::awaitable<void> serve (tcp::socket client)
    {
        try
        {
            if (options.kind != Kind::https)
                co_return co_await talk (client);

            asio::ssl::stream<tcp::socket> secured (std::move (client), tls);
            co_await secured.async_handshake (asio::ssl::stream_base::server, use_awaitable);
            co_await talk (secured);
        }
        catch (const boost::system::system_error&)
        {
            // The other side went.
        }
    }

    template <typename Stream>
    asio::awaitable<void> talk (Stream& client)
    {
        if (options.isSilent || options.answer)
            co_return co_await misbehave (client);

        std::string early; // what came with the request and is for the service
        Target target;

        if (options.kind == Kind::socks5)
            target = co_await takeSocks (client);
        else
            target = co_await takeConnect (client, early);

        if (target.port == 0)
            co_return;

        tcp::socket service (context);
        const tcp::endpoint place (asio::ip::address_v4::loopback(), target.port);
        co_await service.async_connect (place, use_awaitable);
        co_await open (client);

        using namespace asio::experimental::awaitable_operators;
        co_await (passOn (client, service, true) || passOn (service, client, false));
    }

    template <typename Stream>
    asio::awaitable<void> misbehave (Stream& client)
    {
        std::array<char, 4096> bytes{};
        co_await client.async_read_some (asio::buffer (bytes), use_awaitable);

        if (options.answer)
            co_await asio::async_write (client, asio::buffer (*options.answer), use_awaitable);
        else
            for (;;)
                co_await client.async_read_some (asio::buffer (bytes), use_awaitable);
    }

    template <typename Stream>
    asio::awaitable<Target> takeConnect (Stream& client, std::string& received)
    {
        const auto length =
            co_await asio::async_read_until (client, asio::dynamic_buffer (received), "\r\n\r\n", use_awaitable);
        const auto head = received.substr (0, length);
        received.erase (0, length);
        const auto authority = head.substr (8, head.find (' ', 8) - 8); // behind "CONNECT "
        const auto colon = authority.rfind (':');
        note (authority);

        if (! options.name.empty() && head.find ("\r\nProxy-Authorization: Basic " +
                                                 base64 (options.name + ":" + options.password) + "\r\n") == head.npos)
            co_return co_await refuse (client, loginWanted);

        if (options.unreachable.count (authority.substr (0, colon)) > 0)
            co_return co_await refuse (client, noWay);

        co_return Target{authority.substr (0, colon),
                         static_cast<std::uint16_t> (std::stoi (authority.substr (colon + 1)))};
    }

    template <typename Stream>
    asio::awaitable<Target> refuse (Stream& client, const std::string& status)
    {
        const auto answer = "HTTP/1.1 " + status + "\r\nContent-Length: 5\r\n\r\nsorry";
        co_await asio::async_write (client, asio::buffer (answer), use_awaitable);
        co_return Target();
    }

    template <typename Stream>
    asio::awaitable<std::string> take (Stream& client, std::size_t count)
    {
        std::string bytes (count, '\0');
        co_await asio::async_read (client, asio::buffer (bytes), use_awaitable);
        co_return bytes;
    }

    /** What is awaited gets no temporaries: gcc 12 destroys some of them twice. */
    template <typename Stream>
    asio::awaitable<void> say (Stream& client, const std::string& bytes)
    {
        co_await asio::async_write (client, asio::buffer (bytes), use_awaitable);
    }

    template <typename Stream>
    asio::awaitable<std::string> takeWithLength (Stream& client)
    {
        const auto length = co_await take (client, 1);
        co_return co_await take (client, static_cast<unsigned char> (length[0]));
    }

    template <typename Stream>
    asio::awaitable<bool> admits (Stream& client)
    {
        co_await take (client, 1);
        const auto methods = co_await takeWithLength (client);
        const char wanted = options.name.empty() ? 0 : 2;

        if (methods.find (wanted) == methods.npos)
        {
            co_await say (client, noMethod);
            co_return false;
        }

        std::string choice (1, '\5');
        choice += wanted;
        co_await say (client, choice);

        if (wanted == 0)
            co_return true;

        co_await take (client, 1);
        const auto name = co_await takeWithLength (client);
        const auto password = co_await takeWithLength (client);
        const auto isRight = name == options.name && password == options.password;
        std::string verdict (1, '\1');
        verdict += isRight ? '\0' : '\1';
        co_await say (client, verdict);
        co_return isRight;
    }

    template <typename Stream>
    asio::awaitable<Target> takeSocks (Stream& client)
    {
        if (! co_await admits (client))
            co_return Target();

        const auto request = co_await take (client, 4);
        std::string host;

        if (request[3] == 3)
            host = co_await takeWithLength (client);
        else
        {
            const auto bytes = co_await take (client, request[3] == 1 ? 4 : 16);
            asio::ip::address_v4::bytes_type four{};
            asio::ip::address_v6::bytes_type sixteen{};
            std::copy (bytes.begin(), bytes.begin() + 4, four.begin());

            if (request[3] != 1)
                std::copy (bytes.begin(), bytes.end(), sixteen.begin());

            host =
                request[3] == 1 ? asio::ip::address_v4 (four).to_string() : asio::ip::address_v6 (sixteen).to_string();
        }

        const auto port = co_await take (client, 2);
        const auto number = static_cast<std::uint16_t> (static_cast<unsigned char> (port[0]) << 8 |
                                                        static_cast<unsigned char> (port[1]));
        note (host + ":" + std::to_string (number));

        if (options.unreachable.count (host) == 0)
            co_return Target{host, number};

        co_await say (client, noRoute);
        co_return Target();
    }

    template <typename Stream>
    asio::awaitable<void> open (Stream& client)
    {
        const auto answer = options.kind == Kind::socks5
                                ? std::string ("\x05\x00\x00\x03\x07service\x01\xbb", 14)
                                : std::string ("HTTP/1.1 200 Connection established\r\nVia: 1.1 a\r\n\r\n");
        co_await say (client, answer);
    }

    template <typename From, typename To>
    asio::awaitable<void> passOn (From& from, To& to, bool isKept)
    {
        std::array<char, 16384> bytes{};

        for (;;)
        {
            const auto count = co_await from.async_read_some (asio::buffer (bytes), use_awaitable);

            if (isKept)
            {
                const std::lock_guard lock (mutex);
                passed.append (bytes.data(), count);
            }

            co_await asio::async_write (to, asio::buffer (bytes, count), use_awaitable);
        }
    }

    void note (const std::string& target)
    {
        const std::lock_guard lock (mutex);
        asked.push_back (target);
    }

    const Options options;
    asio::io_context context;
    tcp::acceptor acceptor;
    asio::ssl::context tls;
    mutable std::mutex mutex; // guards what is below
    std::vector<std::string> asked;
    std::string passed;
    int visitCount = 0;
    std::thread thread;
};

TestProxy::TestProxy (Options options) : implementation (std::make_unique<Implementation> (std::move (options))) {}
TestProxy::~TestProxy() = default;

std::uint16_t TestProxy::port() const { return implementation->acceptor.local_endpoint().port(); }

std::string TestProxy::url (const std::string& login) const
{
    const auto kind = implementation->options.kind;
    return std::string (kind == Kind::http    ? "http://"
                        : kind == Kind::https ? "https://"
                                              : "socks5h://") +
           (login.empty() ? "" : login + "@") + (kind == Kind::https ? "localhost:" : "127.0.0.1:") +
           std::to_string (port());
}

std::vector<std::string> TestProxy::targets() const
{
    const std::lock_guard lock (implementation->mutex);
    return implementation->asked;
}

std::string TestProxy::passedOn() const
{
    const std::lock_guard lock (implementation->mutex);
    return implementation->passed;
}

int TestProxy::visits() const
{
    const std::lock_guard lock (implementation->mutex);
    return implementation->visitCount;
}

} // namespace parlando::testing
