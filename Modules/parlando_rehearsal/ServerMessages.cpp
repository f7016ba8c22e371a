#include "ServerMessages.h"

#include "Base64.h"

#include <cstdio>

namespace parlando::server_message
{

namespace
{
Json tokenDetails (const Tokens& tokens)
{
    auto list = Json::array();
    const auto add = [&] (const char* modality, std::int64_t count)
    {
        if (count > 0)
            list.push_back ({{"modality", modality}, {"tokenCount", count}});
    };
    add ("TEXT", tokens.text);
    add ("AUDIO", tokens.audio);
    add ("IMAGE", tokens.image);
    return list;
}

// Zero and empty members are left out, as ProtoJSON does (protocol section 6.3).
Json usage (const Tokens& prompt, const Tokens& response)
{
    const auto promptCount = prompt.text + prompt.audio + prompt.image;
    const auto responseCount = response.text + response.audio + response.image;
    auto counts = Json::object();
    const auto add = [&] (const char* name, std::int64_t count)
    {
        if (count > 0)
            counts[name] = count;
    };
    add ("promptTokenCount", promptCount);
    add ("responseTokenCount", responseCount);
    add ("totalTokenCount", promptCount + responseCount);
    if (promptCount > 0)
        counts["promptTokensDetails"] = tokenDetails (prompt);
    if (responseCount > 0)
        counts["responseTokensDetails"] = tokenDetails (response);
    return counts;
}

Json serverContent (const char* key, Json value) { return {{"serverContent", {{key, std::move (value)}}}}; }
} // namespace

Json setupComplete() { return {{"setupComplete", Json::object()}}; }

Json audio (std::span<const std::int16_t> samplesAt24k)
{
    Json part = {{"inlineData", {{"mimeType", "audio/pcm;rate=24000"}, {"data", samplesToBase64 (samplesAt24k)}}}};
    return serverContent ("modelTurn", {{"parts", Json::array ({std::move (part)})}});
}

Json inputTranscription (const std::string& delta) { return serverContent ("inputTranscription", {{"text", delta}}); }

Json outputTranscription (const std::string& delta) { return serverContent ("outputTranscription", {{"text", delta}}); }

Json interrupted() { return serverContent ("interrupted", true); }

Json generationComplete() { return serverContent ("generationComplete", true); }

Json turnComplete (const Tokens& prompt, const Tokens& response)
{
    auto message = serverContent ("turnComplete", true);
    message["usageMetadata"] = usage (prompt, response);
    return message;
}

Json toolCall (const std::string& id, const std::string& name, const nlohmann::json& args)
{
    Json call = {{"id", id}, {"name", name}, {"args", Json (args)}};
    return {{"toolCall", {{"functionCalls", Json::array ({std::move (call)})}}}};
}

Json toolCallCancellation (const std::vector<std::string>& ids) { return {{"toolCallCancellation", {{"ids", ids}}}}; }

Json sessionResumptionUpdate (const std::string& handle)
{
    auto update = Json::object();
    if (! handle.empty())
        update = {{"newHandle", handle}, {"resumable", true}};
    return {{"sessionResumptionUpdate", std::move (update)}};
}

Json goAway (std::optional<Milliseconds> timeLeft)
{
    if (! timeLeft)
        return {{"goAway", Json::object()}};

    char seconds[32];
    std::snprintf (seconds, sizeof (seconds), "%.3fs", static_cast<double> (timeLeft->count()) / 1000.0);
    return {{"goAway", {{"timeLeft", seconds}}}};
}

std::string toWire (const Json& message) { return message.dump (2, ' ', false, Json::error_handler_t::replace) + "\n"; }

} // namespace parlando::server_message
