#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace parlando::testing
{

/** `text`, so many times. */
inline std::string times (std::size_t count, std::string_view text)
{
    std::string all;
    all.reserve (count * text.size());

    for (std::size_t i = 0; i < count; ++i)
        all += text;

    return all;
}

/** Values that end programs which read them by recursion, whole and broken off, of at most so many bytes: 10 to 120 kB,
    5,000 to 60,000 deep. */
inline std::vector<std::string> deepValues (std::size_t largest = 120'000)
{
    std::vector<std::string> values;

    for (const std::size_t depth : {5'000u, 20'000u, 60'000u})
    {
        values.push_back (times (depth, "[") + times (depth, "]"));
        values.push_back (times (depth, "["));
        values.push_back (times (depth / 3, R"({"a":)") + "1" + times (depth / 3, "}"));
        values.push_back (times (depth / 3, R"([{"":)") + "1" + times (depth / 3, "}]"));
    }

    std::erase_if (values, [largest] (const auto& each) { return each.size() > largest; });
    return values;
}

} // namespace parlando::testing
