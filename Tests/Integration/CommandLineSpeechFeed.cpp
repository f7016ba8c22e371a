// A file as the person's voice at a sound card that comes back at another rate.

#include "../../Source/CommandLine/SpeechFeed.h"

#include "CommandLineFolder.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <cmath>
#include <numbers>

using namespace parlando;
using namespace parlando::testing;

namespace
{

std::vector<std::int16_t> sine (int sampleRate, double frequency, double seconds)
{
    std::vector<std::int16_t> samples (static_cast<std::size_t> (sampleRate * seconds));

    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] = static_cast<std::int16_t> (
            20'000 * std::sin (2.0 * std::numbers::pi * frequency * static_cast<double> (i) / sampleRate));

    return samples;
}

/** As a sound card's blocks take it, until there is no more or the time is up. */
std::vector<float> hear (SpeechFeed& feed, int sampleRate, double seconds)
{
    std::vector<float> heard;
    std::vector<float> block (480);

    while (static_cast<double> (heard.size()) < seconds * sampleRate)
    {
        feed.fill();

        if (feed.isExhausted())
            break;

        feed.read (block.data(), static_cast<int> (block.size()));
        heard.insert (heard.end(), block.begin(), block.end());
    }

    return heard;
}

/** In Hz, by its rising zero crossings. */
double frequencyOf (const std::vector<float>& samples, int sampleRate)
{
    std::vector<std::size_t> crossings;

    for (std::size_t i = 1; i < samples.size(); ++i)
        if (samples[i - 1] < 0.0f && samples[i] >= 0.0f)
            crossings.push_back (i);

    REQUIRE (crossings.size() > 2);
    return static_cast<double> (crossings.size() - 1) * sampleRate /
           static_cast<double> (crossings.back() - crossings.front());
}

} // namespace

TEST_CASE ("A file keeps its pitch and its length when the sound card comes back at another rate")
{
    const auto fileRate = GENERATE (16'000, 44'100, 48'000);
    const auto newRate = GENERATE (44'100, 96'000);
    constexpr auto oldRate = 48'000;
    constexpr auto seconds = 9.0; // more than is read ahead
    CommandLineFolder folder;
    SpeechFeed feed (WaveInput ({folder.writeWave ("tone.wav", fileRate, 1, sine (fileRate, 440.0, seconds))}),
                     oldRate);

    const auto before = hear (feed, oldRate, 2.0);
    feed.setSampleRate (newRate);
    const auto after = hear (feed, newRate, 100.0);

    CHECK (frequencyOf (before, oldRate) == Catch::Approx (440.0).margin (0.5));
    CHECK (frequencyOf (after, newRate) == Catch::Approx (440.0).margin (0.5));
    const auto heard = static_cast<double> (before.size()) / oldRate + static_cast<double> (after.size()) / newRate;
    CHECK (heard == Catch::Approx (seconds).margin (0.011)); // a block of silence at the end
}

TEST_CASE ("The end of a file that was all read is heard at the sound card's new rate")
{
    CommandLineFolder folder;
    SpeechFeed feed (WaveInput ({folder.writeWave ("tone.wav", 16'000, 1, sine (16'000, 440.0, 1.0))}), 48'000);
    hear (feed, 48'000, 0.5);
    feed.setSampleRate (44'100);
    const auto rest = hear (feed, 44'100, 100.0);

    CHECK (frequencyOf (rest, 44'100) == Catch::Approx (440.0).margin (0.5));
    CHECK (static_cast<double> (rest.size()) / 44'100 == Catch::Approx (0.5).margin (0.011));
}
