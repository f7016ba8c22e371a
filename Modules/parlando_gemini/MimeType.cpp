#include "MimeType.h"

#include "Limits.h"

#include <charconv>

namespace parlando::gemini
{

namespace detail_mime
{

constexpr int defaultSampleRate = 24000; // protocol section 3.3

std::string_view trimmed (std::string_view text) noexcept
{
    const auto isSpace = [] (char c) { return c == ' ' || c == '\t'; };

    while (! text.empty() && isSpace (text.front()))
        text.remove_prefix (1);

    while (! text.empty() && isSpace (text.back()))
        text.remove_suffix (1);

    return text;
}

/** `lower` is in lower case. Not <cctype>: that follows the locale. */
bool matches (std::string_view text, std::string_view lower) noexcept
{
    if (text.size() != lower.size())
        return false;

    for (std::size_t i = 0; i < text.size(); ++i)
        if (const auto c = text[i]; (c >= 'A' && c <= 'Z' ? static_cast<char> (c - 'A' + 'a') : c) != lower[i])
            return false;

    return true;
}

/** Takes the text up to the next semicolon off `rest`. */
std::string_view takeField (std::string_view& rest) noexcept
{
    const auto end = rest.find (';');
    const auto field = trimmed (rest.substr (0, end));
    rest = end == std::string_view::npos ? std::string_view() : rest.substr (end + 1);
    return field;
}

std::optional<int> number (std::string_view text) noexcept
{
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"')
        text = text.substr (1, text.size() - 2);

    int value = 0;
    const auto [end, error] = std::from_chars (text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional (value) : std::nullopt;
}

} // namespace detail_mime

AudioFormat readAudioFormat (std::string_view mimeType) noexcept
{
    using namespace detail_mime;

    if (mimeType == "audio/pcm;rate=24000") // what the service sends
        return {true, defaultSampleRate};

    auto rest = mimeType;

    if (! matches (takeField (rest), "audio/pcm"))
        return {};

    std::optional<std::string_view> rate, channels;

    while (! rest.empty())
    {
        const auto field = takeField (rest);
        const auto equals = field.find ('=');

        if (equals == std::string_view::npos)
            continue;

        const auto name = trimmed (field.substr (0, equals));
        const auto value = trimmed (field.substr (equals + 1));

        if (matches (name, "rate") && ! rate)
            rate = value;
        else if (matches (name, "channels") && ! channels)
            channels = value;
    }

    const auto hertz = rate ? number (*rate) : defaultSampleRate;
    const auto isMono = ! channels || number (*channels) == 1;

    if (! hertz || *hertz < limits::minimumSampleRate || *hertz > limits::maximumSampleRate || ! isMono)
        return {true, {}};

    return {true, hertz};
}

} // namespace parlando::gemini
