#include "CommandLineFolder.h"
#include "CommandLineProgram.h"
#include "CommandLineService.h"
#include "CommandLineSound.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <csignal>
#include <filesystem>

using namespace parlando;
using namespace parlando::testing;
using Catch::Matchers::ContainsSubstring;

TEST_CASE ("Typed turns are answered one after the other, and everything asked for is left behind")
{
    CommandLineService service;
    const CommandLineFolder folder;
    const auto result =
        runProgram ({"talk", "--endpoint", service.url(), "--text", "One", "--text", "Two", "--linger", "0.2",
                     "--sample-rate", "24000", "--output", folder / "agent.wav", "--conversation", folder / "both.wav",
                     "--transcript", folder / "talk.srt", "--report", folder / "report.json"});
    INFO (result.error);
    REQUIRE (result.exitCode == 0);
    CHECK (result.error.empty());
    CHECK_THAT (result.out, ContainsSubstring ("You: One\nAgent: Well said.\nYou: Two\nAgent: Well said.\n"));
    CHECK_THAT (folder.read ("talk.srt"), ContainsSubstring ("Person: One") && ContainsSubstring ("Agent: Well said."));

    const auto report = nlohmann::json::parse (folder.read ("report.json"));
    REQUIRE (report["turns"].size() == 2);
    CHECK (report["turns"][0]["samplesReceived"] == CommandLineService::samplesInAnswer);
    CHECK (report["turns"][0]["samplesHeard"] == CommandLineService::samplesInAnswer);
    CHECK (report["turns"][1]["firstByteOffWireNs"] > report["turns"][0]["lastSampleNs"]);
    CHECK (report["usage"]["total"] == 14);
    CHECK (report["end"]["reason"] == "asked");
    CHECK (report["settings"]["sampleRate"] == 24000);
    CHECK (report["process"]["cpuSeconds"].get<double>() > 0.0);

    const auto agent = readWave (folder / "agent.wav");
    CHECK (agent.format.samplerate == 24000);
    CHECK (agent.format.channels == 1);
    CHECK (agent.loudFrames (0) >= 2 * CommandLineService::samplesInAnswer - 400);

    const auto both = readWave (folder / "both.wav");
    CHECK (both.format.channels == 2);
    CHECK (both.format.frames == agent.format.frames);
    CHECK (both.loudFrames (0) == 0);
    CHECK (both.loudFrames (1) == agent.loudFrames (0));
}

TEST_CASE ("A file of any rate and channel count is heard to its last sample, and silence after it")
{
    const CommandLineFolder folder;

    for (const auto& [rate, channels] : {std::pair{8000, 2}, {22050, 1}, {48000, 6}})
    {
        CommandLineService service;
        const auto frames = static_cast<std::size_t> (rate) / 2;
        const auto wave = folder.writeWave (
            "in.wav", rate, channels, std::vector<std::int16_t> (frames * static_cast<std::size_t> (channels), 8000));
        const auto result =
            runProgram ({"talk", "--endpoint", service.url(), "--input", wave, "--linger", "0.3", "--conversation",
                         folder / "both.wav", "--report", folder / "report.json", "--pace", "fast"});
        INFO (rate << " Hz: " << result.error);
        CHECK (result.exitCode == 0);
        CHECK (service.samplesHeard() >= 8000);

        const auto both = readWave (folder / "both.wav");
        CHECK (both.format.samplerate == rate);
        CHECK (both.loudFrames (0) == frames);
        CHECK (nlohmann::json::parse (folder.read ("report.json"))["microphone"]["hostSamplesOverrun"] == 0);
    }
}

