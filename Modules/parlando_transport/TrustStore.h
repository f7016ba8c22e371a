#pragma once

#include <string>
#include <vector>

struct ssl_ctx_st; // OpenSSL's SSL_CTX

namespace parlando
{

/** Which certificate authorities are believed. */
class TrustStore
{
public:
    /** Where Linux distributions keep their bundle. An OpenSSL that was built elsewhere looks in its own place, where
        another distribution has nothing. */
    static std::vector<std::string> commonBundles();

    /** Makes `context` trust the system's authorities: OpenSSL's own place (SSL_CERT_FILE and SSL_CERT_DIR included),
       or when nothing is there the first readable of `bundles`; and those in `caFile`, unless empty. Returns an empty
        string, or a sentence when `caFile` cannot be used. Without any system authorities it succeeds: then only
       `caFile` is trusted and the verification says no. */
    static std::string load (ssl_ctx_st* context, const std::string& caFile,
                             const std::vector<std::string>& bundles = commonBundles());
};

} // namespace parlando
