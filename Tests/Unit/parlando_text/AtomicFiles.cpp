#include <parlando_text/AtomicFile.h>
#include <parlando_text/Descriptor.h>

#include <Support/FileFolder.h>
#include <Support/OrdinaryPerson.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <algorithm>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

using namespace parlando;
using namespace parlando::testing;
using Catch::Matchers::ContainsSubstring;

namespace
{

namespace fs = std::filesystem;

/** While it lives, no file of this process grows beyond so many bytes, as on a disk that is full. */
class FullDisk
{
public:
    explicit FullDisk (rlim_t bytes)
    {
        ::getrlimit (RLIMIT_FSIZE, &before);
        const rlimit limit{bytes, before.rlim_max};
        ::setrlimit (RLIMIT_FSIZE, &limit);
    }

    ~FullDisk() { ::setrlimit (RLIMIT_FSIZE, &before); }

private:
    rlimit before{};
};

unsigned modeOf (const std::string& path)
{
    struct stat found = {};
    ::stat (path.c_str(), &found);
    return found.st_mode & 0777u;
}

void setMode (const std::string& path, unsigned mode) { ::chmod (path.c_str(), mode); }

/** What is said where it fails; empty where it does not. */
std::string sentenceOf (const std::string& path, std::string_view bytes)
{
    try
    {
        replaceFile (path, bytes);
        return {};
    }
    catch (const FileError& problem)
    {
        return problem.what();
    }
}

std::string refusalOf (const std::string& path)
{
    try
    {
        requireReplaceable (path);
        return {};
    }
    catch (const FileError& problem)
    {
        return problem.what();
    }
}

} // namespace

TEST_CASE ("A file is made, replaced and made shorter, with nothing beside it")
{
    const FileFolder folder;

    for (const auto* words : {"first", "a second one that is longer", ""})
    {
        replaceFile (folder / "words.txt", words);
        CHECK (folder.read ("words.txt") == words);
    }

    CHECK (folder.names() == std::vector<std::string>{"words.txt"});
}

TEST_CASE ("Permissions stay: what was private is private, and what others could read they can")
{
    const FileFolder folder;

    for (const unsigned mode : {0600u, 0640u, 0644u, 0666u, 0700u})
    {
        folder.write ("words.txt", "before");
        setMode (folder / "words.txt", mode);
        replaceFile (folder / "words.txt", "after");
        CHECK (modeOf (folder / "words.txt") == mode);
    }
}

TEST_CASE ("A new file has the permissions that new files have here, and a secret none for others")
{
    const FileFolder folder;
    const auto before = ::umask (0027);
    replaceFile (folder / "words.txt", "words");
    ::umask (before);
    CHECK (modeOf (folder / "words.txt") == 0640);

    folder.write ("key", "old");
    setMode (folder / "key", 0644);

    for (const auto* name : {"key", "new-key"})
    {
        replaceFile (folder / name, "secret", {.isPrivate = true});
        CHECK (modeOf (folder / name) == 0600);
        CHECK (folder.read (name) == "secret");
    }
}

TEST_CASE ("A symbolic link stays, and what it leads to is replaced or made")
{
    const FileFolder folder;
    folder.makeFolder ("elsewhere");
    folder.write ("elsewhere/words.txt", "before");
    fs::create_symlink ("elsewhere/words.txt", folder / "link");
    fs::create_symlink (folder / "link", folder / "link to the link");
    fs::create_symlink ("elsewhere/later.txt", folder / "early link");

    replaceFile (folder / "link to the link", "after");
    replaceFile (folder / "early link", "made");
    CHECK (folder.read ("elsewhere/words.txt") == "after");
    CHECK (folder.read ("elsewhere/later.txt") == "made");

    for (const auto* link : {"link", "link to the link", "early link"})
        CHECK (fs::is_symlink (folder / link));
}

TEST_CASE ("Links that lead in a circle are an error, not a hang")
{
    const FileFolder folder;
    fs::create_symlink ("b", folder / "a");
    fs::create_symlink ("a", folder / "b");
    CHECK_THAT (sentenceOf (folder / "a", "words"), ContainsSubstring ("cannot be written"));
}

TEST_CASE ("A full disk is told before the old file is touched")
{
    const FileFolder folder;
    const std::string before (33'000, 'a'), after (40'000, 'b');
    folder.write ("preset.json", before);
    std::string sentence;

    {
        const FullDisk full (4096);
        sentence = sentenceOf (folder / "preset.json", after);
    }

    CHECK_THAT (sentence, ContainsSubstring (folder / "preset.json") && ContainsSubstring ("free some room"));
    CHECK (folder.read ("preset.json") == before);
    CHECK (folder.names() == std::vector<std::string>{"preset.json"});
}

TEST_CASE ("A full disk is told before anything is begun")
{
    const FileFolder folder;
    folder.write ("old.txt", "before");
    std::string forOld, forNew;

    {
        const FullDisk full (4096);
        forOld = refusalOf (folder / "old.txt");
        forNew = refusalOf (folder / "new.txt");
    }

    CHECK_THAT (forOld, ContainsSubstring ("free some room"));
    CHECK_THAT (forNew, ContainsSubstring ("free some room"));
    CHECK (folder.names() == std::vector<std::string>{"old.txt"});
}

