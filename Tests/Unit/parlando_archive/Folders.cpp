// Where conversations are kept.

#include <parlando_archive/ConversationFolder.h>

#include <Support/FileFolder.h>
#include <Support/OrdinaryPerson.h>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <filesystem>
#include <set>
#include <sys/wait.h>

using namespace parlando;
using namespace parlando::testing;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::MessageMatches;

TEST_CASE ("Each conversation has a folder of its own, for its owner alone, wherever it is to be")
{
    const FileFolder place;
    const auto first = ConversationFolder::make (place / "Music/Parlando", "Hello", 0);
    const auto second = ConversationFolder::make (place / "Music/Parlando", "Hello", 0);
    CHECK (first.path() != second.path());
    CHECK_THAT (second.path(), ContainsSubstring ("Hello (2)"));
    CHECK (std::filesystem::status (first.path()).permissions() == std::filesystem::perms::owner_all);
    CHECK (std::filesystem::status (first.path() + "/conversation.jsonl").permissions() ==
           (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
}

TEST_CASE ("Ten processes that begin in one place at one moment have ten folders")
{
    const FileFolder place;
    std::vector<pid_t> children;

    for (int i = 0; i < 10; ++i)
    {
        const auto child = ::fork();

        if (child == 0)
        {
            try
            {
                auto folder = ConversationFolder::make (place / "Parlando", "Hello", 0);
                folder.journal().append ("mine\n");
                ::_exit (0);
            }
            catch (...)
            {
                ::_exit (1);
            }
        }

        children.push_back (child);
    }

    for (const auto child : children)
    {
        int status = 0;
        ::waitpid (child, &status, 0);
        CHECK (status == 0);
    }

    std::set<std::string> journals;

    for (const auto& each : std::filesystem::directory_iterator (place / "Parlando"))
        if (std::filesystem::file_size (each.path() / "conversation.jsonl") == 5)
            journals.insert (each.path());

    CHECK (journals.size() == 10);
}

TEST_CASE ("A folder that another conversation has is not gone on with")
{
    const FileFolder place;
    std::string path;
    {
        const auto held = ConversationFolder::make (place / "Parlando", "Hello", 0);
        path = held.path();
        CHECK_THROWS_MATCHES (ConversationFolder::open (path), FolderError,
                              MessageMatches (ContainsSubstring ("is in use by another conversation")));
    }

    CHECK_NOTHROW (ConversationFolder::open (path));
}

TEST_CASE ("A torn end of the journal is ended when it is gone on with, and left-overs are taken away")
{
    const FileFolder place;
    place.write ("conversation.jsonl", "whole\ntorn");
    place.write (".agent-0001.wav.unfinished", "RI");
    ConversationFolder::open (place / ".");
    CHECK (place.read ("conversation.jsonl") == "whole\ntorn\n");
    CHECK (place.names() == std::vector<std::string>{"conversation.jsonl"});
    ConversationFolder::open (place / ".");
    CHECK (place.read ("conversation.jsonl") == "whole\ntorn\n");
}

TEST_CASE ("A place that takes no conversation is told in a sentence with what to do")
{
    const FileFolder place;
    const auto file = place.write ("file", "x");
    CHECK_THROWS_MATCHES (requirePlaceForConversations (file), FolderError,
                          MessageMatches (ContainsSubstring ("give a folder")));
    CHECK_THROWS_MATCHES (requirePlaceForConversations (file + "/below"), FolderError,
                          MessageMatches (ContainsSubstring ("give a folder")));
    CHECK_THROWS_MATCHES (ConversationFolder::make (file, "Hello", 0), FolderError,
                          MessageMatches (ContainsSubstring ("give a folder")));
    CHECK_THROWS_MATCHES (ConversationFolder::open (place / "."), FolderError,
                          MessageMatches (ContainsSubstring ("holds no conversation")));
    CHECK_THROWS_MATCHES (ConversationFolder::open (place / "none"), FolderError,
                          MessageMatches (ContainsSubstring ("check the path")));
    {
        const OrdinaryPerson person;
        CHECK_THROWS_MATCHES (requirePlaceForConversations ("/proc/1"), FolderError,
                              MessageMatches (ContainsSubstring ("in which you may write")));
        CHECK_THROWS_MATCHES (ConversationFolder::make ("/usr", "Hello", 0), FolderError,
                              MessageMatches (ContainsSubstring ("in which you may write")));
    }

    CHECK_NOTHROW (requirePlaceForConversations (place / "made/later"));
    CHECK (place.names() == std::vector<std::string>{"file"});
}
