#pragma once

#include "ReplySound.h"
#include "SessionOutbox.h"
#include "SpeechActivity.h"
#include "SpokenItems.h"
#include "TranscriptWriter.h"
#include "TurnTracker.h"

#include <parlando_provider/ServiceEvent.h>

#include <cstdint>
#include <optional>
#include <string>

namespace parlando
{

/** The agent's turns: what comes of them from the service, and what of that is heard. Session thread. */
class AgentTurns
{
public:
    /** All must outlive this. `activity`: the person's, by which the transcript orders who said what. */
    AgentTurns (SessionOutbox&, TranscriptWriter&, const SpeechActivity& activity);

    /** Content came: opens a turn where none is open. */
    void content (Instant now);

    /** Its voice, after content(): to the output, unless the turn was interrupted. True when any is played.
        `wantsHeard`: the service must be told what of it is not heard. */
    bool play (service::Voice&&, bool wantsHeard);

    /** Words that are spoken or written; a thought. */
    void say (std::string_view words, bool isFinal, Instant now);
    void think (Instant now, std::string thought);

    /** Nothing that was queued or still comes of the open turn is heard. */
    void interrupt (Instant now, bool byPerson);

    /** What was queued waits for the word whether it is heard, and what still comes of the open turn is void. */
    void park();

    /** What was parked is not heard either. */
    void dropParked (Instant now);

    /** The same for what was said since it has become a tone; what lies before is heard. */
    void cutTone();

    /** All of the open turn has come. */
    void generated();

    /** What was all there is over, and what comes now begins another turn. */
    void endGenerated() noexcept;

    /** The open turn, if any, ends here; true where one was open. */
    bool complete();

    /** The same without the service's word, which is told with `reason`. */
    void breakOff (Instant now, std::string reason);

    void playoutBegan (Instant when, std::uint64_t turn);

    /** What of the service's items was not heard to its end. */
    std::vector<command::Heard> playoutStopped (Instant when, std::uint64_t turn, TurnPlayback);

    /** Of a connection that is gone. */
    void forgetItems() noexcept { spokenItems.clear(); }

    /** The open turn, or the last one; 0 before the first. */
    std::uint64_t current() const noexcept { return turns.current(); }
    bool isOpen() const noexcept { return turns.isOpen(); }
    bool wasGenerated() const noexcept { return turns.wasGenerated(); }
    bool wasInterrupted() const noexcept { return turns.wasInterrupted(); }

    /** More of it is to come, and to be heard. */
    bool isHalfSaid() const noexcept { return turns.isOpen() && ! turns.isDead() && ! turns.wasGenerated(); }

    /** What still comes of the open turn is not heard. */
    bool isDead() const noexcept { return turns.isDead(); }

    bool isPlaying() const noexcept { return playing != 0; }

    /** Whose voice is in the output, or was last; 0 before any. */
    std::uint64_t lastHeardTurn() const noexcept { return lastBegun; }
    bool isIdle() const noexcept { return ! turns.isOpen() && ! isPlaying(); }

    /** The agent's voice is in the room at that time, as far as it is known. */
    bool mayBeInRoom (Instant when) const;

    std::optional<Instant> lastContent() const noexcept { return contentCame; }

    /** Of the open turn, or the last one. */
    const ReplySound& sound() const noexcept { return replySound; }

    /** All words of the current turn that came: what came of its voice is heard to its end. */
    std::string words() const;

private:
    void closeEntry();

    SessionOutbox& outbox;
    TranscriptWriter& writer;
    const SpeechActivity& person;
    TurnTracker turns;
    SpokenItems spokenItems;
    ReplySound replySound;
    std::optional<Instant> contentCame;
    std::uint64_t playing = 0, lastBegun = 0;
    std::uint64_t parked = 0;
    std::uint64_t cut = 0; // the last turn whose end was not played
    Instant lastHeard{};   // the end of the voice in the output
};

} // namespace parlando
