#pragma once

#include "CloseReport.h"
#include "ProxyHandshake.h"

#include <parlando_realtime/parlando_realtime.h>

#include <boost/system/error_code.hpp>

#include <string>
#include <vector>

namespace parlando
{

/** The sentences about proxies: what happened, then what to do. No name, no password, nothing that the proxy wrote.
    Private to the transport. */
namespace proxy_error
{
/** "The proxy http://host:port (HTTPS_PROXY)" */
std::string nameOf (const Proxy&);

std::string notFound (const Proxy&);
std::string notReached (const Proxy&, const boost::system::error_code&);

/** `verification` is OpenSSL's X509_V_… result, `error` the handshake's. */
std::string tlsFailed (const Proxy&, long verification, const boost::system::error_code& error);

/** `stage`: connectToProxy or askProxy. */
std::string timeout (const Proxy&, ConnectStage stage, Milliseconds limit);

std::string hungUp (const Proxy&);
std::string notHttp (const Proxy&);
std::string endlessAnswer (const Proxy&);
std::string notSocks (const Proxy&);
std::string nameTooLong (const Proxy&);
std::string loginWanted (const Proxy&);
std::string loginRefused (const Proxy&);
std::string noCommonMethod (const Proxy&);

/** `schemes`: how the proxy lets people sign in, as it says. */
ProxyHandshake::Failure httpRefused (const Proxy&, const ProxyHandshake::Target&, int status,
                                     const std::vector<std::string>& schemes);

/** `code`: RFC 1928 section 6. */
ProxyHandshake::Failure socksRefused (const Proxy&, const ProxyHandshake::Target&, int code);
} // namespace proxy_error

} // namespace parlando
