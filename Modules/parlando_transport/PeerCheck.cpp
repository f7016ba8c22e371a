#include "PeerCheck.h"

#include "NameLookup.h"

#include <openssl/ssl.h>

namespace parlando
{

bool requireHost (ssl_st* ssl, const std::string& host)
{
    SSL_set_verify (ssl, SSL_VERIFY_PEER, nullptr);

    if (isNumericAddress (host))
        return X509_VERIFY_PARAM_set1_ip_asc (SSL_get0_param (ssl), host.c_str()) == 1;

    return SSL_set1_host (ssl, host.c_str()) == 1 && SSL_set_tlsext_host_name (ssl, host.c_str()) == 1;
}

} // namespace parlando