TEST_CASE ("A file in a folder that takes no other one is written where it is, and put back where the disk is full")
{
    const OrdinaryPerson person;
    const FileFolder folder;
    folder.makeFolder ("closed");
    const std::string before (33'000, 'a');
    folder.write ("closed/words.txt", before);
    setMode (folder / "closed/words.txt", 0600);
    setMode (folder / "closed", 0500);
    CHECK (refusalOf (folder / "closed/words.txt").empty());
    std::string sentence;

    {
        const FullDisk full (35'000);
        sentence = sentenceOf (folder / "closed/words.txt", std::string (40'000, 'b'));
    }

    CHECK_THAT (sentence, ContainsSubstring ("free some room"));
    CHECK (folder.read ("closed/words.txt") == before);

    for (const auto& words : {std::string (40'000, 'c'), std::string ("short")})
    {
        CHECK (sentenceOf (folder / "closed/words.txt", words).empty());
        CHECK (folder.read ("closed/words.txt") == words);
    }

    CHECK (modeOf (folder / "closed/words.txt") == 0600);
    CHECK_THAT (sentenceOf (folder / "closed/new.txt", "words"), ContainsSubstring ("where you may write"));
    CHECK_THAT (refusalOf (folder / "closed/new.txt"), ContainsSubstring ("where you may write"));
    setMode (folder / "closed", 0700);
}

TEST_CASE ("A file that is protected against writing is not replaced")
{
    const OrdinaryPerson person;
    const FileFolder folder;
    folder.write ("words.txt", "before");
    setMode (folder / "words.txt", 0444);
    CHECK_THAT (refusalOf (folder / "words.txt"), ContainsSubstring ("where you may write"));
    CHECK_THAT (sentenceOf (folder / "words.txt", "after"), ContainsSubstring ("where you may write"));
    CHECK (folder.read ("words.txt") == "before");
}

TEST_CASE ("What cannot be a file is told with what to do")
{
    const FileFolder folder;
    CHECK_THAT (sentenceOf (folder / ".", "words"), ContainsSubstring ("name of a file in it"));
    CHECK_THAT (sentenceOf (folder / "no/such/words.txt", "words"), ContainsSubstring ("make its folder"));
    CHECK_THAT (sentenceOf (folder / std::string (300, 'n'), "words"), ContainsSubstring ("too long"));
    CHECK (folder.names().empty());
}

TEST_CASE ("A name as long as it can be is as good as another")
{
    const FileFolder folder;
    const std::string name (255, 'n');
    replaceFile (folder / name, "words");
    CHECK (folder.names() == std::vector<std::string>{name});
}

TEST_CASE ("Devices and pipes are written to and stay what they are")
{
    const FileFolder folder;
    CHECK (sentenceOf ("/dev/null", "words").empty());
    CHECK (fs::is_character_file ("/dev/null"));

    if (fs::is_character_file ("/dev/full"))
        CHECK_THAT (sentenceOf ("/dev/full", "words"), ContainsSubstring ("free some room"));

    const auto pipe = folder / "pipe";
    REQUIRE (::mkfifo (pipe.c_str(), 0600) == 0);
    std::string got;
    std::thread reader (
        [&]
        {
            const Descriptor end (::open (pipe.c_str(), O_RDONLY));
            char bytes[64];

            for (auto count = ::read (end.get(), bytes, sizeof (bytes)); count > 0;
                 count = ::read (end.get(), bytes, sizeof (bytes)))
                got.append (bytes, static_cast<std::size_t> (count));
        });
    replaceFile (pipe, "words for the pipe");
    reader.join();
    CHECK (got == "words for the pipe");
    CHECK (fs::is_fifo (pipe));
}

TEST_CASE ("A pipe whose reader has gone is an error and does not end the process")
{
    int ends[2];
    REQUIRE (::pipe (ends) == 0);
    ::close (ends[0]);

    try
    {
        replaceFile ("/dev/fd/" + std::to_string (ends[1]), "words");
        FAIL ("nobody reads it");
    }
    catch (const FileError& problem)
    {
        CHECK (problem.isWithoutReader());
    }

    ::close (ends[1]);
}

TEST_CASE ("An open file of this program is gone on with where it stands")
{
    const FileFolder folder;
    const Descriptor file (::open ((folder / "words.txt").c_str(), O_WRONLY | O_CREAT, 0600));
    REQUIRE (::write (file.get(), "a heading\n", 10) == 10);
    replaceFile ("/dev/fd/" + std::to_string (file.get()), "words\n");
    CHECK (folder.read ("words.txt") == "a heading\nwords\n");
}

TEST_CASE ("A new file beside others takes the first number that is free, and replaces none")
{
    const FileFolder folder;
    CHECK (makeFileLike (folder / "talk.json", "a") == folder / "talk.json");
    CHECK (makeFileLike (folder / "talk.json", "b") == folder / "talk.1.json");
    fs::create_symlink ("nowhere", folder / "talk.2.json");
    CHECK (makeFileLike (folder / "talk.json", "c", {.isPrivate = true}) == folder / "talk.3.json");
    CHECK (makeFileBeside (folder / "other.json", "d") == folder / "other.1.json");
    CHECK_FALSE (folder.has ("other.json"));
    CHECK (folder.read ("talk.json") == "a");
    CHECK (folder.read ("talk.1.json") == "b");
    CHECK (modeOf (folder / "talk.3.json") == 0600);

    const FullDisk full (4096);
    CHECK_THROWS_AS (makeFileLike (folder / "talk.json", std::string (5000, 'd')), FileError);
    CHECK_FALSE (fs::exists (folder / "talk.4.json"));
}
