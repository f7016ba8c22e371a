#include "CloseReport.h"

namespace parlando
{

const char* describe (ConnectStage stage) noexcept
{
    switch (stage)
    {
        case ConnectStage::resolve:
            return "looking up the name";
        case ConnectStage::connect:
            return "connecting";
        case ConnectStage::connectToProxy:
            return "connecting to the proxy";
        case ConnectStage::askProxy:
            return "asking the proxy for the way";
        case ConnectStage::tls:
            return "securing the connection (TLS)";
        case ConnectStage::upgrade:
            return "asking for a WebSocket";
        case ConnectStage::open:
            return "connected";
    }

    return "";
}

} // namespace parlando
