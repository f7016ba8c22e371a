#pragma once

#include "CommandOutput.h"
#include "CredentialStore.h"

namespace parlando
{

/** The keyring of a Linux desktop, by libsecret's program secret-tool, which gets the key on its standard input.

    Not by libsecret itself: it brings GLib with its threads, its types and its one connection to the session bus into a
    host that may carry another GLib, and a bundle cannot be unloaded after it. A program can be ended when the keyring
    does not answer, and what goes wrong in it goes wrong outside of the host. */
class KeyringStore final : public CredentialStore
{
public:
    /** `isAbandoned` must outlive the store: once it is true, whoever waits for the keyring goes on within 0.3 s. */
    explicit KeyringStore (std::string secretTool = "secret-tool", const std::atomic<bool>* isAbandoned = nullptr,
                           KeptSecret what = KeptSecret::apiKey)
        : program (std::move (secretTool)), abandoned (isAbandoned), kept (what)
    {
    }

    /** A keyring that is locked asks its person first, who needs a moment. */
    static constexpr Milliseconds patienceWithReading{20'000}, patienceWithWriting{30'000};

    /** Shorter ones, for tests. */
    void setPatience (Milliseconds reading, Milliseconds writing) { readingLimit = reading, writingLimit = writing; }

    /** Whether there is a keyring to ask: a session of a desktop, and the program. */
    bool isAvailable() const;

    std::string where() const override { return "the keyring"; }

    /** Nothing, and a caution, where the keyring is locked or does not answer. */
    FoundCredential read() const override;

    /** Looks again whether it is kept. */
    void write (const Credential&) override;

    /** Looks again whether it is gone, also among what is locked. */
    void remove() override;

private:
    /** What the program said. */
    struct Answer
    {
        Secret text;
        std::string trouble;       /**< Why there is no text, in words for a sentence. */
        bool hasNothing = false;   /**< The trouble is only that nothing is kept. */
        bool isUnanswered = false; /**< It took too long, or nobody waited. */
    };

    Answer ask (std::vector<std::string> arguments, Milliseconds limit, const Secret& input = {}) const;
    bool isLocked() const;
    [[noreturn]] void fail (const std::string& sentence, const Answer&) const;

    std::string program;
    const std::atomic<bool>* abandoned;
    KeptSecret kept;
    Milliseconds readingLimit = patienceWithReading, writingLimit = patienceWithWriting;
};

} // namespace parlando
