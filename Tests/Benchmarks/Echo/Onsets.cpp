#include "../Figures.h"
#include "EchoParts.h"
#include "LoudspeakerTalk.h"
#include "People.h"

#include <cmath>
#include <cstdio>

// How long a person speaks until the agent is 12 dB softer, and until it is silent, through the audio engine that the
// app has: at its output, block by block.

namespace parlando::benchmarks
{

using namespace test;

namespace
{

constexpr int cardRate = 48'000;
constexpr double before = 8.0; // s of agent alone

struct Reaction
{
    double lowered = -1.0, silent = -1.0; // ms after the onset; -1 where it did not come
};

/** The first time from `begin` on that a ms of `with` has `least` dB less than the same of `without`. A voice that is
    held is another one afterwards, but silent first. */
double firstAt (const std::vector<float>& with, const std::vector<float>& without, std::size_t begin, double least)
{
    constexpr std::size_t span = cardRate / 1'000;
    for (auto at = begin; at + span <= std::min (with.size(), without.size()); at += span / 4)
    {
        const auto now = meanSquare (std::span (with).subspan (at, span));
        const auto was = meanSquare (std::span (without).subspan (at, span));
        if (was > 1.0e-7 && now < was * std::pow (10.0, -least / 10.0))
            return static_cast<double> (at - begin) / span;
    }
    return -1.0;
}

Reaction reactionTo (const Recorded& person, const LoudspeakerTalk::Setup& setup)
{
    const auto voice = resampled (person.sound, speechRate, cardRate);
    LoudspeakerTalk with (setup), without (setup);
    for (auto* talk : {&with, &without})
    {
        talk->begin();
        talk->pass (before);
    }
    const auto begin = with.played.size() + person.onset * cardRate / speechRate;
    const auto length = std::min<std::size_t> (voice.size(), (person.onset + samplesOf (1.5)) * cardRate / speechRate);
    with.pass (std::span (voice).first (length));
    without.pass (std::vector<float> (length));
    return {firstAt (with.played, without.played, begin, 11.9), firstAt (with.played, without.played, begin, 60.0)};
}

} // namespace

void measureOnsets (bool isLong)
{
    std::printf ("ms from a person's onset until the agent is 12 dB softer, and silent, at the output of a sound card "
                 "of 48 kHz; %zu recordings\n",
                 people().size());
    for (const auto mode : {BargeInMode::quick, BargeInMode::gentle})
        for (const auto level : {-200.0, personLevel - 12.0, personLevel - 6.0})
            for (const auto block : {64, 512})
            {
                if (! isLong && (mode == BargeInMode::gentle || level == personLevel - 12.0))
                    continue;
                std::vector<double> lowered, silent;
                int missed = 0;
                for (const auto& person : people())
                {
                    LoudspeakerTalk::Setup setup{.rate = cardRate, .blockSize = block, .bargeIn = mode};
                    setup.path.level = level;
                    setup.answer = 20.0;
                    const auto reaction = reactionTo (person, setup);
                    missed += reaction.lowered < 0.0 || reaction.silent < 0.0 ? 1 : 0;
                    if (reaction.lowered >= 0.0)
                        lowered.push_back (reaction.lowered);
                    if (reaction.silent >= 0.0)
                        silent.push_back (reaction.silent);
                }
                std::printf ("%s, %s, blocks of %d: %d missed\n", mode == BargeInMode::quick ? "quick" : "gentle",
                             level < -100.0               ? "headphones"
                             : level < personLevel - 10.0 ? "echo 12 dB below the voice"
                                                          : "echo 6 dB below the voice",
                             block, missed);
                printFigures ("  12 dB softer", "ms", lowered);
                printFigures ("  silent", "ms", silent);
            }
}

} // namespace parlando::benchmarks
