#include "BargeInDetector.h"

#include <utility>

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

// A canceller that is shorter than a room lets the end of its tail through. What falls with the echo is that.
constexpr float echoFalls = 4.0f, tailFalls = 5.5f; // dB in lookBack frames

// Of the linear signal the residue is that of a few moments in a second: what exceeds it by so much is no echo, also
// where the library hears no voice. It tells of a person only while the echo is about as loud as it gets: in its
// reverberation anything is louder than it.
constexpr float overLinearResidue = 12.0f, overEcho = 1.0f, lessWithVoice = 4.0f; // dB
constexpr float nearLoudestEcho = 12.0f;                                          // dB
constexpr float loudestFalls = 0.02f;                                             // dB a frame

// Music goes on for longer than a person who speaks over an agent that is held 150 ms later, and is softer.
constexpr float backgroundRises = 0.03f, backgroundFalls = 0.003f; // dB a frame
constexpr float overBackground = 6.0f, highestBackground = -44.0f, softerThanPerson = -36.0f;

} // namespace

const BargeInDetector::Verdict& BargeInDetector::add (const ProcessedSpeech& speech)
{
    verdict.threshold = thresholdFor (speech);
    const auto isTail = fallsWithEcho (speech) && ! verdict.isSpeaking;
    const auto isVoice =
        ! isTail && ((speech.hasVoice && speech.suppressedLevel > verdict.threshold) || exceedsEcho (speech));
    judge (isVoice, neededFor (speech));
    follow (speech);
    learnBackground (speech);
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
    return std::max ({floor + overFloor, speech.isPlaying ? background + overBackground : speechSilence,
                      speech.echoLevel + std::min (left, overResidue)});
}

bool BargeInDetector::fallsWithEcho (const ProcessedSpeech& speech) noexcept
{
    auto& oldest = levels[static_cast<std::size_t> (verdict.position + 1) % lookBack];
    const auto before = std::exchange (oldest, {speech.microphoneLevel, speech.echoLevel});
    return speech.isPlaying && speech.echoLevel < before.echo - echoFalls &&
           speech.microphoneLevel < before.microphone - tailFalls;
}

bool BargeInDetector::isLoudEcho (const ProcessedSpeech& speech) const noexcept
{
    return speech.echoLevel > std::max (loudestEcho - nearLoudestEcho, speechSilence);
}

bool BargeInDetector::exceedsEcho (const ProcessedSpeech& speech) const noexcept
{
    const auto needed =
        std::max (overEcho, linearResidue + overLinearResidue) - (speech.hasVoice ? lessWithVoice : 0.0f);
    return speech.isPlaying && speech.hasConverged && isLoudEcho (speech) &&
           speech.linearLevel > speech.echoLevel + needed;
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

    loudestEcho = std::max (speech.echoLevel, loudestEcho - loudestFalls);
    if (! isLoudEcho (speech))
        return;
    const auto linearExcess = speech.linearLevel - speech.echoLevel - linearResidue;
    linearResidue += linearExcess > 0.0f ? residueRises * std::min (linearExcess, 20.0f)
                                         : -(linearResidue > startOfResidue ? firstFall : residueFalls);
    linearResidue = std::clamp (linearResidue, lowestResidue, highestResidue);
}

void BargeInDetector::learnBackground (const ProcessedSpeech& speech) noexcept
{
    if (! speech.isPlaying || ! speech.hasConverged)
        return;
    const auto isOther = speech.hasVoice && speech.linearLevel < softerThanPerson;
    background += isOther && speech.suppressedLevel > background ? backgroundRises : -backgroundFalls;
    background = std::clamp (background, startOfBackground, highestBackground);
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
