#include "RehearsalSession.h"

#include "Base64.h"
#include "ClientSchema.h"
#include "RestOfAnswer.h"
#include "SessionLimits.h"
#include "Words.h"

#include <parlando_text/parlando_text.h>

#include <algorithm>
#include <cctype>

namespace parlando
{

namespace detail_rehearsal_session
{
using nlohmann::json;

constexpr std::size_t longestCloseReason = 123; // RFC 6455 section 5.5
constexpr std::int64_t tokensPerImage = 258;    // protocol section 4.4

std::string textOf (const json& object, const char* key)
{
    const auto found = object.find (key);
    return found == object.end() ? std::string() : found->get<std::string>();
}

// The rate of "audio/pcm;rate=16000", in any case and order; 16 kHz when it is not given, 0 when it is not usable or
// the type is none of PCM.
int rateOf (const std::string& mimeType)
{
    auto lower = toLower (mimeType);
    std::erase_if (lower, [] (unsigned char c) { return std::isspace (c) != 0; });
    if (lower != "audio/pcm" && ! lower.starts_with ("audio/pcm;"))
        return 0;
    const auto at = lower.find (";rate=");
    if (at == std::string::npos)
        return 16000;
    const auto digits = lower.substr (at + 6, 6);
    const auto rate =
        std::isdigit (static_cast<unsigned char> (digits.empty() ? 'x' : digits[0])) != 0 ? std::stoi (digits) : 0;
    return rate >= 8000 && rate <= 192000 ? rate : 0;
}

void addText (std::string& to, const std::string& text)
{
    if (! text.empty())
        to += (to.empty() ? "" : " ") + text;
}
} // namespace detail_rehearsal_session

RehearsalSession::RehearsalSession (Options o, ResumptionStore& s, Ears& e, Voice& v)
    : options (std::move (o)), store (s), ears (e), voice (v)
{
}

RehearsalSession::~RehearsalSession()
{
    if (person)
        person->abandonAll();
    abandonSentences();
}

void RehearsalSession::receive (Instant now, std::string_view text, RehearsalEffects& out)
{
    if (phase == Phase::closed)
        return;
    Json message;
    if (const auto refusal = ClientSchema::read (text, message))
        return refuse (*refusal, out);

    const auto isSetup = message.contains ("setup");
    if (isSetup != (phase == Phase::fresh))
        return refuse ({1007, "setup must be the first message and only the first"}, out);
    if (phase == Phase::settingUp)
        return refuse ({1007, "Request contains an invalid argument: nothing may be sent before setupComplete"}, out);
    dispatch (now, message, out);
}

void RehearsalSession::dispatch (Instant now, const Json& message, RehearsalEffects& out)
{
    const auto& key = message.begin().key();
    const auto& body = message.begin().value();
    if (key == "setup")
        receiveSetup (now, body, out);
    else if (key == "clientContent")
        receiveClientContent (now, body, out);
    else if (key == "realtimeInput")
        receiveRealtimeInput (now, body, out);
    else if (key == "toolResponse")
        receiveToolResponse (now, body, out);
    else if (const auto refusal = setup.update (body))
        refuse (*refusal, out);
    else
        person->expect (settableThings (setup.functions));
}

void RehearsalSession::receiveSetup (Instant now, const Json& body, RehearsalEffects& out)
{
    if (const auto refusal = RehearsalSetup::read (body, options.apiVersion, setup))
        return refuse (*refusal, out);
    if (! setup.handle.empty() && (options.refusesResume || ! resume()))
        return refuse ({1008, "BidiGenerateContent session not found"}, out);
    context.text += setup.promptTextTokens;
    person.emplace (setup, ears);
    person->expect (settableThings (setup.functions));
    phase = Phase::settingUp;
    setupDue = now + options.setupDelay;
}

bool RehearsalSession::resume()
{
    const auto session = store.find (setup.handle);
    if (! session || session->model != setup.model)
        return false;
    recollection = session->recollection;
    context = {session->contextTextTokens, session->contextAudioTokens, 0};
    // History is not sent again after a resume (protocol section 4.7).
    setup.historyFirst = false;
    return true;
}

void RehearsalSession::receiveClientContent (Instant now, const Json& content, RehearsalEffects& out)
{
    using namespace detail_rehearsal_session;
    const auto complete = content.value ("turnComplete", false);
    if (! setup.historyFirst && ! setup.contentAlways)
        return refuse ({1007, "Request contains an invalid argument."}, out);

    std::string question, request;
    for (const auto& each : content.value ("turns", Json::array()))
    {
        const auto role = textOf (each, "role");
        if (! role.empty() && role != "user" && role != "model")
            return refuse ({1007, "Please use a valid role: user, model."}, out);
        // Only the last word is a question; what stands before it is history, but for what an aside tells of.
        request = withoutAsides (question).empty() ? request : question;
        question.clear();
        for (const auto& part : each.value ("parts", Json::array()))
        {
            context.text += textTokens (textOf (part, "text"));
            addText (question, role == "model" ? std::string() : textOf (part, "text"));
            pictures += part.contains ("inlineData") && ! setup.historyFirst ? 1 : 0;
        }
    }
    if (! heardBefore (question).empty())
        question.insert (0, request + " ");
    if (setup.historyFirst)
    {
        setup.historyFirst = ! complete;
        return;
    }
    if (complete && content.value ("turns", Json::array()).empty() && ! setup.takesEmptyContent)
        return refuse ({1007, "No turn to complete"}, out);
    interrupt (out);
    addText (unanswered, question);
    owed = owed || complete;
    answerOrRefuse (now, out);
}

void RehearsalSession::answerOrRefuse (Instant now, RehearsalEffects& out)
{
    answerWhenDue (now, out);
    if (unanswered.size() > session_limits::mostWaitingText)
        refuse ({1009, "More than 1 MiB of text waits for an answer."}, out);
}

void RehearsalSession::receiveRealtimeInput (Instant now, const Json& input, RehearsalEffects& out)
{
    using namespace detail_rehearsal_session;
    if (input.size() != 1)
        return refuse ({1007, "Request contains an invalid argument: realtime_input takes exactly one field"}, out);
    if (input.contains ("mediaChunks"))
        return refuse ({1007, "realtime_input.media_chunks is deprecated. Use audio, video, or text instead."}, out);
    if (input.contains ("audio"))
        return receiveAudio (now, input["audio"], out);
    if (input.contains ("activityStart") || input.contains ("activityEnd"))
        return receiveActivity (now, input.contains ("activityStart"), out);
    if (input.contains ("video"))
    {
        if (! textOf (input["video"], "mimeType").starts_with ("image/"))
            return refuse ({1007, "Request contains an invalid argument: video takes image/jpeg or image/png"}, out);
        ++pictures;
        context.image += tokensPerImage;
    }
    else if (input.contains ("text"))
    {
        if (setup.speechInterrupts)
            interrupt (out);
        context.text += textTokens (textOf (input, "text"));
        addText (unanswered, textOf (input, "text"));
        owed = true;
        answerOrRefuse (now, out);
    }
    else if (input["audioStreamEnd"] == true)
    {
        PersonAudio::Signals signals;
        person->streamEnd (signals);
        applySignals (now, signals, out);
    }
}

void RehearsalSession::receiveAudio (Instant now, const Json& blob, RehearsalEffects& out)
{
    using namespace detail_rehearsal_session;
    const auto rate = rateOf (textOf (blob, "mimeType"));
    const auto bytes = base64ToBytes (textOf (blob, "data"));
    if (setup.refusesAudio)
        return refuse ({1007, "Request contains an invalid argument."}, out);
    if (rate == 0)
        return refuse ({1007, "Request contains an invalid argument: audio takes audio/pcm;rate=16000"}, out);
    if (! bytes)
        return refuse ({1007, "Invalid value at 'realtime_input.audio.data' (TYPE_BYTES), Base64 decoding failed"},
                       out);
    PersonAudio::Signals signals;
    person->receive (rate, *bytes, signals);
    if (person->isTooMuch())
        return refuse ({1008, "Audio comes faster than it can be heard: send it in real time."}, out);
    applySignals (now, signals, out);
}

void RehearsalSession::receiveActivity (Instant now, bool starts, RehearsalEffects& out)
{
    if (setup.automaticDetection)
        return refuse (
            {1007, "Explicit activity control is not supported when automatic activity detection is enabled."}, out);
    PersonAudio::Signals signals;
    // The real service is known to refuse an activity without audio; unpaired ones are refused so that clients notice.
    if (! (starts ? person->activityStart (signals) : person->activityEnd (signals)))
        return refuse ({1007, "Precondition check failed."}, out);
    if (person->isTooMuch())
        return refuse ({1008, "Audio comes faster than it can be heard: send it in real time."}, out);
    applySignals (now, signals, out);
}

void RehearsalSession::applySignals (Instant now, const PersonAudio::Signals& signals, RehearsalEffects& out)
{
    const auto started = std::find (signals.begin(), signals.end(), PersonAudio::Signal::started) != signals.end();
    if (started && setup.speechInterrupts)
        interrupt (out);
    const auto samples = static_cast<std::int64_t> (person->takeHeardSamples());
    context.audio += (samples * 25 + 15999) / 16000;
    answerWhenDue (now, out);
}

void RehearsalSession::receiveToolResponse (Instant now, const Json& response, RehearsalEffects& out)
{
    for (const auto& each : response.value ("functionResponses", Json::array()))
    {
        if (detail_rehearsal_session::textOf (each, "id").empty())
            return refuse ({1007, "Request contains an invalid argument: function_responses need the id of their call"},
                           out);
        receiveFunctionResponse (now, each, out);
        if (later.size() > session_limits::mostToTell)
            return refuse ({1008, "Too many results of tools wait to be told."}, out);
    }
    progress (now, out);
    answerWhenDue (now, out);
}

void RehearsalSession::receiveFunctionResponse (Instant now, const Json& response, RehearsalEffects& out)
{
    using namespace detail_rehearsal_session;
    const auto id = textOf (response, "id");
    const auto found = pendingCalls.find (id);
    if (found == pendingCalls.end())
        return; // cancelled in the meantime, or answered before
    const auto sentences = answerToResult (found->second.plan, response.value ("response", Json::object()));
    const auto blocking = found->second.blocking;
    if (blocking || ! response.value ("willContinue", false))
        pendingCalls.erase (found);
    context.text += textTokens (response.dump (-1, ' ', true, Json::error_handler_t::replace));

    if (blocking && turn)
    {
        turn->awaited.erase (id);
        say (sentences);
        return;
    }
    const auto scheduling = textOf (response, "scheduling");
    if (scheduling == "INTERRUPT")
        interrupt (out);
    if (scheduling != "SILENT")
        later.insert (later.end(), sentences.begin(), sentences.end());
    answerWhenDue (now, out);
}

void RehearsalSession::refuse (const Refusal& refusal, RehearsalEffects& out)
{
    phase = Phase::closed;
    if (person)
        person->abandonAll();
    abandonSentences();
    turn.reset();
    out.push_back (CloseConnection{
        refusal.code, std::string (cutText (refusal.reason, detail_rehearsal_session::longestCloseReason))});
}

} // namespace parlando
