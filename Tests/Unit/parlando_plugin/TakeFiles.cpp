// The agent's turns as files that leave the plugin.

#include <Unit/parlando_archive/KeptFolder.h>
#include <Unit/parlando_ui/Person.h>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <filesystem>
#include <fstream>
#include <parlando_plugin/parlando_plugin.h>
#include <thread>

using namespace parlando;
using namespace parlando::testing;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::MessageMatches;

namespace
{

/** Bytes 24 to 27 of a Wave file whose chunk "fmt " begins at `place`. */
std::uint32_t rateOf (const std::string& path)
{
    std::ifstream file (path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char> (file), {}};
    const auto place = bytes.find ("fmt ");
    std::uint32_t rate = 0;

    for (std::size_t i = 0; place != std::string::npos && i < 4; ++i)
        rate |= std::uint32_t{static_cast<unsigned char> (bytes[place + 12 + i])} << (8 * i);

    return rate;
}

/** Makes a file of its own for each wish. */
struct CountingExporter
{
    TakesMade operator() (const TakeWish& wish)
    {
        const auto path = wish.folder + "/" + std::to_string (++*count) + ".wav";
        std::ofstream (path) << "sound";
        *thread = std::this_thread::get_id();
        return {{path}, {}};
    }

    std::shared_ptr<int> count = std::make_shared<int> (0);
    std::shared_ptr<std::thread::id> thread = std::make_shared<std::thread::id>();
};

struct TakeFilesRig
{
    juce::ScopedJuceInitialiser_GUI juce;
    FileFolder place;
    CountingExporter exporter;
    TakeFiles files{exporter};

    /** What was made, or the sentence. */
    TakesMade make (const TakeWish& wish)
    {
        std::optional<TakesMade> result;
        files.make (wish, [&] (const TakesMade& made) { result = made; });
        REQUIRE (dispatchUntil ([&] { return result.has_value(); }));
        return *result;
    }
};

} // namespace

