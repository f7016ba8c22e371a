#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace parlando::fuzz
{

/** Text, so many times. */
struct Repeated
{
    std::string_view text;
    std::size_t count;
};

/** What the bytes 1 to 7 stand for, which no JSON holds. */
inline constexpr std::array<Repeated, 7> meanings{
    {{"[", 5000}, {"]", 5000}, {"{\"a\":", 2500}, {"}", 2500}, {"0,", 5000}, {"[],", 3000}, {"x", 10000}}};

/** The input as text, where one byte, eight times at most, is depth, width or length anywhere: the fuzzer would need
    thousands of steps for them. */
inline std::string textOf (const std::uint8_t* bytes, std::size_t size)
{
    std::string text;
    int left = 8;

    for (std::size_t i = 0; i < size; ++i)
    {
        if (bytes[i] == 0 || bytes[i] > meanings.size() || left == 0)
        {
            text += static_cast<char> (bytes[i]);
            continue;
        }

        --left;
        const auto& meaning = meanings[bytes[i] - 1u];

        for (std::size_t times = 0; times < meaning.count; ++times)
            text += meaning.text;
    }

    return text;
}

} // namespace parlando::fuzz