TEST_CASE ("Ctrl-C ends a conversation cleanly, with whole files and no complaint")
{
    CommandLineService service;
    const CommandLineFolder folder;
    CommandLineProgram program ({"talk", "--verbose", "--endpoint", service.url(), "--text", "One", "--text", "Two",
                                 "--linger", "600", "--output", folder / "agent.wav", "--report",
                                 folder / "report.json", "--transcript", folder / "talk.json"});

    // The second turn goes when the answer to the first has been heard; the tokens come with the end of the answer.
    REQUIRE (program.waitForOutput ("You: Two\nAgent: Well said.\n  [7 tokens]"));
    program.send (SIGINT);
    const auto result = program.wait();

    CHECK (result.exitCode == 0);
    CHECK (result.error.empty());
    CHECK (readWave (folder / "agent.wav").format.frames >= 2'000);
    CHECK (nlohmann::json::parse (folder.read ("report.json"))["end"]["reason"] == "asked");
    CHECK (nlohmann::json::parse (folder.read ("talk.json"))["entries"].size() == 4);
}

TEST_CASE ("Ctrl-C while nobody answers the setup ends the program as well")
{
    LoopbackServer::Callbacks silent;
    silent.received = [] (LoopbackServer::Connection&, std::string_view, bool) {};
    const LoopbackServer server ({}, silent);
    const CommandLineFolder folder;
    CommandLineProgram program (
        {"talk", "--endpoint", server.url(), "--text", "Hello", "--report", folder / "report.json", "-v"});
    REQUIRE (program.waitForOutput ("connecting"));
    program.send (SIGTERM);
    CHECK (program.wait().exitCode == 128 + SIGTERM);
    CHECK (folder.has ("report.json"));
}

TEST_CASE ("A conversation that would go on ends after --duration")
{
    CommandLineService service;
    const auto result =
        runProgram ({"talk", "--endpoint", service.url(), "--no-audio", "--duration", "0.3", "--linger", "600"});
    CHECK (result.exitCode == 0);
}

TEST_CASE ("C86: what the service writes cannot act on the terminal")
{
    CommandLineService service ("Red \x1b[31malert\x1b]0;title\x07 \xe2\x80\xae"
                                "done\xc2\x9b\nAgent: forged");
    const auto result = runProgram ({"talk", "--endpoint", service.url(), "--text", "Hello", "--linger", "0.1"});
    CHECK (result.exitCode == 0);
    CHECK_THAT (result.out, ContainsSubstring ("Agent: Red alert done"));
    CHECK (result.out.find ('\x1b') == std::string::npos);
    CHECK_THAT (result.out, ! ContainsSubstring ("\nAgent: forged") && ! ContainsSubstring ("\xe2\x80\xae"));
}

TEST_CASE ("Messages that no service should send leave the conversation standing")
{
    ScriptedService service (
        [] (ScriptedService::Connection& connection, const nlohmann::json&)
        {
            for (const auto& file : std::filesystem::directory_iterator (PARLANDO_FIXTURES "/protocol/malformed"))
            {
                std::ifstream bytes (file.path(), std::ios::binary);
                connection.sendBinary ({std::istreambuf_iterator<char> (bytes), {}});
                connection.sendBinary ("{}");
            }

            connection.sendBinary (R"({"serverContent":{"outputTranscription":{"text":"Still here."}}})");
            connection.sendBinary (ScriptedService::content ("turnComplete"));
        },
        [] (ScriptedService::Connection& connection, const nlohmann::json& message)
        {
            // There is a call among them: what came of it is to be answered.
            if (message.contains ("toolResponse"))
            {
                connection.sendBinary (ScriptedService::audio (std::vector<std::int16_t> (2'400, 8'000)));
                connection.sendBinary (ScriptedService::content ("turnComplete"));
            }
        });
    const auto result =
        runProgram ({"talk", "--endpoint", service.url(), "--no-audio", "--linger", "0.3", "--pace", "fast"});
    INFO (result.error);
    CHECK (result.exitCode == 0);
    CHECK_THAT (result.out, ContainsSubstring ("Still here."));
}

TEST_CASE ("The options reach the setup, above --config")
{
    CommandLineService service;
    const CommandLineFolder folder;
    const auto config =
        folder.write ("setup.json", R"({"model":"models/other","generationConfig":{"topK":4,"temperature":2}})");
    const auto words = folder.write ("words.txt", "Be brief.\n");
    const auto result = runProgram ({"talk",
                                     "--endpoint",
                                     service.url(),
                                     "--text",
                                     "Hello",
                                     "--linger",
                                     "0.1",
                                     "--config",
                                     config,
                                     "--temperature",
                                     "0.5",
                                     "--voice",
                                     "Kore",
                                     "--language",
                                     "en-GB",
                                     "--system",
                                     "@" + words,
                                     "--model",
                                     "gemini-3.8-live",
                                     "--tool",
                                     "calculator",
                                     "--tool",
                                     "stop_conversation"});
    INFO (result.error);
    REQUIRE (result.exitCode == 0);

    const auto setup = service.setup();
    CHECK (setup["model"] == "models/gemini-3.8-live");
    CHECK (setup["generationConfig"]["topK"] == 4);
    CHECK (setup["generationConfig"]["temperature"] == 0.5);
    CHECK (setup["generationConfig"]["speechConfig"]["voiceConfig"]["prebuiltVoiceConfig"]["voiceName"] == "Kore");
    CHECK (setup["generationConfig"]["speechConfig"]["languageCode"] == "en-GB");
    CHECK (setup["systemInstruction"]["parts"][0]["text"] == "Be brief.");
    CHECK (setup["tools"][0]["functionDeclarations"].size() == 2);
}

TEST_CASE ("Without --config transcriptions, resumption and a sliding window are on")
{
    CommandLineService service;
    REQUIRE (runProgram ({"talk", "--endpoint", service.url(), "--text", "Hello", "--linger", "0.1"}).exitCode == 0);
    const auto setup = service.setup();
    CHECK (setup["inputAudioTranscription"] == nlohmann::json::object());
    CHECK (setup["outputAudioTranscription"] == nlohmann::json::object());
    CHECK (setup["sessionResumption"] == nlohmann::json::object());
    CHECK (setup["contextWindowCompression"]["slidingWindow"] == nlohmann::json::object());
}

TEST_CASE ("voices lists thirty of them with their style")
{
    const auto result = runProgram ({"voices"});
    CHECK (result.exitCode == 0);
    CHECK (std::count (result.out.begin(), result.out.end(), '\n') == 30);
    CHECK_THAT (result.out, ContainsSubstring ("Kore") && ContainsSubstring ("Firm"));
}

TEST_CASE ("devices, --version and --help answer without a connection")
{
    CHECK (runProgram ({"devices"}).exitCode == 0);
    CHECK_THAT (runProgram ({"--version"}).out, ContainsSubstring ("parlando "));
    CHECK_THAT (runProgram ({"talk", "--help"}).out,
                ContainsSubstring ("Examples:") && ContainsSubstring ("--conversation"));
}

TEST_CASE ("At a fast pace the voice is recorded whole and without a gap")
{
    const CommandLineFolder folder;
    constexpr std::size_t length = 24'000 * 60;
    std::vector<std::int16_t> voice (length);

    for (std::size_t i = 0; i < length; ++i)
        voice[i] = static_cast<std::int16_t> (1'000 + static_cast<int> (i * 7919 % 20'000));

    ScriptedService service (
        [&] (auto& connection, const auto&)
        {
            for (std::size_t i = 0; i < length; i += 960)
                connection.sendBinary (ScriptedService::audio (std::span (voice).subspan (i, 960)));

            connection.sendBinary (ScriptedService::content ("generationComplete"));
            connection.sendBinary (ScriptedService::content ("turnComplete"));
        });
    const auto result = runProgram ({"talk", "--endpoint", service.url(), "--pace", "fast", "--sample-rate", "24000",
                                     "--duration", "600", "--linger", "0.2", "--output", folder / "agent.wav"});
    INFO (result.error);
    REQUIRE (result.exitCode == 0);

    // From its first sample to its last; the joins at both ends are rounded off over 5 ms.
    const auto agent = readWave (folder / "agent.wav");
    constexpr std::size_t edge = 200;
    const auto found =
        std::search (agent.samples.begin(), agent.samples.end(), voice.begin() + edge, voice.begin() + 2 * edge);
    REQUIRE (agent.samples.end() - found >= static_cast<std::ptrdiff_t> (length - edge));
    CHECK (std::equal (voice.begin() + edge, voice.end(), found));
}

