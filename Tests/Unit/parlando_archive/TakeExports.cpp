// Turns as Broadcast Wave files at the host's rate.

#include "KeptFolder.h"
#include "KeptSound.h"

#include <Support/Text.h>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sys/resource.h>

using namespace parlando;
using namespace parlando::testing;
using Catch::Matchers::ContainsSubstring;

namespace
{

struct Left
{
    ExportedTake take;
    KeptSound sound;
    std::string bytes, name;
    std::uint64_t timeReference = 0;
};

std::string bytesIn (const std::string& path)
{
    std::ifstream file (path, std::ios::binary);
    return {std::istreambuf_iterator<char> (file), {}};
}

/** The first take, as others read its file. */
Left exported (const std::string& folder, TakeExport wish)
{
    const auto kept = readTakes (folder);
    REQUIRE (kept.problems.empty());
    REQUIRE_FALSE (kept.conversation.voices.takes.empty());
    wish.target = folder + "/exported";
    Left left;
    left.take = exportTake (kept, kept.conversation.voices.takes.front(), wish);
    left.name = std::filesystem::path (left.take.path).filename().string();
    left.sound = readSound (left.take.path);
    left.bytes = bytesIn (left.take.path);
    SF_INFO format = {};
    SF_BROADCAST_INFO broadcast = {};
    auto* file = sf_open (left.take.path.c_str(), SFM_READ, &format);
    REQUIRE (file != nullptr);
    REQUIRE (sf_command (file, SFC_GET_BROADCAST_INFO, &broadcast, sizeof (broadcast)) == SF_TRUE);
    sf_close (file);
    left.timeReference = std::uint64_t{broadcast.time_reference_high} << 32 | broadcast.time_reference_low;
    return left;
}

/** Says what it is told to say. */
class KnownLoudness final : public LoudnessMeter
{
public:
    void add (std::span<const float> samples) override { count += samples.size(); }

    Loudness loudness() const override
    {
        Loudness known;
        known.integrated = -static_cast<double> (count) / 1000.0;
        return known;
    }

private:
    std::size_t count = 0;
};

} // namespace

