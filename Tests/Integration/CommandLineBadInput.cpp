#include "CommandLineFolder.h"
#include "CommandLineProgram.h"
#include "CommandLineService.h"
#include "Support/HostileJson.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <filesystem>

using namespace parlando::testing;
using Catch::Matchers::ContainsSubstring;

namespace
{

/** Runs `talk` against a service that must not hear of it; gives the one line on stderr. */
std::string refusal (std::vector<std::string> arguments)
{
    const CommandLineService service;
    arguments.insert (arguments.begin(), {"talk", "--endpoint", service.url()});
    const auto result = runProgram (arguments);

    CHECK (result.exitCode == 2);
    CHECK (result.out.empty());
    CHECK (std::count (result.error.begin(), result.error.end(), '\n') == 1);
    CHECK (service.messages().empty());
    return result.error;
}

} // namespace

TEST_CASE ("Without a key the program says the ways to give one and how to do without")
{
    const auto result = runProgram ({"talk", "--text", "Hello"});
    CHECK (result.exitCode == 2);

    for (const auto* way : {"GOOGLE_API_KEY", "GEMINI_API_KEY", "--api-key-file", "parlando-rehearsal"})
        CHECK_THAT (result.error, ContainsSubstring (way));
}

TEST_CASE ("A key file that cannot be had is refused before connecting")
{
    CHECK_THAT (refusal ({"--text", "Hello", "--api-key-file", "/nonexistent/key"}),
                ContainsSubstring ("/nonexistent/key"));
}

TEST_CASE ("An input that is no WAV with sound is refused with what is wrong")
{
    const CommandLineFolder folder;

    CHECK_THAT (refusal ({"--input", folder / "missing.wav"}), ContainsSubstring ("cannot be found"));
    CHECK_THAT (refusal ({"--input", folder.write ("empty.wav", "")}), ContainsSubstring ("is empty"));
    CHECK_THAT (refusal ({"--input", folder.write ("text.wav", "no sound at all")}), ContainsSubstring ("not a WAV"));
    CHECK_THAT (refusal ({"--input", folder.writeWave ("silent.wav", 16000, 1, {})}),
                ContainsSubstring ("without any sound"));
    CHECK_THAT (refusal ({"--input", folder / "."}), ContainsSubstring ("directory"));
}

TEST_CASE ("An output that cannot be written is refused before connecting, and leaves nothing")
{
    const CommandLineFolder folder;

    for (const auto* option : {"--output", "--conversation", "--report"})
    {
        CHECK_THAT (refusal ({"--text", "Hello", option, folder / "no/such/folder.wav"}), ContainsSubstring (option));
        CHECK_THAT (refusal ({"--text", "Hello", option, folder / "."}), ContainsSubstring ("directory"));
    }

    refusal ({"--text", "Hello", "--output", folder / "agent.wav", "--tool", "none"});
    CHECK_FALSE (folder.has ("agent.wav"));
}

TEST_CASE ("A transcript of an unknown ending is refused with the known ones")
{
    CHECK_THAT (refusal ({"--text", "Hello", "--transcript", "talk.doc"}),
                ContainsSubstring (".srt, .vtt, .txt or .json"));
}

TEST_CASE ("One file for two purposes is refused")
{
    const CommandLineFolder folder;
    const auto wave = folder.writeWave ("a.wav", 16000, 1, {1, 2, 3});
    CHECK_THAT (refusal ({"--input", wave, "--output", wave}), ContainsSubstring ("same file"));
    CHECK_THAT (refusal ({"--output", folder / "b.wav", "--conversation", folder / "b.wav"}),
                ContainsSubstring ("same file"));
}

TEST_CASE ("An unknown tool is refused with the known names")
{
    const auto error = refusal ({"--text", "Hello", "--tool", "abacus"});
    CHECK_THAT (error, ContainsSubstring ("abacus") && ContainsSubstring ("calculator") &&
                           ContainsSubstring ("stop_conversation"));
}

TEST_CASE ("An unknown voice is refused with the nearest name")
{
    CHECK_THAT (refusal ({"--text", "Hello", "--voice", "korre"}), ContainsSubstring ("Kore"));
}

