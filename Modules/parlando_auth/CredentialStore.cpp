#include "CredentialStore.h"

#include "CredentialReading.h"
#include "KeyringStore.h"

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

static std::string fromEnvironment (const char* name)
{
    const auto* const value = std::getenv (name);
    return value != nullptr ? value : "";
}

[[noreturn]] static void refuse (const std::string& path, const char* what)
{
    throw std::runtime_error (path + " cannot be written (" + std::strerror (errno) + "): " + what);
}

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

std::string usualKeyFile (KeptSecret kept)
{
    using detail_store::fromEnvironment;
    const auto home = fromEnvironment ("HOME");
    const std::string name = kept == KeptSecret::apiKey ? "api-key" : "proxy";

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

    if (auto file = usualKeyFile (kept); ! file.empty())
        stores.push_back (std::make_unique<KeyFileStore> (std::move (file)));

    if (auto keyring = std::make_unique<KeyringStore> ("secret-tool", isAbandoned, kept); keyring->isAvailable())
        stores.push_back (std::move (keyring));

    return stores;
}

namespace detail_store
{

static std::vector<std::unique_ptr<CredentialStore>> storesToKeepIn (const std::atomic<bool>* isAbandoned,
                                                                     KeptSecret kept)
{
    auto found = credentialStores (isAbandoned, kept);

    if (found.empty())
        throw std::runtime_error ("There is no place to keep it: set HOME, or use the environment's variables.");

    return found;
}

static void addSentence (std::string& text, const std::string& sentence)
{
    text += (text.empty() || sentence.empty() ? "" : " ") + sentence;
}

/** A key in the environment is looked at before all stores. */
static std::string remarkOnVariables (KeptSecret kept)
{
    const auto name = kept == KeptSecret::apiKey ? variableWithKey() : std::string();
    return name.empty() ? name
                        : "The variable " + name + " has a key, which is used before any that is kept: unset it.";
}

/** What may still be in it is harmless, as it is looked into last; whoever cares is told. */
static std::string emptyRefusing (CredentialStore& store, const std::string& refusal, bool answers)
{
    auto remark = refusal;

    try
    {
        if (answers)
            store.remove();
    }
    catch (const std::runtime_error& problem)
    {
        addSentence (remark, problem.what());
    }

    return remark;
}

/** Or what it found before is found again. */
static void emptyEarlier (CredentialStore& store, const std::string& where)
{
    try
    {
        store.remove();
    }
    catch (const std::runtime_error& problem)
    {
        throw std::runtime_error ("It is kept in " + where + ", but an older one comes before it. " + problem.what());
    }
}

} // namespace detail_store

KeptPlace keepCredential (const Credential& credential, const std::atomic<bool>* isAbandoned, KeptSecret kept)
{
    using namespace detail_store;
    KeptPlace place;
    const auto stores = storesToKeepIn (isAbandoned, kept);

    for (auto store = stores.rbegin(); store != stores.rend(); ++store)
    {
        std::string refusal;
        bool answers = true;

        try
        {
            (*store)->write (credential);
        }
        catch (const StoreUnanswered& silence)
        {
            refusal = silence.what();
            answers = false;
        }
        catch (const std::runtime_error& problem)
        {
            refusal = problem.what();
        }

        if (! refusal.empty())
        {
            if (std::next (store) == stores.rend())
                throw std::runtime_error (refusal);

            addSentence (place.remark, emptyRefusing (**store, refusal, answers));
            continue;
        }

        place.where = (*store)->where();

        for (auto earlier = std::next (store); earlier != stores.rend(); ++earlier)
            emptyEarlier (**earlier, place.where);

        break;
    }

    addSentence (place.remark, remarkOnVariables (kept));
    return place;
}

std::string forgetCredential (const std::atomic<bool>* isAbandoned, KeptSecret kept)
{
    std::string problems;

    for (const auto& store : detail_store::storesToKeepIn (isAbandoned, kept))
    {
        try
        {
            store->remove();
        }
        catch (const std::runtime_error& refusal)
        {
            detail_store::addSentence (problems, refusal.what()); // the others are to forget it all the same
        }
    }

    if (! problems.empty())
        throw std::runtime_error (problems);

    return detail_store::remarkOnVariables (kept);
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
