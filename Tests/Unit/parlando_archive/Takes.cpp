// What a folder says of the agent's turns, and where on the host's timeline they were heard.

#include "KeptFolder.h"

#include <parlando_archive/JournalLine.h>

#include <Support/Text.h>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <filesystem>

using namespace parlando;
using namespace parlando::testing;
using Catch::Matchers::ContainsSubstring;

namespace
{

std::vector<KeptTake> takesIn (const std::string& folder) { return readTakes (folder).conversation.voices.takes; }

/** A conversation whose journal has these lines. */
std::string folderOf (const FileFolder& place, const std::vector<nlohmann::json>& lines)
{
    std::string journal;
    std::uint64_t number = 0;

    for (const auto& line : lines)
        journal += makeJournalLine (++number, journalContent (line));

    place.write ("conversation.jsonl", journal);
    return place / "";
}

nlohmann::json opening() { return {{"event", "opened"}, {"version", 1}, {"startedAt", "2026-11-28T14:03:05Z"}}; }

nlohmann::json voiceLine (std::uint64_t turn, const std::string& file)
{
    return {{"event", "voice"}, {"turn", turn}, {"file", file}, {"sampleRate", 24'000}};
}

void writeVoice (const FileFolder& place, const std::string& name, std::uint64_t samples, int rate = 24'000)
{
    place.write (name, makeWaveHeader ({rate}, samples * 2) + std::string (samples * 2, 'x'));
}

KeptVoices voicesIn (const std::vector<nlohmann::json>& lines)
{
    JournalReader reader;
    std::uint64_t number = 0;

    for (const auto& line : lines)
        reader.take (makeJournalLine (++number, journalContent (line)));

    return reader.finish().voices;
}

} // namespace

TEST_CASE ("Each turn is found with its file, its words, when and where it was heard")
{
    KeptFolder kept;
    kept.turns.now += std::chrono::seconds (7);
    kept.speak ("One two.", 24'000, {playingAt (1, 0, 48'000, 48'000), playingAt (1, 12'000, 0, 48'000)}, 6'000);
    kept.speak ("Three.", 12'000);
    const auto takes = takesIn (kept.folder());
    REQUIRE (takes.size() == 2);
    CHECK (takes[0].part == 1);
    CHECK (takes[0].turn == 1);
    CHECK (takes[0].file == "agent-0001.wav");
    CHECK (takes[0].sampleRate == 24'000);
    CHECK (takes[0].samples == 24'000);
    CHECK (takes[0].heard == 18'000);
    CHECK (takes[0].began == Instant (std::chrono::seconds (7)));
    CHECK (takes[0].words == "One two.");
    REQUIRE (takes[0].places.size() == 2);
    CHECK (takes[0].places[1].sample == 12'000.0);
    CHECK (takes[0].places[1].host.samples == 0);
    CHECK (takes[1].words == "Three.");
    CHECK (takes[1].places.empty());
}

TEST_CASE ("A turn of which nobody noted that it was heard is a take all the same")
{
    const FileFolder place;
    writeVoice (place, "agent-0001.wav", 100);
    const auto takes = takesIn (folderOf (place, {opening(), voiceLine (1, "agent-0001.wav")}));
    REQUIRE (takes.size() == 1);
    CHECK (takes[0].samples == 100);
    CHECK_FALSE (takes[0].heard);
    CHECK_FALSE (takes[0].began);
}

TEST_CASE ("A file that is missing, was changed or cut off is named in a sentence, and the others go on")
{
    const FileFolder place;
    writeVoice (place, "a.wav", 100);
    writeVoice (place, "other-rate.wav", 100, 16'000);
    place.write ("text.wav", "hello");
    place.makeFolder ("folder.wav");
    writeVoice (place, "cut.wav", 100);
    place.write ("cut.wav", place.read ("cut.wav").substr (0, waveHeaderBytes + 101));
    std::filesystem::create_symlink (place / "a.wav", place / "link.wav");
    const auto kept = readTakes (
        folderOf (place, {opening(), voiceLine (1, "missing.wav"), voiceLine (2, "a.wav"),
                          voiceLine (3, "other-rate.wav"), voiceLine (4, "text.wav"), voiceLine (5, "folder.wav"),
                          voiceLine (6, "cut.wav"), voiceLine (7, "link.wav")}));
    const auto& takes = kept.conversation.voices.takes;
    REQUIRE (takes.size() == 2);
    CHECK (takes[0].turn == 2);
    CHECK (takes[1].turn == 6);
    CHECK (takes[1].samples == 50);
    REQUIRE (kept.problems.size() == 5);
    CHECK_THAT (kept.problems[0], ContainsSubstring ("missing.wav is missing"));
    CHECK_THAT (kept.problems[1], ContainsSubstring ("other-rate.wav is not as it was kept"));
    CHECK_THAT (kept.problems[2], ContainsSubstring ("text.wav is not as it was kept"));
}

TEST_CASE ("A journal leads to no file outside of its folder, and what makes no sense counts as damaged")
{
    const FileFolder place;
    auto noRate = voiceLine (1, "a.wav");
    noRate["sampleRate"] = 0;
    const auto kept = readTakes (folderOf (place, {opening(),
                                                   voiceLine (1, "../a.wav"),
                                                   voiceLine (2, "/etc/passwd.wav"),
                                                   voiceLine (3, ".wav"),
                                                   voiceLine (4, "a.txt"),
                                                   voiceLine (5, std::string (300, 'a') + ".wav"),
                                                   voiceLine (6, std::string ("a\n.wav")),
                                                   noRate,
                                                   {{"event", "place"}, {"turn", 1}}}));
    CHECK (kept.conversation.voices.takes.empty());
    REQUIRE (kept.problems.size() == 1);
    CHECK_THAT (kept.problems[0], ContainsSubstring ("8 lines are damaged or missing"));
}

TEST_CASE ("A turn of a later part is not taken for one of the same number before")
{
    const auto voices =
        voicesIn ({opening(),
                   voiceLine (7, "agent-0007.wav"),
                   opening(),
                   voiceLine (7, "agent-0007 (2).wav"),
                   {{"event", "heard"}, {"turn", 7}, {"samplesHeard", 5}, {"samplesDiscarded", 0}, {"beganNs", 9}}});
    REQUIRE (voices.takes.size() == 2);
    CHECK (voices.takes[0].part == 1);
    CHECK_FALSE (voices.takes[0].heard);
    CHECK (voices.takes[1].part == 2);
    CHECK (voices.takes[1].heard == 5);
    CHECK (voices.parts.size() == 2);
    CHECK (voices.parts[0].startedAt == 1'795'874'585);
}

TEST_CASE ("Memory has a bound however many turns and places a journal has")
{
    std::vector<nlohmann::json> lines{opening()};

    for (std::uint64_t turn = 1; turn <= 120; ++turn)
    {
        lines.push_back (voiceLine (turn, "a.wav"));

        for (int i = 0; i < 1100; ++i)
            lines.push_back (
                {{"event", "place"}, {"turn", turn}, {"frame", 0}, {"sample", 0}, {"host", {{"samples", 1}}}});
    }

    const auto voices = voicesIn (lines);
    std::size_t places = 0;

    for (const auto& take : voices.takes)
    {
        CHECK (take.places.size() <= 1000);
        places += take.places.size();
    }

    CHECK (places <= 100'000);
    CHECK (voices.takes.back().turn == 120);
}

TEST_CASE ("Samples at another rate are counted to the nearest, also very many")
{
    CHECK (atRate (24'000, 24'000, 48'000) == 48'000);
    CHECK (atRate (1, 48'000, 44'100) == 1);
    CHECK (atRate (1, 48'000, 16'000) == 0);
    CHECK (atRate (2, 48'000, 16'000) == 1);
    CHECK (atRate (std::uint64_t{1} << 50, 44'100, 192'000) == 4'901'877'145'437'275);
}

TEST_CASE ("A take is where it was first heard while the host played, and before the beginning it is nowhere")
{
    KeptTake take;
    take.sampleRate = 24'000;
    take.samples = 48'000;
    const auto at = [&take] (TakeClock clock) { return timeReferenceOf (take, 48'000, clock); };
    CHECK_FALSE (at (TakeClock::host));
    CHECK_FALSE (at (TakeClock::conversation));
    take.began = Instant (std::chrono::milliseconds (1500));
    CHECK (at (TakeClock::conversation) == 72'000);

    take.places = {playingAt (1, 0, 96'000, 48'000), playingAt (1, 12'000, 5, 48'000)};
    CHECK (at (TakeClock::host) == 96'000);
    CHECK (timeReferenceOf (take, 44'100, TakeClock::host) == 88'200);

    // Half a second of it had been heard when the host began to play at 2 s.
    take.places = {playingAt (1, 0, 5, 48'000), playingAt (1, 12'000, 96'000, 48'000)};
    take.places[0].host.isPlaying = false;
    CHECK (at (TakeClock::host) == 72'000);

    take.places = {playingAt (1, 12'000, 100, 48'000)};
    CHECK_FALSE (at (TakeClock::host));

    take.places = {playingAt (1, 0, -351, 48'000)};
    CHECK_FALSE (at (TakeClock::host));
    take.places[0].host.timecodeOrigin = 3600.0;
    CHECK_FALSE (at (TakeClock::host));
    CHECK (at (TakeClock::timecode) == 3600 * 48'000 - 351);
    CHECK (at (TakeClock::automatic) == 3600 * 48'000 - 351);

    take.places[0].host.timecodeOrigin = 0.0;
    take.places[0].host.samples = 7;
    CHECK (at (TakeClock::automatic) == 7);

    take.places[0].host.hasSamples = false;
    CHECK_FALSE (at (TakeClock::automatic));
    take.places[0].host.hasSamples = true;
    take.places[0].host.sampleRate = 0;
    CHECK_FALSE (at (TakeClock::automatic));
}

TEST_CASE ("Bar and beat are those that hosts show")
{
    HostTransport host;
    CHECK (barAndBeat (host).empty());
    host.bar = 11.0;
    CHECK (barAndBeat (host) == "12");
    host.beats = 46.0;
    host.barStart = 44.0;
    CHECK (barAndBeat (host) == "12.3");
    host.meterNumerator = 6.0;
    host.meterDenominator = 8.0;
    CHECK (barAndBeat (host) == "12.5");
    host.bar = 1.0e300;
    CHECK (barAndBeat (host).empty());
    CHECK (writtenSeconds (62.3454) == "1:02.345");
    CHECK (writtenSeconds (36'002.0) == "10:00:02.000");
    CHECK (writtenSeconds (-0.5) == "-0:00.500");
}
