#include <Support/Surroundings.h>

#include <parlando_auth/parlando_auth.h>

#include <catch2/catch_test_macros.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sys/stat.h>
#include <unistd.h>

using namespace parlando;
namespace fs = std::filesystem;

namespace
{

/** A folder of a test's own; gone with it. */
struct Folder
{
    Folder()
    {
        auto pattern = (fs::temp_directory_path() / "parlando-store-XXXXXX").string();
        path = ::mkdtemp (pattern.data());
    }

    ~Folder()
    {
        fs::permissions (path, fs::perms::owner_all);
        fs::remove_all (path);
    }

    fs::path path;
};

unsigned modeOf (const fs::path& path)
{
    struct stat found = {};
    ::stat (path.c_str(), &found);
    return found.st_mode & 0777;
}

std::string contentOf (const fs::path& path)
{
    std::ifstream file (path);
    return {std::istreambuf_iterator<char> (file), {}};
}

} // namespace

TEST_CASE ("A key file is kept where nobody else may read it, replaced whole, read back and forgotten")
{
    const Folder folder;
    const auto file = folder.path / "Parlando" / "api-key";
    KeyFileStore store (file.string());
    CHECK (store.read().credential.kind() == Credential::Kind::none);
    CHECK (store.read().error.empty());

    const auto before = ::umask (0); // whatever the person's is
    store.write (Credential ("first-key"));
    ::umask (before);
    CHECK (modeOf (file) == 0600);
    CHECK (modeOf (file.parent_path()) == 0700);

    store.write (Credential ("second-key"));
    CHECK (store.read().credential.secret().reveal() == "second-key");
    CHECK (store.read().source == file.string());
    CHECK (std::distance (fs::directory_iterator (file.parent_path()), fs::directory_iterator()) == 1);

    store.remove();
    store.remove();
    CHECK_FALSE (fs::exists (file));
}

TEST_CASE ("A key that cannot be kept is told in words without it, and the one before stays")
{
    const Folder folder;
    const auto file = folder.path / "api-key";
    KeyFileStore (file.string()).write (Credential ("first-key"));
    fs::create_directory (folder.path / "taken");

    try
    {
        KeyFileStore ((folder.path / "taken").string()).write (Credential ("second-key"));
        FAIL ("a folder was replaced");
    }
    catch (const std::runtime_error& problem)
    {
        CHECK (std::string (problem.what()).find ("taken") != std::string::npos);
        CHECK (std::string (problem.what()).find ("second-key") == std::string::npos);
    }

    CHECK_THROWS_AS (KeyFileStore ("/dev/null/parlando/api-key").write (Credential ("k")), std::runtime_error);
    CHECK (contentOf (file) == "first-key\n");
    CHECK (std::distance (fs::directory_iterator (folder.path), fs::directory_iterator()) == 2);
}

TEST_CASE ("The keyring gets the key on the standard input of its program, never among its arguments")
{
    const Folder folder;
    const auto kept = folder.path / "kept", asked = folder.path / "asked", tool = folder.path / "secret-tool";
    std::ofstream (tool) << "#!/bin/sh\necho \"$@\" >>" << asked.string() << "\ncase $1 in\nstore) cat >"
                         << kept.string() << ";;\nlookup) cat " << kept.string() << ";;\nclear) rm " << kept.string()
                         << ";;\nesac\n";
    fs::permissions (tool, fs::perms::owner_all);
    KeyringStore store (tool.string());

    CHECK (store.read().credential.kind() == Credential::Kind::none);
    CHECK (store.read().error.empty());
    store.write (Credential ("the-secret-key"));
    CHECK (contentOf (kept) == "the-secret-key");
    CHECK (store.read().credential.secret().reveal() == "the-secret-key");
    CHECK (store.read().source == "the keyring");
    store.remove();
    CHECK (store.read().credential.kind() == Credential::Kind::none);
    CHECK (contentOf (asked).find ("the-secret-key") == std::string::npos);
    CHECK_THROWS_AS (KeyringStore ("/parlando/no-such-tool").write (Credential ("k")), std::runtime_error);
}

TEST_CASE ("A keyring that keeps what it is to forget is told of, and no older key is found before a new one")
{
    testing::Surroundings place;
    const auto tool = place.folder() / "secret-tool";
    std::ofstream (tool) << "#!/bin/sh\n[ $1 = lookup ] && printf the-old-key\n";
    fs::permissions (tool, fs::perms::owner_all);
    CHECK_THROWS_AS (KeyringStore (tool.string()).remove(), std::runtime_error);

    place.set ("PATH", place.folder().string() + ":" + std::getenv ("PATH"));
    place.set ("DBUS_SESSION_BUS_ADDRESS", "a-session");
    CHECK_THROWS_AS (forgetCredential(), std::runtime_error);
    std::ofstream (tool) << "#!/bin/sh\n[ $1 = lookup ] && printf the-old-key || exit 1\n";
    CHECK_THROWS_AS (keepCredential (Credential ("the-new-key")), std::runtime_error);

    std::ofstream (tool) << "#!/bin/sh\nexit 1\n"; // locked, or nobody answers
    CHECK (keepCredential (Credential ("the-new-key")) == usualKeyFile());
    CHECK (findStoredCredential().credential.secret().reveal() == "the-new-key");
    forgetCredential();
    CHECK (findStoredCredential().credential.kind() == Credential::Kind::none);
}

TEST_CASE ("A proxy is kept beside the key, not in its place")
{
    const testing::Surroundings place;
    CHECK (keepCredential (Credential ("http://me:sesame@h:1"), nullptr, KeptSecret::proxyUrl) ==
           usualKeyFile (KeptSecret::proxyUrl));
    CHECK (findStoredCredential().credential.kind() == Credential::Kind::none);
    CHECK (findKept (KeptSecret::proxyUrl).credential.secret().reveal() == "http://me:sesame@h:1");
    forgetCredential (nullptr, KeptSecret::proxyUrl);
    CHECK (findKept (KeptSecret::proxyUrl).credential.kind() == Credential::Kind::none);
}
