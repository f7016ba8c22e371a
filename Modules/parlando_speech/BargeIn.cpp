#include "BargeIn.h"

#include <bit>

namespace parlando
{
namespace
{

using Kind = BargeInCommand::Kind;

// Recorded times from a person's first sound to the service's word: 440 to 2,970 ms, half of them up to 640.
constexpr LearnedTime::Bounds releaseBounds{Milliseconds (700), Milliseconds (600), Milliseconds (1'200), 0.75};
constexpr Milliseconds latestInterruption{3'200};

constexpr Milliseconds shortestSound{300}, longestSound{900};
constexpr Milliseconds afterSound{250}; // until the agent goes on, at least
constexpr Milliseconds doubtAfterSound{2'000}, doubtAfterWord{600};
constexpr Milliseconds secondSound{500}; // and it was no cough

// Music holds voice detection open; a service that takes it for nobody says nothing.
constexpr Milliseconds longestHold{8'000};

constexpr Milliseconds holdQuick{150}, holdGentle{500};
constexpr std::uint32_t holdWindow = 0x7fff; // 15 frames
constexpr int holdVoiced = 10;

constexpr Milliseconds frameLength{speechFrameMilliseconds};

} // namespace

BargeIn::BargeIn (BargeInMode newMode, int voiceRate, Milliseconds shortSound)
    : mode (newMode), rewind (voiceRate * std::int64_t{150} / 1'000), release (releaseBounds),
      length ({std::clamp (shortSound, shortestSound, longestSound), shortestSound, longestSound, 0.9})
{
}

BargeIn::Command BargeIn::frame (Instant now, const BargeInDetector::Verdict& verdict, const Voice& newVoice)
{
    // What is held or cut is the voice before; lowered is whatever is heard.
    if (newVoice.epoch != voice.epoch && current != State::ducked)
        current = State::playing;
    voice = newVoice;
    hear (now, verdict);

    if (isOff())
        return whileOff();
    switch (current)
    {
        case State::playing:
            return whilePlaying (verdict);
        case State::ducked:
            return whileDucked (now);
        case State::held:
            return whileHeld (now);
        case State::doubtful:
            return whileDoubtful (now);
        case State::cut:
            break;
    }
    return {};
}

void BargeIn::hear (Instant now, const BargeInDetector::Verdict& verdict)
{
    history = (history << 1) | (verdict.isVoice ? 1u : 0u);
    if (verdict.isSpeaking && ! isSounding)
    {
        began = now - frameLength * (verdict.position - verdict.onset);
        ended.reset();
        hasWords = isIgnored = false;
        ++sounds;
    }
    else if (! verdict.isSpeaking && isSounding)
        ended = now - frameLength * (verdict.position - verdict.end);
    isSounding = verdict.isSpeaking;
}

//==============================================================================
BargeIn::Command BargeIn::whilePlaying (const BargeInDetector::Verdict& verdict)
{
    if (! voice.isPlaying || ! isSounding || isIgnored)
        return {};
    const auto needed = mode == BargeInMode::quick ? 1 : BargeInDetector::framesToOnsetInDoubt;
    return verdict.position + 1 - verdict.onset >= needed ? become (State::ducked, Kind::duck) : std::nullopt;
}

BargeIn::Command BargeIn::whileDucked (Instant now)
{
    if (! isSounding || ! voice.isPlaying)
        return become (State::playing, Kind::release);
    const auto needed = mode == BargeInMode::quick ? holdQuick : holdGentle;
    if (now + frameLength - *began < needed || std::popcount (history & holdWindow) < holdVoiced)
        return {};
    heldSince = now;
    sounds = 1;
    return become (State::held, Kind::hold);
}

BargeIn::Command BargeIn::whileHeld (Instant now)
{
    if (isSounding)
    {
        if (now - heldSince < longestHold)
            return {};
        isIgnored = true;
        return resume();
    }
    const auto isOver = ended && now - *ended >= afterSound && now - *began >= release.time();
    return isOver ? resume() : std::nullopt;
}

BargeIn::Command BargeIn::whileDoubtful (Instant now)
{
    if (sounds > 1 ? soundSoFar (now) >= secondSound : ! isShort (now))
        return become (State::cut, Kind::cut);
    if (isSounding || now - interruptedAt < doubtAfterWord || (ended && now - *ended < doubtAfterSound))
        return {};
    length.add (soundSoFar (now));
    return resume();
}

BargeIn::Command BargeIn::whileOff()
{
    switch (current)
    {
        case State::ducked:
            return become (State::playing, Kind::release);
        case State::held:
            return resume();
        case State::doubtful:
            return become (State::cut, Kind::cut);
        case State::playing:
        case State::cut:
            break;
    }
    return {};
}

//==============================================================================
BargeIn::Command BargeIn::interrupted (Instant now)
{
    if (current == State::cut || current == State::doubtful)
        return {};
    const auto isHere = began && now - *began <= latestInterruption;
    if (isHere)
        release.add (std::chrono::duration_cast<Milliseconds> (now - *began));
    if (isOff() || ! isHere || hasWords || ! isShort (now))
        return become (State::cut, Kind::cut);

    interruptedAt = now;
    if (current == State::held)
    {
        current = State::doubtful;
        return {};
    }
    sounds = 1;
    return become (State::doubtful, Kind::hold);
}

BargeIn::Command BargeIn::words (Instant, bool isBackchannel)
{
    if (isBackchannel)
        return {};
    hasWords = true;
    return current == State::held || current == State::doubtful ? become (State::cut, Kind::cut) : std::nullopt;
}

BargeIn::Command BargeIn::newTurn (Instant)
{
    return current == State::held || current == State::doubtful ? become (State::cut, Kind::cut) : std::nullopt;
}

BargeIn::Command BargeIn::stop() { return current == State::cut ? std::nullopt : become (State::cut, Kind::cut); }

//==============================================================================
BargeIn::Command BargeIn::become (State next, Kind kind)
{
    if (kind == Kind::hold)
        holdsAt = voice.heard;
    current = next;
    return BargeInCommand{kind, voice.epoch, 0};
}

BargeIn::Command BargeIn::resume()
{
    current = State::playing;
    return BargeInCommand{Kind::resume, voice.epoch, std::max<std::int64_t> (holdsAt - rewind, 0)};
}

Milliseconds BargeIn::soundSoFar (Instant now) const
{
    return began ? std::chrono::duration_cast<Milliseconds> (ended.value_or (now) - *began) : Milliseconds (0);
}

bool BargeIn::isShort (Instant now) const { return soundSoFar (now) <= length.time(); }

} // namespace parlando
