#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace parlando
{

// Small steps on English text; ASCII rules, other bytes pass through unchanged.

[[nodiscard]] std::string toLower (std::string_view text);

/** Lower-case words without punctuation; digits, decimal points inside numbers and the signs of sums stay:
    "What's 17*3?" gives "what's", "17", "*", "3". */
[[nodiscard]] std::vector<std::string> splitWords (std::string_view text);

/** The words of an identifier: "setReverb_mix" gives "set", "reverb", "mix". */
[[nodiscard]] std::vector<std::string> splitName (std::string_view name);

/** The text's tokens between white space, as written. */
[[nodiscard]] std::vector<std::string> splitAtSpaces (std::string_view text);

[[nodiscard]] std::string joinWords (const std::vector<std::string>& words);

/** The first letter in upper case. */
[[nodiscard]] std::string capitalised (std::string text);

/** Whether `phrase`, in words, stands in `words` as a whole. */
[[nodiscard]] bool containsPhrase (const std::vector<std::string>& words, std::string_view phrase);

} // namespace parlando
