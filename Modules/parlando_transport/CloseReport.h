#pragma once

#include <string>

namespace parlando
{

/** How far a connection had come. */
enum class ConnectStage
{
    resolve,
    connect,
    connectToProxy,
    askProxy, /**< TLS to the proxy included. */
    tls,
    upgrade,
    open
};

/** The stage in words for an error: "looking up the name", "connecting", … */
const char* describe (ConnectStage) noexcept;

/** How a connection, or the attempt at one, came to its end. */
struct CloseReport
{
    /** From the close frame; 1005 when it named none, 1006 when no close frame came (C72), 1009 when a message was too
        long, 1002 or 1007 when the other side broke the protocol. */
    int code = 1006;

    /** The close frame's reason, as valid UTF-8 without control characters. Untrusted text. */
    std::string reason;

    /** How far it had come. */
    ConnectStage stage = ConnectStage::resolve;

    /** The status of an HTTP answer other than 101 (C8), or 0. */
    int httpStatus = 0;

    /** A proxy refused, and would refuse the same again. */
    bool isRefusedByProxy = false;

    /** One sentence for people that says what to do; empty when a close frame ended an open connection. No secret. */
    std::string error;

    /** Close frames went both ways. */
    bool wasClean = false;

    /** We closed: asked to, or because of what was received. */
    bool byUs = false;
};

} // namespace parlando
