#include "RawFormat.h"

#include "CommandLineError.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <sndfile.h>
#include <string_view>
#include <vector>

namespace parlando
{
namespace
{

struct Encoding
{
    std::string_view name, other; // ffmpeg's, and ALSA's in small letters
    int format;
    int bytes;
};

constexpr std::array<Encoding, 11> encodings{{
    {"s16le", "s16_le", SF_FORMAT_PCM_16 | SF_ENDIAN_LITTLE, 2},
    {"s24le", "s24_3le", SF_FORMAT_PCM_24 | SF_ENDIAN_LITTLE, 3},
    {"s32le", "s32_le", SF_FORMAT_PCM_32 | SF_ENDIAN_LITTLE, 4},
    {"f32le", "float_le", SF_FORMAT_FLOAT | SF_ENDIAN_LITTLE, 4},
    {"f64le", "float64_le", SF_FORMAT_DOUBLE | SF_ENDIAN_LITTLE, 8},
    {"s16be", "s16_be", SF_FORMAT_PCM_16 | SF_ENDIAN_BIG, 2},
    {"s24be", "s24_3be", SF_FORMAT_PCM_24 | SF_ENDIAN_BIG, 3},
    {"s32be", "s32_be", SF_FORMAT_PCM_32 | SF_ENDIAN_BIG, 4},
    {"u8", "", SF_FORMAT_PCM_U8, 1},
    {"mulaw", "mu_law", SF_FORMAT_ULAW, 1},
    {"alaw", "a_law", SF_FORMAT_ALAW, 1},
}};

std::string known()
{
    std::string names;

    for (const auto& encoding : encodings)
        names += (names.empty() ? "" : ", ") + std::string (encoding.name);

    return names;
}

std::vector<std::string> partsOf (const std::string& text)
{
    std::vector<std::string> parts (1);

    for (const auto letter : text)
    {
        if (letter == ':')
            parts.emplace_back();
        else
            parts.back() += static_cast<char> (std::tolower (static_cast<unsigned char> (letter)));
    }

    return parts;
}

int numberIn (const std::string& text, int least, int most, const std::string& problem)
{
    int value = 0;
    const auto result = std::from_chars (text.data(), text.data() + text.size(), value);

    if (result.ec != std::errc() || result.ptr != text.data() + text.size() || value < least || value > most)
        throw UsageError (problem);

    return value;
}

} // namespace

int RawFormat::bytesPerSample() const noexcept
{
    const auto found = std::find_if (encodings.begin(), encodings.end(),
                                     [this] (const auto& candidate) { return candidate.format == encoding; });
    return found != encodings.end() ? found->bytes : 0;
}

RawFormat parseRawFormat (const std::string& text, const char* option)
{
    const auto parts = partsOf (text);
    const auto begin = std::string (option) + ": '" + text + "' ";

    const auto found = std::find_if (encodings.begin(), encodings.end(),
                                     [&parts] (const auto& encoding)
                                     { return parts[0] == encoding.name || parts[0] == encoding.other; });

    // ALSA's S24_LE has a fourth byte.
    if (found == encodings.end() || parts[0].empty() || parts.size() > 3)
        throw UsageError (begin + "is not ENCODING:RATE:CHANNELS, such as s16le:16000:1; the encodings are " + known() +
                          ".");

    RawFormat format{std::string (found->name), found->format};

    if (parts.size() > 1)
        format.sampleRate = numberIn (parts[1], 1'000, 768'000,
                                      begin + "has no sample rate between 1,000 and 768,000 Hz after its ':'.");

    if (parts.size() > 2)
        format.channels = numberIn (parts[2], 1, 256, begin + "has no channel count between 1 and 256 at its end.");

    return format;
}

} // namespace parlando
