#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace parlando
{

/** Characters as people see them: the extended grapheme clusters of UAX #29, such as a letter with its accents, a flag,
    a family of emoji joined by ZWJ, or a syllable of Hangul. The version of Unicode is utf8proc's. Any thread. */

/** Where the cluster that begins at byte `at` ends; `at` is inside the text and a boundary. */
std::size_t graphemeEnd (std::string_view text, std::size_t at) noexcept;

/** The longest beginning of at most `maximumBytes` that ends between two clusters; where the first one alone is longer,
    between two code points. */
std::string_view cutText (std::string_view text, std::size_t maximumBytes) noexcept;

/** How wide a text is in columns of a terminal or a subtitle: East Asian wide characters and emoji take two, marks that
    stand on others none (UAX #11). */
std::size_t columnsOf (std::string_view text) noexcept;

/** The longest beginning of at most `columns` columns that ends between two clusters. */
std::string_view cutColumns (std::string_view text, std::size_t columns) noexcept;

/** For people: at most `columns` columns, the last one "…" where something was cut off, and at most 16 bytes for each,
    however many marks are piled up on a letter. */
std::string shortened (std::string_view text, std::size_t columns);

} // namespace parlando
