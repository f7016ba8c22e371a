// What becomes of a turn whose connection goes: heard once, whole.

#include "Session.h"

#include <utility>

namespace parlando
{

void Session::leaveReady (Instant now, Rest rest)
{
    const auto callsRan = calls.isAnyOpen();
    calls.expire (now);
    interaction.reset();
    calls.takeCame();
    enter (SessionState::reconnecting);
    turns.forgetItems();
    microphone.beginGap();
    gapBegan = now;
    cutOff.restCame();
    unreadableInARow = 0;

    // What was interrupted, or has come whole, is not missed.
    if (turns.isOpen() && ! turns.isHalfSaid())
    {
        turns.breakOff (now, {});
        return replyWatch.completed();
    }

    // What the service may go on with stays open until it has had the time for it.
    if (turns.isOpen() && ! callsRan && rest == Rest::mayCome)
        return;

    giveUpTurn (now, callsRan);
}

/** The open turn, if any, is cut off for good. */
void Session::giveUpTurn (Instant now, bool callsRan)
{
    using CutAnswer = ReplyWatch::CutAnswer;

    if (turns.isOpen())
        cutOff.keep ({turns.words(), turns.sound().length()});

    turns.breakOff (now, "the connection was lost");
    const auto wasHeard = cutOff.isWorthGoingOn();
    const auto answer = replyWatch.cut (now, callsRan, wasHeard);
    const auto isTranslating = traits.isTranslating;

    if (answer == CutAnswer::lost || (answer == CutAnswer::none && cutOff.isKept() && callsRan))
    {
        cutOff.forget();
        outbox.tell (SessionWarning{"The agent's answer was cut off with the connection; please ask again."});
    }
    else if (! wasHeard || (answer == CutAnswer::none && (replyWatch.isWaiting() || isTranslating)))
        cutOff.forget(); // nothing to go on from, or something else is asked by now, or nothing was
}

void Session::resume (Instant now)
{
    const auto isFresh = reconnection.handle().empty();
    enter (SessionState::ready);
    activity = now;
    speechWatch.resumed (now);

    if (isFresh)
        sendHistory();

    outbox.tell (SessionResumed{now, std::chrono::duration_cast<Milliseconds> (now - gapBegan), ! isFresh,
                                microphone.droppedInGap()});

    if (turns.isHalfSaid() && ! isFresh && waitingTexts.empty() && ! replyWatch.isWaiting())
        cutOff.awaitRest (now);
    else
        askForWhatIsMissing (now, isFresh);

    sendImages (now);
    sendWaitingTexts (now);

    microphone.drain();
}

/** The rest of a turn did not come by itself; or what was asked has no answer yet. */
void Session::askForWhatIsMissing (Instant now, bool isFresh)
{
    cutOff.restCame();

    if (turns.isHalfSaid())
        giveUpTurn (now, false);
    else if (turns.isOpen()) // interrupted meanwhile
    {
        turns.breakOff (now, {});
        replyWatch.completed();
    }

    const auto heard = cutOff.take();
    const auto isOfTool = replyWatch.isWaitingForTool();
    const auto request = replyWatch.resumed (now);

    if (heard && (request || ! replyWatch.isWaiting()))
        sendRequestForRest (now, request.value_or (std::string()), *heard, isFresh);
    else if (request)
        sendText (*request);
    else if (isOfTool)
        askAfterTool (now, ! isFresh);
}

/** A new session was told the request and what was heard with its history. */
void Session::sendRequestForRest (Instant now, const std::string& request, const CutOffAnswer::Heard& heard,
                                  bool isFresh)
{
    auto note = heard.requestForRest();

    // Nobody knows what it was the answer to.
    if (request.empty())
        replyWatch.asked (now, {});

    if (isFresh || request.empty())
        return sendText (note);

    outbox.send (command::Continue{request, heard.words, std::move (note)});
}

} // namespace parlando
