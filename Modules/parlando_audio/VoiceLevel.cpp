#include "VoiceLevel.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace parlando
{

namespace
{

using Meter = WeightedPower;

/** Syllables of any voice are more than 6 dB apart. What never falls further below itself is noise or a tone. */
constexpr double leastModulation = 6.0;
constexpr std::size_t hopsForModulation = 50;

/** 20 s of blocks, 100 ms apart. */
constexpr std::size_t remembered = 200;

/** What services' voices are like, and how many hops outweigh it: few of what is speech, as it has syllables, and more
    than come before a noise is known for one of what is as loud all the time. */
constexpr double usualVoice = -20.0;
constexpr double weightOfUsual = 0.6, weightOfUsualUnsure = 100.0;

/** Sentences begin with what is loudest: LU. */
constexpr double fallOfSentences = 2.0;

double meanOf (std::span<const double> powers)
{
    return std::accumulate (powers.begin(), powers.end(), 0.0) /
           static_cast<double> (std::max<std::size_t> (powers.size(), 1));
}

/** Some are as far apart as those of syllables. */
bool isModulated (std::span<const double> hops)
{
    if (hops.empty())
        return false;

    const auto [least, most] = std::minmax_element (hops.begin(), hops.end());
    return Meter::loudnessOf (*most) - Meter::loudnessOf (*least) >= leastModulation;
}

} // namespace

VoiceLevel::VoiceLevel (double ceilingOfPeaks) noexcept : ceiling (std::pow (10.0, ceilingOfPeaks / 10.0)) {}

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
    const auto usual = isModulated (turn.came) ? weightOfUsual : weightOfUsualUnsure;
    const auto byHops = weight < 1.0 ? loudnessByHops (turn, usual) - fallOfSentences : byBlocks;

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
double VoiceLevel::loudnessByHops (const Turn& turn, double usual) const
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
    return (count * measured + usual * usualVoice) / (count + usual);
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

    const auto difference = loudnessByHops (turn, weightOfUsual) - Meter::loudnessOf (Meter::gated (blocks));
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
