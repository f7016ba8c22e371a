#pragma once

#include "BargeInDetector.h"
#include "LearnedTime.h"

#include <cstdint>
#include <optional>

namespace parlando
{

/** What a person's voice does to an agent's. */
enum class BargeInMode
{
    off,    /**< Nothing; the service's word cuts. */
    gentle, /**< It is lowered, and held after half a second. */
    quick   /**< Lowered at once, held after 150 ms. */
};

/** What is to become of the agent's voice now. */
struct BargeInCommand
{
    enum class Kind
    {
        duck,    /**< Lower it by 12 dB, in 20 ms. */
        release, /**< As loud as before, in 200 ms. */
        hold,    /**< Stop it in 10 ms, and keep what was received. */
        resume,  /**< Let it go on at `from`, in 10 ms. */
        cut      /**< Throw it away. */
    };

    Kind kind;
    std::uint64_t epoch; /**< Of the voice that is meant. */
    std::int64_t from;   /**< resume: a sample of that voice, 150 ms before it was held. */

    friend bool operator== (const BargeInCommand&, const BargeInCommand&) = default;
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

    using Command = std::optional<BargeInCommand>;

    /** The agent's voice, as the output says. */
    struct Voice
    {
        std::uint64_t epoch = 0;
        std::int64_t heard = 0; /**< Samples of it that were played. */
        bool isPlaying = false;
    };

    /** `voiceRate`: of Voice::heard, Hz. `shortSound`: as soundLength() was when it was last used. */
    explicit BargeIn (BargeInMode, int voiceRate = 24'000, Milliseconds shortSound = Milliseconds (600));

    /** Every 10 ms, in order. */
    Command frame (Instant now, const BargeInDetector::Verdict&, const Voice&);

    /** The service says that the person interrupted the agent. */
    Command interrupted (Instant now);

    /** Text of what the person says; `isBackchannel`: nothing but "mhm", "yes" and the like. */
    Command words (Instant now, bool isBackchannel);

    /** The service begins another answer or calls a tool: it took what it heard for a turn. */
    Command newTurn (Instant now);

    /** The person stops the agent by hand, or holds the talk key. */
    Command stop();

    /** Where the voice really stopped, once the output knows. */
    void heldAt (std::int64_t sample) { holdsAt = sample; }

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
    void hear (Instant now, const BargeInDetector::Verdict&);
    Command whilePlaying (const BargeInDetector::Verdict&);
    Command whileDucked (Instant now);
    Command whileHeld (Instant now);
    Command whileDoubtful (Instant now);
    Command whileOff();
    Command become (State, BargeInCommand::Kind);
    Command resume();
    [[nodiscard]] bool isShort (Instant now) const;
    [[nodiscard]] Milliseconds soundSoFar (Instant now) const;
    [[nodiscard]] bool isOff() const noexcept { return mode == BargeInMode::off; }

    BargeInMode mode;
    const std::int64_t rewind; // samples
    State current = State::playing;
    Voice voice;
    std::int64_t holdsAt = 0;

    std::optional<Instant> began, ended; // of the last sound
    Instant interruptedAt{}, heldSince{};
    bool isSounding = false, hasWords = false, isIgnored = false; // of the last sound
    int sounds = 0;                                               // since the agent was held
    std::uint32_t history = 0;                                    // voiced frames, the newest in the lowest bit
    LearnedTime release, length;
};

} // namespace parlando
