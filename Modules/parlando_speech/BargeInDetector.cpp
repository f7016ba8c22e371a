#include "BargeInDetector.h"

namespace parlando
{
namespace
{

constexpr int never = 1'000'000'000;

constexpr float overFloor = 10.0f, overResidue = 6.0f;  // dB
constexpr float lessThanLowered = 10.0f;                // dB: syllables differ so much
constexpr float floorRises = 0.005f, floorFalls = 0.2f; // dB a frame; share of the difference
constexpr float lowestFloor = -70.0f, highestFloor = -35.0f;

// The residue rises with what exceeds it and falls so slowly that about one frame in a hundred exceeds it once it is
// steady. A person who begins to speak lifts it by 2 dB until their onset is sure.
constexpr float residueRises = 0.05f, residueFalls = 0.002f;
constexpr float firstFall = 0.02f, steadyResidue = -30.0f;
constexpr float lowestResidue = -40.0f, highestResidue = 10.0f;

} // namespace

const BargeInDetector::Verdict& BargeInDetector::add (const ProcessedSpeech& speech)
{
    verdict.threshold = thresholdFor (speech);
    judge (speech.hasVoice && speech.suppressedLevel > verdict.threshold, neededFor (speech));
    follow (speech);
    return verdict;
}

int BargeInDetector::neededFor (const ProcessedSpeech& speech) noexcept
{
    if (! speech.isPlaying || speech.hasConverged)
        return framesToOnset;
    return speech.echoLevel > speechSilence ? framesToOnsetInDoubt : never;
}

float BargeInDetector::thresholdFor (const ProcessedSpeech& speech) const noexcept
{
    const auto left = std::max (lessThanLowered - speech.lowered, residue + overResidue);
    return std::max (floor + overFloor, speech.echoLevel + std::min (left, overResidue));
}

void BargeInDetector::follow (const ProcessedSpeech& speech)
{
    const auto level = speech.suppressedLevel;
    floor += level < floor ? floorFalls * (level - floor) : floorRises;
    floor = std::clamp (floor, lowestFloor, highestFloor);

    if (! speech.isPlaying || speech.echoLevel <= speechSilence || verdict.isSpeaking)
        return;
    const auto excess = level - speech.echoLevel - residue;
    residue += speech.hasVoice && excess > 0.0f ? residueRises * std::min (excess, 20.0f)
                                                : -(residue > steadyResidue ? firstFall : residueFalls);
    residue = std::clamp (residue, lowestResidue, highestResidue);
}

void BargeInDetector::judge (bool isVoice, int needed)
{
    ++verdict.position;
    verdict.isVoice = isVoice;
    voiced = isVoice ? voiced + 1 : 0;
    unvoiced = isVoice ? 0 : unvoiced + 1;

    if (verdict.isSpeaking && isVoice)
        verdict.end = verdict.position + 1;
    else if (verdict.isSpeaking && unvoiced >= framesToEnd)
        verdict.isSpeaking = false;
    else if (! verdict.isSpeaking && voiced >= needed)
    {
        verdict.isSpeaking = true;
        verdict.onset = verdict.position + 1 - voiced;
        verdict.end = verdict.position + 1;
    }
}

void BargeInDetector::reset()
{
    const auto position = verdict.position;
    *this = {};
    verdict.position = position;
}

} // namespace parlando
