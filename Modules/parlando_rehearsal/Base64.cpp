#include "Base64.h"

namespace parlando
{

namespace detail_rehearsal_base64
{
constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

int valueOf (char c)
{
    if (c == '-')
        return 62;
    if (c == '_')
        return 63;
    const auto position = alphabet.find (c);
    return position == std::string_view::npos ? -1 : static_cast<int> (position);
}
} // namespace detail_rehearsal_base64

std::string samplesToBase64 (std::span<const std::int16_t> samples)
{
    using detail_rehearsal_base64::alphabet;
    const auto size = samples.size() * 2;
    const auto byteAt = [&] (std::size_t i) -> std::uint32_t
    {
        const auto sample = static_cast<std::uint16_t> (samples[i / 2]);
        return (i & 1u) != 0 ? sample >> 8 : sample & 0xffu;
    };

    std::string text;
    text.reserve ((size + 2) / 3 * 4);
    for (std::size_t i = 0; i < size; i += 3)
    {
        const auto left = size - i;
        const auto bits =
            (byteAt (i) << 16) | ((left > 1 ? byteAt (i + 1) : 0u) << 8) | (left > 2 ? byteAt (i + 2) : 0u);
        text += alphabet[(bits >> 18) & 63];
        text += alphabet[(bits >> 12) & 63];
        text += left > 1 ? alphabet[(bits >> 6) & 63] : '=';
        text += left > 2 ? alphabet[bits & 63] : '=';
    }
    return text;
}

std::optional<std::vector<std::uint8_t>> base64ToBytes (std::string_view text)
{
    while (text.ends_with ('='))
        text.remove_suffix (1);
    if (text.size() % 4 == 1)
        return std::nullopt;

    std::vector<std::uint8_t> bytes;
    bytes.reserve (text.size() * 3 / 4);
    std::uint32_t bits = 0;
    int held = 0;
    for (const auto c : text)
    {
        const auto value = detail_rehearsal_base64::valueOf (c);
        if (value < 0)
            return std::nullopt;
        bits = (bits << 6) | static_cast<std::uint32_t> (value);
        held += 6;
        if (held >= 8)
        {
            held -= 8;
            bytes.push_back (static_cast<std::uint8_t> (bits >> held));
        }
    }
    return bytes;
}

} // namespace parlando
