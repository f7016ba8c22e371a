#pragma once

#include "CloseReport.h"
#include "ConnectRequest.h"
#include "WebSocketUrl.h"

#include <boost/system/error_code.hpp>

namespace parlando
{

/** The sentences of CloseReport::error: what happened, then what to do. No query, no header. Private to the transport.
 */
namespace connect_error
{
/** "1.5 s" */
std::string inSeconds (Milliseconds);

std::string timeout (const WebSocketUrl&, ConnectStage, Milliseconds);
std::string refusedByNetwork (const WebSocketUrl&, const boost::system::error_code&);

/** `verification` is OpenSSL's X509_V_… result, `error` the handshake's. */
std::string tlsFailed (const std::string& host, std::uint16_t port, long verification,
                       const boost::system::error_code& error);

/** The certificate may be right; who signed it is not known here. */
bool isUnknownAuthority (long verification);

std::string httpRefused (const WebSocketUrl&, int status);
std::string notAWebSocket (const WebSocketUrl&, const boost::system::error_code&);
std::string lost (const WebSocketUrl&, const boost::system::error_code&);
std::string messageTooLong (const WebSocketUrl&, std::size_t maximumBytes);
std::string protocolBroken (const WebSocketUrl&, const boost::system::error_code&);
std::string noCloseAnswer (const WebSocketUrl&);
} // namespace connect_error

} // namespace parlando
