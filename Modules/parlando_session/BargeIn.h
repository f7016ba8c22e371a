#pragma once

#include "LearnedTime.h"
#include "PersonVoice.h"

#include <parlando_realtime/parlando_realtime.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace parlando
{

/** What is to become of the agent's voice now. */
enum class BargeInStep
{
    duck,    /**< Lower it. */
    release, /**< As loud as before. */
    hold,    /**< Stop it, and keep what was received. */
    resume,  /**< Let it go on where it was held. */
    cut      /**< Throw it away. */
};

/** A person who begins to speak while the agent does: first it is lowered, then held, and dropped only when the service
    says that it was interrupted and the person said something. Each step before that is taken back when nothing comes
   of it: a cough stops nobody. No thread, no clock but the one that it is given; each input has one command at most. */
class BargeIn
{
public:
    enum class State
    {
        playing,
        ducked,
        held,
        doubtful, /**< The service says that it was interrupted, by a short sound without words: silent, and kept. */
        cut       /**< Until another voice comes. */
    };

    static constexpr Milliseconds frameLength{10};

    using Command = std::optional<BargeInStep>;

    /** The agent's voice, as the output says. */
    struct Voice
    {
        std::uint64_t turn = 0; /**< That is heard, or was last. */
        bool isPlaying = false;
    };

    /** `shortSound`: as soundLength() was when it was last used. */
    explicit BargeIn (BargeInMode = BargeInMode::off, Milliseconds shortSound = Milliseconds (600));

    /** Every 10 ms, in order; `now` is the frame's end. */
    Command frame (Instant now, const PersonVoice&, const Voice&);

    /** No frames come any more: nobody knows whether the person speaks. */
    Command lose();

    /** The service says that the person interrupted the agent. */
    Command interrupted (Instant now);

    /** A piece of what the person says. It may be late, and of what was said before the agent: alone it cuts nobody
       off; nor do words that only tell that somebody listens (isBackchannel()). */
    Command words (std::string_view piece);

    /** The service begins another answer or calls a tool: it took what it heard for a turn. The rest of one that a
       cough did not stop is not heard any more. */
    Command newTurn();

    /** The person stops the agent by hand, or holds the talk key. */
    Command stop();

    /** Off takes back, with the next frame, what was done. */
    void setMode (BargeInMode newMode) { mode = newMode; }

    [[nodiscard]] State state() const noexcept { return current; }

    /** How long after its onset a sound that is over lets the agent go on, if the service says nothing: what three of
       four interruptions in this conversation took to come, 600 to 1,200 ms. */
    [[nodiscard]] Milliseconds releaseTime() const { return release.time(); }

    /** Up to this length a sound may be none that interrupts: learned from those that nothing followed, 300 to 900 ms.
     */
    [[nodiscard]] Milliseconds soundLength() const { return length.time(); }

private:
    void hear (Instant now, const PersonVoice&);
    Command whilePlaying (const PersonVoice&);
    Command whileDucked (Instant now);
    Command whileHeld (Instant now);
    Command whileDoubtful (Instant now);
    Command giveUp();
    Command become (State, BargeInStep);
    Command resume();
    [[nodiscard]] bool canBeDropped() const;
    [[nodiscard]] bool isShort (Instant now) const;
    [[nodiscard]] bool hasWords() const;
    [[nodiscard]] Milliseconds soundSoFar (Instant now) const;
    [[nodiscard]] bool isOff() const noexcept { return mode == BargeInMode::off; }

    BargeInMode mode;
    State current = State::playing;
    Voice voice;

    std::optional<Instant> began, ended; // of the last sound
    Instant interruptedAt{}, heldSince{};
    bool isSounding = false, isIgnored = false; // of the last sound
    bool isRest = false;                        // of an answer that the service takes for interrupted
    std::string said;                           // since it began
    int sounds = 0;                             // since the agent was held
    std::uint32_t history = 0;                  // voiced frames, the newest in the lowest bit
    LearnedTime release, length;
};

} // namespace parlando
