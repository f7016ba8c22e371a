#pragma once

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <unistd.h>

namespace parlando::testing
{

/** Certificates made for one test, as PEM files in a folder that goes with this object.

    An authority, and server certificates which it signed; each "leaf" is two files, NAME.pem and NAME.key.
*/
class TestCertificates
{
public:
    TestCertificates()
        : folder (std::filesystem::temp_directory_path() / ("parlando-certificates-" + std::to_string (getpid())))
    {
        std::filesystem::create_directories (folder);
        const auto key = newKey();
        authority = newCertificate (*key, "Parlando test authority", "", -day, day);
        addExtension (*authority, NID_basic_constraints, "critical,CA:TRUE");
        sign (*authority, *authority, *key);
        authorityKey = key;
        write (authorityFile(), *authority);
    }

    ~TestCertificates()
    {
        std::error_code ignored;
        std::filesystem::remove_all (folder, ignored);
    }

    TestCertificates (const TestCertificates&) = delete;
    TestCertificates& operator= (const TestCertificates&) = delete;

    /** The two files a server needs. */
    struct Leaf
    {
        std::string certificateFile, keyFile;
    };

    std::string authorityFile() const { return (folder / "authority.pem").string(); }

    Leaf good() { return issue ("good", "DNS:localhost,IP:127.0.0.1", -day, day); }
    Leaf expired() { return issue ("expired", "DNS:localhost,IP:127.0.0.1", -2 * day, -day); }
    Leaf notYetValid() { return issue ("future", "DNS:localhost,IP:127.0.0.1", day, 2 * day); }
    Leaf of (const std::string& host) { return issue (host, "DNS:" + host, -day, day); }
    Leaf wrongHost() { return issue ("elsewhere", "DNS:elsewhere.example,IP:192.0.2.1", -day, day); }

    /** Signed by itself and not by the authority. */
    Leaf selfSigned()
    {
        const auto key = newKey();
        const auto certificate = newCertificate (*key, "localhost", "DNS:localhost,IP:127.0.0.1", -day, day);
        sign (*certificate, *certificate, *key);
        return write ("self-signed", *certificate, *key);
    }

    /** A file that is there and holds no certificate. */
    std::string brokenFile() const
    {
        const auto path = (folder / "broken.pem").string();
        const auto file = opened (path);
        std::fputs ("no certificate", file.get());
        return path;
    }

private:
    using Key = std::shared_ptr<EVP_PKEY>;
    using Certificate = std::shared_ptr<X509>;

    static constexpr long day = 24 * 60 * 60;

    static Key newKey()
    {
        Key key (EVP_EC_gen ("P-256"), EVP_PKEY_free);

        if (key == nullptr)
            throw std::runtime_error ("OpenSSL makes no P-256 key");

        return key;
    }

    static Certificate newCertificate (EVP_PKEY& key, const std::string& name, const std::string& hosts, long from,
                                       long to)
    {
        static long serial = 0;
        Certificate made (X509_new(), X509_free);
        X509_set_version (made.get(), 2);
        ASN1_INTEGER_set (X509_get_serialNumber (made.get()), ++serial);
        X509_gmtime_adj (X509_getm_notBefore (made.get()), from);
        X509_gmtime_adj (X509_getm_notAfter (made.get()), to);
        X509_set_pubkey (made.get(), &key);
        X509_NAME_add_entry_by_txt (X509_get_subject_name (made.get()), "CN", MBSTRING_UTF8,
                                    reinterpret_cast<const unsigned char*> (name.c_str()), -1, -1, 0);

        if (! hosts.empty())
            addExtension (*made, NID_subject_alt_name, hosts);

        return made;
    }

    static void addExtension (X509& certificate, int kind, const std::string& value)
    {
        auto* const extension = X509V3_EXT_conf_nid (nullptr, nullptr, kind, value.c_str());
        X509_add_ext (&certificate, extension, -1);
        X509_EXTENSION_free (extension);
    }

    static void sign (X509& certificate, X509& issuer, EVP_PKEY& issuerKey)
    {
        X509_set_issuer_name (&certificate, X509_get_subject_name (&issuer));

        if (X509_sign (&certificate, &issuerKey, EVP_sha256()) == 0)
            throw std::runtime_error ("OpenSSL does not sign");
    }

    Leaf issue (const std::string& name, const std::string& hosts, long from, long to)
    {
        const auto key = newKey();
        const auto certificate = newCertificate (*key, name, hosts, from, to);
        sign (*certificate, *authority, *authorityKey);
        return write (name, *certificate, *key);
    }

    Leaf write (const std::string& name, X509& certificate, EVP_PKEY& key)
    {
        Leaf leaf{(folder / (name + ".pem")).string(), (folder / (name + ".key")).string()};
        write (leaf.certificateFile, certificate);
        const auto file = opened (leaf.keyFile);
        PEM_write_PrivateKey (file.get(), &key, nullptr, nullptr, 0, nullptr, nullptr);
        return leaf;
    }

    struct Closing
    {
        void operator() (FILE* file) const { std::fclose (file); }
    };

    static std::unique_ptr<FILE, Closing> opened (const std::string& path)
    {
        return std::unique_ptr<FILE, Closing> (std::fopen (path.c_str(), "w"));
    }

    static void write (const std::string& path, X509& certificate)
    {
        const auto file = opened (path);
        PEM_write_X509 (file.get(), &certificate);
    }

    std::filesystem::path folder;
    Certificate authority;
    Key authorityKey;
};

} // namespace parlando::testing
