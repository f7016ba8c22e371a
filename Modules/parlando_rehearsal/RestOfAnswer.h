#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace parlando
{

/** What the person says, apart from what stands in brackets: that tells of something and asks for nothing. */
[[nodiscard]] std::string withoutAsides (std::string_view text);

/** What the person says to have heard of an answer that was cut off: an aside with `up to: "…"`. Empty where there is
    none. */
[[nodiscard]] std::string heardBefore (std::string_view text);

/** What follows in `sentences` after the place where the last words of `heard` stand; all of it where they do not. */
[[nodiscard]] std::vector<std::string> restAfter (const std::vector<std::string>& sentences, std::string_view heard);

} // namespace parlando
