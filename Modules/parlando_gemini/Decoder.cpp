#include "Decoder.h"

#include "AudioMessageReader.h"
#include "Limits.h"
#include "MessageReader.h"

#include <parlando_text/parlando_text.h>

namespace parlando::gemini
{

DecodeResult decode (std::string_view json)
{
    DecodeResult result;

    if (! AudioMessageReader::read (json, std::get<ServerMessage> (result)))
        result = decodeInFull (json);

    return result;
}

DecodeResult decodeInFull (std::string_view json)
{
    constexpr JsonLimits most{limits::maximumMessageBytes, limits::maximumNesting, limits::maximumValues, true};
    auto [message, problem] = readJson (json, most);

    if (! problem.empty())
        return DecodeError{"The message " + problem};

    if (! message.is_object())
        return DecodeError{"The message is not a JSON object."};

    return readMessage (message);
}

} // namespace parlando::gemini
