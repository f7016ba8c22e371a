// Broadcast Wave files: byte for byte as EBU Tech 3285 has it, and as others read them.

#include "KeptSound.h"

#include <parlando_archive/BroadcastWave.h>

#include <Support/FileFolder.h>
#include <Support/Text.h>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <memory>

using namespace parlando;
using namespace parlando::testing;

namespace
{

std::string zeros (std::size_t count) { return std::string (count, '\0'); }

/** A number of four bytes, for tests alone. */
std::string number (std::size_t value)
{
    std::string text;

    for (int shift = 0; shift < 32; shift += 8)
        text += static_cast<char> ((value >> shift) & 0xff);

    return text;
}

BroadcastWave example()
{
    BroadcastWave wave;
    wave.format = {48'000, 1, 24};
    wave.extension.description = "Good morning";
    wave.extension.originator = "Parlando";
    wave.extension.originatorReference = "ZZ---000000000012140305000000001";
    wave.extension.when.tm_year = 126;
    wave.extension.when.tm_mon = 10;
    wave.extension.when.tm_mday = 28;
    wave.extension.when.tm_hour = 14;
    wave.extension.when.tm_min = 3;
    wave.extension.when.tm_sec = 5;
    wave.extension.timeReference = 0x1234567890;
    wave.extension.loudness = {-23.456, 3.0, -1.5, -20.0, {}};
    wave.extension.codingHistory = "A=PCM,F=48000,W=24,M=mono\r\n";
    wave.notes.take = "1";
    return wave;
}

std::string writeExample (const FileFolder& folder, const BroadcastWave& wave, const std::vector<float>& samples)
{
    auto text = makeBroadcastHeader (wave, samples.size() / static_cast<std::size_t> (wave.format.channels));
    std::string data;
    appendWaveSamples (data, samples, wave.format.bits);
    text += data + zeros (wavePadding (data.size()));
    return folder.write ("a.wav", text);
}

/** What a program prints about a file; nothing where there is no such program. */
std::string printed (const std::string& command)
{
    const std::unique_ptr<FILE, int (*) (FILE*)> pipe (::popen ((command + " 2>&1").c_str(), "r"), ::pclose);
    std::string text;
    std::array<char, 4096> piece{};

    while (pipe != nullptr && std::fgets (piece.data(), static_cast<int> (piece.size()), pipe.get()) != nullptr)
        text += piece.data();

    return text;
}

bool isThere (const char* program) { return ! printed (std::string ("command -v ") + program).empty(); }

SF_BROADCAST_INFO broadcastIn (const std::string& path)
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

TEST_CASE ("A bext chunk is that of EBU Tech 3285 version 2, byte for byte")
{
    const auto expected = rawText ("bext") + number (602 + 28) + "Good morning" + zeros (244) + "Parlando" +
                          zeros (24) + "ZZ---000000000012140305000000001" + "2026-11-28" + "14:03:05" +
                          rawText ("\x90\x78\x56\x34\x12\x00\x00\x00") + rawText ("\x02\x00") + zeros (64) +
                          rawText ("\xd6\xf6")   // -2346
                          + rawText ("\x2c\x01") // 300
                          + rawText ("\x6a\xff") // -150
                          + rawText ("\x30\xf8") // -2000
                          + rawText ("\xff\x7f") // not measured
                          + zeros (180) + "A=PCM,F=48000,W=24,M=mono\r\n" + zeros (1);
    CHECK (makeBroadcastChunk (example().extension) == expected);
}

TEST_CASE ("Levels beyond what the chunk can say are limited, and none stands for what is no number")
{
    BroadcastExtension extension;
    extension.loudness = {-INFINITY, -1.0, 200.0, -200.0, std::nan ("")};
    CHECK (makeBroadcastChunk (extension).substr (8 + 412, 10) == rawText ("\xff\x7f") + rawText ("\x00\x00") +
                                                                      rawText ("\x0f\x27") + rawText ("\xf1\xd8") +
                                                                      rawText ("\xff\x7f"));
}

TEST_CASE ("A time that nobody knows is left empty")
{
    CHECK (makeBroadcastChunk ({}).substr (8 + 320, 18) == zeros (18));
}

TEST_CASE ("Texts are cut between two characters, and control characters do not end them")
{
    BroadcastExtension extension;
    extension.description = std::string (254, 'a') + "\xf0\x9f\xa6\x9c"; // a parrot, of which two bytes would fit
    extension.originator = rawText ("one\0two\n");
    const auto chunk = makeBroadcastChunk (extension);
    CHECK (chunk.substr (8, 256) == std::string (254, 'a') + zeros (2));
    CHECK (chunk.substr (8 + 256, 32) == "one two " + zeros (24));

    extension.description = std::string (300, 'a');
    CHECK (makeBroadcastChunk (extension).substr (8, 257) == std::string (256, 'a') + "o"); // the originator's first
}

TEST_CASE ("A whole file is in the order that every reader takes, byte for byte")
{
    auto wave = example();
    wave.marks = {{1, 0, "odd"}, {2, 1, "even"}};
    const auto bext = makeBroadcastChunk (wave.extension);
    const auto header = makeBroadcastHeader (wave, 3);
    const auto ixmlAt = header.find ("iXML"), cueAt = header.find ("cue ");
    REQUIRE (ixmlAt < cueAt);
    const auto riff = header.size() + 10 - 8;
    CHECK (header.substr (0, ixmlAt) == rawText ("RIFF") + number (riff) + "WAVE" + "JUNK" + number (28) + zeros (28) +
                                            "fmt " + number (16) + rawText ("\x01\x00\x01\x00") + number (48'000) +
                                            number (144'000) + rawText ("\x03\x00\x18\x00") + bext);
    CHECK (header.substr (cueAt) == rawText ("cue ") + number (52) + number (2) + number (1) + number (1) + "data" +
                                        zeros (8) + number (1) + number (2) + number (2) + "data" + zeros (8) +
                                        number (2)
                                        // All labels come first; their padding is not in their size.
                                        + "LIST" + number (4 + 16 + 18 + 28) + "adtl" + "labl" + number (8) +
                                        number (1) + rawText ("odd\0") + "labl" + number (9) + number (2) +
                                        rawText ("even\0\0") + "ltxt" + number (20) + number (2) + number (1) + "rgn " +
                                        zeros (6) + rawText ("\xe9\xfd") + "data" + number (9));
}

TEST_CASE ("Samples are rounded, limited and never overflow")
{
    std::string text;
    appendWaveSamples (text, std::array{0.0f, 1.0f, -1.0f, 2.0f, -3.0f, NAN, 1.0f / 8388608.0f}, 24);
    CHECK (text == rawText ("\x00\x00\x00") + rawText ("\xff\xff\x7f") + rawText ("\x00\x00\x80") +
                       rawText ("\xff\xff\x7f") + rawText ("\x00\x00\x80") + rawText ("\x00\x00\x00") +
                       rawText ("\x01\x00\x00"));

    text.clear();
    appendWaveSamples (text, std::array{0.5f, 1.0f, -1.0f, -100.0f / 32768.0f}, 16);
    CHECK (text == rawText ("\x00\x40") + rawText ("\xff\x7f") + rawText ("\x00\x80") + rawText ("\x9c\xff"));
}

TEST_CASE ("libsndfile reads samples, time and marks of a file as they were written, whatever its length")
{
    const FileFolder folder;
    auto wave = example();
    wave.format.bits = GENERATE (16, 24);
    wave.format.channels = GENERATE (1, 2, 5);
    const auto frames = GENERATE (std::size_t{1}, std::size_t{2}, std::size_t{1001});
    wave.marks = {{0, 0, "One"}, {1, 100, "Zwölf"}};
    const auto path = writeExample (
        folder, wave, std::vector<float> (frames * static_cast<std::size_t> (wave.format.channels), 0.25f));
    const auto sound = readSound (path);
    REQUIRE (sound.isOpened);
    CHECK (sound.sampleRate == 48'000);
    CHECK (sound.channels == wave.format.channels);
    CHECK (sound.samples.size() == frames * static_cast<std::size_t> (wave.format.channels));
    CHECK (sound.samples.back() == 8192);
    CHECK (sound.marks == std::vector<std::uint32_t>{0, 1});
    CHECK (sound.labels == std::vector<std::string>{"One", "Zwölf"});

    const auto found = broadcastIn (path);
    CHECK (std::string (found.description) == "Good morning");
    CHECK (std::string (found.originator) == "Parlando");
    CHECK (std::memcmp (found.origination_date, "2026-11-28", 10) == 0);
    CHECK (std::memcmp (found.origination_time, "14:03:05", 8) == 0);
    CHECK (found.time_reference_high == 0x12);
    CHECK (found.time_reference_low == 0x34567890);
    CHECK (found.version == 2);
    CHECK (std::string (found.coding_history, 25) == "A=PCM,F=48000,W=24,M=mono");
}

TEST_CASE ("A file beyond 4 GiB is RF64, with the same chunks")
{
    auto wave = example();
    constexpr std::uint64_t frames = 3'000'000'001;
    const auto header = makeBroadcastHeader (wave, frames);
    CHECK (header.size() == makeBroadcastHeader (wave, 0).size());
    CHECK (header.starts_with (rawText ("RF64\xff\xff\xff\xff") + "WAVEds64"));
    CHECK (header.ends_with (rawText ("data\xff\xff\xff\xff")));
    std::uint64_t riff = 0, data = 0, count = 0;
    std::memcpy (&riff, header.data() + 20, 8);
    std::memcpy (&data, header.data() + 28, 8);
    std::memcpy (&count, header.data() + 36, 8);
    CHECK (data == 3 * frames);
    CHECK (count == frames);
    CHECK (riff == header.size() - 8 + data + 1);
    CHECK (contains (header, "bext"));
}

TEST_CASE ("Notes hold what there is and no empty element, and are XML whatever is said")
{
    auto wave = example();
    wave.notes = {};
    wave.notes.note = rawText ("Tom & <Jerry>\x01 \0said \"caf\xc3\xa9\" \xff\xef\xbf\xbf");
    wave.notes.tracks = {"Agent", "Person"};
    wave.notes.familyName = "A conversation";
    wave.notes.speed.frameRate = GENERATE (25.0, 30'000.0 / 1'001.0, 23.976, 17.3);
    const auto header = makeBroadcastHeader (wave, 3);
    const auto text = header.substr (header.find ("<?xml"));
    CHECK (contains (text, "<NOTE>Tom &amp; &lt;Jerry&gt; said \"caf\xc3\xa9\" </NOTE>"));
    CHECK_FALSE (contains (text, "<TAKE>"));
    CHECK_FALSE (contains (text, "></"));
    CHECK (contains (text, "<TRACK_COUNT>2</TRACK_COUNT>"));
    CHECK (contains (text, "<FAMILY_NAME>A conversation</FAMILY_NAME>"));

    // Equal to bext: 0x12 * 2^32 + 0x34567890.
    CHECK (contains (text, "<TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI>18<"));
    CHECK (contains (text, "<TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO>878082192<"));
    CHECK (contains (text, "<TIMESTAMP_SAMPLE_RATE>48000<"));
    CHECK (contains (text, "<AUDIO_BIT_DEPTH>24<"));
    const auto rate = wave.notes.speed.frameRate.value();
    CHECK (contains (text, "<TIMECODE_RATE>25/1<") == (rate == 25.0));
    CHECK (contains (text, "<TIMECODE_RATE>30000/1001<") == (rate > 29.0));
    CHECK (contains (text, "<TIMECODE_RATE>24000/1001<") == (rate == 23.976));
    CHECK (contains (text, "TIMECODE_FLAG") == (rate != 17.3));
}

TEST_CASE ("sndfile-info, sox and mediainfo read the file, where they are installed")
{
    const FileFolder folder;
    auto wave = example();
    wave.extension.timeReference = 48'000ull * 3600;
    wave.marks = {{10, 0, "Here"}};
    const auto path = writeExample (folder, wave, std::vector<float> (48'000, 0.25f));

    if (isThere ("sndfile-info"))
    {
        const auto told = printed ("sndfile-info --broadcast " + path);
        INFO (told);
        CHECK (contains (told, "Good morning"));
        CHECK (contains (told, "3600.000000"));
        CHECK (contains (told, "-23.46 LUFS"));
    }

    if (isThere ("sox"))
    {
        const auto told = printed ("sox --i " + path);
        INFO (told);
        CHECK (contains (told, "24-bit"));
        CHECK (contains (told, "48000 samples"));
        CHECK_FALSE (contains (told, "WARN"));
    }

    if (! isThere ("mediainfo"))
        SKIP ("There is no mediainfo; Builds/setup installs it");

    // Older ones write a space between a name and its value.
    const auto told = printed ("mediainfo --Output=JSON " + path + " | sed 's/\": \"/\":\"/g'");
    INFO (told);
    CHECK (contains (told, "Good morning"));
    CHECK (contains (told, "3600.000"));
    CHECK (contains (told, R"("BitDepth":"24")"));
    CHECK (contains (told, R"("LoudnessValue":"-23.46")"));
    CHECK (contains (told, R"("MaxTruePeakLevel":"-1.50")"));
    CHECK_FALSE (contains (told, "ShortTerm")); // not measured
}
