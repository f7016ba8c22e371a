#include "AudioMessageReader.h"

#include "Limits.h"
#include "MimeType.h"
#include <parlando_text/Base64.h>

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/src.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace parlando::gemini
{

namespace detail_audio_message
{

/** Audio of a few ms to seconds. */
constexpr std::size_t maximumBytes = 256u << 10;

namespace json = boost::json;

/** Follows the parser through the one shape that is read here. Each function returns whether the message may still be
   of it; the first false ends the parsing. */
struct Handler
{
    static constexpr std::size_t max_object_size = json::string::max_size(), max_array_size = max_object_size,
                                 max_key_size = max_object_size, max_string_size = max_object_size;

    using Error = boost::system::error_code;

    /** Where in {"serverContent": {"modelTurn": {"role", "parts": [{"inlineData": {"mimeType", "data"}}]}}}. */
    enum class Place
    {
        outside,
        message,
        content,
        turn,
        parts,
        part,
        inlineData
    };

    std::string_view input;
    ServerContent& result;
    Place place = Place::outside;
    std::string_view key, role, mimeType, data;
    bool hasContent = false, hasTurn = false, hasParts = false, hasInlineData = false;

    bool enter (Place next, std::string_view name, bool& isThere)
    {
        place = next;
        return key == name && ! std::exchange (isThere, true);
    }

    bool on_object_begin (Error&)
    {
        switch (place)
        {
            case Place::outside:
                place = Place::message;
                return true;
            case Place::message:
                return enter (Place::content, "serverContent", hasContent);
            case Place::content:
                return enter (Place::turn, "modelTurn", hasTurn);
            case Place::parts:
                place = Place::part;
                hasInlineData = false;
                mimeType = data = {};
                return true;
            case Place::part:
                return enter (Place::inlineData, "inlineData", hasInlineData);
            case Place::turn:
            case Place::inlineData:
                break;
        }

        return false;
    }

    bool on_object_end (std::size_t, Error&)
    {
        const auto isWhole = place != Place::part || takePart();
        place = place == Place::message ? Place::outside : static_cast<Place> (static_cast<int> (place) - 1);
        return isWhole;
    }

    bool takePart()
    {
        const auto format = readAudioFormat (mimeType);

        if (! format.sampleRate || data.empty() || result.parts.size() >= limits::maximumListEntries)
            return false;

        auto& audio = std::get<AudioPart> (result.parts.emplace_back());
        audio.sampleRate = *format.sampleRate;
        return fromBase64 (data, audio.pcm) && ! audio.pcm.empty();
    }

    bool on_array_begin (Error&) { return place == Place::turn && enter (Place::parts, "parts", hasParts); }

    bool on_array_end (std::size_t, Error&)
    {
        place = Place::turn;
        return true;
    }

    /** Text that stands in the message as it is, without escapes; a null view for what the parser undoes elsewhere, in
        a place that does not last. */
    std::string_view plain (json::string_view text) const
    {
        const auto isHere = text.data() >= input.data() && text.data() + text.size() <= input.data() + input.size();
        return isHere ? input.substr (static_cast<std::size_t> (text.data() - input.data()), text.size())
                      : std::string_view();
    }

    bool on_key (json::string_view text, std::size_t, Error&)
    {
        key = plain (text);
        return key.data() != nullptr;
    }

    bool on_string (json::string_view text, std::size_t, Error&)
    {
        const auto isRole = place == Place::turn && key == "role" && text.size() <= limits::maximumNameBytes;
        const auto isOfAudio = place == Place::inlineData && (key == "data" || key == "mimeType");

        const auto value = plain (text);

        if (value.data() == nullptr || ! (isRole || isOfAudio))
            return false;

        auto& there = isRole ? role : key == "data" ? data : mimeType;
        return std::exchange (there, value).data() == nullptr;
    }

    bool on_document_begin (Error&) { return true; }
    bool on_document_end (Error&) { return true; }
    bool on_key_part (json::string_view, std::size_t, Error&) { return false; }
    bool on_string_part (json::string_view, std::size_t, Error&) { return false; }
    bool on_number_part (json::string_view, Error&) { return false; }
    bool on_int64 (std::int64_t, json::string_view, Error&) { return false; }
    bool on_uint64 (std::uint64_t, json::string_view, Error&) { return false; }
    bool on_double (double, json::string_view, Error&) { return false; }
    bool on_bool (bool, Error&) { return false; }
    bool on_null (Error&) { return false; }
    bool on_comment_part (json::string_view, Error&) { return false; }
    bool on_comment (json::string_view, Error&) { return false; }
};

bool isBlank (std::string_view text) { return text.find_first_not_of (" \t\r\n") == std::string_view::npos; }

bool readMessage (std::string_view text, ServerContent& content)
{
    json::basic_parser<Handler> parser (json::parse_options(), text, content);
    boost::system::error_code error;
    const auto read = parser.write_some (false, text.data(), text.size(), error);

    const auto& handler = parser.handler();

    if (error || ! parser.done() || ! handler.hasParts || ! isBlank (text.substr (read)))
        return false;

    content.role = handler.role;
    return true;
}

} // namespace detail_audio_message

bool AudioMessageReader::read (std::string_view json, ServerMessage& message)
{
    if (json.empty() || json.size() > detail_audio_message::maximumBytes)
        return false;

    if (detail_audio_message::readMessage (json, message.serverContent.emplace()))
        return true;

    message.serverContent.reset();
    return false;
}

} // namespace parlando::gemini
