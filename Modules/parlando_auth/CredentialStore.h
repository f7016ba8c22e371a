#pragma once

#include "CommandOutput.h"
#include "CredentialSearch.h"

#include <atomic>
#include <memory>
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

    /** Replaces what was kept, whole or not at all. Throws std::runtime_error with what to do. */
    virtual void write (const Credential&) = 0;

    /** Nothing is kept afterwards. Throws std::runtime_error with what to do. */
    virtual void remove() = 0;
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

/** The keyring of a Linux desktop, by libsecret's program secret-tool, which gets the key on its standard input. */
class KeyringStore final : public CredentialStore
{
public:
    /** `isAbandoned` must outlive the store: once it is true, whoever waits for the keyring goes on within 50 ms. */
    explicit KeyringStore (std::string secretTool = "secret-tool", const std::atomic<bool>* isAbandoned = nullptr,
                           KeptSecret what = KeptSecret::apiKey)
        : program (std::move (secretTool)), abandoned (isAbandoned), kept (what)
    {
    }

    /** Whether there is a keyring to ask: a session of a desktop, and the program. */
    bool isAvailable() const;

    std::string where() const override { return "the keyring"; }
    FoundCredential read() const override;
    void write (const Credential&) override;
    void remove() override;

private:
    CommandOutput ask (std::vector<std::string> arguments, Milliseconds limit, const Secret& input = {}) const;

    std::string program;
    const std::atomic<bool>* abandoned;
    KeptSecret kept;
};

/** `api-key`, or `proxy`, in Parlando's folder of this person's settings: $XDG_CONFIG_HOME or ~/.config, on macOS
   ~/Library/Application Support. Empty where the environment tells of no home. */
std::string usualKeyFile (KeptSecret = KeptSecret::apiKey);

/** This person's stores, the best one first: the keyring where there is one, then the usual key file. `isAbandoned`
    as for KeyringStore. */
std::vector<std::unique_ptr<CredentialStore>> credentialStores (const std::atomic<bool>* isAbandoned = nullptr,
                                                                KeptSecret = KeptSecret::apiKey);

/** Keeps it in the first store that takes it, and returns where that is; none that is looked into before has an older
    one then. Throws std::runtime_error with what to do. */
std::string keepCredential (const Credential&, const std::atomic<bool>* isAbandoned = nullptr,
                            KeptSecret = KeptSecret::apiKey);

/** Nothing is kept in any store afterwards. Throws std::runtime_error with what to do. */
void forgetCredential (const std::atomic<bool>* isAbandoned = nullptr, KeptSecret = KeptSecret::apiKey);

/** What the first store has that has any. */
FoundCredential findKept (KeptSecret, const std::atomic<bool>* isAbandoned = nullptr);

/** findCredential (apiKeyFile), then the stores. */
FoundCredential findStoredCredential (const std::string& apiKeyFile = {},
                                      const std::atomic<bool>* isAbandoned = nullptr);

} // namespace parlando
