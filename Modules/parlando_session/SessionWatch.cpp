// How a Session notices that the agent has failed without saying so.

#include "Session.h"

#include <algorithm>
#include <utility>

namespace parlando
{

namespace
{

/** In the middle of a turn, with nothing left to be heard. */
constexpr auto midTurnPatience = Milliseconds (10'000);

/** From generationComplete to turnComplete: the service waits for what it takes to be the end of playback. */
constexpr auto endOfTurnPatience = Milliseconds (5'000);

/** What a connection that is likely to be dead is given for its goodbye. */
constexpr auto shortFarewell = Milliseconds (250);

/** A shorter reply may be a breath; a longer silence before the first word is none. */
constexpr auto shortestSilentReply = Milliseconds (1'000);
constexpr auto longestSilence = Milliseconds (3'000);

/** How long a service takes at most to say what it understood. */
constexpr auto understanding = Milliseconds (3'000);
constexpr auto shortestQuestion = Milliseconds (150);

/** Pictures, the microphone and a person's words never come to that: answers to calls do, of a service that calls and
    takes no answer. */
constexpr std::size_t mostUnsentBytes = 32u << 20;

} // namespace

std::string describe (const WatchdogFired& fired)
{
    static constexpr std::string_view problems[]{
        "The agent did not answer", "The agent stopped in the middle of its turn", "The agent's answer was silence",
        "The agent's answer was a tone", "The service did not notice what was said, and gave no answer"};
    static constexpr std::string_view actions[]{"; it was nudged.", "; going on with another connection.",
                                                "; it was silenced. Please say it again.", "; please say it again.",
                                                "; it was sent once more."};
    return std::string (problems[static_cast<std::size_t> (fired.watchdog)]) +
           std::string (actions[static_cast<std::size_t> (fired.action)]);
}

/** The person said something a moment ago, by its length no click, and nothing has come of it yet. */
bool Session::mayHaveAsked (Instant now) const
{
    const auto begin = microphone.speech().lastOnset(), end = microphone.speech().lastLoud();
    const auto wasSpeech = begin && end && ! microphone.speech().isSpeaking() && *end - *begin >= shortestQuestion;
    const auto wasEcho = end && turns.mayBeInRoom (*end);
    return wasSpeech && ! wasEcho && now - *end < understanding && turns.lastContent() < end;
}

bool Session::isThinking (Instant now) const
{
    if (current != SessionState::ready)
        return false;

    if (mayHaveAsked (now) && ! traits.transcribesOnly)
        return true;

    return replyWatch.isWaiting() || interaction.isBusy() || turns.isHalfSaid() || calls.isAwaitedOpen();
}

bool Session::owesAnswer (Instant now) const
{
    if (! mayTalk (current))
        return false;

    // All of it is there: what is missing is the word that it is, which may never come (C60).
    const auto isOver = turns.isDead() || (turns.wasGenerated() && now - activity >= endOfTurnPatience);
    return replyWatch.isOwed() || calls.isAnyOpen() || interaction.isBusy() || ! waitingTexts.empty() ||
           (turns.isOpen() && ! isOver);
}

void Session::heardPerson (std::string_view words)
{
    // What is written down only now may have been answered long ago (C53).
    const auto end = microphone.speech().lastLoud();

    if (traits.transcribesOnly || turns.isOpen() || words.empty() || ! end || turns.lastContent() >= end)
        return;

    replyWatch.heard (*end, words, traits.mayStaySilent);
}

void Session::tickWatch (Instant now, bool playoutIsDry)
{
    if (calls.isAnyOpen())
        interaction.hold (now);
    else if (const auto expiry = interaction.expire (now); expiry != Interaction::Expiry::none)
    {
        endInteraction (now);

        if (expiry == Interaction::Expiry::unanswered && ! replyWatch.isWaiting() && current == SessionState::ready)
            fire (now, Watchdog::firstAudio, WatchdogFired::Action::gaveUp);
    }

    if (current != SessionState::ready || calls.isAnyOpen())
        return;

    if (turns.isIdle() && ! replyWatch.isWaiting())
        tickSpeechWatch (now);

    switch (replyWatch.next (now, microphone.speech().lastLoud(), turns.isIdle()))
    {
        case ReplyWatch::Step::nudge:
            return nudge (now);
        case ReplyWatch::Step::replace:
            return replaceSilentConnection (now, Watchdog::firstAudio);
        case ReplyWatch::Step::giveUp:
            return fire (now, Watchdog::firstAudio, WatchdogFired::Action::gaveUp);
        case ReplyWatch::Step::nothing:
            break;
    }

    const auto isDue = turns.isHalfSaid() && playoutIsDry && turns.lastContent() &&
                       now - std::max (*turns.lastContent(), activity) >= midTurnPatience * (traits.isSlow ? 3 : 1);

    if (isDue)
        replaceSilentConnection (now, Watchdog::midTurn);
}

/** C121. */
void Session::tickSpeechWatch (Instant now)
{
    using Action = WatchdogFired::Action;
    const auto step = speechWatch.next (now, microphone.speech().isSpeaking());

    // Without transcription nothing tells whether it was noticed and left without an answer.
    if (step == SpeechWatch::Step::nothing || (traits.mayStaySilent && ! traits.transcribesPerson))
        return;

    const auto said = speechWatch.takeSpeech();

    // Muting is privacy: what was said before it does not leave any more.
    if (said.empty())
        return fire (now, Watchdog::ignoredSpeech, Action::gaveUp);

    microphone.repeat (said);

    if (step == SpeechWatch::Step::replace && options.reconnects)
        return replaceSilentConnection (now, Watchdog::ignoredSpeech);

    microphone.drain();
    fire (now, Watchdog::ignoredSpeech, Action::saidAgain);
}

void Session::nudge (Instant now)
{
    // What the service has of the person's speech is answered as it is; more of it opens the stream anew.
    if (replyWatch.isOfSpeech() && microphone.isStreamOpen() && ! microphone.marksActivity())
        microphone.endStream();
    else if (replyWatch.isOwed() && traits.canBeNudged)
        outbox.send (command::Nudge{}); // who may stay silent is not made to speak
    else
        return;

    fire (now, Watchdog::firstAudio, WatchdogFired::Action::nudged);
}

/** On another connection, which knows of the tool's answer only where the session was resumed. */
void Session::askAfterTool (Instant now, bool contextKept)
{
    if (contextKept)
        return outbox.send (command::Nudge{});

    replyWatch.forget();
    fire (now, Watchdog::firstAudio, WatchdogFired::Action::gaveUp);
}

/** A service that reads nothing must not fill the memory. */
void Session::tickUnread (Instant now)
{
    if (! isOpen() || ! connection.isOpen() || outbox.unsentBytes() <= mostUnsentBytes)
        return;

    const std::string problem = "The service takes nothing of what it is sent: 32 MB wait.";

    if (options.reconnects && current == SessionState::ready)
        replaceConnection (now, problem, shortFarewell);
    else
        close (now, EndReason::failed, 1000, problem + " Try again later.");
}

void Session::replaceSilentConnection (Instant now, Watchdog watchdog)
{
    using Action = WatchdogFired::Action;

    // Nor is one replaced for a goodbye: the conversation is over, and would begin again.
    if (! options.reconnects || current != SessionState::ready)
    {
        replyWatch.forget();
        return fire (now, watchdog, Action::gaveUp);
    }

    const WatchdogFired fired{watchdog, Action::reconnected, turns.current(), now};
    outbox.tell (WatchdogFired (fired));
    replaceConnection (now, describe (fired), shortFarewell);
}

void Session::listenToReply (Instant now)
{
    const auto& sound = turns.sound();

    if (sound.isAudible())
        replyWatch.answered (now, turns.current());
    else if (replyWatch.isWaitingFor (turns.current()) && sound.length() >= longestSilence)
        return replaceSilentConnection (now, Watchdog::silentReply);

    if (sound.isStuckTone())
        cutTone (now);
}

/** What was said before the tone is still heard; the answer is asked for again, if that may be. */
void Session::cutTone (Instant now)
{
    turns.cutTone();

    if (options.reconnects && current == SessionState::ready &&
        replyWatch.cut (now, calls.isAnyOpen()) == ReplyWatch::CutAnswer::askedAgain)
        replaceSilentConnection (now, Watchdog::stuckTone);
    else
        fire (now, Watchdog::stuckTone, WatchdogFired::Action::interrupted);
}

/** `turn` is over; one that never opened was an answer without a word. */
void Session::judgeReply (Instant now, std::uint64_t turn)
{
    const auto& sound = turns.sound();
    const auto isSilent =
        replyWatch.isWaitingFor (turn) && ! sound.isAudible() && sound.length() >= shortestSilentReply;

    if (isSilent)
        return replaceSilentConnection (now, Watchdog::silentReply);

    replyWatch.answered (now, turn);
}

void Session::fire (Instant now, Watchdog watchdog, WatchdogFired::Action action)
{
    outbox.tell (WatchdogFired{watchdog, action, turns.current(), now});
}

} // namespace parlando
