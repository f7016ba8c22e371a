#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace parlando
{

/** The word boundaries of UAX #29 in bytes, without the one at 0 and with the one at the end. Words, spaces and marks
    of punctuation lie between them; in scripts without spaces (Han, Hiragana, Thai, Lao, Khmer, Myanmar) each character
    does, as finding words there takes a dictionary. Any thread. */
std::vector<std::size_t> wordBoundaries (std::string_view text);

} // namespace parlando
