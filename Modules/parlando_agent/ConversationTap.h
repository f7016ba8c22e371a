#pragma once

#include <parlando_audio/VoicePlace.h>
#include <parlando_realtime/parlando_realtime.h>
#include <parlando_session/parlando_session.h>

#include <cstdint>
#include <span>

namespace parlando
{

/** How much of the agent's voice in a turn was heard: told once it left the output. */
struct HeardVoice
{
    std::uint64_t turn = 0;

    /** In samples at the service's rate. Their sum is what came of the turn (ConversationTap::agentVoice()); what was
        discarded is its end, but where it was cut or did not find room in the playout. */
    std::uint64_t heard = 0, discarded = 0;

    Instant began; /**< Its first sample was in an output block; the same as `ended` where none was. */
    Instant ended; /**< Its last one was, or the output had fallen silent. */
};

/** Hears all of a conversation, with its sound, beside it: for whoever keeps it.

    Every function is called on the session thread, never under a lock, in the order in which things happen; the voice
    and the network wait for it, so that it hands over what takes long. The audio thread knows nothing of it. What it
    throws ends the conversation with its sentence, as a listener's does. It may be called from the constructor of the
    conversation on until that is gone; of several conversations one after the other if it is given to them.
*/
class ConversationTap
{
public:
    virtual ~ConversationTap() = default;

    /** The agent listens for the first time; before SessionReady is told. Times of what follows count from `zero`: with
        ConversationOptions::earlier it lies before now by the length of that. */
    virtual void began (Instant zero, Instant now) = 0;

    /** What a listener is told as well, without secrets; before the listeners. `now`: when it is told. */
    virtual void told (const SessionEvent&, Instant now) = 0;

    /** An entry of the transcript that is final, whenever anything of it changed: then all of it is given again,
       without secrets. Those of ConversationOptions::earlier come first. */
    virtual void wrote (const TranscriptEntry&) = 0;

    /** The agent's voice, much earlier than it is heard: mono at `sampleRate` Hz, sample by sample what came. With
        AudioEngine::setVoiceTarget() it has the loudness that it is heard with, and comes 0.3 s before that or, where
        it is interrupted, just then. What comes too late to be played is not given. */
    virtual void agentVoice (std::uint64_t turn, std::span<const std::int16_t>, int sampleRate) = 0;

    /** Where on the host's timeline the voice is heard, where the host tells of one: for each turn of which any was,
       once its first sample left the output, and again for each break; before agentHeard(). */
    virtual void agentPlaced (const VoicePlace&) {}

    /** Once for each turn of which any voice came, if it is waited for until that left the output. */
    virtual void agentHeard (const HeardVoice&) = 0;

    /** A frame of the microphone as the session gets it: mono at `sampleRate` Hz, its last sample captured at `when` or
        somewhat before. None come while the microphone is muted or the session takes none. */
    virtual void microphone (std::span<const std::int16_t>, int sampleRate, Instant when) = 0;
};

} // namespace parlando