TEST_CASE ("A turn leaves at the host's rate, its first sample where it was heard, its length exact")
{
    const auto rate = GENERATE (16'000, 24'000, 44'100, 48'000, 88'200, 96'000, 192'000);
    const auto bits = GENERATE (16, 24);
    const std::size_t samples = 12'345;
    KeptFolder kept;
    kept.speak ("Good morning.", samples, {playingAt (1, 0, 1'000'001, rate)});
    TakeExport wish;
    wish.bits = bits;
    const auto left = exported (kept.folder(), wish);
    REQUIRE (left.sound.isOpened);
    CHECK (left.sound.sampleRate == rate);
    CHECK (left.sound.channels == 1);
    CHECK (left.timeReference == 1'000'001);
    CHECK (left.take.timeReference == 1'000'001);

    const auto expected = static_cast<std::size_t> (std::llround (static_cast<double> (samples) * rate / 24'000.0));
    REQUIRE (left.sound.samples.size() == expected);
    CHECK (left.take.frames == expected);
    double worst = 0.0;

    // But for the ends, where the filter sees an edge.
    for (std::size_t i = 1000; i + 1000 < expected; ++i)
        worst =
            std::max (worst, std::abs (left.sound.samples[i] - 16'384.0 * std::sin (2.0 * std::numbers::pi * 1000.0 *
                                                                                    static_cast<double> (i) / rate)));

    CHECK (worst < 16.0); // 60 dB below the tone
}

TEST_CASE ("At its own rate with 16 bits a voice leaves bit for bit")
{
    KeptFolder kept;
    kept.speak ("Good morning.", 5'001);
    const auto folder = kept.folder();
    TakeExport wish;
    wish.bits = 16;
    const auto left = exported (folder, wish);
    CHECK (left.sound.sampleRate == 24'000);
    CHECK (left.sound.samples == readSound (folder + "/agent-0001.wav").samples);
    CHECK (left.timeReference == 0);
    CHECK_FALSE (left.take.timeReference);
}

TEST_CASE ("A turn that was heard in several pieces is where the first was, and the others are marked")
{
    KeptFolder kept;
    auto first = playingAt (1, 0, 96'000, 48'000), again = playingAt (1, 6'000, 48'000, 48'000),
         stopped = playingAt (1, 9'000, 50'000, 48'000);
    again.host.bar = 1.0;
    stopped.host.isPlaying = false;
    kept.speak ("Good morning.", 24'000, {first, again, stopped}, 4'000);
    const auto left = exported (kept.folder(), {});
    CHECK (left.timeReference == 96'000);
    CHECK (left.sound.marks == std::vector<std::uint32_t>{12'000, 40'000});
    CHECK (left.sound.labels == std::vector<std::string>{"heard at 0:01.000, bar 2", "not heard from here on"});
}

TEST_CASE ("Time code counts where the host's session begins at one, and the session where it is asked for")
{
    KeptFolder kept;
    auto place = playingAt (1, 0, 100, 48'000);
    place.host.timecodeOrigin = 3600.0;
    place.host.timecodeRate = 25.0;
    kept.speak ("Good morning.", 24'000, {place});
    const auto folder = kept.folder();
    CHECK (exported (folder, {}).timeReference == 172'800'100);
    TakeExport wish;
    wish.clock = TakeClock::host;
    CHECK (exported (folder, wish).timeReference == 100);
    wish.sampleRate = 96'000;
    const auto left = exported (folder, wish);
    CHECK (left.timeReference == 200);
    CHECK (contains (left.bytes, "<TIMECODE_RATE>25/1<"));
    CHECK (contains (left.bytes, "<TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO>200<"));
    CHECK (contains (left.bytes, "Heard at sample 100 of the host's session at 48000 Hz"));
}

TEST_CASE ("A file says who said what and when, and how loud it is")
{
    ::setenv ("TZ", "UTC", 1);
    ::tzset();
    KeptFolder kept;
    kept.speak ("Tom & Jerry.", 48'000);
    const auto before = std::time (nullptr);
    TakeExport wish;
    wish.meter = [] (int rate, int channels)
    {
        CHECK (rate == 24'000);
        CHECK (channels == 1);
        return std::make_unique<KnownLoudness>();
    };
    const auto left = exported (kept.folder(), wish);
    const auto bext = left.bytes.substr (left.bytes.find ("bext") + 8);
    CHECK (bext.starts_with ("Tom & Jerry."));
    CHECK (contains (left.bytes, "<NOTE>Tom &amp; Jerry.</NOTE>"));
    CHECK (contains (left.bytes, "<NAME>Agent</NAME>"));
    CHECK (contains (bext, "A=PCM,F=24000,W=16,M=mono"));
    CHECK (bext.substr (320, 4) == writtenTime (before).substr (0, 4));
    std::int16_t level = 0;
    std::memcpy (&level, bext.data() + 412, 2);
    CHECK (level == -4800);
}

TEST_CASE ("A file is named by turn, bar and words, and takes no other's place")
{
    KeptFolder kept;
    auto place = playingAt (1, 0, 96'000, 48'000);
    place.host.bar = 11.0;
    place.host.beats = 46.0;
    place.host.barStart = 44.0;
    kept.speak ("What? A/B: " + std::string (200, 'x'), 2'400, {place});
    const auto folder = kept.folder();
    const auto first = exported (folder, {}), second = exported (folder, {});
    CHECK (first.name == "0001 bar 12.3 What A B.wav");
    CHECK (second.name == "0001 bar 12.3 What A B (2).wav");
    CHECK (bytesIn (first.take.path) == first.bytes);
}

TEST_CASE (
    "Without bars a file is named by time, without words by its number alone, and with many by the first whole ones")
{
    KeptFolder kept;
    kept.speak ("", 2'400, {playingAt (1, 0, 48'000 * 62, 48'000)});
    CHECK (exported (kept.folder(), {}).name == "0001 at 1m02.000s.wav");

    KeptFolder longer;
    longer.speak ("This is the rehearsal service, not Gemini, and once there was a theatre.", 2'400);
    CHECK (exported (longer.folder(), {}).name == "0001 This is the rehearsal service, not Gemini, and once there.wav");

    KeptFolder other;
    other.speak ("\xe3\x81\x93\xe3\x82\x93\xe3\x81\xab\xe3\x81\xa1\xe3\x81\xaf\xe3\x80\x82", 2'400);
    CHECK (exported (other.folder(), {}).name ==
           "0001 \xe3\x81\x93\xe3\x82\x93\xe3\x81\xab\xe3\x81\xa1\xe3\x81\xaf\xe3\x80\x82.wav");
}

TEST_CASE ("A disk that takes no more costs a sentence, and leaves no half of a file")
{
    KeptFolder kept;
    kept.speak ("Good morning.", 24'000);
    const auto folder = kept.folder();
    const auto takes = readTakes (folder);
    TakeExport wish;
    wish.target = folder + "/exported";
    rlimit before = {};
    ::getrlimit (RLIMIT_FSIZE, &before);
    const rlimit small{20'001, before.rlim_max};
    ::setrlimit (RLIMIT_FSIZE, &small);
    std::string problem;

    try
    {
        exportTake (takes, takes.conversation.voices.takes.front(), wish);
    }
    catch (const ExportError& error)
    {
        problem = error.what();
    }

    ::setrlimit (RLIMIT_FSIZE, &before);
    CHECK_THAT (problem, ContainsSubstring ("free some room"));
    CHECK (std::filesystem::is_empty (wish.target));
}

TEST_CASE ("What cannot be exported is said in a sentence")
{
    KeptFolder kept;
    kept.speak ("Good morning.", 24'000);
    const auto folder = kept.folder();
    const auto takes = readTakes (folder);
    const auto& take = takes.conversation.voices.takes.front();
    const auto file = kept.place.write ("file", "x");
    TakeExport wish;
    wish.target = file;
    CHECK_THROWS_WITH (exportTake (takes, take, wish), ContainsSubstring ("give a folder in which you may write"));
    wish.target = folder + "/exported";
    std::filesystem::remove (folder + "/agent-0001.wav");
    CHECK_THROWS_WITH (exportTake (takes, take, wish), ContainsSubstring ("agent-0001.wav cannot be read"));
    CHECK_FALSE (std::filesystem::exists (wish.target));
}
