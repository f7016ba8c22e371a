#pragma once

#include <string>

struct ssl_st; // OpenSSL's SSL

namespace parlando
{

/** Makes the handshake fail unless the other side's certificate is for this host, a name or a numeric address (C6).
   False when that cannot be asked for: without a name to check against any valid certificate would do, so then there
   must be no connection. */
bool requireHost (ssl_st*, const std::string& host);

} // namespace parlando
