// What is deleted with a conversation, and what is not.

#include <parlando_archive/parlando_archive.h>

#include <Support/FileFolder.h>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <filesystem>
#include <fstream>

using namespace parlando;
using namespace parlando::testing;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::MessageMatches;
namespace fs = std::filesystem;

namespace
{

struct DeletionRig
{
    FileFolder place;
    std::string folder = make();

    std::string make() const
    {
        ConversationArchive archive (Keeps::words, place / "Parlando", "Old");
        const auto now = Instant::clock::now();
        archive.began (now, now);
        archive.told (SessionReady{now, "session"}, now);
        archive.finish();
        return archive.folder();
    }

    void add (const std::string& file) const
    {
        fs::create_directories (fs::path (folder + "/" + file).parent_path());
        std::ofstream (folder + "/" + file) << "x";
    }

    void isRefused (const std::string& why) const
    {
        CHECK_THROWS_MATCHES (deleteConversation (folder), FolderError, MessageMatches (ContainsSubstring (why)));
        CHECK (fs::exists (folder + "/conversation.jsonl"));
    }
};

} // namespace

TEST_CASE ("A conversation is deleted with all that is in its folder, files that were dragged and exported too")
{
    const DeletionRig rig;
    CHECK (filesForOthers (rig.folder) == 0);
    rig.add ("dragged/0001 Good morning.wav");
    rig.add ("exported/0001 Good morning.wav");
    rig.add ("exported/markers.mid");
    CHECK (filesForOthers (rig.folder) == 3);
    deleteConversation (rig.folder);
    CHECK_FALSE (fs::exists (rig.folder));
    CHECK (filesForOthers (rig.folder) == 0);
}

TEST_CASE ("A conversation in which somebody talks is not deleted but by whoever talked in it")
{
    const DeletionRig rig;
    const auto held = ConversationFolder::open (rig.folder);
    rig.isRefused ("in use");
    deleteOwnConversation (rig.folder);
    CHECK_FALSE (fs::exists (rig.folder));
}

TEST_CASE ("Where people have put a folder of their own nothing is deleted")
{
    const DeletionRig rig;

    SECTION ("beside the conversation") { rig.add ("My project/session.ardour"); }

    SECTION ("among its files for others") { rig.add ("exported/My project/session.ardour"); }

    rig.isRefused ("other folders");
    CHECK_THROWS_AS (deleteOwnConversation (rig.folder), FolderError);
}

TEST_CASE ("A folder that holds no conversation is not deleted")
{
    const FileFolder place;
    fs::create_directories (place / "Mixes");
    CHECK_THROWS_AS (deleteConversation (place / "Mixes"), FolderError);
    CHECK (fs::exists (place / "Mixes"));
}

TEST_CASE ("What a link in a conversation leads to stays")
{
    const DeletionRig rig;
    fs::create_directories (rig.place / "Mixes/Old");
    fs::create_directory_symlink (rig.place / "Mixes", rig.folder + "/link");
    deleteConversation (rig.folder);
    CHECK_FALSE (fs::exists (rig.folder));
    CHECK (fs::exists (rig.place / "Mixes/Old"));
}
