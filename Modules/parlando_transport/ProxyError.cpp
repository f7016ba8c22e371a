#include "ProxyError.h"

#include "ConnectError.h"

#include <boost/asio/error.hpp>

#include <algorithm>

namespace parlando::proxy_error
{

namespace
{

bool isSocks (const Proxy& proxy) { return proxy.kind == Proxy::Kind::socks5 || proxy.kind == Proxy::Kind::socks5h; }

const char* whatItSpeaks (const Proxy& proxy)
{
    return isSocks (proxy) ? "SOCKS5" : proxy.kind == Proxy::Kind::https ? "HTTP over TLS" : "HTTP";
}

std::string withLogin (const Proxy& proxy)
{
    const auto url = proxy.forPeople();
    return "NAME:PASSWORD@" + url.substr (url.find ("://") + 3);
}

std::string joined (const std::vector<std::string>& words)
{
    std::string text;

    for (std::size_t i = 0; i < words.size(); ++i)
        text += (i == 0 ? "" : i + 1 == words.size() ? " or " : ", ") + words[i];

    return text;
}

std::string loginProblem (const Proxy& proxy, const std::vector<std::string>& schemes)
{
    const auto takesBasic = schemes.empty() || std::find (schemes.begin(), schemes.end(), "Basic") != schemes.end();

    if (! takesBasic)
        return nameOf (proxy) + " lets people sign in by " + joined (schemes) +
               " alone, which Parlando does not speak: run a local proxy that does it for you (such as px or cntlm), "
               "and name that one.";

    return proxy.hasLogin() ? loginRefused (proxy) : loginWanted (proxy);
}

} // namespace

std::string nameOf (const Proxy& proxy)
{
    return "The proxy " + proxy.forPeople() + (proxy.source.empty() ? "" : " (" + proxy.source + ")");
}

std::string notFound (const Proxy& proxy)
{
    return nameOf (proxy) + " is not found: check its name, and that this machine is online.";
}

std::string notReached (const Proxy& proxy, const boost::system::error_code& error)
{
    if (error == boost::asio::error::connection_refused)
        return nameOf (proxy) + " refused the connection: check that it runs and that its port is right.";

    return nameOf (proxy) + " is not reached (" + error.message() + "): check its address and the network.";
}

std::string tlsFailed (const Proxy& proxy, long verification, const boost::system::error_code& error)
{
    return nameOf (proxy) + " is not reached by TLS. " +
           connect_error::tlsFailed (proxy.host, proxy.port, verification, error) +
           (verification == 0 ? " A proxy that is spoken to without TLS is written http://." : "");
}

std::string timeout (const Proxy& proxy, ConnectStage stage, Milliseconds limit)
{
    const auto within = " within " + connect_error::inSeconds (limit);

    if (stage == ConnectStage::connectToProxy)
        return nameOf (proxy) + " did not take the connection" + within +
               ": check its address and the network, then try again.";

    return nameOf (proxy) + " did not answer" + within + ": check that it speaks " + whatItSpeaks (proxy) +
           " on this port and has a way out, then try again.";
}

std::string hungUp (const Proxy& proxy)
{
    return nameOf (proxy) + " ended the connection without an answer: check that it speaks " + whatItSpeaks (proxy) +
           " on this port, and that it lets this machine in.";
}

std::string notHttp (const Proxy& proxy)
{
    return nameOf (proxy) + " did not answer as an HTTP proxy does: check its port; a SOCKS proxy is written "
                            "socks5://, one that is reached by TLS https://.";
}

std::string endlessAnswer (const Proxy& proxy)
{
    return nameOf (proxy) + " answered with more than 64 kB before it opened the way: check that it is a proxy.";
}

std::string notSocks (const Proxy& proxy)
{
    return nameOf (proxy) + " did not answer as a SOCKS5 proxy does: check its port; an HTTP proxy is written http://.";
}

std::string nameTooLong (const Proxy& proxy)
{
    return nameOf (proxy) + " takes no names of more than 255 bytes: check the service's address.";
}

std::string loginWanted (const Proxy& proxy)
{
    return nameOf (proxy) + " asks for a name and a password: put them into its URL as " + withLogin (proxy) + ".";
}

std::string loginRefused (const Proxy& proxy)
{
    return nameOf (proxy) + " does not take the name and the password in its URL: check them; special characters are "
                            "written with % and two digits, such as %40 for @.";
}

std::string noCommonMethod (const Proxy& proxy)
{
    return nameOf (proxy) + " takes neither a name with a password nor nobody's: ask whoever runs it.";
}

ProxyHandshake::Failure httpRefused (const Proxy& proxy, const ProxyHandshake::Target& target, int status,
                                     const std::vector<std::string>& schemes)
{
    const auto code = " (HTTP " + std::to_string (status) + ")";

    // Some say 401 to a wrong password.
    if (status == 407 || status == 401)
        return {loginProblem (proxy, schemes), true};

    if (status == 429)
        return {nameOf (proxy) + " is asked too often" + code + ": wait before trying again."};

    if (status == 511 || status < 400)
        return {nameOf (proxy) + " sends elsewhere" + code +
                    ": if the network wants you to sign in first, do that in a browser, then try again.",
                true};

    if (status == 405 || status == 501)
        return {nameOf (proxy) + " opens no way to encrypted services" + code +
                    ": check that it is a proxy and takes CONNECT.",
                true};

    if (status == 403)
        return {nameOf (proxy) + " does not let connections to " + target.forPeople() + " through" + code +
                    ": ask whoever runs it to allow them.",
                true};

    if (status >= 500)
        return {nameOf (proxy) + " could not reach " + target.forPeople() + code +
                ": check that it runs well and has a way out, then try again."};

    return {nameOf (proxy) + " refused to connect to " + target.forPeople() + code +
                ": check that it is a proxy, and the service's address.",
            status != 408};
}

ProxyHandshake::Failure socksRefused (const Proxy& proxy, const ProxyHandshake::Target& target, int code)
{
    constexpr int notAllowed = 2, noCommand = 7, lastKnown = 8;
    static constexpr const char* words[] = {"",
                                            "it says only that it failed",
                                            "",
                                            "it has no way to that network",
                                            "it has no way to that host",
                                            "the host refused",
                                            "the way there is too long",
                                            "",
                                            "it does not know that kind of address"};

    if (code == notAllowed)
        return {nameOf (proxy) + " does not let connections to " + target.forPeople() +
                    " through: ask whoever runs it to allow them.",
                true};

    if (code == noCommand)
        return {nameOf (proxy) + " opens no connections: ask whoever runs it.", true};

    const auto why = code <= lastKnown ? std::string (words[code]) : "SOCKS error " + std::to_string (code);
    return {nameOf (proxy) + " could not connect to " + target.forPeople() + " (" + why +
                "): check the service's address, and that the proxy has a way out.",
            false, true};
}

} // namespace parlando::proxy_error
