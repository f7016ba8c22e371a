#pragma once

#include "ConnectRequest.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace parlando
{

/** What a server answered, or why there is no answer. */
struct HttpAnswer
{
    int status = 0;
    std::string body;  /**< Whatever bytes they are. */
    std::string error; /**< One sentence for people that says what to do; then there is neither status nor body. */
};

/** Sends `json` by one POST and waits for the answer of at most 64 kB, over TLS but to this machine, with the request's
   URL (of the scheme ws or wss), headers, certificates and time limit. Blocks: for that limit at most. */
HttpAnswer postJson (const ConnectRequest&, std::string_view json);

/** Fetches what is at the request's URL, in the same way. A longer body than `largestAnswer` bytes is an error. */
HttpAnswer getJson (const ConnectRequest&, std::size_t largestAnswer);

} // namespace parlando
