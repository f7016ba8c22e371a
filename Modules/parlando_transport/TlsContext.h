#pragma once

#include <boost/asio/ssl/context.hpp>

#include <optional>
#include <string>

namespace parlando
{

/** What TLS connections are made with, kept from one to the next: reading the system's certificates takes some 10 ms.
    Session thread. Private to the transport: it shows Boost. */
class TlsContext
{
public:
    /** Makes get() trust `caFile` beside the system's certificates, and TLS 1.2 or newer only. Returns a sentence on
        failure, or nothing. */
    std::string prepare (const std::string& caFile);

    /** Only after prepare() has succeeded. */
    boost::asio::ssl::context& get() noexcept { return *context; }

private:
    std::optional<boost::asio::ssl::context> context;
    std::string loadedFile;
};

} // namespace parlando
