#pragma once

#include "LearnedPatience.h"
#include "PersonVoice.h"

#include <cstdint>
#include <optional>

namespace parlando
{

/** Says when a person's turn begins and ends, where the service is told (command::ActivityStart) instead of finding
    out: from what a detector beside the microphone says. Its time is the microphone's: 10 ms for each frame. No thread.

    A turn begins once there are 120 ms of voice within 200 ms, so that a knock or a click begins none; over the agent
    150 ms, and not before the agent has made way for it, since the service stops the agent with it. It ends when the
    person has been silent for patience().
*/
class ActivityDetector
{
public:
    static constexpr Milliseconds frameLength{10};

    /** The agent, as the person hears it. */
    struct Agent
    {
        bool isHeard = false;    /**< Its voice is in the output, also where it is held there. */
        bool makesWay = false;   /**< Barge-in is on. */
        bool hasMadeWay = false; /**< It is held for the person who speaks, or silenced. */
    };

    /** Every 10 ms, in order. `isLoud`: the microphone is, by its level alone: the last sound of a word that has no
        voice belongs to it. True while the person has the turn. */
    bool frame (const PersonVoice&, const Agent&, bool isLoud);

    /** Nobody knows any more whether the person speaks, or somebody else does: what was begun is over. */
    void stop();

    /** As TurnDetection::patience. */
    void setPatience (std::optional<Milliseconds> chosen) noexcept { learned.set (chosen); }

    [[nodiscard]] bool isActive() const noexcept { return active; }
    [[nodiscard]] Milliseconds patience() const { return learned.time(); }

    /** From the first sound of the speech that is, or was last, to the newest frame's end. */
    [[nodiscard]] Milliseconds sinceOnset() const noexcept { return lengthOf (position - onset); }

private:
    void follow (const PersonVoice&, const Agent&, bool isLoud);
    void beginSound (std::int64_t first);
    void begin();
    void learnFromFalseEnd();
    [[nodiscard]] bool isSure (const Agent&) const;
    [[nodiscard]] static Milliseconds lengthOf (std::int64_t frames) { return frameLength * frames; }

    LearnedPatience learned;
    bool active = false, isSounding = false;
    std::int64_t position = 0;            // frames
    std::int64_t onset = 0, voiceEnd = 0; // of the last sound: its first frame, and the one after its last voice
    std::int64_t quietSince = 0;
    std::uint32_t history = 0;               // voiced frames, the newest in the lowest bit
    std::optional<std::int64_t> ended;       // the last turn, and no answer to it was heard yet
    std::int64_t lastWord = 0;               // of that turn
    std::optional<Milliseconds> wasTooShort; // a silence that ended a turn, should the person really go on
};

} // namespace parlando
