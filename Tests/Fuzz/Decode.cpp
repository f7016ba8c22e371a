// Any bytes as a server message: no crash, the same result with and without the shortcut for audio, and nothing but
// valid UTF-8 in it.

#include "Input.h"

#include <parlando_gemini/parlando_gemini.h>

#include <cstdint>
#include <cstdlib>

namespace
{

/** A text that is not UTF-8 makes nlohmann/json throw. */
void requireText (const std::string& text) { static_cast<void> (nlohmann::json (text).dump()); }

void requireTexts (const parlando::gemini::ServerMessage& message)
{
    if (const auto& content = message.serverContent)
    {
        for (const auto& part : content->parts)
            if (const auto* text = std::get_if<parlando::gemini::TextPart> (&part))
                requireText (text->text);

        for (const auto* transcription :
             {&content->inputTranscription, &content->interimInputTranscription, &content->outputTranscription})
            if (*transcription)
                requireText ((*transcription)->text);

        requireText (content->turnCompleteReason);
    }

    for (const auto& call : message.toolCalls)
    {
        requireText (call.id + call.name);
        static_cast<void> (call.args.dump());
    }

    for (const auto& warning : message.warnings)
        requireText (warning);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput (const std::uint8_t* bytes, std::size_t size)
{
    const auto json = parlando::fuzz::textOf (bytes, size);
    const auto result = parlando::gemini::decode (json);

    if (result != parlando::gemini::decodeInFull (json))
        std::abort();

    if (const auto* message = std::get_if<parlando::gemini::ServerMessage> (&result))
        requireTexts (*message);

    return 0;
}
