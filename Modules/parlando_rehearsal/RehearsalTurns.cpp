#include "RehearsalSession.h"
#include "SessionLimits.h"
#include "Words.h"

#include <parlando_text/parlando_text.h>

#include <algorithm>
#include <utility>

namespace parlando
{

void RehearsalSession::heard (Instant now, std::uint64_t utterance, const std::string& text, RehearsalEffects& out)
{
    if (phase != Phase::open)
        return;
    const auto worthAnAnswer = person->settle (utterance);
    if (! worthAnAnswer)
        return;

    // Deltas of a few words, each with its leading space (protocol section 3.3).
    const auto tokens = splitAtSpaces (text);
    std::string delta;
    for (std::size_t i = 0; i < tokens.size(); ++i)
    {
        delta += " " + tokens[i];
        if (i % 3 == 2 || i + 1 == tokens.size())
        {
            if (setup.inputTranscription)
                send (server_message::inputTranscription (delta), out);
            delta.clear();
        }
    }
    if (! text.empty())
        unanswered += (unanswered.empty() ? "" : " ") + text;
    owed = owed || ! text.empty() || *worthAnAnswer;
    answerWhenDue (now, out);
}

void RehearsalSession::spoken (Instant now, std::uint64_t sentence, Speech speech, RehearsalEffects& out)
{
    if (! turn)
        return;
    const auto asked = std::find (turn->sentences.begin(), turn->sentences.end(), sentence);
    if (asked == turn->sentences.end())
        return;
    turn->sentences.erase (asked);
    turn->audio.push (std::move (speech));
    progress (now, out);
}

void RehearsalSession::tick (Instant now, RehearsalEffects& out)
{
    if (phase == Phase::settingUp && now >= setupDue)
    {
        phase = Phase::open;
        send (server_message::setupComplete(), out);
        sendResumption (true, out);
    }
    progress (now, out);
}

void RehearsalSession::answerWhenDue (Instant now, RehearsalEffects& out)
{
    if (phase != Phase::open || turn || person->isSpeaking() || person->isAwaitingText())
        return;
    if (owed)
        startTurn (now, nextAnswer(), out);
    else if (! later.empty())
        startTurn (now, {std::exchange (later, {}), {}}, out);
}

Answer RehearsalSession::nextAnswer()
{
    const auto text = std::exchange (unanswered, {});
    const auto seen = std::exchange (pictures, 0);
    owed = false;
    auto answer = answerTo (text, setup.functions, recollection);
    if (seen > 0)
    {
        // With a picture and no words there is nothing that was not caught.
        if (splitWords (text).empty())
            answer.sentences.pop_back();
        const auto place = answer.sentences.begin() + (recollection.introduced ? 0 : 1);
        answer.sentences.insert (place,
                                 seen == 1 ? "I got a picture." : "I got " + std::to_string (seen) + " pictures.");
    }
    recollection.introduced = true;
    return answer;
}

void RehearsalSession::startTurn (Instant now, Answer answer, RehearsalEffects& out)
{
    sendResumption (false, out);
    turn.emplace (options.pace);
    turn->call = std::move (answer.call);
    say (answer.sentences);
    progress (now, out);
}

void RehearsalSession::say (const std::vector<std::string>& sentences)
{
    for (const auto& sentence : sentences)
    {
        turn->sentences.push_back (++lastSentence);
        voice.speak (lastSentence, std::string (cutText (sentence, session_limits::longestSentence)), setup.voice);
    }
}

void RehearsalSession::progress (Instant now, RehearsalEffects& out)
{
    if (! turn)
        return;
    sendAudio (now, out);
    if (! turn->hasSaidAll())
        return;
    if (turn->call && pendingCalls.size() >= session_limits::mostOpenCalls)
        return refuse ({1008, "64 tool calls wait for their answers: answer them."}, out);
    if (turn->call)
        makeCall (out);
    if (! turn->awaited.empty())
        return;
    if (! std::exchange (turn->generationComplete, true))
        send (server_message::generationComplete(), out);
    endTurnWhenDue (now, out);
}

// As the real service, when all should have been heard: the first audio plus its length (protocol section 4.2).
void RehearsalSession::endTurnWhenDue (Instant now, RehearsalEffects& out)
{
    if (options.turnEnd == LineFaults::TurnEnd::played && now < turn->audio.playbackEnd())
        return;
    endTurn (out);
    answerWhenDue (now, out);
}

void RehearsalSession::sendAudio (Instant now, RehearsalEffects& out)
{
    while (auto piece = turn->audio.next (now, turn->sentences.empty()))
    {
        send (server_message::audio (piece->samples), out);
        if (setup.outputTranscription && ! piece->words.empty())
            send (server_message::outputTranscription (piece->words), out);
    }
}

void RehearsalSession::makeCall (RehearsalEffects& out)
{
    auto plan = std::move (*turn->call);
    turn->call.reset();
    const auto function = std::find_if (setup.functions.begin(), setup.functions.end(),
                                        [&] (const DeclaredFunction& f) { return f.name == plan.function; });
    const auto blocking = function == setup.functions.end() || function->blocking;

    // Long and unlike one another, as the real ones.
    const auto id = "function-call-" + std::to_string ((++callCount * 0x9e3779b97f4a7c15ull) >> 1);
    send (server_message::toolCall (id, plan.function, plan.args), out);
    if (blocking)
        turn->awaited.insert (id);
    pendingCalls[id] = {std::move (plan), blocking};
}

// Protocol section 4.3: the calls that were waited for are void, then `interrupted`, then `turnComplete`; no
// `generationComplete` unless it was sent before.
void RehearsalSession::interrupt (RehearsalEffects& out)
{
    if (! turn)
        return;
    cancelAwaitedCalls (out);
    abandonSentences();
    send (server_message::interrupted(), out);
    endTurn (out);
}

void RehearsalSession::cancelAwaitedCalls (RehearsalEffects& out)
{
    if (turn->awaited.empty())
        return;
    for (const auto& id : turn->awaited)
        pendingCalls.erase (id);
    send (server_message::toolCallCancellation ({turn->awaited.begin(), turn->awaited.end()}), out);
    turn->awaited.clear();
}

void RehearsalSession::abandonSentences()
{
    if (! turn)
        return;
    for (const auto sentence : turn->sentences)
        voice.abandonSentence (sentence);
    turn->sentences.clear();
}

void RehearsalSession::endTurn (RehearsalEffects& out)
{
    const auto samples = static_cast<std::int64_t> (turn->audio.sentSamples());
    const auto tokens = (samples * 25 + TurnAudio::sampleRate - 1) / TurnAudio::sampleRate;
    if (! turn->audio.said().empty())
        recollection.lastSaid = turn->audio.said();
    ++recollection.turns;
    turn.reset();
    if (options.turnEnd != LineFaults::TurnEnd::never)
        send (server_message::turnComplete (context, {0, tokens, 0}), out);
    context.audio += tokens;
    sendResumption (true, out);
}

void RehearsalSession::sendResumption (bool resumable, RehearsalEffects& out)
{
    if (! setup.resumption)
        return;
    const auto handle = resumable ? store.keep ({setup.model, recollection, context.text, context.audio}) : "";
    send (server_message::sessionResumptionUpdate (handle), out);
}

void RehearsalSession::send (const server_message::Json& message, RehearsalEffects& out)
{
    out.push_back (SendMessage{server_message::toWire (message)});
}

} // namespace parlando
