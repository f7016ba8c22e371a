#include "PeerCheck.h"

#include <openssl/ssl.h>

namespace parlando
{

bool requireHost (ssl_st* ssl, const WebSocketUrl& url)
{
    if (url.isAddress())
        return X509_VERIFY_PARAM_set1_ip_asc (SSL_get0_param (ssl), url.host.c_str()) == 1;

    return SSL_set1_host (ssl, url.host.c_str()) == 1 && SSL_set_tlsext_host_name (ssl, url.host.c_str()) == 1;
}

} // namespace parlando
