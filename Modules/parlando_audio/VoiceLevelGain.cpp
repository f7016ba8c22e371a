#include "VoiceLevel.h"

#include <algorithm>
#include <cmath>

namespace parlando
{

namespace
{

using Meter = WeightedPower;

constexpr double mostGain = 30.0;

/** What lies between words is not raised above this, however soft the voice: LUFS. */
constexpr double loudestFloor = -40.0;

/** So much of what follows is expected to be like what came: 2 s; in a voice's first turn at least 0.5 s, and no more
    than 0.3 of what is known, as it may be over soon. */
constexpr std::size_t foreseen = 20, leastForeseen = 5;
constexpr double foreseenOfKnown = 0.3;

/** By how much what is left of a turn makes up for how its beginning has left: of a voice that is new, up and down, and
    later. What was too loud weighs more than what was too soft, and would take more than one should hear. */
constexpr double mostUpAtFirst = 6.0, mostDownAtFirst = 3.0, mostCorrection = 0.5;

/** Such a turn is the first one for 10 s, and little by little no longer until 20 s of it have left. */
constexpr double firstFor = 500.0, firstUntil = 1'000.0; // hops

/** Of a limiter's way back to where it takes nothing away, in one hop. */
constexpr double released = 0.18;

} // namespace

double VoiceLevel::ceilingOfNoise() const noexcept { return isNoise ? 0.0 : std::max (loudestFloor - floor, 0.0); }

double VoiceLevel::gainFor (double target, const Turn& turn)
{
    const auto most = std::min (mostGain, ceilingOfNoise());
    const auto plain = std::clamp (target - voice, -mostGain, most);

    // In halves: it rises with the gain.
    const auto first = shareOfFirst (turn);
    auto low = plain - std::lerp (mostCorrection, mostDownAtFirst, first);
    auto high = std::min (plain + std::lerp (mostCorrection, mostUpAtFirst, first), most);
    for (auto step = 0; step < 8 && high - low > 0.01; ++step)
    {
        const auto middle = (low + high) / 2.0;
        (leftWith (middle, turn) < target ? low : high) = middle;
    }

    return std::clamp ((low + high) / 2.0, -mostGain, most);
}

/** 1: the turn is a new voice's first; 0: the voice is known. */
double VoiceLevel::shareOfFirst (const Turn& turn) const noexcept
{
    const auto left = static_cast<double> (turn.left.size());
    return past.empty() ? std::clamp ((firstUntil - left) / (firstUntil - firstFor), 0.0, 1.0) : 0.0;
}

bool VoiceLevel::isSpeechAhead (const Turn& turn) const
{
    constexpr double belowVoice = 20.0;
    const auto least = Meter::powerAt (voice - belowVoice);
    const auto waiting = turn.came.subspan (std::min (turn.left.size(), turn.came.size()));
    return turn.mayGoOn ||
           std::any_of (waiting.begin(), waiting.end(), [least] (double power) { return power >= least; });
}

/** How loud the last 20 s are, with what waits, when that leaves with `gain`. */
double VoiceLevel::leftWith (double gain, const Turn& turn)
{
    const auto factor = std::pow (10.0, gain / 10.0);
    mixed.clear();
    for (const auto& block : past)
        mixed.push_back (block.left);

    sumUp (factor, turn);

    // From one block to the next 5 hops go and 5 come.
    std::size_t ahead = 0;
    for (std::size_t hop = 0; hop + Meter::hopsInBlock < sums.size(); hop += Meter::hopsBetweenBlocks)
    {
        mixed.push_back ((sums[hop + Meter::hopsInBlock] - sums[hop]) / static_cast<double> (Meter::hopsInBlock));
        ahead += firstBlock + hop + Meter::hopsInBlock > turn.left.size() ? 1 : 0;
    }

    if (const auto wanted = foreseenAfter (mixed.size() - ahead); turn.mayGoOn && ahead < wanted)
        mixed.resize (mixed.size() + wanted - ahead, Meter::powerAt (voice) * factor);

    return Meter::loudnessOf (Meter::gated (mixed));
}

std::size_t VoiceLevel::foreseenAfter (std::size_t blocksKnown) const noexcept
{
    if (! past.empty())
        return foreseen;

    const auto part = static_cast<std::size_t> (foreseenOfKnown * static_cast<double> (blocksKnown));
    return std::clamp (part, leastForeseen, foreseen);
}

/** Of hops, from `firstBlock` on: those that left as they did, the others with `factor` and behind the limiter. */
void VoiceLevel::sumUp (double factor, const Turn& turn)
{
    sums.assign (1, 0.0);
    auto limited = 1.0;

    for (auto hop = firstBlock; hop < turn.came.size(); ++hop)
    {
        auto power = 0.0;

        if (hop < turn.left.size())
            power = turn.left[hop];
        else
        {
            const auto peak = static_cast<double> (turn.peaks[hop]) * static_cast<double> (turn.peaks[hop]) * factor;
            limited = std::min (limited + released * (1.0 - limited), peak > ceiling ? ceiling / peak : 1.0);
            power = turn.came[hop] * factor * limited;
        }

        sums.push_back (sums.back() + power);
    }
}

} // namespace parlando
