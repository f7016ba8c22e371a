// A Conversation between the rings of its AudioEngine and its Session.

#include "Conversation.h"

#include <utility>

namespace parlando
{

namespace
{

/** A host that calls faster than real time must not keep the session thread from its other work: 20 s. */
constexpr int framesInTick = 1000;

} // namespace

/** True when there was a frame. */
bool Conversation::pumpCapture (Instant when)
{
    auto& capture = engine.capture();
    const auto before = captured;

    const auto isWanted = [this] { return ! discardIfMuted() && session.wantsMicrophone (transport.queuedBytes()); };
    MicrophoneSpeech::Wishes wishes{engine.echoMode(), engine.bargeInMode(), engine.microphoneCleaning(),
                                    engine.deviceDelay(), session.wantsVoice()};
    capture.setHearsPlayed (speech.hearsPlayed (wishes));
    followTalk (when, false);

    for (int most = framesInTick; most > 0 && isWanted() && capture.pull (frame); --most)
    {
        captured += frame.size();
        followTalk (when, true);

        // A pause may have ended what is held all the same.
        if (std::exchange (hasPaused, false) && capture.isTalkHeld())
            tellTalk (when);

        wishes.findsTurns = session.wantsVoice();
        const auto voice = speech.process (frame, capture.played(), wishes);

        for (const auto& tap : options.taps)
            tap->microphone (frame, session.microphoneRate(), when);

        feed (when, input::MicrophoneFrame{frame, transport.queuedBytes(), voice});
        followTalk (when, false);
        tellOfEcho();
    }

    hasPaused = captured == before;

    status.figures.microphone (captured, session.microphoneSamplesSent(), session.microphoneSamplesDropped(),
                               capture.droppedSamples() - droppedBefore);
    return captured != before;
}

/** Twice a second. */
void Conversation::tellOfEcho()
{
    constexpr int every = 25; // frames

    if (++sinceEcho < every)
        return;

    sinceEcho = 0;
    status.figures.echo (speech.report());
}

/** What is held begins before the frame that it begins in, and ends after its last one. */
void Conversation::followTalk (Instant when, bool isBeforeFrame)
{
    while (engine.capture().takeTalk (isBeforeFrame))
        tellTalk (when);
}

void Conversation::tellTalk (Instant when)
{
    const auto talk = engine.capture().talk();
    feed (when,
          input::PersonActivity{talk == TalkState::open ? std::nullopt : std::optional (talk == TalkState::held)});
}

/** Muting is privacy: not even what was said before it leaves any more. */
bool Conversation::discardIfMuted()
{
    if (! engine.isMicrophoneMuted())
        return false;

    engine.capture().discard();
    feed (loop.now(), input::MicrophoneMuted{});
    return true;
}

bool Conversation::pumpPlayout()
{
    auto& playout = engine.playout();
    voiceOutput.setTarget (engine.voiceTarget());
    voiceOutput.pump();

    // Looked at before the events are: when it is dry, they tell of everything that was heard.
    const auto isDry = playout.isDry();
    playout.poll ([this] (const PlayoutEvent& event) { take (event); },
                  [this] (const VoicePlace& place) { tellTaps (place); });
    status.isSpeaking = ! isDry;
    return isDry;
}

void Conversation::take (const PlayoutEvent& event)
{
    auto& figures = status.figures;
    const auto now = loop.now();

    switch (event.kind)
    {
        case PlayoutEvent::Kind::firstSample:
            figures.firstSample (event.turn, event.when);
            feed (now, input::PlayoutBegan{event.when, event.turn});
            break;

        case PlayoutEvent::Kind::lastSample:
            figures.stopped (event.turn, event.when, event.samplesHeard, event.samplesDiscarded);
            feed (now, input::PlayoutStopped{event.when,
                                             event.turn,
                                             {event.samplesHeard, event.samplesDiscarded, event.samplesDiscarded > 0}});
            break;

        case PlayoutEvent::Kind::silenced:
            figures.silenced (event.when);
            figures.stopped (event.turn, event.when, event.samplesHeard, event.samplesDiscarded);
            feed (now,
                  input::PlayoutStopped{event.when, event.turn, {event.samplesHeard, event.samplesDiscarded, true}});
            break;

        case PlayoutEvent::Kind::underrun:
            figures.underrun();
            break;
    }

    tellTaps (event);
    ++status.revision; // last: who sees it finds what is new
}

} // namespace parlando
