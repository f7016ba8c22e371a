#pragma once

#include "CredentialSearch.h"

#include <atomic>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace parlando
{

/** What is kept for a person. */
enum class KeptSecret
{
    apiKey,  /**< Or an ephemeral token. */
    proxyUrl /**< With its password, as Proxy::url() writes it. */
};

/** A place that keeps this person's secret between sessions. Blocks; any thread, one at a time. */
class CredentialStore
{
public:
    virtual ~CredentialStore() = default;

    /** For people: where it is kept. */
    virtual std::string where() const = 0;

    /** Kind::none without an error where nothing is kept. */
    virtual FoundCredential read() const = 0;

    /** Replaces what was kept, whole or not at all. Throws std::runtime_error with what to do; StoreUnanswered as
        remove() does. */
    virtual void write (const Credential&) = 0;

    /** Nothing is kept afterwards. Throws std::runtime_error with what to do; StoreUnanswered where it did not answer
       in time, or nobody waited for it: then it may have done it or not, and there is no sense in asking again at once.
     */
    virtual void remove() = 0;
};

/** What a store that does not answer throws. */
struct StoreUnanswered : std::runtime_error
{
    using std::runtime_error::runtime_error;
};

/** A file that nobody else may read: 0600, in a folder with 0700 where it has to be made. */
class KeyFileStore final : public CredentialStore
{
public:
    explicit KeyFileStore (std::string filePath) : path (std::move (filePath)) {}

    std::string where() const override { return path; }
    FoundCredential read() const override;
    void write (const Credential&) override;
    void remove() override;

private:
    std::string path;
};

/** `api-key`, or `proxy`, in Parlando's folder of this person's settings: $XDG_CONFIG_HOME or ~/.config, on macOS
   ~/Library/Application Support. Empty where the environment tells of no home. */
std::string usualKeyFile (KeptSecret = KeptSecret::apiKey);

/** This person's stores in the order in which they are looked into: the usual key file, then the keyring where there is
    one. What is new is offered to the keyring first; the file has it only where the keyring did not take it, and is
   gone otherwise. So what is found is what was kept last, also where a keyring cannot be made to give up an older one.
    `isAbandoned` as for KeyringStore. */
std::vector<std::unique_ptr<CredentialStore>> credentialStores (const std::atomic<bool>* isAbandoned = nullptr,
                                                                KeptSecret = KeptSecret::apiKey);

/** Where a secret is kept. */
struct KeptPlace
{
    std::string where;  /**< For people. */
    std::string remark; /**< Sentences about what may surprise them, such as a variable that is looked at before; may be
                           empty. */
};

/** Keeps it in the last store that takes it; nothing that is looked into before has one then. Throws std::runtime_error
    with what to do. */
KeptPlace keepCredential (const Credential&, const std::atomic<bool>* isAbandoned = nullptr,
                          KeptSecret = KeptSecret::apiKey);

/** Nothing is kept in any store afterwards, as each has said when it was looked into again. Returns a remark as
    KeptPlace has. Throws std::runtime_error, which names what may still have it, with what to do. */
std::string forgetCredential (const std::atomic<bool>* isAbandoned = nullptr, KeptSecret = KeptSecret::apiKey);

/** What the first store has that has any. */
FoundCredential findKept (KeptSecret, const std::atomic<bool>* isAbandoned = nullptr);

/** findCredential (apiKeyFile), then the stores. */
FoundCredential findStoredCredential (const std::string& apiKeyFile = {},
                                      const std::atomic<bool>* isAbandoned = nullptr);

} // namespace parlando
