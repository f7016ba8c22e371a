// What WireDisguise wrote, as messages again.

#include "WireText.h"

#include <parlando_text/parlando_text.h>

#include <algorithm>
#include <stdexcept>

namespace parlando
{
namespace
{

/** What stands beside the sound in a message that holds nothing else. */
constexpr std::size_t mostBeside = 256;

std::string bytesOf (const nlohmann::json& written, std::size_t& bytesLeft)
{
    const auto size = written[wire_text::bytesName].get<std::uint64_t>();

    if (size > bytesLeft)
        throw std::invalid_argument ("has more sound than can be");

    bytesLeft -= size;
    std::vector<std::int16_t> samples;

    for (const auto& each : written.value (wire_text::soundName, nlohmann::json::array()))
    {
        const auto stretch = soundOf (readSoundStretch (each, size / 2 - std::min (size / 2, samples.size())));
        samples.insert (samples.end(), stretch.begin(), stretch.end());
    }

    std::vector<std::uint8_t> bytes;
    bytes.reserve (size);

    for (const auto sample : samples)
    {
        bytes.push_back (static_cast<std::uint8_t> (sample & 0xff));
        bytes.push_back (static_cast<std::uint8_t> ((sample >> 8) & 0xff));
    }

    bytes.resize (size);
    return toBase64 (bytes);
}

/** Stands in a message until the text of its sound does: that has nothing that would have to be escaped. */
constexpr auto stand = "\x01$", writtenStand = "\"\\u0001$\"";

/** The texts, in the order in which they are written. */
void takeBytes (nlohmann::json& json, std::size_t& bytesLeft, std::vector<std::string>& texts)
{
    if (json.is_object() && json.contains (wire_text::bytesName) && json[wire_text::bytesName].is_number_unsigned())
    {
        texts.push_back (bytesOf (json, bytesLeft));
        json = stand;
        return;
    }

    if (json.is_structured())
        for (auto& each : json)
            takeBytes (each, bytesLeft, texts);
}

std::string withTexts (const std::string& written, const std::vector<std::string>& texts)
{
    constexpr std::string_view place = writtenStand;
    std::string result;
    std::size_t at = 0;

    for (const auto& text : texts)
    {
        const auto found = written.find (place, at);

        if (found == written.npos)
            break;

        result.append (written, at, found - at).append ("\"").append (text).append ("\"");
        at = found + place.size();
    }

    return result.append (written, at, written.npos);
}

} // namespace

std::string wireMessageFrom (const nlohmann::json& written, std::size_t& bytesLeft)
{
    if (const auto text = written.find ("text"); text != written.end() && text->is_string())
        return text->get<std::string>();

    if (const auto text = written.find ("base64"); text != written.end() && text->is_string())
    {
        std::vector<std::uint8_t> bytes;

        if (fromBase64 (text->get_ref<const std::string&>(), bytes))
            return {bytes.begin(), bytes.end()};
    }

    const auto found = written.find ("json");

    if (found == written.end())
        throw std::invalid_argument ("has no message");

    auto json = *found;
    std::vector<std::string> texts;
    takeBytes (json, bytesLeft, texts);
    return withTexts (json.dump (-1, ' ', false, nlohmann::json::error_handler_t::replace), texts);
}

std::size_t soleBytesIn (std::string_view message)
{
    if (message.size() < wire_text::shortestPayload)
        return 0;

    // It is the one run that reaches over the middle.
    const auto middle = message.size() / 2;

    if (! wire_text::isOfBase64 (message[middle]))
        return 0;

    auto begin = middle, end = middle;

    while (begin > 0 && wire_text::isOfBase64 (message[begin - 1]))
        --begin;

    while (end < message.size() && wire_text::isOfBase64 (message[end]))
        ++end;

    const auto run = message.substr (begin, end - begin);
    const auto padding = run.size() - std::min (run.size(), run.find_last_not_of ('=') + 1);
    return run.size() >= wire_text::shortestPayload && message.size() - run.size() <= mostBeside
               ? (run.size() - padding) * 3 / 4
               : 0;
}

} // namespace parlando
