#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace parlando
{

/** A text in lines of at most so many columns, `widths` in turn: broken at spaces, in scripts without spaces between
    characters where a line may begin, in a word that is longer than a line between its clusters. What is between two
    lines is spaces and nothing else. Any thread. */
std::vector<std::string_view> linesOf (std::string_view text, std::span<const std::size_t> widths);

} // namespace parlando
