// Recordings as the world makes them: by programs that stopped half-way, by sox, and byte for byte from the formats.

#include "CommandLineFolder.h"
#include "CommandLineProgram.h"
#include "CommandLineService.h"
#include "CommandLineSound.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <filesystem>

using namespace parlando;
using namespace parlando::testing;
using Catch::Matchers::ContainsSubstring;

namespace
{

constexpr std::uint32_t unknownSize = 0xffffffff;

std::string number (std::uint64_t value, int size)
{
    std::string bytes;

    for (int i = 0; i < size; ++i)
        bytes += static_cast<char> (value >> (8 * i));

    return bytes;
}

std::string chunk (const std::string& name, const std::string& content)
{
    return name + number (content.size(), 4) + content + std::string (content.size() % 2, '\0');
}

/** 16 bit, 16 kHz, one channel. */
std::string formatChunk()
{
    return chunk ("fmt ", number (1, 2) + number (1, 2) + number (16'000, 4) + number (32'000, 4) + number (2, 2) +
                              number (16, 2));
}

constexpr std::size_t frames = 8'000;

/** Half a second that is loud in every sample. */
std::string loudSamples()
{
    std::string bytes;

    for (std::size_t i = 0; i < frames; ++i)
        bytes += number (static_cast<std::uint16_t> (i % 2 == 0 ? 8'000 : -8'000), 2);

    return bytes;
}

std::string riff (std::uint32_t riffSize, std::uint32_t dataSize, const std::string& before = {},
                  const std::string& after = {})
{
    return "RIFF" + number (riffSize, 4) + "WAVE" + before + formatChunk() + "data" + number (dataSize, 4) +
           loudSamples() + after;
}

/** EBU Tech 3306. */
std::string rf64 (std::uint64_t riffSize, std::uint64_t dataSize)
{
    return "RF64" + number (unknownSize, 4) + "WAVE" +
           chunk ("ds64", number (riffSize, 8) + number (dataSize, 8) + number (dataSize / 2, 8) + number (0, 4)) +
           formatChunk() + "data" + number (unknownSize, 4) + loudSamples();
}

/** What the program heard of `input`, which must be all right with it. */
Wave heard (const std::string& input, std::vector<std::string> more = {})
{
    const CommandLineService service;
    const CommandLineFolder folder;
    more.insert (more.begin(), {"talk", "--endpoint", service.url(), "--input", input, "--pace", "fast", "--linger",
                                "0.1", "--conversation", folder / "both.wav"});
    const auto result = runProgram (more);
    INFO (result.error);
    CHECK (result.exitCode == 0);
    return readWave (folder / "both.wav");
}

/** Runs sox, which is no relative of the reader here. */
void sox (const std::string& arguments) { REQUIRE (std::system (("sox " + arguments + " 2>/dev/null").c_str()) == 0); }

std::string refusedInput (const std::string& input, std::vector<std::string> more = {})
{
    more.insert (more.begin(), {"talk", "--endpoint", "ws://127.0.0.1:1", "--input", input});
    const auto result = runProgram (more);
    CHECK (result.exitCode == 2);
    return result.error;
}

} // namespace

TEST_CASE ("A WAV file is heard whole, whatever its header says of its size")
{
    const CommandLineFolder folder;
    const auto dataSize = static_cast<std::uint32_t> (2 * frames);
    const std::vector<std::pair<const char*, std::string>> kinds{
        {"as it is", riff (36 + dataSize, dataSize)},
        {"never written", riff (0, 0)},
        {"never written, but for the whole", riff (36 + dataSize, 0)},
        {"of a stream", riff (unknownSize, unknownSize)},
        {"of a stream by sox", riff (0x7ffff024, 0x7ffff000)},
        {"of a stream by arecord", riff (0x80000024, 0x80000000)},
        {"RF64", rf64 (dataSize + 72, dataSize)},
        {"RF64, never written", rf64 (0, 0)},
        {"RF64, unknownSize", rf64 (UINT64_MAX, UINT64_MAX)},
    };

    for (const auto& [name, bytes] : kinds)
    {
        INFO (name);
        CHECK (heard (folder.write ("in.wav", bytes)).loudFrames (0) == frames);
    }
}

TEST_CASE ("What stands around the samples of a WAV file is not heard")
{
    const CommandLineFolder folder;
    const auto size = static_cast<std::uint32_t> (2 * frames);
    const auto loudChunk = chunk ("id3 ", "ID3" + std::string (998, '\x7f'));
    const auto before = chunk ("JUNK", std::string (92, '\x7f')) + chunk ("bext", std::string (602, '\x7f')) +
                        chunk ("LIST", "INFOISFT" + number (5, 4) + "Lavf") +
                        chunk ("PAD ", std::string (3'000'000, '\x7f'));
    const auto file =
        riff (static_cast<std::uint32_t> (36 + size + before.size() + loudChunk.size()), size, before, loudChunk);

    CHECK (heard (folder.write ("in.wav", file)).loudFrames (0) == frames);
    CHECK_THAT (refusedInput (folder.write ("none.wav", "RIFF" + number (1042, 4) + "WAVE" + formatChunk() + "data" +
                                                            number (0, 4) + loudChunk)),
                ContainsSubstring ("without any sound"));
}

