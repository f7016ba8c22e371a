#include "Decoder.h"

#include "AudioMessageReader.h"
#include "Limits.h"
#include "MessageReader.h"

namespace parlando
{

namespace detail_decoder
{

/** Where a string ends that begins before `at`: past its closing quote, or at the end of the text. */
std::size_t endOfString (std::string_view json, std::size_t at) noexcept
{
    for (; at < json.size(); ++at)
    {
        if (json[at] == '\\')
            ++at;
        else if (json[at] == '"')
            return at + 1;
    }

    return json.size();
}

/** Refuses what would cost too much to parse, before it is parsed. Null for a text that is worth it. */
const char* findExcess (std::string_view json) noexcept
{
    std::size_t depth = 0, values = 0;

    if (json.size() > limits::maximumMessageBytes)
        return "The message is larger than 16 MiB.";

    for (std::size_t at = 0; at < json.size();)
    {
        const auto character = json[at++];

        if (character == '"')
            at = endOfString (json, at);
        else if (character == '{' || character == '[')
            ++depth, ++values;
        else if (character == ',')
            ++values;
        else if ((character == '}' || character == ']') && depth > 0)
            --depth;

        if (depth > limits::maximumNesting)
            return "The message is nested more than 100 deep.";

        if (values > limits::maximumValues)
            return "The message has more than 262144 values.";
    }

    return nullptr;
}

} // namespace detail_decoder

DecodeResult decode (std::string_view json)
{
    DecodeResult result;

    if (! AudioMessageReader::read (json, std::get<ServerMessage> (result)))
        result = decodeInFull (json);

    return result;
}

DecodeResult decodeInFull (std::string_view json)
{
    if (const auto* excess = detail_decoder::findExcess (json))
        return DecodeError{excess};

    auto message = nlohmann::json::parse (json.begin(), json.end(), nullptr, false);

    if (message.is_discarded())
        return DecodeError{json.empty() ? "The message is empty." : "The message is not JSON in valid UTF-8."};

    if (! message.is_object())
        return DecodeError{"The message is not a JSON object."};

    return readMessage (message);
}

} // namespace parlando