TEST_CASE ("At a fast pace a long file is sent to its last sample before the run ends")
{
    const CommandLineFolder folder;
    ScriptedService service;
    constexpr std::size_t seconds = 300;
    const auto wave = folder.writeWave ("in.wav", 16'000, 1, std::vector<std::int16_t> (16'000 * seconds, 8'000));
    const auto result =
        runProgram ({"talk", "--endpoint", service.url(), "--input", wave, "--pace", "fast", "--linger", "0"});
    INFO (result.error);
    CHECK (result.exitCode == 0);
    CHECK (service.samplesHeard() >= 16'000 * seconds);
}

TEST_CASE ("C49: images are shown before the first typed turn, and the frames of a folder one a second")
{
    CommandLineService service;
    const CommandLineFolder folder;
    const auto image = folder.writePng ("one.png");
    const auto result = runProgram ({"talk", "--endpoint", service.url(), "--image", image, "--text", "One", "--linger",
                                     "0.2", "--report", folder / "report.json"});
    INFO (result.error);
    REQUIRE (result.exitCode == 0);

    const auto messages = service.messages();
    REQUIRE (messages.size() >= 3);
    CHECK (messages[1]["realtimeInput"]["video"]["mimeType"] == "image/png");
    CHECK (messages[2].contains ("clientContent"));
    CHECK (nlohmann::json::parse (folder.read ("report.json"))["images"]["sent"] == 1);

    folder.writePng ("two.png");
    const auto frames = runProgram ({"talk", "--endpoint", service.url(), "--no-audio", "--video-frames", folder / ".",
                                     "--linger", "0.2", "--report", folder / "report.json"});
    CHECK (frames.exitCode == 0);

    // On a busy machine the second may come sooner than a second after the first has left: then it is skipped, as told.
    const auto images = nlohmann::json::parse (folder.read ("report.json"))["images"];
    CHECK (images["sent"] >= 1);
    CHECK (images["sent"].get<int>() + images["skipped"].get<int>() == 2);
}
