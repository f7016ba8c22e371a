#include "Encoder.h"

#include "JsonWriter.h"
#include <parlando_text/Base64.h>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <string_view>

namespace parlando::gemini
{

namespace detail_encoder
{

using Json = nlohmann::json;

template <typename Struct>
Json listOf (const std::vector<Struct>& values)
{
    auto list = Json::array();

    for (const auto& value : values)
        if (auto written = JsonWriter::write (value); ! written.empty())
            list.push_back (std::move (written));

    return list;
}

Json toJson (const Setup& setup) { return {{"setup", setup.toJson()}}; }

Json toJson (const ClientContent& content)
{
    auto json = Json::object();

    if (! content.turns.empty())
        json["turns"] = listOf (content.turns);

    json["turnComplete"] = content.turnComplete;
    return {{"clientContent", std::move (json)}};
}

Json kindOf (const RealtimeInput::Audio& audio) { return {{"audio", JsonWriter::write (audio.blob)}}; }

Json kindOf (const RealtimeInput::Video& video) { return {{"video", JsonWriter::write (video.blob)}}; }

Json kindOf (const RealtimeInput::Text& text) { return {{"text", text.text}}; }

Json kindOf (const RealtimeInput::AudioStreamEnd&) { return {{"audioStreamEnd", true}}; }

Json kindOf (const RealtimeInput::ActivityStart&) { return {{"activityStart", Json::object()}}; }

Json kindOf (const RealtimeInput::ActivityEnd&) { return {{"activityEnd", Json::object()}}; }

Json toJson (const RealtimeInput& input)
{
    return {{"realtimeInput", std::visit ([] (const auto& kind) { return kindOf (kind); }, input.kind)}};
}

Json toJson (const FunctionResponse& response)
{
    auto json = Json::object();

    if (! response.id.empty())
        json["id"] = response.id;

    json["name"] = response.name;
    json["response"] = response.response;

    if (response.response.is_null())
        json["response"] = Json::object();
    else if (! response.response.is_object())
        json["response"] = {{"output", response.response}};

    if (response.scheduling)
        json["scheduling"] = wireName (*response.scheduling);

    if (response.willContinue)
        json["willContinue"] = true;

    if (! response.parts.empty())
        json["parts"] = listOf (response.parts);

    return json;
}

Json toJson (const ToolResponse& response)
{
    auto list = Json::array();

    for (const auto& each : response.functionResponses)
        list.push_back (toJson (each));

    return {{"toolResponse", {{"functionResponses", std::move (list)}}}};
}

Json toJson (const ContextUpdate& update)
{
    auto json = Json::object();

    if (update.systemInstruction)
        json["systemInstruction"] = JsonWriter::write (*update.systemInstruction);

    // One level deeper than in a setup (protocol section 2.9).
    if (update.tools)
        json["tools"] = {{"tools", listOf (*update.tools)}};

    return {{"contextUpdate", std::move (json)}};
}

void appendSamples (std::string& out, std::span<const std::int16_t> samples)
{
    if constexpr (std::endian::native == std::endian::little)
    {
        appendBase64 (out, {reinterpret_cast<const std::uint8_t*> (samples.data()), samples.size_bytes()});
        return;
    }

    // C39: the wire is little endian. Pieces of whole groups join without padding.
    std::array<std::uint8_t, 384> bytes;

    while (! samples.empty())
    {
        const auto count = std::min (samples.size(), bytes.size() / 2);

        for (std::size_t i = 0; i < count; ++i)
        {
            const auto sample = static_cast<std::uint16_t> (samples[i]);
            bytes[2 * i] = static_cast<std::uint8_t> (sample);
            bytes[2 * i + 1] = static_cast<std::uint8_t> (sample >> 8);
        }

        appendBase64 (out, {bytes.data(), 2 * count});
        samples = samples.subspan (count);
    }
}

} // namespace detail_encoder

std::string encode (const ClientMessage& message)
{
    const auto json = std::visit ([] (const auto& each) { return detail_encoder::toJson (each); }, message);
    return json.dump (-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void appendRealtimeAudio (std::string& out, std::span<const std::int16_t> samples, int sampleRate)
{
    char digits[16];
    const auto end = std::to_chars (digits, digits + sizeof (digits), sampleRate).ptr;

    out += R"({"realtimeInput":{"audio":{"mimeType":"audio/pcm;rate=)";
    out.append (digits, end);
    out += R"(","data":")";
    detail_encoder::appendSamples (out, samples);
    out += R"("}}})";
}

} // namespace parlando::gemini