TEST_CASE ("Sound files of all usual kinds are heard as loud and as long as they are")
{
    const CommandLineFolder folder;
    sox ("-n -r 16000 -c 1 -b 16 " + (folder / "in.wav") + " synth 1 sine 440 gain -12");
    const auto original = readWave (folder / "in.wav");

    for (const auto* kind : {"-b 8 x.wav",
                             "-b 24 x.wav",
                             "-b 32 x.wav",
                             "-e float -b 32 x.wav",
                             "-e float -b 64 x.wav",
                             "-e a-law x.wav",
                             "-e mu-law x.wav",
                             "-e ms-adpcm x.wav",
                             "-e ima-adpcm x.wav",
                             "-e gsm-full-rate x.wav",
                             "-c 6 -b 24 x.wav",
                             "-r 8000 x.wav",
                             "-r 44100 x.wav",
                             "-r 192000 -b 24 x.wav",
                             "x.w64",
                             "x.aiff",
                             "x.flac",
                             "x.ogg",
                             "x.au",
                             "x.caf"})
    {
        INFO (kind);
        const auto words = std::string (kind);
        const auto space = words.rfind (' ');
        const auto name = words.substr (space == std::string::npos ? 0 : space + 1);
        sox ((folder / "in.wav") + " " + words.substr (0, words.size() - name.size()) + (folder / name));
        const auto wave = heard (folder / name);
        CHECK (wave.level (0) == Catch::Approx (original.level (0)).margin (0.5));

        const auto seconds = static_cast<double> (wave.loudFrames (0)) / wave.format.samplerate;
        CHECK (seconds == Catch::Approx (static_cast<double> (original.loudFrames (0)) / 16'000.0).margin (0.03));
    }
}

TEST_CASE ("A recording with a space, a quote and an accent in its name is found, from where one stands")
{
    const CommandLineFolder folder;
    const CommandLineService service;
    std::filesystem::create_directory (folder / "Anna's Aufnahmen");
    folder.write ("Anna's Aufnahmen/h\xc3\xb6r mal.wav", riff (unknownSize, unknownSize));
    const auto result =
        runShell ("cd '" + (folder / ".") + "' && parlando talk --endpoint " + service.url() +
                  " --input \"Anna's Aufnahmen/h\xc3\xb6r mal.wav\" --pace fast --linger 0.1 --transcript "
                  "'neu \xc3\xbc.txt'");
    INFO (result.error);
    CHECK (result.exitCode == 0);
    CHECK (service.samplesHeard() >= frames);
    CHECK (folder.has ("neu \xc3\xbc.txt"));
}

TEST_CASE ("Raw sound is heard as --format says")
{
    const CommandLineFolder folder;
    sox ("-n -r 22050 -c 2 -b 16 " + (folder / "in.wav") + " synth 1 sine 440 gain -12");
    const auto original = readWave (folder / "in.wav");

    for (const auto& [kind, name] : {std::pair{"-e signed -b 16", "s16le"},
                                     {"-e signed -b 24", "S24_3LE"},
                                     {"-e signed -b 32", "s32le"},
                                     {"-e float -b 32", "f32le"},
                                     {"-e signed -b 16 -B", "s16be"},
                                     {"-e unsigned -b 8", "u8"},
                                     {"-e mu-law", "mulaw"},
                                     {"-e a-law", "alaw"}})
    {
        INFO (name);
        sox ((folder / "in.wav") + " -t raw " + kind + " " + (folder / "in.raw"));
        const auto wave = heard (folder / "in.raw", {"--format", std::string (name) + ":22050:2"});
        CHECK (wave.format.samplerate == 22'050);
        CHECK (wave.level (0) == Catch::Approx (original.level (0)).margin (0.5));
        CHECK (wave.loudFrames (0) == Catch::Approx (static_cast<double> (original.loudFrames (0))).margin (200));
    }
}

TEST_CASE ("A format that is none is refused with the right form")
{
    const CommandLineFolder folder;
    const auto raw = folder.write ("in.raw", loudSamples());

    for (const auto* wrong : {"pcm", "s16le:16000:1:1", "", "S24_LE:48000"})
        CHECK_THAT (refusedInput (raw, {"--format", wrong}), ContainsSubstring ("s16le:16000:1"));

    CHECK_THAT (refusedInput (raw, {"--format", "s16le:16k"}), ContainsSubstring ("sample rate"));
    CHECK_THAT (refusedInput (raw, {"--format", "s16le:16000:0"}), ContainsSubstring ("channel count"));
    CHECK_THAT (refusedInput (raw), ContainsSubstring ("not a WAV") && ContainsSubstring ("--format"));
}

TEST_CASE ("A WAV file that was cut off is heard as far as it goes, and it is said")
{
    const CommandLineFolder folder;
    const CommandLineService service;
    const auto input = folder.write ("in.wav", riff (36 + 64'000, 64'000));
    const auto result =
        runProgram ({"talk", "--endpoint", service.url(), "--input", input, "--pace", "fast", "--linger", "0.1"});
    CHECK (result.exitCode == 0);
    CHECK (service.samplesHeard() >= frames);
    CHECK_THAT (result.error, ContainsSubstring ("0.5 s of the 2.0 s") && ContainsSubstring ("still being written"));
}

TEST_CASE ("A compressed recording that is broken in its middle is heard up to there, and the run has failed")
{
    const CommandLineFolder folder;
    const CommandLineService service;
    sox ("-n -r 16000 -c 1 -b 16 " + (folder / "in.flac") + " synth 4 pinknoise gain -12");
    auto bytes = folder.read ("in.flac");
    bytes.replace (bytes.size() / 2, 4'000, std::string (4'000, '\0'));
    const auto result = runProgram ({"talk", "--endpoint", service.url(), "--input", folder.write ("in.flac", bytes),
                                     "--pace", "fast", "--linger", "0.1"});
    INFO (result.error);
    CHECK (service.samplesHeard() >= 16'000);
    CHECK (service.samplesHeard() < 64'000);
    CHECK (result.exitCode == 1);
    CHECK_THAT (result.error, ContainsSubstring ("broken"));
}
