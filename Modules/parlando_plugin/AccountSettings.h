#pragma once

#include <parlando_provider/Provider.h>
#include <parlando_transport/ProxySettings.h>

#include <atomic>
#include <string>

namespace parlando
{

/** What this person's account is beside the key, in a file of theirs for all projects; no secret is in it. */
struct AccountSettings
{
    std::string place; /**< Endpoint::place where the service is reached at one; empty: by key. */

    /** Empty: the environment's proxy; noProxy: none; else a proxy's URL, whose password is kept where keys are. */
    std::string proxy;

    static constexpr auto noProxy = "none";

    /** What that means, with the password. `isAbandoned` as for credentialStores(). Blocks on the file or the keyring
        where there is a password. */
    ProxySettings proxySettings (const std::atomic<bool>* isAbandoned = nullptr) const;

    bool operator== (const AccountSettings&) const = default;

    /** `account.json` beside usualKeyFile(); empty where there is no such place. */
    static std::string usualFile();

    /** Defaults where there is no file. Throws std::invalid_argument with a sentence where it is broken. */
    static AccountSettings load (const Provider&, const std::string& file = usualFile());

    /** Whole or not at all; the place under the provider's name for it. Throws std::runtime_error with what to do. */
    void save (const Provider&, const std::string& file = usualFile()) const;
};

} // namespace parlando
