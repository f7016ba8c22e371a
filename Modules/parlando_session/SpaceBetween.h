#pragma once

#include <string_view>

namespace parlando
{

/** Whether a space belongs between two pieces of what somebody said, each complete in itself (C51): not where either
    has white space there already, not before closing punctuation, and not within a script that is written without
    spaces (Han, Kana, Thai, Lao, Khmer, Burmese). UTF-8. */
bool needsSpaceBetween (std::string_view left, std::string_view right) noexcept;

} // namespace parlando
