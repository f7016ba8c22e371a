#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace parlando
{

/** The names as one text: "a, b and c". */
inline std::string listed (const std::vector<std::string>& names)
{
    std::string text;

    for (std::size_t i = 0; i < names.size(); ++i)
    {
        if (i > 0)
            text += i + 1 == names.size() ? " and " : ", ";

        text += names[i];
    }

    return text;
}

} // namespace parlando
