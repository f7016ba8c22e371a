// What becomes of a turn whose connection goes: heard once, whole.

#include "Session.h"

#include <parlando_text/parlando_text.h>

#include <utility>

namespace parlando
{

namespace
{

/** How long a service that has resumed a session may take to go on with the turn that was cut off. */
constexpr auto patienceWithRest = Milliseconds (1'000);

/** Who heard less starts again. */
constexpr auto worthGoingOn = Milliseconds (1'000);

/** What of the words that were heard is quoted; it must be enough to find the place. */
constexpr std::size_t quotedBytes = 240;

/** What asks for the rest of an answer, in the person's name. */
std::string askForRest (std::string_view heard, Milliseconds length)
{
    const auto place = heard.empty() ? "the first " + std::to_string (length.count() / 1000) + " s of it"
                                     : "you up to: \"" + std::string (lastPieces (heard, quotedBytes)) + "\"";
    return "(The connection broke while you were answering. I heard " + place +
           ". Go on right there: say nothing of it again, and nothing about the connection.)";
}

} // namespace

/** All words of `turn` that came: what came of its voice is heard to its end. */
std::string Session::wordsOf (std::uint64_t turn) const
{
    const auto& entries = writer.transcript().entries;
    std::string words;

    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry)
        if (entry->speaker == Speaker::agent && entry->turn == turn)
            words.insert (0, entry->text);
        else if (entry->turn != 0 && entry->turn < turn)
            break;

    return words;
}

bool Session::isHalfSaid() const noexcept { return turns.isOpen() && ! turns.isDead() && ! turns.wasGenerated(); }

void Session::leaveReady (Instant now, Rest rest)
{
    const auto callsRan = ! calls.open().empty();
    endRunningCalls (now);
    interaction.reset();
    callCame = false;
    enter (SessionState::reconnecting);
    spokenItems.clear();
    preparing.reset();
    microphone.beginGap();
    gapBegan = now;
    restDue.reset();
    unreadableInARow = 0;

    // What was interrupted, or has come whole, is not missed.
    if (turns.isOpen() && ! isHalfSaid())
    {
        endTurnHere (now, {});
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
        missing = Missing{wordsOf (turns.current()), replySound.length()};

    endTurnHere (now, "the connection was lost");
    const auto wasHeard = missing && (! missing->words.empty() || missing->length >= worthGoingOn);
    const auto answer = replyWatch.cut (now, callsRan, wasHeard);
    const auto isTranslating = traits.isTranslating;

    if (answer == CutAnswer::lost || (answer == CutAnswer::none && missing && callsRan))
    {
        missing.reset();
        outbox.tell (SessionWarning{"The agent's answer was cut off with the connection; please ask again."});
    }
    else if (! wasHeard || (answer == CutAnswer::none && (replyWatch.isWaiting() || isTranslating)))
        missing.reset(); // nothing to go on from, or something else is asked by now, or nothing was
}

/** The open turn, if any, has come to its end without the service's word. */
void Session::endTurnHere (Instant now, std::string reason)
{
    tellPiece (writer.close (Speaker::agent, microphone.speech()));

    if (! turns.isOpen())
        return;

    outbox.add (effect::EndPlayout{turns.current()});
    outbox.tell (TurnComplete{turns.current(), now, turns.isDead(), true, std::move (reason)});
    turns.complete();
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

    if (isHalfSaid() && ! isFresh && waitingTexts.empty() && ! replyWatch.isWaiting())
        restDue = now + patienceWithRest;
    else
        askForWhatIsMissing (now, isFresh);

    sendImages (now);
    sendWaitingTexts (now);

    microphone.drain();
}

/** The rest of a turn did not come by itself; or what was asked has no answer yet. */
void Session::askForWhatIsMissing (Instant now, bool isFresh)
{
    restDue.reset();

    if (isHalfSaid())
        giveUpTurn (now, false);
    else if (turns.isOpen()) // interrupted meanwhile
    {
        endTurnHere (now, {});
        replyWatch.completed();
    }

    const auto heard = std::exchange (missing, std::nullopt);
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
void Session::sendRequestForRest (Instant now, const std::string& request, const Missing& heard, bool isFresh)
{
    auto note = askForRest (heard.words, heard.length);

    // Nobody knows what it was the answer to.
    if (request.empty())
        replyWatch.asked (now, {});

    if (isFresh || request.empty())
        return sendText (note);

    outbox.send (command::Continue{request, heard.words, std::move (note)});
}

} // namespace parlando
