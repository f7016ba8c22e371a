// What a Session does for a person who begins to speak over the agent.

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
    }
}

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
