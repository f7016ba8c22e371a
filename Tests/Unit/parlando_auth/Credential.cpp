#include <parlando_auth/parlando_auth.h>

#include <catch2/catch_test_macros.hpp>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <ostream>
#include <type_traits>

#include <sys/stat.h>
#include <unistd.h>

using namespace parlando;
using Kind = Credential::Kind;

namespace
{
template <typename Type>
concept Printable = requires (std::ostream& stream, const Type& value)
{
    stream << value;
};

static_assert (! Printable<Credential> && ! Printable<Secret> && ! Printable<FoundCredential>);
static_assert (! std::is_convertible_v<Credential, std::string> &&
               ! std::is_convertible_v<Credential, std::string_view>);
static_assert (! std::is_convertible_v<Secret, std::string> && ! std::is_convertible_v<Secret, std::string_view>);
static_assert (! std::is_convertible_v<const char*, Credential> && ! std::is_convertible_v<std::string, Secret>);

/** A file that is gone after the test. */
class TemporaryFile
{
public:
    explicit TemporaryFile (std::string_view content)
    {
        auto name = (std::filesystem::temp_directory_path() / "parlando-key-XXXXXX").string();
        const auto handle = mkstemp (name.data());
        REQUIRE (handle >= 0);
        close (handle);
        path = name;
        std::ofstream (path, std::ios::binary) << content;
    }

    ~TemporaryFile() { std::filesystem::remove (path); }

    std::string path;
};

EnvironmentLookup environment (std::map<std::string, std::string> variables)
{
    return [=] (const char* name) -> std::optional<std::string>
    {
        const auto found = variables.find (name);
        return found != variables.end() ? std::optional (found->second) : std::nullopt;
    };
}

std::string_view secretOf (const FoundCredential& found) { return found.credential.secret().reveal(); }
} // namespace

TEST_CASE ("C3: a credential is a token by its prefix, and otherwise a key of any shape")
{
    CHECK (Credential().kind() == Kind::none);
    CHECK (Credential ("auth_tokens/abc").kind() == Kind::ephemeralToken);
    CHECK (Credential ("AIzaSyExample").kind() == Kind::apiKey);
    CHECK (Credential ("x").kind() == Kind::apiKey);
    CHECK (Credential ("AQ.auth_tokens/").kind() == Kind::apiKey);
    CHECK (Credential (" \t\r\nkey-1\n\n").secret().reveal() == "key-1");
    CHECK (Credential (std::string (4096, 'k')).kind() == Kind::apiKey);
}

TEST_CASE ("A text that cannot be a credential is refused in one sentence without it")
{
    for (const auto& text : {std::string(), std::string (" \n"), std::string ("se\ncret"), std::string ("se\r\ncret"),
                             std::string ("se cret"),
                             std::string ("s\xc3\xa9"
                                          "cret"),
                             std::string ("se\0cret", 7), std::string ("se\x7f"), std::string (4097, 's')})
    {
        try
        {
            const Credential credential (text);
            FAIL ("accepted: " << text);
        }
        catch (const std::invalid_argument& fault)
        {
            const std::string sentence = fault.what();
            CHECK (sentence.size() > 20);
            CHECK (sentence.find ('\n') == std::string::npos);
            CHECK (sentence.find ("cret") == std::string::npos);
        }
    }
}

TEST_CASE ("The environment comes before the file, GOOGLE_API_KEY before GEMINI_API_KEY")
{
    const TemporaryFile file ("from-file\n");

    const auto google =
        findCredential (file.path, environment ({{"GOOGLE_API_KEY", " one "}, {"GEMINI_API_KEY", "two"}}));
    CHECK (secretOf (google) == "one");
    CHECK (google.source == "GOOGLE_API_KEY");
    CHECK (google.error.empty());

    const auto gemini = findCredential (file.path, environment ({{"GOOGLE_API_KEY", " "}, {"GEMINI_API_KEY", "two"}}));
    CHECK (secretOf (gemini) == "two");
    CHECK (gemini.source == "GEMINI_API_KEY");

    const auto fromFile = findCredential (file.path, environment ({}));
    CHECK (secretOf (fromFile) == "from-file");
    CHECK (fromFile.source == file.path);

    const auto none = findCredential ({}, environment ({}));
    CHECK (none.credential.kind() == Kind::none);
    CHECK (none.source.empty());
    CHECK (none.error.empty());
}

TEST_CASE ("A source that is set but cannot be used is refused by name, and no other is tried")
{
    const TemporaryFile file ("from-file");
    const auto found =
        findCredential (file.path, environment ({{"GOOGLE_API_KEY", "a\nb"}, {"GEMINI_API_KEY", "two"}}));

    CHECK (found.credential.kind() == Kind::none);
    CHECK (found.source == "GOOGLE_API_KEY");
    CHECK (found.error ==
           "The environment variable GOOGLE_API_KEY cannot be used. The API key has more than one line: put "
           "it there and nothing else.");
}

TEST_CASE ("Key files are read as people and editors write them")
{
    const auto read = [] (std::string_view content)
    {
        const TemporaryFile file (content);
        return findCredential (file.path, environment ({}));
    };

    CHECK (secretOf (read ("\xef\xbb\xbfkey\r\n")) == "key");
    CHECK (secretOf (read ("\n\n  auth_tokens/x  \n")) == "auth_tokens/x");
    CHECK (secretOf (read (std::string (4096, 'k') + "\n")).size() == 4096);
    CHECK (read ("").error.find ("The API key is empty") != std::string::npos);
    CHECK (read ("one\ntwo\n").error.find ("more than one line") != std::string::npos);
    CHECK (read (std::string (4097, 'k')).error.find ("longer than 4,096 bytes") != std::string::npos);
    CHECK (read (std::string (100000, 'k')).error.find ("longer than 4,096 bytes") != std::string::npos);
}

TEST_CASE ("A key file that cannot be read is named")
{
    const auto missing = findCredential ("/nonexistent/key", environment ({}));
    CHECK (missing.error ==
           "The key file /nonexistent/key cannot be read (No such file or directory): check the path.");
    CHECK (missing.credential.kind() == Kind::none);

    const auto folder = std::filesystem::temp_directory_path().string();
    CHECK (findCredential (folder, environment ({})).error.find (folder + " cannot be read") != std::string::npos);
}

TEST_CASE ("A key file that others may read is used, and told of with what mends it")
{
    const TemporaryFile file ("the-key\n");

    for (const auto mode : {0644u, 0640u, 0604u, 0620u, 0666u})
    {
        REQUIRE (::chmod (file.path.c_str(), mode) == 0);
        const auto found = findCredential (file.path, environment ({}));
        CHECK (secretOf (found) == "the-key");
        CHECK (found.error.empty());
        CHECK (found.caution ==
               "The key file " + file.path + " is open to others on this machine: run chmod 600 '" + file.path + "'.");
    }

    for (const auto mode : {0600u, 0400u})
    {
        REQUIRE (::chmod (file.path.c_str(), mode) == 0);
        CHECK (findCredential (file.path, environment ({})).caution.empty());
    }

    CHECK (cautionAboutFile ("/dev/null").empty());
    CHECK (cautionAboutFile ("/nonexistent/key").empty());
    CHECK (cautionAboutFile ("").empty());
}
