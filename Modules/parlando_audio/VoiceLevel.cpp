#include "VoiceLevel.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace parlando
{

namespace
{

using Meter = WeightedPower;

constexpr double mostGain = 30.0;

/** What lies between words is not raised above this, however soft the voice: LUFS. */
constexpr double loudestFloor = -40.0;

/** Syllables of any voice are more than 6 dB apart. What never falls further below itself is noise or a tone. */
constexpr double leastModulation = 6.0;
constexpr std::size_t hopsForModulation = 50;

/** 20 s of blocks, 100 ms apart. */
constexpr std::size_t remembered = 200;

/** So much of what follows is expected to be like what came: 2 s. */
constexpr std::size_t foreseen = 20;

/** By how much what is left of a turn makes up for how its beginning has left: of a voice that is new, and later. */
constexpr double mostCorrectionAtFirst = 3.0, mostCorrection = 0.5;

/** Where nothing else is known: what services' voices are like, and how much one hop says against that. */
constexpr double usualVoice = -20.0;
constexpr double weightOfUsual = 0.6; // hops

double meanOf (std::span<const double> powers)
{
    return std::accumulate (powers.begin(), powers.end(), 0.0) /
           static_cast<double> (std::max<std::size_t> (powers.size(), 1));
}

} // namespace

std::optional<double> VoiceLevel::loudness (const Turn& turn)
{
    forgetOtherVoice (turn);
    collect (turn);
    measureFloor (turn);

    const auto quietest = Meter::powerAt (quietestSpeech);
    const auto speaks = [quietest] (double power) { return power >= quietest; };
    const auto blockCount = static_cast<double> (std::count_if (blocks.begin(), blocks.end(), speaks));

    if (blockCount == 0.0 && std::none_of (turn.came.begin(), turn.came.end(), speaks))
        return {};

    // A few blocks say less than the loudest hops do.
    const auto weight = blockCount == 0.0 ? 0.0 : past.empty() ? blockCount / (blockCount + 3.0) : 1.0;
    const auto byBlocks = blockCount == 0.0 ? 0.0 : Meter::loudnessOf (Meter::gated (blocks));
    const auto byHops = weight < 1.0 ? loudnessByHops (turn) : byBlocks;

    // Blocks come late, and know only what lies before the first word where that is loud enough to be speech.
    constexpr double mostBetweenThem = 3.0;
    voice = std::max (weight * byBlocks + (1.0 - weight) * byHops, weight < 1.0 ? byHops - mostBetweenThem : byBlocks);
    return voice;
}

/** The blocks that came: of turns before, and of this one those that wait or left in the last 20 s. */
void VoiceLevel::collect (const Turn& turn)
{
    blocks.clear();
    for (const auto& block : past)
        blocks.push_back (block.came);

    const auto hopsBefore = turn.left.size() - std::min (turn.left.size(), remembered * Meter::hopsBetweenBlocks);
    firstBlock = hopsBefore / Meter::hopsBetweenBlocks * Meter::hopsBetweenBlocks;

    for (auto hop = firstBlock; hop + Meter::hopsInBlock <= turn.came.size(); hop += Meter::hopsBetweenBlocks)
        blocks.push_back (meanOf (turn.came.subspan (hop, Meter::hopsInBlock)));

    // The newest are as much as counts.
    const auto inTurn = blocks.size() - past.size();
    const auto left = turn.left.size() > firstBlock ? (turn.left.size() - firstBlock) / Meter::hopsBetweenBlocks : 0;
    const auto most = std::max (remembered, inTurn - std::min (left, inTurn));
    if (blocks.size() > most)
    {
        const auto extra = std::min (blocks.size() - most, past.size());
        past.erase (past.begin(), past.begin() + static_cast<std::ptrdiff_t> (extra));
        blocks.erase (blocks.begin(), blocks.begin() + static_cast<std::ptrdiff_t> (extra));
    }
}

/** Before there are blocks: the loud hops at the turn's beginning, the less of them the more like a usual voice. */
double VoiceLevel::loudnessByHops (const Turn& turn) const
{
    constexpr std::size_t most = 100;
    const auto hops = turn.came.first (std::min (turn.came.size(), most));
    const auto loudest = hops.empty() ? 0.0 : *std::max_element (hops.begin(), hops.end());
    const auto least = std::max (loudest * 0.1, Meter::powerAt (quietestSpeech));
    auto total = 0.0, count = 0.0;

    for (const auto power : hops)
        if (power >= least)
        {
            total += power;
            count += 1.0;
        }

    if (count == 0.0)
        return usualVoice;

    // Blocks of 400 ms hold pauses between words, too.
    constexpr double pausesInBlocks = 1.0;
    const auto measured = Meter::loudnessOf (total / count) - pausesInBlocks;
    return (count * measured + weightOfUsual * usualVoice) / (count + weightOfUsual);
}

void VoiceLevel::forgetOtherVoice (const Turn& turn)
{
    constexpr std::size_t leastIfLouder = 2, least = 10, sure = 50; // hops of speech
    constexpr double farAtFirst = 9.0, far = 6.0;

    if (past.empty())
        return;

    const auto speech = static_cast<std::size_t> (
        std::count_if (turn.came.begin(), turn.came.end(),
                       [quietest = Meter::powerAt (quietestSpeech)] (double power) { return power >= quietest; }));

    if (speech < leastIfLouder)
        return;

    blocks.clear();
    for (const auto& block : past)
        blocks.push_back (block.came);

    const auto difference = loudnessByHops (turn) - Meter::loudnessOf (Meter::gated (blocks));
    const auto most = speech < sure ? farAtFirst : far;
    if (difference > most || (difference < -most && speech >= least))
    {
        past.clear();
        hasChanged = true;
        isNoise = false;
        floor = Meter::silence;
    }
}

/** The twentieth part of hops that is the most quiet: pauses, as any second of speech has. */
void VoiceLevel::measureFloor (const Turn& turn)
{
    if (turn.came.size() < hopsForModulation || turn.came.size() == hopsForFloor)
        return;

    constexpr std::size_t most = 1'500;
    hopsForFloor = turn.came.size();
    const auto newest = turn.came.last (std::min (turn.came.size(), most));
    sums.assign (newest.begin(), newest.end());
    const auto part = sums.begin() + static_cast<std::ptrdiff_t> (sums.size() / 20);
    std::nth_element (sums.begin(), part, sums.end());
    floor = Meter::loudnessOf (*part);
    isNoise = Meter::loudnessOf (Meter::gated (newest)) - floor < leastModulation;
}

double VoiceLevel::ceilingOfNoise() const noexcept { return isNoise ? 0.0 : std::max (loudestFloor - floor, 0.0); }

double VoiceLevel::gainFor (double target, const Turn& turn)
{
    const auto most = std::min (mostGain, ceilingOfNoise());
    const auto plain = std::clamp (target - voice, -mostGain, most);

    // In halves: it rises with the gain.
    const auto correction = past.empty() ? mostCorrectionAtFirst : mostCorrection;
    auto low = plain - correction, high = std::min (plain + correction, most);
    for (auto step = 0; step < 8 && high - low > 0.01; ++step)
    {
        const auto middle = (low + high) / 2.0;
        (leftWith (middle, turn) < target ? low : high) = middle;
    }

    return std::clamp ((low + high) / 2.0, -mostGain, most);
}

/** How loud the last 20 s are, with what waits, when that leaves with `gain`. */
double VoiceLevel::leftWith (double gain, const Turn& turn)
{
    const auto factor = std::pow (10.0, gain / 10.0);
    mixed.clear();
    for (const auto& block : past)
        mixed.push_back (block.left);

    // From one block to the next 5 hops go and 5 come.
    sums.assign (1, 0.0);
    for (auto hop = firstBlock; hop < turn.came.size(); ++hop)
        sums.push_back (sums.back() + (hop < turn.left.size() ? turn.left[hop] : turn.came[hop] * factor));

    std::size_t ahead = 0;
    for (std::size_t hop = 0; hop + Meter::hopsInBlock < sums.size(); hop += Meter::hopsBetweenBlocks)
    {
        mixed.push_back ((sums[hop + Meter::hopsInBlock] - sums[hop]) / static_cast<double> (Meter::hopsInBlock));
        ahead += firstBlock + hop + Meter::hopsInBlock > turn.left.size() ? 1 : 0;
    }

    if (turn.mayGoOn && ahead < foreseen)
        mixed.resize (mixed.size() + foreseen - ahead, Meter::powerAt (voice) * factor);

    return Meter::loudnessOf (Meter::gated (mixed));
}

void VoiceLevel::remember (const Turn& turn)
{
    const auto quietest = Meter::powerAt (quietestSpeech);
    const auto count = std::min (turn.came.size(), turn.left.size());
    const auto most = remembered * Meter::hopsBetweenBlocks;
    auto hop = count > most ? (count - most) / Meter::hopsBetweenBlocks * Meter::hopsBetweenBlocks : 0;

    for (; hop + Meter::hopsInBlock <= count; hop += Meter::hopsBetweenBlocks)
        if (const auto power = meanOf (turn.came.subspan (hop, Meter::hopsInBlock)); power >= quietest)
            past.push_back ({power, meanOf (turn.left.subspan (hop, Meter::hopsInBlock))});

    while (past.size() > remembered)
        past.pop_front();

    hopsForFloor = 0;
}

} // namespace parlando
