// Sound and words through pipes, as a shell makes them.

#include "CommandLineFolder.h"
#include "CommandLineProgram.h"
#include "CommandLineService.h"
#include "CommandLineSound.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <csignal>
#include <sys/stat.h>

using namespace parlando;
using namespace parlando::testing;
using Catch::Matchers::ContainsSubstring;

namespace
{

/** `parlando talk` to this service, with the usual haste. */
std::string talk (const CommandLineService& service, const std::string& more)
{
    return "parlando talk --linger 0.3 --endpoint " + service.url() + " " + more;
}

/** A second of a tone, by sox: `kind` is how it is written to its standard output. */
std::string tone (const std::string& kind, double seconds = 1.0)
{
    return "sox -n -r 16000 -c 1 -b 16 -e signed -t " + kind + " - synth " + std::to_string (seconds) +
           " sine 440 gain -12 2>/dev/null";
}

constexpr std::uint64_t second = 16'000;

} // namespace

TEST_CASE ("Sound that comes through a pipe is heard to the end of the pipe")
{
    const CommandLineFolder folder;

    for (const auto& [kind, options] : {std::pair{"wav", ""},
                                        {"raw", "--format s16le"},
                                        {"raw", "--format s16le:16000:1"},
                                        {"flac", ""},
                                        {"aiff", ""},
                                        {"au", ""}})
    {
        const CommandLineService service;
        const auto result = runShell (tone (kind) + " | " + talk (service, std::string ("--input - ") + options));
        INFO (kind << options << ": " << result.error);
        CHECK (result.exitCode == 0);
        CHECK (service.samplesHeard() >= second);
        CHECK (service.samplesHeard() < 3 * second);
    }
}

TEST_CASE ("A pipe has many names")
{
    const CommandLineFolder folder;
    const auto fifo = folder / "fifo";
    REQUIRE (::mkfifo (fifo.c_str(), 0600) == 0);

    for (const auto& [before, input] : {std::pair{tone ("wav") + " | ", std::string ("/dev/stdin")},
                                        {tone ("wav") + " | ", std::string ("/dev/fd/0")},
                                        {tone ("wav") + " > " + fifo + " & ", fifo}})
    {
        const CommandLineService service;
        const auto result = runShell (before + talk (service, "--input " + input));
        INFO (input << ": " << result.error);
        CHECK (result.exitCode == 0);
        CHECK (service.samplesHeard() >= second);
    }
}

TEST_CASE ("A file as standard input is a file")
{
    const CommandLineFolder folder;
    const CommandLineService service;
    const auto wave = folder.writeWave ("in.wav", 16'000, 1, std::vector<std::int16_t> (second, 8'000));
    const auto result = runShell (talk (service, "--pace fast --input - < " + wave));
    CHECK (result.exitCode == 0);
    CHECK (service.samplesHeard() >= second);
}

TEST_CASE ("While a pipe gives nothing the agent is heard, and what comes later is heard as well")
{
    const CommandLineFolder folder;
    const CommandLineService service;
    const auto result =
        runShell ("(" + tone ("raw") + "; sleep 3; " + tone ("raw") + ") | " +
                  talk (service, "--input - --format s16le --text Hello --report " + (folder / "report.json") +
                                     " --conversation " + (folder / "both.wav")));
    INFO (result.error);
    REQUIRE (result.exitCode == 0);
    const auto both = readWave (folder / "both.wav");
    CHECK (both.loudFrames (0) > 2 * second * 9 / 10);
    CHECK (nlohmann::json::parse (folder.read ("report.json"))["turns"][0]["samplesHeard"] ==
           CommandLineService::samplesInAnswer);

    // It is silent meanwhile, and time goes on: 3 s, less what it took to begin.
    CHECK (both.format.frames > 5 * static_cast<sf_count_t> (second) / 2);
}

TEST_CASE ("A pipe through which nothing comes, or no sound, is refused in a sentence")
{
    const CommandLineService service;
    const auto nothing = runShell ("true | " + talk (service, "--input -"));
    CHECK (nothing.exitCode == 2);
    CHECK_THAT (nothing.error, ContainsSubstring ("standard input ended before anything came"));

    const auto words = runShell ("echo These are words, and no sound at all. | " + talk (service, "--input -"));
    CHECK (words.exitCode == 2);
    CHECK_THAT (words.error, ContainsSubstring ("standard input is not a WAV"));
    CHECK (service.messages().empty());
}

TEST_CASE ("Ctrl-C ends the wait for a pipe that nobody writes to")
{
    const CommandLineFolder folder;
    const CommandLineService service;
    const auto fifo = folder / "fifo";
    REQUIRE (::mkfifo (fifo.c_str(), 0600) == 0);

    for (const auto& [option, signal, code] : {std::tuple{"--input", SIGINT, 130}, {"--output", SIGTERM, 143}})
    {
        CommandLineProgram program ({"talk", "--endpoint", service.url(), option, fifo, "--text", "Hello", "-v"});
        REQUIRE (program.waitForOutput ("opening"));
        program.send (signal);
        CHECK (program.wait().exitCode == code);
    }

    CHECK (service.messages().empty());
}