TEST_CASE ("A turn leaves as a file at the host's rate in a folder of the conversation that stays")
{
    KeptFolder kept;
    kept.speak ("Good morning.", 24'000);
    kept.speak ("Good evening.", 24'000);
    const auto folder = kept.folder();
    const auto made = exportTurns ({folder, {2}, 44'100, {}});
    REQUIRE (made.paths.size() == 1);
    CHECK (made.problem.empty());
    CHECK (std::filesystem::path (made.paths.front()).parent_path() == folder + "/dragged");
    CHECK_THAT (made.paths.front(), ContainsSubstring ("Good evening"));
    CHECK (rateOf (made.paths.front()) == 44'100);
}

TEST_CASE ("A turn that leaves again has another name, and the file that left before is as it was")
{
    KeptFolder kept;
    kept.speak ("Good morning.", 24'000);
    const auto folder = kept.folder();
    const auto first = exportTurns ({folder, {1}, 48'000, {}}).paths.front();
    const auto written = std::filesystem::last_write_time (first);
    const auto second = exportTurns ({folder, {1}, 96'000, {}}).paths.front();
    CHECK (first != second);
    CHECK (rateOf (first) == 48'000);
    CHECK (rateOf (second) == 96'000);
    CHECK (std::filesystem::last_write_time (first) == written);
}

TEST_CASE ("Several turns leave in the order in which they were asked for, and all of them where none is named")
{
    KeptFolder kept;
    kept.speak ("One.", 2'400);
    kept.speak ("Two.", 2'400);
    kept.speak ("Three.", 2'400);
    const auto folder = kept.folder();
    const auto some = exportTurns ({folder, {3, 1}, 48'000, {}}).paths;
    REQUIRE (some.size() == 2);
    CHECK_THAT (some[0], ContainsSubstring ("Three"));
    CHECK_THAT (some[1], ContainsSubstring ("One"));
    CHECK (exportTurns ({folder, {}, 48'000, folder + "/elsewhere"}).paths.size() == 3);
}

TEST_CASE ("Of a turn whose voice is not kept a sentence says where to choose that")
{
    KeptFolder kept;
    kept.speak ("Good morning.", 24'000);
    const auto folder = kept.folder();
    CHECK_THROWS_WITH (exportTurns ({folder, {7}, 48'000, {}}), ContainsSubstring ("under Settings, Keep"));
    const auto some = exportTurns ({folder, {1, 7}, 48'000, {}});
    CHECK (some.paths.size() == 1);
    CHECK_THAT (some.problem, ContainsSubstring ("Not all turns are there"));
}

TEST_CASE ("Of a turn whose file was taken away, or of a folder that is no conversation, a sentence says so")
{
    KeptFolder kept;
    kept.speak ("Good morning.", 24'000);
    const auto folder = kept.folder();
    std::filesystem::remove (folder + "/agent-0001.wav");
    CHECK_THROWS_WITH (exportTurns ({folder, {1}, 48'000, {}}), ContainsSubstring ("agent-0001.wav is missing"));
    CHECK_THROWS_AS (exportTurns ({"/nowhere at all", {1}, 48'000, {}}), std::exception);
}

TEST_CASE ("Files are made beside the message thread, and told on it")
{
    TakeFilesRig rig;
    std::optional<std::thread::id> toldOn;
    rig.files.make ({rig.place / "", {1}, 48'000, {}}, [&] (const TakesMade&) { toldOn = std::this_thread::get_id(); });
    CHECK_FALSE (toldOn.has_value());
    REQUIRE (dispatchUntil ([&] { return toldOn.has_value(); }));
    CHECK (*toldOn == std::this_thread::get_id());
    CHECK (*rig.exporter.thread != std::this_thread::get_id());
}

TEST_CASE ("A file that was given out is given again, and made anew where it is gone or another rate is asked for")
{
    TakeFilesRig rig;
    const TakeWish wish{rig.place / "", {1}, 48'000, {}};
    const auto first = rig.make (wish).paths;
    rig.files.gaveOut (wish, first);
    CHECK (rig.make (wish).paths == first);
    auto other = wish;
    other.sampleRate = 96'000;
    CHECK (rig.make (other).paths != first);
    std::filesystem::remove (first.front());
    CHECK (rig.make (wish).paths != first);
}

TEST_CASE ("Files that nobody was given can be taken back, and others cannot")
{
    TakeFilesRig rig;
    const TakeWish wish{rig.place / "", {1}, 48'000, {}};
    const auto given = rig.make (wish).paths, unused = rig.make (wish).paths;
    rig.files.gaveOut (wish, given);
    rig.files.takeBack (given);
    rig.files.takeBack (unused);
    CHECK (std::filesystem::exists (given.front()));
    CHECK_FALSE (std::filesystem::exists (unused.front()));
}

TEST_CASE ("What cannot be made is told as a sentence, and the next wish is made")
{
    juce::ScopedJuceInitialiser_GUI juce;
    TakeFiles files (
        [fails = std::make_shared<bool> (true)] (const TakeWish&) -> TakesMade
        {
            if (std::exchange (*fails, false))
                throw std::runtime_error ("The disk is full; make room.");

            return {{"/a.wav"}, {}};
        });
    std::vector<std::string> told;

    for (int i = 0; i < 2; ++i)
        files.make ({}, [&] (const TakesMade& made) { told.push_back (made.problem); });

    REQUIRE (dispatchUntil ([&] { return told.size() == 2; }));
    CHECK (told == std::vector<std::string>{"The disk is full; make room.", {}});
}

TEST_CASE ("Who is gone when a file is made hears nothing of it")
{
    juce::ScopedJuceInitialiser_GUI juce;
    FileFolder place;
    CountingExporter exporter;
    bool isTold = false;

    {
        TakeFiles files (exporter);
        files.make ({place / "", {1}, 0, {}}, [&] (const TakesMade&) { isTold = true; });
    }

    dispatch (std::chrono::milliseconds (200));
    CHECK_FALSE (isTold);
}
