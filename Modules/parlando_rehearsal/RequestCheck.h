#pragma once

#include "MessageServer.h"

#include <optional>
#include <string>
#include <string_view>

namespace parlando
{

/** Whether an HTTP Host header names this machine, and not a name that may lead here: localhost, 127.0.0.0/8 or [::1],
   with or without a port. */
[[nodiscard]] bool isLoopbackHost (std::string_view host);

/** Takes a time that does not depend on what the two have in common. */
[[nodiscard]] bool isSameSecret (std::string_view, std::string_view);

/** Why a request is not for the rehearsal service, with HTTP status 403; nothing where it may be.

    Whoever runs here can connect, but a web page must not: it shows itself by its Origin, or, where a name was made to
    lead to this machine (DNS rebinding), by its Host. `token`: what the program shows that started the service; empty
    where people did.
*/
[[nodiscard]] std::optional<MessageServer::HttpAnswer> checkRequest (const MessageServer::Request&,
                                                                     const std::string& token);

} // namespace parlando
