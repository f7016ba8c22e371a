#include "MessageReader.h"

#include "ContentReader.h"
#include "FieldReader.h"

#include <limits>
#include <unordered_set>
#include <utility>

namespace parlando::gemini
{

namespace detail_message
{

constexpr auto largestInt32 = std::numeric_limits<std::int32_t>::max();
constexpr auto largestInt64 = std::numeric_limits<std::int64_t>::max();

SetupComplete readSetupComplete (FieldReader fields)
{
    SetupComplete setup;
    setup.sessionId = fields.name ("sessionId");

    if (auto* signature = fields.objectAt ("voiceConsentSignature"))
        setup.voiceConsentSignature =
            FieldReader (*signature, "setupComplete.voiceConsentSignature", fields.warningsSoFar())
                .name ("signature", limits::maximumHandleBytes);

    return setup;
}

std::int64_t readCount (FieldReader& fields, const char* key)
{
    return fields.clampedInteger (key, 0, largestInt32).value_or (0);
}

std::vector<ModalityTokenCount> readCounts (FieldReader& fields, const char* key)
{
    std::vector<ModalityTokenCount> counts;

    forEachObject (fields, key, "usageMetadata",
                   [&] (FieldReader entry) {
                       counts.push_back ({entry.name ("modality"), readCount (entry, "tokenCount")});
                   });
    return counts;
}

UsageMetadata readUsage (FieldReader fields)
{
    // Gemini API, or Vertex (C75).
    const auto either = [&] (const char* first, const char* second) { return fields.has (first) ? first : second; };

    UsageMetadata usage;
    usage.promptTokenCount = readCount (fields, "promptTokenCount");
    usage.cachedContentTokenCount = readCount (fields, "cachedContentTokenCount");
    usage.responseTokenCount = readCount (fields, either ("responseTokenCount", "candidatesTokenCount"));
    usage.toolUsePromptTokenCount = readCount (fields, "toolUsePromptTokenCount");
    usage.thoughtsTokenCount = readCount (fields, "thoughtsTokenCount");
    usage.totalTokenCount = readCount (fields, "totalTokenCount");

    usage.promptTokensDetails = readCounts (fields, "promptTokensDetails");
    usage.cacheTokensDetails = readCounts (fields, "cacheTokensDetails");
    usage.responseTokensDetails = readCounts (fields, either ("responseTokensDetails", "candidatesTokensDetails"));
    usage.toolUsePromptTokensDetails = readCounts (fields, "toolUsePromptTokensDetails");

    usage.serviceTier = fields.name ("serviceTier");
    usage.trafficType = fields.name ("trafficType");
    return usage;
}

SessionResumptionUpdate readResumption (FieldReader fields)
{
    SessionResumptionUpdate update;
    update.newHandle = fields.name ("newHandle", limits::maximumHandleBytes);
    update.resumable = fields.flag ("resumable");
    update.lastConsumedClientMessageIndex = fields.integer ("lastConsumedClientMessageIndex", 0, largestInt64);
    return update;
}

PartialArgument readPartialArgument (FieldReader fields)
{
    PartialArgument argument;
    argument.jsonPath = fields.name ("jsonPath");
    argument.value = fields.takeFirst ({"stringValue", "numberValue", "boolValue"});
    argument.willContinue = fields.flag ("willContinue");
    return argument;
}

FunctionCall readCall (FieldReader fields)
{
    FunctionCall call;
    call.id = fields.name ("id");
    call.name = fields.name ("name");
    call.willContinue = fields.flag ("willContinue");

    if (auto* args = fields.objectAt ("args"))
        call.args = std::move (*args);

    forEachObject (fields, "partialArgs", "toolCall.functionCalls.partialArgs",
                   [&] (FieldReader entry) { call.partialArgs.push_back (readPartialArgument (entry)); });
    return call;
}

std::vector<FunctionCall> readCalls (FieldReader fields)
{
    std::vector<FunctionCall> calls;
    std::unordered_set<std::string> ids;

    forEachObject (fields, "functionCalls", "toolCall.functionCalls",
                   [&] (FieldReader entry)
                   {
                       auto call = readCall (entry);

                       if (call.id.empty() && call.name.empty())
                           entry.warn ("name", "is missing, as is the id; the call was ignored");
                       else if (! call.id.empty() && ! ids.insert (call.id).second)
                           entry.warn ("id", "is there twice; the second call was ignored");
                       else
                           calls.push_back (std::move (call));
                   });
    return calls;
}

VoiceActivity readVoiceActivity (FieldReader fields)
{
    // Both names are in use (protocol section 6.4).
    const auto type = fields.name (fields.has ("type") ? "type" : "voiceActivityType");
    VoiceActivity activity;
    activity.audioOffsetSeconds = fields.seconds ("audioOffset");

    if (type == "ACTIVITY_START")
        activity.type = VoiceActivity::Type::start;
    else if (type == "ACTIVITY_END")
        activity.type = VoiceActivity::Type::end;

    return activity;
}

VadSignal readVadSignal (FieldReader fields)
{
    const auto type = fields.name ("vadSignalType");

    if (type == "VAD_SIGNAL_TYPE_SOS")
        return {VadSignal::Type::startOfSpeech};

    return {type == "VAD_SIGNAL_TYPE_EOS" ? VadSignal::Type::endOfSpeech : VadSignal::Type::unspecified};
}

ServerError readError (FieldReader fields)
{
    ServerError error;
    error.code = static_cast<int> (fields.clampedInteger ("code", -largestInt32, largestInt32).value_or (0));
    error.message = fields.text ("message");
    error.status = fields.name ("status");
    return error;
}

/** {"code", "message"} without a wrapping (C74); both keys may as well be strange ones of another message. */
bool isBareError (const nlohmann::json& message)
{
    const auto code = message.find ("code"), text = message.find ("message");
    return code != message.end() && text != message.end() && text->is_string() &&
           (code->is_number() || code->is_string());
}

void readContent (FieldReader& fields, ServerMessage& message)
{
    if (auto* content = fields.objectAt ("serverContent"))
        message.serverContent = readServerContent ({*content, "serverContent", message.warnings});

    // A Google sample has it out here (protocol section 6.4).
    if (const auto status = readInteractionStatus (fields))
    {
        if (! message.serverContent)
            message.serverContent.emplace();

        if (! message.serverContent->interactionStatus)
            message.serverContent->interactionStatus = status;
    }
}

} // namespace detail_message

ServerMessage readMessage (nlohmann::json& json)
{
    using namespace detail_message;
    ServerMessage message;
    FieldReader fields (json, "message", message.warnings);

    const auto take = [&] (const char* key, auto& member, auto&& reader)
    {
        if (auto* object = fields.objectAt (key))
            member = reader (FieldReader (*object, key, message.warnings));
    };

    take ("setupComplete", message.setupComplete, readSetupComplete);
    take ("usageMetadata", message.usageMetadata, readUsage);
    take ("sessionResumptionUpdate", message.sessionResumptionUpdate, readResumption);
    take ("toolCallCancellation", message.toolCallCancellation,
          [] (FieldReader cancellation) { return ToolCallCancellation{cancellation.names ("ids")}; });
    readContent (fields, message);
    take ("toolCall", message.toolCalls, readCalls);
    take ("voiceActivity", message.voiceActivity, readVoiceActivity);
    take ("voiceActivityDetectionSignal", message.voiceActivityDetectionSignal, readVadSignal);
    take ("goAway", message.goAway, [] (FieldReader goAway) { return GoAway{goAway.seconds ("timeLeft")}; });
    take ("error", message.error, readError);

    if (! message.error && isBareError (json))
        message.error = readError ({json, "error", message.warnings});

    return message;
}

} // namespace parlando::gemini
