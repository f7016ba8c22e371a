#include "CredentialStore.h"

#include "CredentialReading.h"

#include <parlando_text/AtomicFile.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <stdexcept>
#include <sys/stat.h>
#include <unistd.h>

namespace parlando
{

namespace detail_store
{

/** A keyring that is locked asks its person first. */
constexpr Milliseconds patienceWithReading{3'000}, patienceWithWriting{60'000};

static std::string fromEnvironment (const char* name)
{
    const auto* const value = std::getenv (name);
    return value != nullptr ? value : "";
}

static bool isInPath (const std::string& program)
{
    if (program.find ('/') != std::string::npos)
        return ::access (program.c_str(), X_OK) == 0;

    const auto path = fromEnvironment ("PATH");

    for (std::size_t begin = 0; begin < path.size();)
    {
        const auto end = std::min (path.find (':', begin), path.size());

        if (::access ((path.substr (begin, end - begin) + "/" + program).c_str(), X_OK) == 0)
            return true;

        begin = end + 1;
    }

    return false;
}

[[noreturn]] static void refuse (const std::string& path, const char* what)
{
    throw std::runtime_error (path + " cannot be written (" + std::strerror (errno) + "): " + what);
}

static const char* nameOf (KeptSecret kept) { return kept == KeptSecret::apiKey ? "api-key" : "proxy"; }

/** Of this person alone; a folder that is there already stays as it is. */
static void makeFolder (const std::filesystem::path& folder)
{
    std::error_code error;
    std::filesystem::create_directories (folder.parent_path(), error);

    if (::mkdir (folder.c_str(), 0700) != 0 && errno != EEXIST)
        refuse (folder.string(), "check that the folder may be made.");
}

} // namespace detail_store

FoundCredential KeyFileStore::read() const
{
    std::error_code ignored;
    return std::filesystem::exists (path, ignored) ? detail_credential::readFile (path) : FoundCredential();
}

void KeyFileStore::write (const Credential& credential)
{
    detail_store::makeFolder (std::filesystem::path (path).parent_path());

    // No copy of it outside of a Secret.
    const auto key = credential.secret().reveal();
    Secret line (std::string (key.size() + 1, '\n'));
    std::copy (key.begin(), key.end(), line.bytesToFill().begin());
    replaceFile (path, line.reveal(), {.isPrivate = true});
}

void KeyFileStore::remove()
{
    if (::unlink (path.c_str()) != 0 && errno != ENOENT && errno != ENOTDIR)
        throw std::runtime_error ("The key file " + path + " cannot be removed (" + std::strerror (errno) +
                                  "): remove it by hand.");
}

CommandOutput KeyringStore::ask (std::vector<std::string> arguments, Milliseconds limit, const Secret& input) const
{
    static const std::atomic<bool> never{false};
    arguments.insert (arguments.begin(), program);
    arguments.insert (arguments.end(), {"application", "parlando", "kind", detail_store::nameOf (kept)});
    return outputOf (arguments, limit, abandoned != nullptr ? *abandoned : never, input);
}

bool KeyringStore::isAvailable() const
{
    return ! detail_store::fromEnvironment ("DBUS_SESSION_BUS_ADDRESS").empty() && detail_store::isInPath (program);
}

FoundCredential KeyringStore::read() const
{
    const auto output = ask ({"lookup"}, detail_store::patienceWithReading);

    // The program fails alike where nothing is kept and where nobody answers.
    if (! output.error.empty() || output.text.isEmpty())
        return {};

    return detail_credential::take (output.text.reveal(), where(), "What the keyring holds");
}

void KeyringStore::write (const Credential& credential)
{
    const auto* label = kept == KeptSecret::apiKey ? "Parlando: key of the Gemini API" : "Parlando: proxy";
    const auto output = ask ({"store", "--label", label}, detail_store::patienceWithWriting, credential.secret());

    if (! output.error.empty())
        throw std::runtime_error ("The keyring does not keep it: " + output.error);
}

void KeyringStore::remove()
{
    // It fails where nothing is kept as well, which is as good: what counts is what is there afterwards.
    const auto output = ask ({"clear"}, detail_store::patienceWithWriting);

    if (! ask ({"lookup"}, detail_store::patienceWithReading).text.isEmpty())
        throw std::runtime_error ("The keyring does not give up what it keeps of Parlando" +
                                  (output.error.empty() ? std::string() : " (" + output.error + ")") +
                                  ": unlock it, or remove it there by hand.");
}

std::string usualKeyFile (KeptSecret kept)
{
    using detail_store::fromEnvironment;
    const auto home = fromEnvironment ("HOME");
    const std::string name = detail_store::nameOf (kept);

#if defined(__APPLE__)
    return home.empty() ? std::string() : home + "/Library/Application Support/Parlando/" + name;
#else
    if (const auto settings = fromEnvironment ("XDG_CONFIG_HOME"); ! settings.empty())
        return settings + "/Parlando/" + name;

    return home.empty() ? std::string() : home + "/.config/Parlando/" + name;
#endif
}

std::vector<std::unique_ptr<CredentialStore>> credentialStores (const std::atomic<bool>* isAbandoned, KeptSecret kept)
{
    std::vector<std::unique_ptr<CredentialStore>> stores;

    if (auto keyring = std::make_unique<KeyringStore> ("secret-tool", isAbandoned, kept); keyring->isAvailable())
        stores.push_back (std::move (keyring));

    if (auto file = usualKeyFile (kept); ! file.empty())
        stores.push_back (std::make_unique<KeyFileStore> (std::move (file)));

    return stores;
}

static std::vector<std::unique_ptr<CredentialStore>> storesToKeepIn (const std::atomic<bool>* isAbandoned,
                                                                     KeptSecret kept)
{
    auto found = credentialStores (isAbandoned, kept);

    if (found.empty())
        throw std::runtime_error ("There is no place to keep it: set HOME, or use the environment's variables.");

    return found;
}

std::string keepCredential (const Credential& credential, const std::atomic<bool>* isAbandoned, KeptSecret kept)
{
    std::string problem;
    std::vector<CredentialStore*> refusing;
    const auto stores = storesToKeepIn (isAbandoned, kept);

    for (const auto& store : stores)
    {
        try
        {
            store->write (credential);
        }
        catch (const std::runtime_error& refusal)
        {
            problem = refusal.what();
            refusing.push_back (store.get());
            continue;
        }

        for (auto* earlier : refusing)
            earlier->remove();

        return store->where();
    }

    throw std::runtime_error (problem);
}

void forgetCredential (const std::atomic<bool>* isAbandoned, KeptSecret kept)
{
    std::string problem;

    for (const auto& store : storesToKeepIn (isAbandoned, kept))
    {
        try
        {
            store->remove();
        }
        catch (const std::runtime_error& refusal)
        {
            problem = refusal.what(); // the others are to forget it all the same
        }
    }

    if (! problem.empty())
        throw std::runtime_error (problem);
}

FoundCredential findKept (KeptSecret kept, const std::atomic<bool>* isAbandoned)
{
    FoundCredential found;

    for (const auto& store : credentialStores (isAbandoned, kept))
        if (found.credential.kind() == Credential::Kind::none && found.error.empty())
            found = store->read();

    return found;
}

FoundCredential findStoredCredential (const std::string& apiKeyFile, const std::atomic<bool>* isAbandoned)
{
    auto found = findCredential (apiKeyFile);
    return found.credential.kind() == Credential::Kind::none && found.error.empty()
               ? findKept (KeptSecret::apiKey, isAbandoned)
               : found;
}

} // namespace parlando
