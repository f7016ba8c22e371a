#include "ConnectError.h"

#include <boost/asio/error.hpp>

#include <openssl/x509_vfy.h>

namespace parlando::connect_error
{

static std::string hostAndPort (const WebSocketUrl& url) { return url.host + " port " + std::to_string (url.port); }

std::string inSeconds (Milliseconds limit)
{
    return std::to_string (limit.count() / 1000) +
           (limit.count() % 1000 == 0 ? "" : "." + std::to_string (limit.count() % 1000 / 100)) + " s";
}

std::string timeout (const WebSocketUrl& url, ConnectStage stage, Milliseconds limit)
{
    return "No connection to " + url.forPeople() + " within " + inSeconds (limit) + "; it stopped while " +
           describe (stage) + ". Check the network" +
           (stage == ConnectStage::tls ? ", and that the service speaks TLS on this port" : "") + ", then try again.";
}

std::string refusedByNetwork (const WebSocketUrl& url, const boost::system::error_code& error)
{
    if (error == boost::asio::error::connection_refused)
        return hostAndPort (url) + " refused the connection: check that the service runs and that the port is right.";

    if (error == boost::asio::error::network_unreachable || error == boost::asio::error::host_unreachable)
        return "There is no way to " + hostAndPort (url) + ": check that this machine is online.";

    return "The connection to " + hostAndPort (url) + " failed (" + error.message() +
           "): check the network, then try again.";
}

bool isUnknownAuthority (long verification)
{
    return verification == X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN ||
           verification == X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT ||
           verification == X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY ||
           verification == X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE;
}

std::string tlsFailed (const std::string& host, std::uint16_t port, long verification,
                       const boost::system::error_code& error)
{
    const auto certificate = "The certificate of " + host;

    if (isUnknownAuthority (verification))
        return certificate + " comes from an authority that this machine does not know: install the system's "
                             "certificates (ca-certificates), or give the authority's certificate as the CA file.";

    switch (verification)
    {
        case X509_V_OK:
            return "No secure connection to " + host + " port " + std::to_string (port) + " (" + error.message() +
                   "): check that the service speaks TLS 1.2 or newer on this port.";

        case X509_V_ERR_CERT_HAS_EXPIRED:
            return certificate +
                   " has expired: its owner must renew it. If it has not, set this machine's clock right.";

        case X509_V_ERR_CERT_NOT_YET_VALID:
            return certificate + " is not valid yet: check this machine's clock.";

        case X509_V_ERR_HOSTNAME_MISMATCH:
        case X509_V_ERR_IP_ADDRESS_MISMATCH:
            return certificate + " was made for another host name: connect under the name in the certificate.";

        case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
            return certificate + " is self-signed: if you trust it, give it as the CA file.";

        default:
            return certificate + " cannot be trusted (" + X509_verify_cert_error_string (verification) +
                   "): ask the service's owner.";
    }
}

std::string httpRefused (const WebSocketUrl& url, int status)
{
    const auto answer = url.forPeople() + " answered with HTTP " + std::to_string (status);

    if (status == 401 || status == 403)
        return answer + ": check the API key or token, and what it is allowed to do.";

    if (status == 404)
        return answer + ": check the address and the API version.";

    if (status == 429)
        return answer + ": too many requests or the quota is used up; wait before trying again.";

    if (status == 407)
        return answer + ": a proxy on the way asks for a name and a password; name it with them as the proxy.";

    if (status == 511)
        return answer + ": the network asks you to sign in first; do that in a browser, then try again.";

    if (status >= 500)
        return answer + ": the service has a problem of its own; try again later.";

    if (status >= 300 && status < 400)
        return answer + ": it sends elsewhere, which is not followed. If the network wants you to sign in first, do "
                        "that in a browser; "
                        "else connect to the new address directly.";

    if (status >= 200 && status < 300)
        return answer +
               ": that is a web page, not the service. If the network wants you to sign in first, do that in a "
               "browser; else check the address.";

    return answer + " instead of a WebSocket: check the address.";
}

std::string notAWebSocket (const WebSocketUrl& url, const boost::system::error_code& error)
{
    return url.forPeople() + " did not answer as a WebSocket service does (" + error.message() +
           "): check the address and the port.";
}

std::string lost (const WebSocketUrl& url, const boost::system::error_code& error)
{
    return "The connection to " + url.host + " was lost (" + error.message() + "): check the network.";
}

std::string messageTooLong (const WebSocketUrl& url, std::size_t maximumBytes)
{
    return url.host + " sent a message of more than " + std::to_string (maximumBytes) +
           " bytes, so the connection was closed: if such messages are meant to come, raise the limit.";
}

std::string protocolBroken (const WebSocketUrl& url, const boost::system::error_code& error)
{
    return url.host + " broke the WebSocket protocol (" + error.message() +
           "), so the connection was closed: try again, and tell the service's owner if it stays so.";
}

std::string noCloseAnswer (const WebSocketUrl& url)
{
    return url.host + " did not answer the close within 2 s; the connection was cut.";
}

} // namespace parlando::connect_error