TEST_CASE ("The agent's voice goes through a pipe as WAV of a length that nobody knows, and the words elsewhere")
{
    const CommandLineFolder folder;
    const CommandLineService service;
    const auto result = runShell (talk (service, "--text Hello --sample-rate 24000 --output - | sox -t wav - -t wav ") +
                                  (folder / "agent.wav"));
    CHECK (result.exitCode == 0);
    CHECK (result.out.empty());
    CHECK_THAT (result.error, ContainsSubstring ("Agent: Well said."));
    const auto wave = readWave (folder / "agent.wav");
    CHECK (wave.format.samplerate == 24'000);
    CHECK (wave.loudFrames (0) >= CommandLineService::samplesInAnswer - 200);
}

TEST_CASE ("The agent's voice goes through a pipe raw")
{
    const CommandLineFolder folder;
    const CommandLineService service;

    for (const auto& [format, kind] : {std::pair{"s16le", "-e signed -b 16"},
                                       {"s24le", "-e signed -b 24"},
                                       {"f32le", "-e float -b 32"},
                                       {"mulaw", "-e mu-law"}})
    {
        const auto result =
            runShell (talk (service, std::string ("--text Hello --output - --output-format ") + format) +
                      " | sox -t raw -r 24000 -c 1 " + kind + " - -b 16 " + (folder / "agent.wav"));
        INFO (format << ": " << result.error);
        CHECK (result.exitCode == 0);
        const auto wave = readWave (folder / "agent.wav");
        CHECK (wave.loudFrames (0) >= CommandLineService::samplesInAnswer - 200);
        CHECK (std::abs (*std::max_element (wave.samples.begin(), wave.samples.end()) - 1'000) <= 20);
    }
}

TEST_CASE ("A file that standard output is becomes a whole WAV")
{
    const CommandLineFolder folder;
    const CommandLineService service;
    REQUIRE (runShell (talk (service, "--text Hello --output - > ") + (folder / "agent.wav")).exitCode == 0);
    const auto bytes = folder.read ("agent.wav");
    REQUIRE (bytes.size() > 80);
    CHECK (static_cast<unsigned char> (bytes[4]) == ((bytes.size() - 8) & 0xff));
    CHECK (readWave (folder / "agent.wav").loudFrames (0) > 0);
}

TEST_CASE ("Where nobody listens at the pipe any more the conversation ends, is told in a line, and the rest is kept")
{
    const CommandLineFolder folder;
    const CommandLineService service;
    const auto result =
        runShell ("{ " + talk (service, "--text One --text Two --duration 20 --output - --conversation ") +
                  (folder / "both.wav") + " -q; echo $? > " + (folder / "code") + "; } | head -c 1000 > /dev/null");
    CHECK (folder.read ("code") == "1\n");
    CHECK (std::count (result.error.begin(), result.error.end(), '\n') == 1);
    CHECK_THAT (result.error, ContainsSubstring ("standard output has no reader any more"));
    CHECK (readWave (folder / "both.wav").format.frames > 0);
}

TEST_CASE ("Transcript, report and history go to standard output, with nothing beside them")
{
    const CommandLineService service;
    CHECK (runShell (talk (service, "--text Hello --transcript - 2>/dev/null")).out.find ("Agent: Well said.") !=
           std::string::npos);

    const auto report = nlohmann::json::parse (runShell (talk (service, "--text Hello --report -")).out);
    CHECK (report["turns"].size() == 1);

    const auto history = nlohmann::json::parse (runShell (talk (service, "--text Hello --history /dev/stdout")).out);
    CHECK (history["entries"].size() == 2);
}

TEST_CASE ("Two options do not share standard input or output")
{
    const CommandLineService service;

    for (const auto* options : {"--output - --transcript -", "--report /dev/stdout --output -", "--input - --config -"})
    {
        const auto result =
            runShell ("true | " + talk (service, std::string ("--text Hello ") + options + " | cat >&2"));
        INFO (options << result.error);
        CHECK_THAT (result.error, ContainsSubstring ("both want standard"));
    }

    CHECK (service.messages().empty());
}

TEST_CASE ("With standard output closed no file takes its place")
{
    const CommandLineFolder folder;
    const CommandLineService service;
    const auto result = runShell (talk (service, "--text Hello --output ") + (folder / "agent.wav") + " --report " +
                                  (folder / "report.json") + " >&-");
    CHECK (result.exitCode == 0);
    CHECK (nlohmann::json::accept (folder.read ("report.json")));
    CHECK (folder.read ("agent.wav").find ("Well said") == std::string::npos);
}
