#include "AgentTurns.h"

#include <utility>

namespace parlando
{

namespace
{

/** How long the agent's voice may come back from loudspeakers after it left the output: devices and the room. */
constexpr auto echoTail = Milliseconds (300);

} // namespace

AgentTurns::AgentTurns (SessionOutbox& sessionOutbox, TranscriptWriter& transcriptWriter,
                        const SpeechActivity& activity)
    : outbox (sessionOutbox), writer (transcriptWriter), person (activity), turns (transcriptWriter.lastTurn())
{
}

void AgentTurns::content (Instant now)
{
    contentCame = now;

    if (turns.content())
    {
        replySound.begin();
        outbox.tell (TurnStarted{turns.current(), now});
    }
}

bool AgentTurns::play (service::Voice&& voice, bool wantsHeard)
{
    const auto turn = turns.current();

    if (turns.isDead())
    {
        outbox.add (effect::Discard{turn, voice.samples.size(), voice.sampleRate});
        return false;
    }

    if (voice.samples.empty())
        return false;

    if (wantsHeard)
        spokenItems.spoken (turn, voice.item, voice.samples.size());

    replySound.process (voice.samples, voice.sampleRate);
    outbox.add (effect::Play{turn, std::move (voice.samples), voice.sampleRate});
    return true;
}

void AgentTurns::say (std::string_view words, bool isFinal, Instant now)
{
    outbox.tellPiece (writer.agent (turns.current(), words, isFinal, now));
}

void AgentTurns::think (Instant now, std::string thought)
{
    writer.thought (turns.current(), thought, now);
    outbox.tell (ThoughtPiece{turns.current(), std::move (thought)});
}

void AgentTurns::interrupt (Instant now, bool byPerson)
{
    outbox.add (effect::Silence{});
    const auto turn = turns.isOpen() ? turns.current() : playing;
    turns.interrupted();
    closeEntry();
    writer.agentCut (turn);
    outbox.tell (Interrupted{turn, now, byPerson});
}

// Its end is heard should it go on.
void AgentTurns::park()
{
    parked = turns.isOpen() ? turns.current() : playing;

    if (turns.isOpen())
        outbox.add (effect::EndPlayout{turns.current()});

    turns.interrupted();
    closeEntry();
}

void AgentTurns::dropParked (Instant now)
{
    outbox.add (effect::Silence{});
    writer.agentCut (parked);
    outbox.tell (Interrupted{parked, now, true});
}

void AgentTurns::cutTone()
{
    cut = turns.current();
    outbox.add (effect::Cut{cut, replySound.toneBegin()});
    turns.interrupted();
    closeEntry();
}

void AgentTurns::generated()
{
    closeEntry();

    if (turns.isOpen())
        outbox.add (effect::EndPlayout{turns.current()});

    turns.generated();
}

void AgentTurns::endGenerated() noexcept
{
    if (turns.wasGenerated())
        turns.complete();
}

bool AgentTurns::complete()
{
    closeEntry();
    const auto wasOpen = turns.isOpen();

    if (wasOpen)
        outbox.add (effect::EndPlayout{turns.current()});

    turns.complete();
    return wasOpen;
}

void AgentTurns::breakOff (Instant now, std::string reason)
{
    const auto wasDead = turns.isDead();

    if (complete())
        outbox.tell (TurnComplete{turns.current(), now, wasDead, true, std::move (reason)});
}

void AgentTurns::playoutBegan (Instant when, std::uint64_t turn)
{
    playing = lastBegun = turn;
    writer.agentBegan (turn, when);
}

std::vector<command::Heard> AgentTurns::playoutStopped (Instant when, std::uint64_t turn, TurnPlayback playback)
{
    if (playing == turn)
        playing = 0;

    lastHeard = when;
    playback.interrupted = playback.interrupted || turn == cut;
    writer.agentStopped (turn, when, playback);
    return spokenItems.stopped (turn, playback.heard);
}

bool AgentTurns::mayBeInRoom (Instant when) const { return isPlaying() || when < lastHeard + echoTail; }

std::string AgentTurns::words() const
{
    const auto& entries = writer.transcript().entries;
    const auto turn = turns.current();
    std::string words;

    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry)
        if (entry->speaker == Speaker::agent && entry->turn == turn)
            words.insert (0, entry->text);
        else if (entry->turn != 0 && entry->turn < turn)
            break;

    return words;
}

void AgentTurns::closeEntry() { outbox.tellPiece (writer.close (Speaker::agent, person)); }

} // namespace parlando
