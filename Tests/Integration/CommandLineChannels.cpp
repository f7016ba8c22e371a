#include "CommandLineFolder.h"
#include "CommandLineProgram.h"
#include "CommandLineService.h"

#include <parlando_rehearsal/parlando_rehearsal.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>
#include <numbers>

using namespace parlando;
using namespace parlando::testing;
using Catch::Matchers::ContainsSubstring;

namespace
{

constexpr int rate = 16'000;
constexpr double loudness = 8'000.0;

using Channel = std::vector<std::int16_t>;

/** Two seconds of somebody, with pauses between the syllables. */
Channel voice (double gain = 1.0)
{
    Channel samples (2 * rate);
    for (std::size_t i = 0; i < samples.size(); ++i)
    {
        const auto time = static_cast<double> (i) / rate, syllable = std::fmod (time, 0.25) / 0.25;
        const auto shape = syllable < 0.8 ? std::sin (std::numbers::pi * syllable / 0.8) : 0.0;
        samples[i] =
            static_cast<std::int16_t> (gain * loudness * shape * std::sin (2.0 * std::numbers::pi * 300.0 * time));
    }
    return samples;
}

Channel interleave (const std::vector<Channel>& channels)
{
    Channel all;
    for (std::size_t i = 0; i < channels[0].size(); ++i)
        for (const auto& channel : channels)
            all.push_back (channel[i]);
    return all;
}

double decibels (const Channel& samples, std::size_t end)
{
    double sum = 1.0e-9;
    for (std::size_t i = 0; i < std::min (end, samples.size()); ++i)
        sum += static_cast<double> (samples[i]) * samples[i];
    return 10.0 * std::log10 (sum / static_cast<double> (end));
}

struct Heard
{
    ProgramResult program;
    double level = 0.0; /**< Above that of the voice, in dB. */
};

void take (const nlohmann::json& message, Channel& samples)
{
    if (! message.contains ("realtimeInput") || ! message["realtimeInput"].contains ("audio"))
        return;

    const auto bytes = base64ToBytes (message["realtimeInput"]["audio"]["data"].get<std::string>());
    REQUIRE (bytes.has_value());

    for (std::size_t i = 0; i + 1 < bytes->size(); i += 2)
        samples.push_back (static_cast<std::int16_t> ((*bytes)[i] | ((*bytes)[i + 1] << 8)));
}

/** What the service hears of a file with these channels. */
Heard hear (const std::vector<Channel>& channels, const std::vector<std::string>& options = {})
{
    const CommandLineFolder folder;
    const auto wave = folder.writeWave ("in.wav", rate, static_cast<int> (channels.size()), interleave (channels));
    Channel sent;
    Heard heard;
    {
        // Its thread is over before anybody looks at what it took.
        ScriptedService service ({}, [&sent] (ScriptedService::Connection&, const nlohmann::json& message)
                                 { take (message, sent); });
        std::vector<std::string> arguments{"talk",   "--endpoint", service.url(), "--input", wave,
                                           "--pace", "fast",       "--linger",    "0.3"};
        arguments.insert (arguments.end(), options.begin(), options.end());
        heard.program = runProgram (arguments);
    }
    heard.level = decibels (sent, channels[0].size()) - decibels (voice(), channels[0].size());
    return heard;
}

} // namespace

TEST_CASE ("The agent hears a voice in any channel of a file as loud as it is, and says what it hears")
{
    for (const std::size_t speaker : {0u, 6u, 17u})
    {
        std::vector<Channel> channels (18, Channel (2 * rate));
        channels[speaker] = voice();
        const auto [program, level] = hear (channels);
        CHECK (program.exitCode == 0);
        CHECK (std::fabs (level) < 1.0);
        CHECK_THAT (program.error, ContainsSubstring ("now channel " + std::to_string (speaker + 1)));
    }

    const auto [program, level] = hear ({voice(), Channel (2 * rate)});
    CHECK (std::fabs (level) < 1.0);
    CHECK (program.error.empty());
}

TEST_CASE ("A file whose channels cancel each other is heard, and that is told")
{
    const auto [program, level] = hear ({voice(), voice (-1.0)});
    CHECK (program.exitCode == 0);
    CHECK (std::fabs (level) < 1.5);
    CHECK_THAT (program.error, ContainsSubstring ("cancel each other"));
}

TEST_CASE ("What --input-channel names is heard alone, be it one channel or several")
{
    std::vector<Channel> channels (6, voice());
    channels[2] = voice (0.1);
    channels[3] = Channel (2 * rate);
    CHECK (std::fabs (hear (channels, {"--input-channel", "3"}).level + 20.0) < 1.0);
    CHECK (std::fabs (hear (channels, {"--input-channel", "3-4"}).level + 20.0) < 1.0);
    CHECK (hear (channels, {"--input-channel", "4"}).level < -60.0);
}

TEST_CASE ("A channel that is none, or that the file has not, is refused before connecting")
{
    const CommandLineFolder folder;
    CommandLineService service;
    const auto wave = folder.writeWave ("in.wav", rate, 2, interleave ({voice(), voice()}));
    const auto refusal = [&] (const char* channel, const std::string& input)
    {
        const auto result = runProgram (
            {"talk", "--endpoint", service.url(), "--input", input, "--input-channel", channel, "--linger", "0"});
        CHECK (result.exitCode == 2);
        CHECK (std::count (result.error.begin(), result.error.end(), '\n') == 1);
        return result.error;
    };
    CHECK_THAT (refusal ("3", wave), ContainsSubstring ("has 2 channels; give a number from 1 to 2"));
    CHECK_THAT (refusal ("2", folder.writeWave ("mono.wav", rate, 1, voice())), ContainsSubstring ("one channel"));

    for (const auto* wrong : {"0", "left", "4-3", "1,2", "99999999999"})
        CHECK_THAT (refusal (wrong, wave), ContainsSubstring ("neither a channel"));

    const auto silent = runProgram ({"talk", "--endpoint", service.url(), "--text", "Hello", "--input-channel", "1"});
    CHECK (silent.exitCode == 2);
    CHECK_THAT (silent.error, ContainsSubstring ("--input"));
    CHECK (service.messages().empty());
}
