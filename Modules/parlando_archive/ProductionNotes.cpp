#include "ProductionNotes.h"

#include <parlando_text/parlando_text.h>

#include <array>
#include <cmath>

namespace parlando
{
namespace
{

/** What XML 1.0 cannot hold at all: most control characters, and the last two of the plane. */
bool isInXml (char32_t character)
{
    return (character >= 0x20 || character == '\t' || character == '\n') && character != 0x7f && character != 0xfffe &&
           character != 0xffff;
}

std::string escapedForXml (std::string_view text)
{
    std::string escaped;

    for (std::size_t at = 0; at < text.size();)
    {
        const auto next = codePointAt (text, at);
        const auto bytes = text.substr (at, next.length);
        at += next.length;

        if (! next.isValid || ! isInXml (next.value))
            continue;

        if (bytes == "&")
            escaped += "&amp;";
        else if (bytes == "<")
            escaped += "&lt;";
        else if (bytes == ">")
            escaped += "&gt;";
        else
            escaped += bytes;
    }

    return escaped;
}

/** Nothing for an empty text. */
std::string element (std::string_view name, std::string_view text)
{
    const auto escaped = escapedForXml (text);

    if (escaped.empty())
        return {};

    return "<" + std::string (name) + ">" + escaped + "</" + std::string (name) + ">\n";
}

/** Around elements; nothing where there are none. */
std::string group (std::string_view name, const std::string& elements)
{
    return elements.empty() ? std::string()
                            : "<" + std::string (name) + ">\n" + elements + "</" + std::string (name) + ">\n";
}

/** A time code's rate as the fraction that it is: 25/1, 30000/1001. */
std::string fraction (double rate)
{
    constexpr double near = 0.002, most = 1000.0;

    if (! (rate >= 1.0 && rate < most))
        return {};

    const auto whole = std::round (rate);

    if (std::abs (rate - whole) < near)
        return std::to_string (static_cast<int> (whole)) + "/1";

    const auto pulledDown = std::round (rate * 1.001);
    return std::abs (rate - pulledDown / 1.001) < near ? std::to_string (static_cast<int> (pulledDown)) + "000/1001"
                                                       : std::string();
}

std::string speedElements (const ProductionNotes::Speed& speed)
{
    const auto frames = speed.frameRate ? fraction (*speed.frameRate) : std::string();
    const auto rate = std::to_string (speed.file.sampleRate);
    std::string text;

    if (! frames.empty())
        text += element ("MASTER_SPEED", frames) + element ("CURRENT_SPEED", frames) +
                element ("TIMECODE_RATE", frames) + element ("TIMECODE_FLAG", speed.isDropFrame ? "DF" : "NDF");

    return text + element ("FILE_SAMPLE_RATE", rate) + element ("AUDIO_BIT_DEPTH", std::to_string (speed.file.bits)) +
           element ("DIGITIZER_SAMPLE_RATE", rate) +
           element ("TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI", std::to_string (speed.timeReference >> 32)) +
           element ("TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO", std::to_string (speed.timeReference & 0xffffffff)) +
           element ("TIMESTAMP_SAMPLE_RATE", rate);
}

std::string trackElements (const std::vector<std::string>& tracks)
{
    std::string text;
    int number = 0;

    for (const auto& name : tracks)
    {
        const auto index = std::to_string (++number);
        text += group ("TRACK",
                       element ("CHANNEL_INDEX", index) + element ("INTERLEAVE_INDEX", index) + element ("NAME", name));
    }

    return text.empty() ? text : element ("TRACK_COUNT", std::to_string (number)) + text;
}

} // namespace

std::string makeProductionChunk (const ProductionNotes& notes)
{
    const std::array elements{
        element ("IXML_VERSION", "1.61"),
        element ("PROJECT", notes.project),
        element ("SCENE", notes.scene),
        element ("TAPE", notes.tape),
        element ("TAKE", notes.take),
        element ("FILE_UID", notes.fileUid),
        element ("NOTE", notes.note),
        group ("SPEED", speedElements (notes.speed)),
        group ("FILE_SET", element ("FAMILY_UID", notes.familyUid) + element ("FAMILY_NAME", notes.familyName)),
        group ("TRACK_LIST", trackElements (notes.tracks)),
        element ("USER", notes.user)};
    std::string all;

    for (const auto& each : elements)
        all += each;

    auto text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + group ("BWFXML", all);
    text.append (text.size() % 2, '\n');
    return makeWaveChunk ("iXML", text);
}

} // namespace parlando
