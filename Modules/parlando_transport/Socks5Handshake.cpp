#include "Socks5Handshake.h"

#include "ProxyError.h"

#include <boost/asio/ip/address.hpp>

namespace parlando
{

namespace
{

constexpr char version = 5, loginVersion = 1, connectCommand = 1;
constexpr char withoutLogin = 0, withLogin = 2; // methods
constexpr char isIpv4 = 1, isName = 3, isIpv6 = 4;
constexpr std::size_t longestSocksName = 255;

std::uint8_t byteOf (char c) { return static_cast<std::uint8_t> (c); }

std::string withLength (std::string_view text) { return static_cast<char> (text.size()) + std::string (text); }

template <typename Bytes>
std::string asText (const Bytes& bytes)
{
    return {bytes.begin(), bytes.end()};
}

std::string addressOf (const std::string& host)
{
    boost::system::error_code invalid;
    const auto address = boost::asio::ip::make_address (host, invalid);

    if (invalid)
        return isName + withLength (host);

    return address.is_v4() ? isIpv4 + asText (address.to_v4().to_bytes())
                           : isIpv6 + asText (address.to_v6().to_bytes());
}

} // namespace

Socks5Handshake::Socks5Handshake (const Proxy& used, const Target& wanted) : ProxyHandshake (used, wanted)
{
    if (target.host.size() > longestSocksName)
    {
        fail ({proxy_error::nameTooLong (proxy), true});
        return;
    }

    const char methods[] = {version, 2, withoutLogin, withLogin};
    const char method[] = {version, 1, withoutLogin};
    say (proxy.hasLogin() ? std::string_view (methods, sizeof (methods)) : std::string_view (method, sizeof (method)));
}

void Socks5Handshake::receive (std::string_view bytes)
{
    // The longest answer: 4 bytes, a name with its length, a port.
    constexpr std::size_t most = 4 + 1 + 255 + 2;
    received += bytes.substr (0, most + 1);

    while (state() == State::talking)
    {
        const auto expected = step == Step::login ? loginVersion : version;

        if (! received.empty() && received[0] != expected && step != Step::login)
            return fail ({proxy_error::notSocks (proxy)});

        const auto wanted = wantedBytes();

        if (received.size() < wanted)
            return;

        // Behind the way that is open nobody has spoken yet; behind a refusal anything may follow.
        if (step == Step::answer && received[1] == 0 && received.size() > wanted)
            return fail ({proxy_error::notSocks (proxy)});

        if (step == Step::method)
            takeMethod();
        else if (step == Step::login)
            takeLogin();
        else
            takeAnswer();

        received.erase (0, wanted);
    }
}

/** Of the message that is under way, as far as can be said. */
std::size_t Socks5Handshake::wantedBytes() const
{
    constexpr std::size_t fixed = 4, port = 2;

    if (step != Step::answer)
        return 2;

    if (received.size() < fixed + 1)
        return fixed + 1;

    // Whoever refuses need not be right about the address.
    if (received[1] != 0)
        return fixed;

    switch (received[3])
    {
        case isIpv4:
            return fixed + 4 + port;
        case isIpv6:
            return fixed + 16 + port;
        default:
            return fixed + 1 + byteOf (received[4]) + port;
    }
}

void Socks5Handshake::takeMethod()
{
    if (received[1] == withoutLogin)
        return sayRequest();

    if (received[1] == withLogin && proxy.hasLogin())
        return sayLogin();

    fail ({proxy.hasLogin() ? proxy_error::noCommonMethod (proxy) : proxy_error::loginWanted (proxy), true});
}

void Socks5Handshake::sayLogin()
{
    step = Step::login;
    say (loginVersion + withLength (proxy.name) + withLength (proxy.password));
}

void Socks5Handshake::takeLogin()
{
    if (received[1] != 0)
        return fail ({proxy_error::loginRefused (proxy), true});

    sayRequest();
}

void Socks5Handshake::sayRequest()
{
    step = Step::answer;
    say (std::string{version, connectCommand, 0} + addressOf (target.host));
    say (std::string{static_cast<char> (target.port >> 8), static_cast<char> (target.port & 0xff)});
}

void Socks5Handshake::takeAnswer()
{
    if (const auto code = byteOf (received[1]); code != 0)
        return fail (proxy_error::socksRefused (proxy, target, code));

    if (received[3] != isIpv4 && received[3] != isIpv6 && received[3] != isName)
        return fail ({proxy_error::notSocks (proxy)});

    open();
}

} // namespace parlando
