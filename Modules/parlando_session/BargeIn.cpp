#include "BargeIn.h"

#include "Backchannel.h"

#include <bit>

namespace parlando
{
namespace
{

using Step = BargeInStep;

// Recorded times from a person's first sound to the service's word: 440 to 2,970 ms, half of them up to 640.
constexpr LearnedTime::Bounds releaseBounds{Milliseconds (700), Milliseconds (600), Milliseconds (1'200), 0.75};
constexpr Milliseconds latestInterruption{3'200};

constexpr Milliseconds shortestSound{300}, longestSound{900};
constexpr Milliseconds afterSound{250}; // until the agent goes on, at least
constexpr Milliseconds doubtAfterSound{2'000}, doubtAfterWord{600};
constexpr Milliseconds secondSound{500}; // and it was no cough

// Music holds voice detection open; a service that takes it for nobody says nothing.
constexpr Milliseconds longestWait{8'000};

constexpr std::size_t mostSaid = 200; // bytes: who says as much does not only listen

constexpr Milliseconds holdQuick{150}, holdGentle{500};
constexpr std::uint32_t holdWindow = 0x7fff; // 15 frames
constexpr int holdVoiced = 10;
constexpr std::uint32_t unsureWindow = 0x1f; // 5 frames

constexpr int framesGently = 8; // of voice, before a gentle one lowers

} // namespace

BargeIn::BargeIn (BargeInMode newMode, Milliseconds shortSound)
    : mode (newMode), release (releaseBounds),
      length ({std::clamp (shortSound, shortestSound, longestSound), shortestSound, longestSound, 0.9})
{
}

BargeIn::Command BargeIn::frame (Instant now, const PersonVoice& heard, const Voice& newVoice)
{
    // What is held or cut is the voice before; lowered is whatever is heard.
    if (newVoice.turn != voice.turn && current != State::ducked)
        current = State::playing;
    isRest = isRest && newVoice.turn == voice.turn;
    voice = newVoice;
    hear (now, heard);

    if (isOff())
        return giveUp();
    switch (current)
    {
        case State::playing:
            return whilePlaying (heard);
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

void BargeIn::hear (Instant now, const PersonVoice& heard)
{
    history = (history << 1) | (heard.isVoice ? 1u : 0u);
    if (heard.isSpeaking && ! isSounding)
    {
        began = now - frameLength * (heard.sinceOnset + 1);
        ended.reset();
        isIgnored = false;
        said.clear();
        ++sounds;
    }
    else if (! heard.isSpeaking && isSounding)
        ended = now - frameLength * (heard.sinceEnd + 1);
    isSounding = heard.isSpeaking;
}

//==============================================================================
BargeIn::Command BargeIn::whilePlaying (const PersonVoice& heard)
{
    if (! voice.isPlaying || ! isSounding || isIgnored)
        return {};
    const auto needed = mode == BargeInMode::quick ? 1 : framesGently;
    return heard.sinceOnset + 1 >= needed ? become (State::ducked, Step::duck) : std::nullopt;
}

BargeIn::Command BargeIn::whileDucked (Instant now)
{
    if (! isSounding || ! voice.isPlaying)
        return become (State::playing, Step::release);
    const auto needed = mode == BargeInMode::quick ? holdQuick : holdGentle;
    if (now - *began < needed || std::popcount (history & holdWindow) < holdVoiced)
        return {};
    sounds = 1;

    // The service was interrupted already, and says so once.
    if (isRest)
    {
        interruptedAt = now;
        return become (State::doubtful, Step::hold);
    }
    heldSince = now;
    return become (State::held, Step::hold);
}

BargeIn::Command BargeIn::whileHeld (Instant now)
{
    if (isSounding)
    {
        if (now - heldSince < longestWait)
            return {};
        isIgnored = true;
        return resume();
    }
    const auto isOver = ended && now - *ended >= afterSound && now - *began >= release.time();
    return isOver ? resume() : std::nullopt;
}

// Of who speaks into the rest of an answer words or a turn will come, of music none.
BargeIn::Command BargeIn::whileDoubtful (Instant now)
{
    if (isRest && isSounding && now - interruptedAt >= longestWait)
    {
        isIgnored = true;
        return resume();
    }
    if (! isRest && (sounds > 1 ? soundSoFar (now) >= secondSound : ! isShort (now)))
        return become (State::cut, Step::cut);
    if (isSounding || now - interruptedAt < doubtAfterWord || (ended && now - *ended < doubtAfterSound))
        return {};
    if (isShort (now))
        length.add (soundSoFar (now));
    isRest = true;
    return resume();
}

BargeIn::Command BargeIn::lose()
{
    isSounding = false;
    return giveUp();
}

BargeIn::Command BargeIn::giveUp()
{
    switch (current)
    {
        case State::ducked:
            return become (State::playing, Step::release);
        case State::held:
            return resume();
        case State::doubtful:
            return become (State::cut, Step::cut);
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

    // Its onset is sure in a moment only: this service was sooner.
    if (! isSounding && (history & unsureWindow) != 0)
        began = ended = now;
    const auto isHere = began && now - *began <= latestInterruption;
    if (isHere)
        release.add (std::chrono::duration_cast<Milliseconds> (now - *began));
    if (isOff() || ! isHere || ! voice.isPlaying || hasWords() || ! isShort (now))
        return become (State::cut, Step::cut);

    interruptedAt = now;
    if (current == State::held)
    {
        current = State::doubtful;
        return {};
    }
    sounds = 1;
    return become (State::doubtful, Step::hold);
}

BargeIn::Command BargeIn::words (std::string_view piece)
{
    if (said.size() < mostSaid)
        said += piece;
    return canBeDropped() && hasWords() ? become (State::cut, Step::cut) : std::nullopt;
}

/** What is heard, or waits, the service does not go on with. */
bool BargeIn::canBeDropped() const { return current == State::doubtful || (isRest && voice.isPlaying); }

bool BargeIn::hasWords() const
{
    return said.find_first_not_of (" \t\n") != std::string::npos && ! isBackchannel (said);
}

BargeIn::Command BargeIn::newTurn() { return canBeDropped() ? become (State::cut, Step::cut) : std::nullopt; }

BargeIn::Command BargeIn::stop() { return current == State::cut ? std::nullopt : become (State::cut, Step::cut); }

//==============================================================================
BargeIn::Command BargeIn::become (State next, Step step)
{
    current = next;
    isRest = isRest && next != State::cut;
    return step;
}

BargeIn::Command BargeIn::resume() { return become (State::playing, Step::resume); }

Milliseconds BargeIn::soundSoFar (Instant now) const
{
    return began ? std::chrono::duration_cast<Milliseconds> (ended.value_or (now) - *began) : Milliseconds (0);
}

bool BargeIn::isShort (Instant now) const { return soundSoFar (now) <= length.time(); }

} // namespace parlando
