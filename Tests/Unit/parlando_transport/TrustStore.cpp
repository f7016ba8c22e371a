#include <parlando_transport/TrustStore.h>

#include "Support/TestCertificates.h"

#include <catch2/catch_test_macros.hpp>

#include <openssl/ssl.h>

#include <cstdlib>
#include <optional>

using parlando::TrustStore;
using parlando::testing::TestCertificates;

namespace
{
using Context = std::unique_ptr<SSL_CTX, decltype (&SSL_CTX_free)>;

Context newContext() { return {SSL_CTX_new (TLS_client_method()), SSL_CTX_free}; }

int authoritiesIn (const Context& context)
{
    return sk_X509_OBJECT_num (X509_STORE_get0_objects (SSL_CTX_get_cert_store (context.get())));
}

// OpenSSL looks where these say before it looks in its own place.
class EnvironmentVariable
{
public:
    EnvironmentVariable (const char* variable, const std::string& value) : name (variable)
    {
        if (const auto* const old = std::getenv (name))
            before = old;

        setenv (name, value.c_str(), 1);
    }

    ~EnvironmentVariable()
    {
        if (before)
            setenv (name, before->c_str(), 1);
        else
            unsetenv (name);
    }

private:
    const char* name;
    std::optional<std::string> before;
};
} // namespace

TEST_CASE ("Where OpenSSL's own place is empty the first bundle that can be read is taken")
{
    TestCertificates certificates;
    const EnvironmentVariable file ("SSL_CERT_FILE", "/nowhere/file"), directory ("SSL_CERT_DIR", "/nowhere");
    const auto context = newContext();

    CHECK (TrustStore::load (context.get(), "",
                             {"/nowhere/bundle", certificates.brokenFile(), certificates.authorityFile(),
                              certificates.good().certificateFile})
               .empty());
    CHECK (authoritiesIn (context) == 1);
}

TEST_CASE ("Where OpenSSL's own place has certificates no bundle is taken beside them")
{
    TestCertificates certificates;
    const EnvironmentVariable file ("SSL_CERT_FILE", certificates.authorityFile()),
        directory ("SSL_CERT_DIR", "/nowhere");
    const auto context = newContext();

    CHECK (TrustStore::load (context.get(), "", {certificates.good().certificateFile}).empty());
    CHECK (authoritiesIn (context) == 1);
}

TEST_CASE ("A CA file is trusted beside the system's, and an unusable one is named")
{
    TestCertificates certificates;
    const EnvironmentVariable file ("SSL_CERT_FILE", certificates.authorityFile()),
        directory ("SSL_CERT_DIR", "/nowhere");
    const auto context = newContext();

    CHECK (TrustStore::load (context.get(), certificates.good().certificateFile).empty());
    CHECK (authoritiesIn (context) == 2);
    CHECK (TrustStore::load (newContext().get(), certificates.brokenFile()).find (certificates.brokenFile()) !=
           std::string::npos);
}
