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
std::string timeout (const WebSocketUrl&, ConnectStage, Milliseconds);
std::string refusedByNetwork (const WebSocketUrl&, const boost::system::error_code&);

/** `verification` is OpenSSL's X509_V_… result, `error` the handshake's. */
std::string tlsFailed (const WebSocketUrl&, long verification, const boost::system::error_code& error);
std::string httpRefused (const WebSocketUrl&, int status);
std::string notAWebSocket (const WebSocketUrl&, const boost::system::error_code&);
std::string lost (const WebSocketUrl&, const boost::system::error_code&);
std::string messageTooLong (const WebSocketUrl&, std::size_t maximumBytes);
std::string protocolBroken (const WebSocketUrl&, const boost::system::error_code&);
std::string noCloseAnswer (const WebSocketUrl&);
} // namespace connect_error

} // namespace parlando