TEST_CASE ("A setup that is no JSON is refused with its line and column")
{
    const CommandLineFolder folder;
    const auto config = folder.write ("setup.json", "{\n  \"model\": \"gemini-3.8-live\",\n  oops\n}\n");
    CHECK_THAT (refusal ({"--text", "Hello", "--config", config}),
                ContainsSubstring ("line 3") && ContainsSubstring ("column 3"));
}

TEST_CASE ("Files of nested brackets are refused with the limit, and a byte order mark is none of the file's")
{
    const CommandLineFolder folder;

    for (const auto& deep : deepValues())
    {
        const auto setup = folder.write ("setup.json", R"({"setup":)" + deep + "}");
        CHECK_THAT (refusal ({"--text", "Hello", "--config", setup}), ContainsSubstring ("nested more than 100 deep"));
    }

    const auto deep = times (20'000, "[");
    const auto prices = folder.write ("prices.json", R"({"models":)" + deep + "}");
    CHECK_THAT (refusal ({"--text", "Hello", "--prices", prices}), ContainsSubstring ("nested more than 100 deep"));

    const auto history = folder.write ("history.json", R"({"entries":)" + deep + "}");
    CHECK_THAT (refusal ({"--text", "Hello", "--history", history}), ContainsSubstring ("nested more than 100 deep"));

    const auto marked = folder.write ("marked.json", "\xef\xbb\xbf{\"setup\":{\"temprature\":1}}");
    CHECK_THAT (refusal ({"--text", "Hello", "--config", marked}), ContainsSubstring ("temprature"));
}

TEST_CASE ("A setup with an unknown or wrong field is refused with its path")
{
    const CommandLineFolder folder;
    const auto unknown = folder.write ("unknown.json", R"({"generationConfig":{"temprature":1}})");
    CHECK_THAT (refusal ({"--text", "Hello", "--config", unknown}),
                ContainsSubstring ("generationConfig") && ContainsSubstring ("temprature"));

    const auto wrong = folder.write ("wrong.json", R"({"generationConfig":{"temperature":"hot"}})");
    CHECK_THAT (refusal ({"--text", "Hello", "--config", wrong}),
                ContainsSubstring ("generationConfig") && ContainsSubstring ("temperature"));
}

TEST_CASE ("A system instruction or certificate file that cannot be had is refused")
{
    CHECK_THAT (refusal ({"--text", "Hello", "--system", "@/nonexistent/words.txt"}),
                ContainsSubstring ("/nonexistent/words.txt"));
    CHECK_THAT (refusal ({"--text", "Hello", "--ca", "/nonexistent/ca.pem"}),
                ContainsSubstring ("/nonexistent/ca.pem"));
}

TEST_CASE ("Options that contradict each other are refused")
{
    const CommandLineFolder folder;
    const auto wave = folder.writeWave ("a.wav", 16000, 1, {1, 2, 3});
    CHECK_THAT (refusal ({"--input", wave, "--input-device", "Studio"}), ContainsSubstring ("--input-device"));
    CHECK_THAT (refusal ({"--no-audio", "--output-device", "Studio"}), ContainsSubstring ("--output-device"));
    CHECK_THAT (refusal ({"--verbose", "--quiet", "--no-audio"}), ContainsSubstring ("--quiet"));
}

TEST_CASE ("A choice that there is not is refused with those that there are")
{
    CHECK_THAT (refusal ({"--text", "Hello", "--barge-in", "fast"}),
                ContainsSubstring ("--barge-in: 'fast' is none of gentle, off and quick"));
    CHECK_THAT (refusal ({"--text", "Hello", "--pace", "slow"}), ContainsSubstring ("none of fast and realtime"));
    CHECK_THAT (refusal ({"--text", "Hello", "--keep-what", "1"}),
                ContainsSubstring ("none of everything, voice and words"));
}

TEST_CASE ("The echo of loudspeakers is refused where no sound card is opened")
{
    CHECK_THAT (refusal ({"--text", "Hello", "--echo", "on"}), ContainsSubstring ("leave it out"));
}

TEST_CASE ("An unknown sound device is refused")
{
    CHECK_THAT (refusal ({"--input-device", "no such microphone"}), ContainsSubstring ("no such microphone"));
}

TEST_CASE ("A wrong command line is refused with where to look")
{
    for (const auto& arguments :
         std::vector<std::vector<std::string>>{{}, {"talk", "--loud"}, {"sing"}, {"talk", "--sample-rate", "7"}})
    {
        const auto result = runProgram (arguments);
        CHECK (result.exitCode == 2);
        CHECK_THAT (result.error, ContainsSubstring ("--help"));
    }
}

TEST_CASE ("An option that is given twice, and can be so once, is refused")
{
    CHECK_THAT (refusal ({"--input", "a.wav", "--input", "b.wav"}),
                ContainsSubstring ("--input is given more than once"));
}

TEST_CASE ("What is written is WAV, and no file is promised that is called otherwise")
{
    const CommandLineFolder folder;
    CHECK_THAT (refusal ({"--text", "Hello", "--output", folder / "agent.mp3"}),
                ContainsSubstring (".wav") && ContainsSubstring ("ffmpeg -i -"));
    CHECK_THAT (refusal ({"--text", "Hello", "--conversation", folder / "both.flac"}), ContainsSubstring (".wav"));
}

TEST_CASE ("An output does not replace another file of the options, by whatever name")
{
    const CommandLineFolder folder;
    const auto wave = folder.writeWave ("a.wav", 16000, 1, {1, 2, 3});
    std::filesystem::create_symlink (wave, folder / "link.wav");
    std::filesystem::create_hard_link (wave, folder / "hard.wav");
    const auto config = folder.write ("setup.json", "{}");

    for (const auto* name : {"./a.wav", "link.wav", "hard.wav"})
        CHECK_THAT (refusal ({"--input", wave, "--output", folder / name}), ContainsSubstring ("same file"));

    CHECK_THAT (refusal ({"--text", "Hello", "--output", folder / "b.wav", "--conversation", folder / "./b.wav"}),
                ContainsSubstring ("same file"));
    CHECK_THAT (refusal ({"--text", "Hello", "--config", config, "--report", config}), ContainsSubstring ("same file"));
    CHECK (folder.read ("setup.json") == "{}");
}

TEST_CASE ("A link to a file that is not there yet stays when the run is refused")
{
    const CommandLineFolder folder;
    std::filesystem::create_symlink (folder / "later.wav", folder / "link.wav");
    refusal ({"--text", "Hello", "--output", folder / "link.wav", "--tool", "none"});
    CHECK (std::filesystem::is_symlink (folder / "link.wav"));
    CHECK_FALSE (folder.has ("later.wav"));
}

TEST_CASE ("A raw format without raw sound to say it of is refused")
{
    CHECK_THAT (refusal ({"--text", "Hello", "--format", "s16le"}), ContainsSubstring ("--input"));
    CHECK_THAT (refusal ({"--text", "Hello", "--output-format", "s16le"}), ContainsSubstring ("--output"));
    CHECK_THAT (refusal ({"--text", "Hello", "--output", "/dev/null", "--output-format", "s16le:24000:2"}),
                ContainsSubstring ("one channel"));
}

TEST_CASE ("An unencrypted service elsewhere is refused, whatever the key")
{
    const auto result = runProgram ({"talk", "--text", "Hello", "--endpoint", "ws://192.0.2.1:80"},
                                    {{"GOOGLE_API_KEY", "secret-key-of-the-test"}});
    CHECK (result.exitCode == 2);
    CHECK_THAT (result.error, ContainsSubstring ("wss://"));
    CHECK_THAT (result.error + result.out, ! ContainsSubstring ("secret-key-of-the-test"));
}

TEST_CASE ("An image that is none, or cannot be had, is refused before connecting")
{
    const CommandLineFolder folder;
    CHECK_THAT (refusal ({"--image", folder / "missing.png"}), ContainsSubstring ("cannot be found"));
    CHECK_THAT (refusal ({"--image", folder.write ("words.png", "no picture")}),
                ContainsSubstring ("neither JPEG nor PNG"));
    CHECK_THAT (refusal ({"--image", folder.write ("huge.png", "\x89PNG\r\n\x1a\n" + std::string (5'000'000, 'x'))}),
                ContainsSubstring ("is broken"));
    CHECK_THAT (refusal ({"--video-frames", folder / "missing"}), ContainsSubstring ("cannot be read"));
    CHECK_THAT (refusal ({"--video-frames", folder / "."}), ContainsSubstring ("neither JPEG nor PNG"));
}
