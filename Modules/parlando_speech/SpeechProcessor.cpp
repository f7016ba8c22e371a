#include "SpeechProcessor.h"

namespace parlando
{
namespace
{

constexpr double samplesInMs = speechRate / 1000.0;

// The canceller is given the reference so much before its echo. Should the echo come earlier than it was measured, it
// is still behind it; and what the canceller is told is less again, as more would leave 16 to 30 dB of the echo.
constexpr double headroom = 20.0, toldLess = 10.0; // ms

// As long as it is within these the reference stays where it is: each move costs learning the room again.
constexpr double leastRemaining = 4.0, mostRemaining = 35.0; // ms
constexpr double knownDelayChange = 5.0;                     // ms

constexpr int linearLength = 100; // ms: headroom, and the loudest part of a room

constexpr double timeToCatchUp = 20.0; // s
constexpr int framesToConverge = 100, framesOfVoice = 20;
constexpr float convergedAt = 15.0f; // dB

// After 10 to 12 minutes of echo webrtc-audio-processing 0.3 loses 10 to 18 dB for good, with turns as well as without.
// A new one in a pause costs a second of the next turn.
constexpr int oldAfter = 180 * 100, oldestAfter = 480 * 100; // frames with echo
constexpr int framesOfPause = 20;

} // namespace

SpeechProcessor::SpeechProcessor (EchoMode newMode)
    : mode (newMode), canceller (makeEchoCanceller()), linearCanceller (linearLength)
{
}

const ProcessedSpeech& SpeechProcessor::process (std::span<const float> microphone, std::span<const float> played,
                                                 double knownDelay)
{
    if (microphone.size() != speechFrameSize || played.size() != speechFrameSize)
        ++misfitCount;
    const auto heard = usableFrame (microphone), sent = usableFrame (played);

    align (heard, sent, knownDelay);
    SpeechFrame aligned;
    reference.push (sent, aligned);
    cancel (heard, aligned);
    judge (heard, aligned);
    return result;
}

//==============================================================================
void SpeechProcessor::align (const SpeechFrame& microphone, const SpeechFrame& played, double knownDelay)
{
    const auto usable = std::isfinite (knownDelay) ? std::clamp (knownDelay, 0.0, 700.0) : std::max (known, 0.0);
    if (std::fabs (usable - known) > knownDelayChange)
    {
        known = usable;
        alignment.reset();
        moveTo (known * samplesInMs);
        forgetLevel();
    }
    if (mode == EchoMode::never)
        return;

    // The room is the same wherever its echo lies: when the reference moves as far, the filters fit again at once.
    const auto wasFound = alignment.echo() == EchoAlignment::Echo::found;
    const auto before = alignment.delay();
    switch (alignment.add (microphone, played))
    {
        case EchoAlignment::Change::jumped:
            if (wasFound)
                reference.setDelay (reference.delay() + alignment.delay() - before);
            else if (remaining() < leastRemaining * samplesInMs || remaining() > mostRemaining * samplesInMs)
            {
                moveTo (alignment.delay());
            }
            followClock();
            break;
        case EchoAlignment::Change::followed:
            followClock();
            break;
        case EchoAlignment::Change::lost:
            forgetLevel();
            break;
        case EchoAlignment::Change::nothing:
            break;
    }
}

double SpeechProcessor::remaining() const noexcept
{
    return (alignment.echo() == EchoAlignment::Echo::found ? alignment.delay() : assumed) - reference.delay();
}

void SpeechProcessor::moveTo (double delay)
{
    assumed = delay;
    reference.setDelay (delay - headroom * samplesInMs);
    reference.setGrowth (0.0);
    followsClock = false;
}

// Once the drift is known the reference keeps its distance to the echo as it is then; what is missed is caught up
// slowly.
void SpeechProcessor::followClock()
{
    const auto growth = alignment.growth();
    if (growth == 0.0 && ! followsClock)
        return;
    if (! followsClock)
        kept = remaining();
    followsClock = true;
    const auto missed = remaining() - kept;
    reference.setGrowth (growth + std::clamp (missed / (timeToCatchUp * speechRate) * 1.0e6, -20.0, 20.0));
}

//==============================================================================
bool SpeechProcessor::shouldCancel() const noexcept
{
    return mode == EchoMode::always || (mode == EchoMode::automatic && alignment.echo() != EchoAlignment::Echo::none);
}

// From one to the other within a frame, as they differ in time and sound.
void SpeechProcessor::cancel (const SpeechFrame& microphone, const SpeechFrame& aligned)
{
    const auto cancels = shouldCancel();
    if (cancels && ! wasCancelling)
    {
        linearCanceller.reset();
        forgetLevel();
    }

    const auto told = static_cast<int> (std::lround (std::max (remaining() / samplesInMs - toldLess, 0.0)));
    canceller->process (microphone, aligned, told, result.suppressed);
    result.hasVoice = canceller->hasVoice();
    if (cancels || wasCancelling)
        linearCanceller.process (microphone, aligned, result.linear);

    for (std::size_t i = 0; i < speechFrameSize; ++i)
    {
        const auto progress = static_cast<float> (i + 1) / static_cast<float> (speechFrameSize);
        const auto share = cancels == wasCancelling ? (cancels ? 1.0f : 0.0f) : (cancels ? progress : 1.0f - progress);
        if (share < 1.0f)
            result.suppressed[i] = share * result.suppressed[i] + (1.0f - share) * microphone[i];
        if (share == 0.0f)
            result.linear[i] = microphone[i];
        else if (share < 1.0f)
            result.linear[i] = share * result.linear[i] + (1.0f - share) * microphone[i];
    }
    result.suppressed = usableFrame (result.suppressed);
    result.linear = usableFrame (result.linear);
    wasCancelling = result.isCancelling = cancels;
}

void SpeechProcessor::judge (const SpeechFrame& microphone, const SpeechFrame& aligned)
{
    result.microphoneLevel = levelOf (microphone);
    result.suppressedLevel = levelOf (result.suppressed);
    result.linearLevel = levelOf (result.linear);

    // Until it has converged the echo is voice to the library; from then on a voice is a person's, and hides the echo.
    sinceVoice = result.hasVoice ? 0 : sinceVoice + 1;
    if (result.isCancelling)
        level.add ({result.microphoneLevel, levelOf (aligned), result.suppressedLevel,
                    hasConverged && sinceVoice < framesOfVoice, alignment.echo() == EchoAlignment::Echo::found});
    result.isPlaying = result.isCancelling && level.isPlaying();
    const auto isLoud = result.isCancelling && level.isLoud();
    playedFor += isLoud ? 1 : 0;
    hasConverged = hasConverged || (playedFor >= framesToConverge && level.isKnown() && level.lowered() >= convergedAt);
    result.echoLevel = result.isCancelling ? level.echo() : speechSilence;
    result.lowered = level.lowered();
    result.hasConverged = hasConverged || ! result.isCancelling;
    renewCanceller (isLoud);
}

void SpeechProcessor::renewCanceller (bool isLoud)
{
    playedInAll += isLoud ? 1 : 0;
    quietFor = isLoud ? 0 : quietFor + 1;
    const auto isPause = quietFor >= framesOfPause && sinceVoice >= framesOfVoice;
    if (! canceller->growsOld() || playedInAll < oldAfter || (! isPause && playedInAll < oldestAfter))
        return;
    canceller->reset();
    forgetLevel();
    playedInAll = 0;
    ++renewalCount;
}

void SpeechProcessor::forgetLevel()
{
    level.reset();
    playedFor = 0;
    hasConverged = false;
}

void SpeechProcessor::reset()
{
    known = -1.0;
    alignment.reset();
    reference.reset();
    canceller->reset();
    linearCanceller.reset();
    forgetLevel();
    playedInAll = 0;
    ++resetCount;
}

SpeechProcessor::Figures SpeechProcessor::figures() const noexcept
{
    const auto isFound = alignment.echo() == EchoAlignment::Echo::found;
    return {alignment.echo(),
            isFound ? alignment.delay() / samplesInMs : 0.0,
            isFound ? alignment.growth() : 0.0,
            level.isKnown() ? level.lowered() : 0.0f,
            resetCount,
            renewalCount,
            misfitCount};
}

} // namespace parlando
