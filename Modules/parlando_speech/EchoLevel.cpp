#include "EchoLevel.h"

namespace parlando
{
namespace
{

constexpr float decayOfRoom = 1.5f;        // dB a frame: 0.4 s for 60 dB
constexpr float rise = 0.3f, fall = 0.02f; // dB a frame, at most
constexpr float firstRise = 2.0f;          // for half a second
constexpr int firstFrames = 50;
constexpr float strongestCoupling = 20.0f;
constexpr double energyKept = 0.9967; // a frame, so that the last 3 s count

} // namespace

void EchoLevel::add (const Frame& frame)
{
    envelope = std::max (frame.reference, envelope - decayOfRoom);
    if (! frame.mayLearn || frame.hasVoice || frame.reference < -45.0f)
        return;

    const auto difference = frame.microphone - envelope - coupling;
    coupling = std::min (coupling + std::clamp (difference, -fall, learned < firstFrames ? firstRise : rise),
                         strongestCoupling);

    heard = heard * energyKept + powerOfDecibels (frame.microphone);
    left = left * energyKept + powerOfDecibels (frame.suppressed);
    ++learned;
}

float EchoLevel::echo() const noexcept
{
    return isPlaying() && learned >= firstFrames ? envelope + coupling : speechSilence;
}

float EchoLevel::lowered() const noexcept
{
    return learned > 0 ? std::max (decibelsOfPower (heard) - decibelsOfPower (left), 0.0f) : 0.0f;
}

} // namespace parlando
