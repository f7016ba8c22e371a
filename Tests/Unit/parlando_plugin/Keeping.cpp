#include <Support/Surroundings.h>
#include <Support/WaitUntil.h>

#include <parlando_plugin/parlando_plugin.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <filesystem>
#include <fstream>
#include <mutex>
#include <sstream>
#include <sys/stat.h>

using namespace parlando;
using namespace parlando::testing;
using Catch::Matchers::ContainsSubstring;
namespace fs = std::filesystem;

namespace
{

/** Somebody's settings and music folder, and what they are told. */
struct Home
{
    Surroundings surroundings;
    std::string place = (surroundings.folder() / "Music").string();
    std::string file = (surroundings.folder() / "keep.json").string();
    mutable std::mutex mutex;
    std::vector<std::string> sentences; // the disk's thread says them
    ConversationKeeping keeping{[this] (const std::string& sentence)
                                {
                                    const std::lock_guard lock (mutex);
                                    sentences.push_back (sentence);
                                }};

    std::vector<std::string> told() const
    {
        const std::lock_guard lock (mutex);
        return sentences;
    }

    std::size_t folders() const
    {
        return fs::exists (place)
                   ? static_cast<std::size_t> (std::distance (fs::directory_iterator (place), fs::directory_iterator()))
                   : 0;
    }
};

/** A conversation of one word that the agent says. */
void converse (ConversationTap& tap)
{
    const std::vector<std::int16_t> voice (2400, 1000);
    const auto now = Instant::clock::now();
    tap.began (now, now);
    tap.told (TurnStarted{1, now}, now);
    tap.agentVoice (1, voice, 24'000);
    tap.agentHeard ({1, voice.size(), 0, now, now});
}

std::string journalIn (const std::string& folder)
{
    std::ifstream file (folder + "/conversation.jsonl");
    return {std::istreambuf_iterator<char> (file), {}};
}

} // namespace

TEST_CASE ("What is kept and where is remembered for this person, and is words and the agent's voice at first")
{
    const Home home;
    CHECK (KeepSettings::load (home.file) == KeepSettings{});
    CHECK (KeepSettings().what == Keeps::wordsAndVoice);
    const auto what = GENERATE (Keeps::nothing, Keeps::words, Keeps::wordsAndVoice, Keeps::everything);
    const KeepSettings chosen{what, home.place};
    chosen.save (home.file);
    CHECK (KeepSettings::load (home.file) == chosen);
}

TEST_CASE ("Of settings that cannot be used it is said so, and nothing is kept by them")
{
    const auto* text = GENERATE ("", "[]", "{", R"({"what":"all","place":""})", R"({"what":"words"})",
                                 R"({"what":"words","place":"Music"})", R"({"what":3,"place":""})");
    Home home;
    std::ofstream (home.file) << text;
    CHECK_THROWS_AS (KeepSettings::load (home.file), std::invalid_argument);
    home.keeping.useFile (home.file);
    REQUIRE (home.told().size() == 1);
    CHECK_THAT (home.told().front(),
                ContainsSubstring (home.file) && ContainsSubstring ("choose under Settings, Keep"));
    converse (*home.keeping.begin());
    CHECK (home.keeping.view().now == Keeps::nothing);
    home.keeping.ended();
    CHECK (home.keeping.view().folder.empty());
}

TEST_CASE ("Nothing is kept until somebody says where")
{
    Home home;
    CHECK (home.keeping.begin() == nullptr);
    CHECK (home.keeping.view() == KeepView{});
}

TEST_CASE ("A conversation is kept in a folder of its own, and what is kept is shown while it is")
{
    Home home;
    home.keeping.use ({Keeps::wordsAndVoice, home.place}, home.file);
    CHECK (home.folders() == 0);

    const auto tap = home.keeping.begin();
    REQUIRE (tap != nullptr);
    converse (*tap);
    REQUIRE (waitUntil ([&] { return ! home.keeping.view().folder.empty(); }));
    CHECK (home.keeping.view().now == Keeps::wordsAndVoice);
    const auto folder = home.keeping.view().folder;
    CHECK (fs::path (folder).parent_path() == home.place);

    home.keeping.ended();
    CHECK (home.keeping.view().now == Keeps::nothing);
    CHECK (home.keeping.view().folder == folder);
    CHECK (waitUntil ([&] { return journalIn (folder).find ("\"heard\"") != std::string::npos; }));
    CHECK (fs::exists (folder + "/agent-0001.wav"));
    CHECK (home.told().empty());
}

TEST_CASE ("Who chooses nothing is not kept any more, at once and the next time")
{
    Home home;
    home.keeping.use ({Keeps::words, home.place}, home.file);
    const auto tap = home.keeping.begin();
    converse (*tap);
    home.keeping.setWhat (Keeps::nothing);
    CHECK (home.keeping.view().now == Keeps::nothing);
    tap->told (SessionWarning{"after"}, Instant::clock::now());
    REQUIRE (waitUntil ([&] { return ! home.keeping.view().folder.empty(); }));
    const auto folder = home.keeping.view().folder;
    converse (*home.keeping.begin());
    home.keeping.ended();
    CHECK (home.folders() == 1);
    CHECK (waitUntil ([&] { return journalIn (folder).find ("turnStarted") != std::string::npos; }));
    CHECK_THAT (journalIn (folder), ! ContainsSubstring ("after"));
    CHECK (KeepSettings::load (home.file).what == Keeps::nothing);
}

TEST_CASE ("A conversation that is deleted is gone, also while it goes on")
{
    Home home;
    home.keeping.use ({Keeps::everything, home.place}, home.file);
    const auto tap = home.keeping.begin();
    converse (*tap);
    REQUIRE (waitUntil ([&] { return ! home.keeping.view().folder.empty(); }));
    home.keeping.deleteFolder();
    converse (*tap);
    CHECK (home.folders() == 0);
    CHECK (home.keeping.view().folder.empty());
    CHECK (home.keeping.view().now == Keeps::nothing);
    home.keeping.deleteFolder(); // nothing is there
    CHECK (home.told().empty());
}

TEST_CASE ("A place where nothing can be kept is said once, and the conversation goes on")
{
    Home home;
    std::ofstream (home.surroundings.folder() / "Music") << "a file";
    home.keeping.use ({Keeps::words, home.place}, home.file);
    const auto tap = home.keeping.begin();
    converse (*tap);
    converse (*tap);
    REQUIRE (waitUntil ([&] { return ! home.told().empty(); }));
    home.keeping.ended();
    CHECK (home.told().size() == 1);
    CHECK_THAT (home.told().front(), ContainsSubstring (home.place));
}
