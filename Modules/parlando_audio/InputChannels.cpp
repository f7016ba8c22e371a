#include "InputChannels.h"

#include <charconv>

namespace parlando
{

namespace detail_channels
{

constexpr int highest = 1'024;

std::optional<int> readNumber (std::string_view text)
{
    int number = 0;
    const auto [end, error] = std::from_chars (text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < 1 || number > highest)
        return {};
    return number;
}

} // namespace detail_channels

std::optional<InputChannels> InputChannels::parse (std::string_view text)
{
    const auto dash = text.find ('-');
    const auto first = detail_channels::readNumber (text.substr (0, dash));
    const auto last = dash == std::string_view::npos ? first : detail_channels::readNumber (text.substr (dash + 1));
    if (! first || ! last || *last < *first)
        return {};
    return InputChannels{static_cast<std::uint16_t> (*first - 1), static_cast<std::uint16_t> (*last - 1)};
}

} // namespace parlando
