#include "TlsContext.h"

#include "TrustStore.h"

namespace parlando
{

std::string TlsContext::prepare (const std::string& caFile)
{
    if (context && loadedFile == caFile)
        return {};

    context.reset();
    boost::asio::ssl::context made (boost::asio::ssl::context::tls_client);
    SSL_CTX_set_min_proto_version (made.native_handle(), TLS1_2_VERSION);
    made.set_verify_mode (boost::asio::ssl::verify_peer);
    auto error = TrustStore::load (made.native_handle(), caFile);

    if (error.empty())
    {
        context.emplace (std::move (made));
        loadedFile = caFile;
    }

    return error;
}

} // namespace parlando
