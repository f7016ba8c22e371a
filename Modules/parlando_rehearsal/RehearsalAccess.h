#pragma once

#include "MessageServer.h"
#include "Refusal.h"

#include <optional>
#include <string>

namespace parlando
{

/** Vertex is spoken where its method is asked for in this version. */
inline const std::string vertexVersion = "v1beta1";

/** What an upgrade request asks for and with which credential, read as the real service does (protocol section 1). */
struct RehearsalAccess
{
    std::string apiVersion; // "v1beta"; empty when the path is none of the service's
    std::string
        credential; // from x-goog-api-key, key=, Authorization (Token, Bearer) or access_token=; never to be logged

    [[nodiscard]] static RehearsalAccess read (const MessageServer::Request&);

    /** Why the connection is closed right after the upgrade. `required`: none lets everybody in, an empty one anybody
        who shows a credential. */
    [[nodiscard]] std::optional<Refusal> check (const std::optional<std::string>& required) const;
};

} // namespace parlando
