#pragma once

#include "ConnectRequest.h"

#include <string>
#include <string_view>

namespace parlando
{

/** What a server answered, or why there is no answer. */
struct HttpAnswer
{
    int status = 0;
    std::string body;  /**< At most 64 kB, whatever they are. */
    std::string error; /**< One sentence for people that says what to do; then there is neither status nor body. */
};

/** Sends `json` by one POST and waits for the answer, over TLS but to this machine, with the request's URL (of the
   scheme ws or wss), headers, certificates and time limit. Blocks: for that limit at most. */
HttpAnswer postJson (const ConnectRequest&, std::string_view json);

} // namespace parlando
