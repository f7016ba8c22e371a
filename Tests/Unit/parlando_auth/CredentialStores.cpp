#include <Support/Surroundings.h>

#include <parlando_auth/parlando_auth.h>

#include <catch2/catch_test_macros.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
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

/** What stands in for secret-tool: a keyring in a file, and what `body` of a shell's script does before. */
struct FakeKeyring
{
    explicit FakeKeyring (const fs::path& folder, const std::string& body = "")
        : tool (folder / "secret-tool"), kept (folder / "kept"), asked (folder / "asked")
    {
        behave (body);
    }

    void behave (const std::string& body) const
    {
        std::ofstream (tool) << "#!/bin/sh\necho \"$@\" >>" << asked.string() << "\n"
                             << body << "\ncase $1 in\nstore) cat >" << kept.string() << ";;\nlookup) cat "
                             << kept.string() << " 2>/dev/null || exit 1;;\nclear) rm " << kept.string()
                             << " 2>/dev/null || exit 1;;\nsearch) [ ! -f " << kept.string()
                             << " ] || echo '[/1]';;\nesac\n";
        fs::permissions (tool, fs::perms::owner_all);
    }

    fs::path tool, kept, asked;
};

std::string contentOf (const fs::path& path)
{
    std::ifstream file (path);
    return {std::istreambuf_iterator<char> (file), {}};
}

/** Somebody with this keyring. */
struct Desktop
{
    Desktop()
    {
        place.set ("PATH", place.folder().string() + ":" + std::getenv ("PATH"));
        place.set ("DBUS_SESSION_BUS_ADDRESS", "a-session");
    }

    std::string found() const { return std::string (findStoredCredential().credential.secret().reveal()); }

    testing::Surroundings place;
    FakeKeyring keyring{place.folder()};
};

std::string whyNot (const std::function<void()>& use)
{
    try
    {
        use();
        return {};
    }
    catch (const std::runtime_error& problem)
    {
        return problem.what();
    }
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
    const FakeKeyring keyring (folder.path);
    KeyringStore store (keyring.tool.string());

    CHECK (store.read().credential.kind() == Credential::Kind::none);
    CHECK (store.read().error.empty());
    CHECK (store.read().caution.empty());
    store.write (Credential ("the-secret-key"));
    CHECK (contentOf (keyring.kept) == "the-secret-key");
    CHECK (store.read().credential.secret().reveal() == "the-secret-key");
    CHECK (store.read().source == "the keyring");
    store.remove();
    CHECK (store.read().credential.kind() == Credential::Kind::none);
    CHECK (contentOf (keyring.asked).find ("the-secret-key") == std::string::npos);
    CHECK_THROWS_AS (KeyringStore ("/parlando/no-such-tool").write (Credential ("k")), std::runtime_error);
}

TEST_CASE ("A key goes into the keyring, and what the file had before is gone")
{
    Desktop desktop;
    desktop.keyring.behave ("exit 1");
    CHECK (keepCredential (Credential ("the-old-key")).where == usualKeyFile());
    desktop.keyring.behave ("");
    const auto place = keepCredential (Credential ("the-new-key"));
    CHECK (place.where == "the keyring");
    CHECK (place.remark.empty());
    CHECK_FALSE (fs::exists (usualKeyFile()));
    CHECK (desktop.found() == "the-new-key");
    CHECK (forgetCredential().empty());
    CHECK (desktop.found().empty());
}

TEST_CASE ("A new key is found whatever a keyring does that has an older one")
{
    for (const auto* stubborn : {"[ $1 = lookup ] || exit 1",                               // refuses without a word
                                 "[ $1 = lookup ] || { echo 'Cannot write' >&2; exit 1; }", // with one
                                 "[ $1 = lookup ] || exit 0",                               // says that it does it
                                 "[ $1 = store ] && { cat >/dev/null; exit 0; }; [ $1 = clear ] && exit 0", // the same
                                 "echo nonsense; exit 0", "echo trouble >&2; exit 2", "kill -9 $$"})
    {
        INFO (stubborn);
        const Desktop desktop;
        std::ofstream (desktop.keyring.kept) << "the-old-key";
        desktop.keyring.behave (stubborn);
        const auto place = keepCredential (Credential ("the-new-key"));
        CHECK (place.where == usualKeyFile());
        CHECK (place.remark.find ("The keyring") != std::string::npos);
        CHECK (place.remark.find ("the-") == std::string::npos);
        CHECK (desktop.found() == "the-new-key");

        desktop.keyring.behave (""); // when it works again, too
        CHECK (desktop.found() == "the-new-key");
        forgetCredential();
        CHECK (desktop.found().empty());
    }
}

