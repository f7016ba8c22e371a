// What a Session does with what a detector says of the person: who speaks over the agent, and whose turn it is.

#include "Session.h"

namespace parlando
{

namespace
{

/** Frames come every 20 ms, some later on a busy machine. After so long the microphone is muted, or gone. */
constexpr auto frameIsMissed = Milliseconds (500);

} // namespace

void Session::hear (Instant now, const input::MicrophoneFrame::Voice& voice)
{
    lastVoice = now;
    bargeIn.setMode (voice.bargeIn);
    auto when = now - BargeIn::frameLength * static_cast<int> (voice.halves.size() - 1);

    for (const auto& half : voice.halves)
    {
        obey (now, bargeIn.frame (when, half, {turns.lastHeardTurn(), turns.isPlaying()}));
        when += BargeIn::frameLength;
        detector.frame (half, agentHeard (voice.bargeIn), microphone.speech().isLoud());
    }

    if (wantsVoice())
        microphone.setDetected (detector.isActive(), detector.sinceOnset());
}

ActivityDetector::Agent Session::agentHeard (BargeInMode mode) const
{
    using State = BargeIn::State;
    const auto state = bargeIn.state();
    return {turns.isPlaying(), mode != BargeInMode::off, state != State::playing && state != State::ducked};
}

bool Session::wantsVoice() const noexcept { return microphone.marksActivity() && options.agent.turnDetection.isLocal; }

/** What was noticed of no speech here did not leave, and need not be said again. */
bool Session::isUnheardHere() const { return wantsVoice() && lastVoice && ! detector.isActive(); }

void Session::tickBargeIn (Instant now)
{
    if (lastVoice && now - *lastVoice >= frameIsMissed)
        loseVoice (now);
}

void Session::loseVoice (Instant now)
{
    if (lastVoice)
        obey (now, bargeIn.lose());

    lastVoice.reset();
    detector.stop();

    if (wantsVoice() && connection.isOpen())
        microphone.setDetected (false);
}

/** A sound that was short may have been a cough: then nothing comes of it, no words and no other turn, and what had
   been received is heard. */
void Session::takeServiceInterruption (Instant now)
{
    const auto byPerson = isInterruptionByPerson (now);
    const auto step = byPerson ? bargeIn.interrupted (now) : bargeIn.stop();

    if (bargeIn.state() != BargeIn::State::doubtful)
        return takeInterruption (now, byPerson);

    // Of the next there may be nothing in the output yet.
    if (step)
        obey (now, step);

    turns.park();
    calls.interrupted (now);
}

void Session::obey (Instant now, BargeIn::Command step)
{
    if (! step)
        return;

    switch (*step)
    {
        case BargeInStep::duck:
            return yield (now, VoiceYield::ducked);
        case BargeInStep::hold:
            return yield (now, VoiceYield::held);
        case BargeInStep::release:
        case BargeInStep::resume:
            return yield (now, VoiceYield::none);
        case BargeInStep::cut:
            return turns.dropParked (now);
    }
}

void Session::yield (Instant now, VoiceYield how)
{
    outbox.add (effect::Yield{how});
    outbox.tell (VoiceYielded{turns.lastHeardTurn(), now, how});
}

} // namespace parlando
