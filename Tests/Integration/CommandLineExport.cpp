// parlando export: what leaves a kept conversation's folder.

#include "CommandLineFolder.h"
#include "CommandLineProgram.h"
#include "CommandLineService.h"
#include "CommandLineSound.h"

#include <parlando_archive/parlando_archive.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <filesystem>
#include <sstream>

using namespace parlando;
using namespace parlando::testing;
using Catch::Matchers::ContainsSubstring;

namespace
{

/** A conversation that was held and kept by the program itself. */
std::string heldConversation (const CommandLineFolder& folder, const std::string& what = "voice")
{
    const CommandLineService service;
    const auto result = runProgram ({"talk", "--no-audio", "--endpoint", service.url(), "--text", "Hello there",
                                     "--linger", "0.2", "--keep", folder / "kept", "--keep-what", what});
    INFO (result.error);
    REQUIRE (result.exitCode == 0);
    return std::filesystem::directory_iterator (folder / "kept")->path().string();
}

/** With a turn that was heard in a host at 44.1 kHz whose time code begins at one hour. */
std::string hostConversation (const CommandLineFolder& folder)
{
    ConversationArchive archive (Keeps::wordsAndVoice, folder / "kept", "Talk");
    const Instant zero{std::chrono::hours (5)};
    archive.began (zero, zero);
    archive.told (TurnStarted{1, zero}, zero);
    archive.agentVoice (1, std::vector<std::int16_t> (48'000, 5'000), 24'000);
    VoicePlace place;
    place.turn = 1;
    place.host.isThere = place.host.isPlaying = place.host.hasSamples = true;
    place.host.samples = 44'100 * 20;
    place.host.sampleRate = 44'100;
    place.host.timecodeOrigin = 3600.0;
    archive.agentPlaced (place);
    archive.agentHeard ({1, 48'000, 0, zero + std::chrono::seconds (2), zero + std::chrono::seconds (4)});
    TranscriptEntry entry;
    entry.id = 1;
    entry.speaker = Speaker::agent;
    entry.text = "Good morning.";
    entry.turn = 1;
    entry.start = zero + std::chrono::seconds (2);
    entry.end = zero + std::chrono::seconds (4);
    entry.final = true;
    archive.wrote (entry);
    archive.finish();
    return archive.folder();
}

std::vector<std::string> linesIn (const std::string& text)
{
    std::vector<std::string> lines;
    std::istringstream stream (text);

    for (std::string line; std::getline (stream, line);)
        lines.push_back (line);

    return lines;
}

ProgramResult exportFrom (const std::string& kept, std::vector<std::string> more = {})
{
    std::vector<std::string> arguments{"export", kept};
    arguments.insert (arguments.end(), more.begin(), more.end());
    return runProgram (arguments);
}

SF_BROADCAST_INFO broadcastOf (const std::string& path)
{
    SF_BROADCAST_INFO found = {};
    SF_INFO format = {};
    auto* file = sf_open (path.c_str(), SFM_READ, &format);
    REQUIRE (file != nullptr);
    REQUIRE (sf_command (file, SFC_GET_BROADCAST_INFO, &found, sizeof (found)) == SF_TRUE);
    sf_close (file);
    return found;
}

} // namespace

TEST_CASE ("parlando export leaves each turn as a Broadcast Wave file, and lists what it wrote")
{
    const CommandLineFolder folder;
    const auto kept = heldConversation (folder);
    const auto result = exportFrom (kept);
    INFO (result.error);
    CHECK (result.exitCode == 0);
    CHECK (result.error.empty());
    REQUIRE (linesIn (result.out) == std::vector<std::string>{kept + "/exported/0001 Well said.wav"});
    const auto wave = readWave (linesIn (result.out)[0]);
    CHECK (wave.format.samplerate == 24'000);
    CHECK ((wave.format.format & SF_FORMAT_SUBMASK) == SF_FORMAT_PCM_24);
    CHECK (wave.format.frames == CommandLineService::samplesInAnswer);
    CHECK (std::string (broadcastOf (linesIn (result.out)[0]).description) == "Well said.");

    // A folder with files that left it can be gone on with, and left again.
    CHECK_THAT (exportFrom (kept).out, ContainsSubstring ("0001 Well said (2).wav"));
    CHECK (readConversation (kept).problem.empty());
}

TEST_CASE ("parlando export gives all forms at once, at the host's rate and on its timeline")
{
    const CommandLineFolder folder;
    const auto kept = hostConversation (folder);
    const auto result = exportFrom (
        kept, {"--to", folder / "out", "--as", "wav,srt,vtt,txt,json", "--as", "audacity,reaper,ardour,midi"});
    INFO (result.error);
    CHECK (result.exitCode == 0);
    const auto lines = linesIn (result.out);
    REQUIRE (lines.size() == 9);

    for (const auto& line : lines)
        CHECK (std::filesystem::exists (line));

    const auto found = broadcastOf (lines[0]);
    CHECK (found.time_reference_low == 3620 * 44'100);
    CHECK (found.loudness_value < 0);
    CHECK (found.loudness_value > -7000);
    CHECK (readWave (lines[0]).format.samplerate == 44'100);
    CHECK (readWave (lines[0]).format.frames == 88'200);

    const auto title = std::filesystem::path (kept).filename().string();
    CHECK_THAT (folder.read ("out/" + title + ".srt"), ContainsSubstring ("00:00:02,000 --> 00:00:04,000"));
    CHECK_THAT (folder.read ("out/" + title + " labels.txt"), ContainsSubstring ("20.000000\t22.000000\tAgent: Good"));
    CHECK_THAT (folder.read ("out/" + title + " regions.csv"), ContainsSubstring ("0:00:20.000"));
}

TEST_CASE ("parlando export gives the rate, bits, turns and timeline that were asked for")
{
    const CommandLineFolder folder;
    const auto kept = hostConversation (folder);
    const auto timeOf = [&] (std::vector<std::string> more)
    {
        more.insert (more.end(), {"--rate", "48000", "--bits", "16", "--turn", "1"});
        const auto result = exportFrom (kept, more);
        INFO (result.error);
        REQUIRE (linesIn (result.out).size() == 1);
        const auto path = linesIn (result.out)[0];
        CHECK (readWave (path).format.samplerate == 48'000);
        CHECK ((readWave (path).format.format & SF_FORMAT_SUBMASK) == SF_FORMAT_PCM_16);
        return broadcastOf (path).time_reference_low;
    };
    CHECK (timeOf ({}) == 3620 * 48'000);
    CHECK (timeOf ({"--timeline", "host"}) == 20 * 48'000);
    CHECK (timeOf ({"--timeline", "timecode"}) == 3620 * 48'000);
    CHECK (timeOf ({"--timeline", "session"}) == 2 * 48'000);
}

TEST_CASE ("parlando export gives the whole conversation as one file, the person left, the agent right")
{
    const CommandLineService service;
    const CommandLineFolder folder;
    const auto wave = folder.writeWave ("question.wav", 16'000, 1, std::vector<std::int16_t> (16'000, 8000));
    const auto held = runProgram ({"talk", "--endpoint", service.url(), "--input", wave, "--text", "Hello", "--linger",
                                   "0.3", "--pace", "fast", "--keep", folder / "kept", "--keep-what", "everything"});
    INFO (held.error);
    REQUIRE (held.exitCode == 0);
    const auto kept = std::filesystem::directory_iterator (folder / "kept")->path().string();
    const auto result = exportFrom (kept, {"--as", "conversation"});
    INFO (result.error);
    CHECK (result.exitCode == 0);
    REQUIRE (linesIn (result.out).size() == 1);
    const auto mix = readWave (linesIn (result.out)[0]);
    CHECK (mix.format.channels == 2);
    CHECK (mix.format.samplerate == 48'000);
    CHECK (mix.loudFrames (0) > 40'000);
    CHECK (mix.loudFrames (1) > 0);

    std::filesystem::remove (kept + "/person.wav");
    const auto without = exportFrom (kept, {"--as", "conversation"});
    CHECK (without.exitCode == 1);
    CHECK_THAT (without.error, ContainsSubstring ("person.wav cannot be read"));
    CHECK (readWave (linesIn (without.out)[0]).loudFrames (1) == mix.loudFrames (1));
}

TEST_CASE ("parlando export goes on where one voice is missing, names it, and ends with 1")
{
    const CommandLineFolder folder;
    const auto kept = hostConversation (folder);
    std::filesystem::remove (kept + "/agent-0001.wav");
    const auto result = exportFrom (kept, {"--as", "wav,txt"});
    CHECK (result.exitCode == 1);
    CHECK_THAT (result.error, ContainsSubstring ("agent-0001.wav is missing"));
    CHECK (linesIn (result.error).size() == 1);
    CHECK (linesIn (result.out).size() == 1);

    // Whoever wants the words misses no voice.
    CHECK (exportFrom (kept, {"--as", "txt"}).exitCode == 0);
}

TEST_CASE ("What parlando export cannot do is said in one sentence, and nothing is written")
{
    const CommandLineFolder folder;
    const auto kept = heldConversation (folder, "words");
    folder.makeFolder ("empty");
    const auto refused = [&] (const std::string& from, const std::vector<std::string>& more)
    {
        const auto result = exportFrom (from, more);
        CHECK (result.exitCode == 2);
        CHECK (result.out.empty());
        CHECK (linesIn (result.error).size() == 1);
        return result.error;
    };

    CHECK_THAT (refused (folder / "empty", {}), ContainsSubstring ("holds no conversation"));
    CHECK_THAT (refused (folder / "nowhere", {}), ContainsSubstring ("holds no conversation"));
    CHECK_THAT (refused (kept, {}), ContainsSubstring ("--as srt"));
    CHECK_THAT (refused (kept, {"--as", "mp3"}), ContainsSubstring ("mp3 is none of wav"));
    CHECK_THAT (refused (kept, {"--bits", "20"}), ContainsSubstring ("--bits"));
    CHECK_THAT (refused (kept, {"--rate", "1"}), ContainsSubstring ("--rate"));
    CHECK_THAT (refused (kept, {"--as", "srt", "--timeline", "host"}), ContainsSubstring ("leave it out"));
    CHECK_THAT (refused (kept, {"--as", "srt", "--timeline", "moon"}), ContainsSubstring ("--timeline"));
    CHECK_FALSE (std::filesystem::exists (kept + "/exported"));

    const CommandLineFolder other;
    CHECK_THAT (refused (hostConversation (other), {"--turn", "7"}), ContainsSubstring ("no voice of turn 7"));
}

TEST_CASE ("A target that cannot be written to costs a sentence, and the exit code 1")
{
    const CommandLineFolder folder;
    const auto kept = hostConversation (folder);
    const auto file = folder.write ("file", "x");
    const auto result = exportFrom (kept, {"--to", file, "--as", "srt"});
    CHECK (result.exitCode == 1);
    CHECK_THAT (result.error, ContainsSubstring ("give a folder in which you may write"));
    CHECK (folder.read ("file") == "x");
}
