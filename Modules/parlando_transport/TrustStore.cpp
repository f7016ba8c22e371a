#include "TrustStore.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <cstdlib>
#include <filesystem>

namespace parlando
{

namespace
{
std::string fromEnvironment (const char* variable, const char* otherwise)
{
    const auto* const value = std::getenv (variable);
    return value != nullptr ? value : otherwise;
}

bool hasOwnAuthorities()
{
    std::error_code error;
    const auto file = fromEnvironment (X509_get_default_cert_file_env(), X509_get_default_cert_file());

    if (std::filesystem::is_regular_file (file, error))
        return true;

    const auto directory = fromEnvironment (X509_get_default_cert_dir_env(), X509_get_default_cert_dir());
    return std::filesystem::directory_iterator (directory, error) != std::filesystem::directory_iterator();
}
} // namespace

std::vector<std::string> TrustStore::commonBundles()
{
    return {
        "/etc/ssl/certs/ca-certificates.crt",                // Debian, Ubuntu, Arch, Gentoo
        "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", // Fedora, RHEL
        "/etc/pki/tls/certs/ca-bundle.crt",                  // older Fedora, RHEL
        "/etc/ssl/ca-bundle.pem",                            // openSUSE
        "/var/lib/ca-certificates/ca-bundle.pem",            // newer openSUSE
        "/etc/ssl/cert.pem",                                 // Alpine, macOS
    };
}

std::string TrustStore::load (ssl_ctx_st* context, const std::string& caFile, const std::vector<std::string>& bundles)
{
    SSL_CTX_set_default_verify_paths (context);

    if (! hasOwnAuthorities())
        for (const auto& bundle : bundles)
            if (SSL_CTX_load_verify_file (context, bundle.c_str()) == 1)
                break;

    const auto isLoaded = caFile.empty() || SSL_CTX_load_verify_file (context, caFile.c_str()) == 1;
    ERR_clear_error();

    return isLoaded ? ""
                    : "The certificate file " + caFile +
                          " cannot be used: give a readable PEM file with at least one certificate.";
}

} // namespace parlando
