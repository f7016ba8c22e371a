#include "AudioMessageReader.h"

#include "Base64.h"
#include "Limits.h"
#include "MimeType.h"

#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <utility>
#include <vector>

namespace parlando
{

namespace detail_audio_message
{

using namespace simdjson;

/** Audio of a few ms to seconds; the parser's own index takes four times as much. */
constexpr std::size_t maximumBytes = 256u << 10;

/** Calls `take (key, value)` for each field until it returns false. */
template <typename Take>
bool forEachField (ondemand::object& object, Take&& take)
{
    for (auto each : object)
    {
        ondemand::field field;

        if (std::move (each).get (field) != SUCCESS || ! take (field.key(), field.value()))
            return false;
    }

    return true;
}

/** A string's text between its quotes; false where it is no string or has escapes. */
bool plainText (ondemand::value& value, std::string_view& text)
{
    text = value.raw_json_token();

    while (! text.empty() && text.back() <= ' ')
        text.remove_suffix (1);

    if (text.size() < 2 || text.front() != '"' || text.back() != '"')
        return false;

    text = text.substr (1, text.size() - 2);

    // Taken as a value: left over, the parser would skip it, and a string before a colon it skips as a key.
    ondemand::raw_json_string taken;
    return std::memchr (text.data(), '\\', text.size()) == nullptr &&
           value.get_raw_json_string().get (taken) == SUCCESS;
}

/** Reads {"inlineData": {"mimeType", "data"}} and nothing else. */
bool readPart (ondemand::value part, std::vector<Part>& parts)
{
    std::string_view mimeType, data;
    ondemand::object object, inlineData;
    bool isThere = false;

    const auto takeData = [&] (ondemand::raw_json_string key, ondemand::value value)
    {
        auto& text = key == "data" ? data : mimeType;
        return (key == "data" || key == "mimeType") && text.data() == nullptr && plainText (value, text);
    };

    const auto takeInlineData = [&] (ondemand::raw_json_string key, ondemand::value value)
    {
        return key == "inlineData" && ! std::exchange (isThere, true) &&
               value.get_object().get (inlineData) == SUCCESS && forEachField (inlineData, takeData);
    };

    if (part.get_object().get (object) != SUCCESS || ! forEachField (object, takeInlineData))
        return false;

    const auto format = readAudioFormat (mimeType);

    if (! format.sampleRate || data.empty() || parts.size() >= limits::maximumListEntries)
        return false;

    auto& audio = std::get<AudioPart> (parts.emplace_back());
    audio.sampleRate = *format.sampleRate;
    return fromBase64 (data, audio.pcm) && ! audio.pcm.empty();
}

bool readModelTurn (ondemand::value turn, ServerContent& content)
{
    ondemand::object object;
    ondemand::array list;
    std::string_view role;
    bool hasParts = false;

    const auto take = [&] (ondemand::raw_json_string key, ondemand::value value)
    {
        if (key == "role")
            return role.data() == nullptr && plainText (value, role) && role.size() <= limits::maximumNameBytes;

        if (! (key == "parts") || std::exchange (hasParts, true) || value.get_array().get (list) != SUCCESS)
            return false;

        for (auto each : list)
        {
            ondemand::value part;

            if (std::move (each).get (part) != SUCCESS || ! readPart (part, content.parts))
                return false;
        }

        return true;
    };

    if (turn.get_object().get (object) != SUCCESS || ! forEachField (object, take) || ! hasParts)
        return false;

    content.role = role;
    return true;
}

bool readMessage (ondemand::document& document, ServerContent& content)
{
    ondemand::object message, body;
    bool hasBody = false, hasTurn = false;

    const auto takeTurn = [&] (ondemand::raw_json_string key, ondemand::value value)
    { return key == "modelTurn" && ! std::exchange (hasTurn, true) && readModelTurn (value, content); };

    const auto takeBody = [&] (ondemand::raw_json_string key, ondemand::value value)
    {
        return key == "serverContent" && ! std::exchange (hasBody, true) && value.get_object().get (body) == SUCCESS &&
               forEachField (body, takeTurn);
    };

    return document.get_object().get (message) == SUCCESS && forEachField (message, takeBody) && hasTurn &&
           document.current_location().error() == OUT_OF_BOUNDS; // nothing behind the object
}

} // namespace detail_audio_message

struct AudioMessageReader::Buffers
{
    simdjson::ondemand::parser parser;
    std::vector<char> padded;
};

AudioMessageReader::AudioMessageReader() : buffers (std::make_unique<Buffers>()) {}
AudioMessageReader::~AudioMessageReader() = default;

bool AudioMessageReader::read (std::string_view json, ServerMessage& message)
{
    using namespace detail_audio_message;

    // The parser reads whole blocks: beyond the text there must be room.
    const auto room = json.size() + SIMDJSON_PADDING;

    if (json.empty() || json.size() > maximumBytes)
        return false;

    auto& padded = buffers->padded;

    if (padded.size() < room)
        padded.resize (2 * room);

    std::memcpy (padded.data(), json.data(), json.size());
    std::memset (padded.data() + json.size(), 0, SIMDJSON_PADDING);
    ondemand::document document;

    if (buffers->parser.iterate (padded.data(), json.size(), padded.size()).get (document) != SUCCESS)
        return false;

    if (readMessage (document, message.serverContent.emplace()))
        return true;

    message.serverContent.reset();
    return false;
}

} // namespace parlando