TEST_CASE ("A keyring that keeps what it is to forget is told of, also where it does not answer or is locked")
{
    for (const auto* stubborn : {"[ $1 = lookup ] || exit 1", "[ $1 = lookup ] || exit 0", "echo nonsense; exit 0",
                                 "echo 'It is locked' >&2; exit 1", "[ $1 = search ] || exit 1", "kill -9 $$"})
    {
        INFO (stubborn);
        const Desktop desktop;
        std::ofstream (desktop.keyring.kept) << "the-old-key";
        KeyFileStore (usualKeyFile()).write (Credential ("a-key-in-a-file"));
        desktop.keyring.behave (stubborn);
        const auto problem = whyNot ([] { forgetCredential(); });
        CHECK (problem.starts_with ("The keyring "));
        CHECK (problem.find ("unlock it") != std::string::npos);
        CHECK (problem.find ("the-old-key") == std::string::npos);
        CHECK_FALSE (fs::exists (usualKeyFile())); // the file forgets it all the same
    }
}

TEST_CASE ("A locked keyring, which finds nothing without a word, is told of where a key is looked for")
{
    const Desktop desktop;
    std::ofstream (desktop.keyring.kept) << "the-key";
    desktop.keyring.behave ("[ $1 = search ] || exit 1");
    const auto found = findStoredCredential();
    CHECK (found.credential.kind() == Credential::Kind::none);
    CHECK (found.error.empty());
    CHECK (found.caution == "The keyring has a key, but is locked: unlock it and try again.");
}

TEST_CASE ("A keyring that does not answer is not waited for twice, and may have a key")
{
    const Folder folder;
    const FakeKeyring keyring (folder.path, "sleep 60");
    KeyringStore store (keyring.tool.string());
    store.setPatience (Milliseconds (100), Milliseconds (100));
    CHECK_THROWS_AS (store.write (Credential ("the-new-key")), StoreUnanswered);
    CHECK_THROWS_AS (store.remove(), StoreUnanswered);
    CHECK (contentOf (keyring.asked).find ("lookup") == std::string::npos);
    const auto found = store.read();
    CHECK (found.credential.kind() == Credential::Kind::none);
    CHECK (found.error.empty());
    CHECK (found.caution.find ("The keyring may have a key") == 0);
}

TEST_CASE ("Where there is no keyring in the session there is nothing to forget in it, and no word about it")
{
    const Desktop desktop;
    desktop.keyring.behave (
        "echo 'secret-tool: The name org.freedesktop.secrets was not provided by any .service files' "
        ">&2; exit 1");
    CHECK (findStoredCredential().caution.empty());
    CHECK (keepCredential (Credential ("the-key")).where == usualKeyFile());
    CHECK (forgetCredential().empty());
}

TEST_CASE ("A key in the environment that comes before the one that is kept is told of")
{
    Desktop desktop;
    desktop.place.set ("GEMINI_API_KEY", "of-the-shell");
    CHECK (keepCredential (Credential ("the-key")).remark.find ("GEMINI_API_KEY") != std::string::npos);
    CHECK (forgetCredential().find ("GEMINI_API_KEY") != std::string::npos);
    CHECK (keepCredential (Credential ("http://h"), nullptr, KeptSecret::proxyUrl).remark.empty());
}

TEST_CASE ("A proxy is kept beside the key, not in its place")
{
    const testing::Surroundings place;
    CHECK (keepCredential (Credential ("http://me:sesame@h:1"), nullptr, KeptSecret::proxyUrl).where ==
           usualKeyFile (KeptSecret::proxyUrl));
    CHECK (findStoredCredential().credential.kind() == Credential::Kind::none);
    CHECK (findKept (KeptSecret::proxyUrl).credential.secret().reveal() == "http://me:sesame@h:1");
    forgetCredential (nullptr, KeptSecret::proxyUrl);
    CHECK (findKept (KeptSecret::proxyUrl).credential.kind() == Credential::Kind::none);
}
