#include "SpokenSections.h"

#include <algorithm>
#include <cmath>

namespace parlando
{

namespace
{

constexpr int framesASecond = 100;
constexpr std::size_t shortestPause = 18, shortestSection = 40; // frames of 10 ms

/** Below it everything is a pause: a digital silence has no loud parts to compare with. */
constexpr double noiseFloor = 2.0; // of 32,768

/** What is louder than 19 of 20 frames is loud speech, whatever share of the take is silent up to there. */
constexpr double loudShare = 0.95;
constexpr double belowLoud = 0.0178; // -35 dB

std::vector<double> levelsOf (const TakeVoice& voice)
{
    const auto samples = voice.samples();
    const auto frame = static_cast<std::size_t> (voice.sampleRate() / framesASecond);
    std::vector<double> levels;
    levels.reserve (samples.size() / frame);

    for (std::size_t begin = 0; begin + frame <= samples.size(); begin += frame)
    {
        double mean = 0.0, energy = 0.0;

        for (const auto sample : samples.subspan (begin, frame))
        {
            mean += sample;
            energy += static_cast<double> (sample) * sample;
        }

        // Without its mean: an offset is not heard.
        mean /= static_cast<double> (frame);
        levels.push_back (std::sqrt (std::max (energy / static_cast<double> (frame) - mean * mean, 0.0)));
    }

    return levels;
}

double pauseLevelOf (std::vector<double> levels)
{
    const auto loud = static_cast<std::ptrdiff_t> (static_cast<double> (levels.size() - 1) * loudShare);
    std::nth_element (levels.begin(), levels.begin() + loud, levels.end());
    return std::max (levels[static_cast<std::size_t> (loud)] * belowLoud, noiseFloor);
}

} // namespace

std::vector<std::int64_t> sectionsOf (const TakeVoice& voice)
{
    std::vector<std::int64_t> begins{0};
    const auto levels = levelsOf (voice);

    if (levels.empty())
        return begins;

    const auto pauseLevel = pauseLevelOf (levels);
    const auto isQuiet = [&] (double level) { return level <= pauseLevel; };
    std::size_t last = 0;

    for (auto quiet = std::find_if (levels.begin(), levels.end(), isQuiet); quiet != levels.end();)
    {
        const auto end = std::find_if_not (quiet, levels.end(), isQuiet);
        const auto cut = static_cast<std::size_t> (std::min_element (quiet, end) - levels.begin());

        // Before the first word and behind the last one nothing is cut.
        if (static_cast<std::size_t> (end - quiet) >= shortestPause && quiet != levels.begin() && end != levels.end() &&
            cut >= last + shortestSection && begins.size() < mostSections)
        {
            last = cut;
            begins.push_back (static_cast<std::int64_t> (cut) * (voice.sampleRate() / framesASecond));
        }

        quiet = std::find_if (end, levels.end(), isQuiet);
    }

    return begins;
}

} // namespace parlando
