#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace parlando
{

/** What stays together where a text is cut: a word of UAX #29 with the punctuation around it, a character of a script
    without spaces with the marks that no line begins with, such as 。 or ー. Spaces lie between the pieces. */
struct TextPiece
{
    /** A place in the text: in bytes, and in columns from its beginning. */
    struct Place
    {
        std::size_t byte = 0, column = 0;
    };

    Place begin, end;
    Place wordEnd;             /**< Without the punctuation at its end, which nobody says aloud. */
    bool mayStartLine = false; /**< After a space, or beside a script without spaces. */
};

/** The pieces in their order; nothing is in none of them but spaces. Any thread. */
std::vector<TextPiece> piecesOf (std::string_view text);

/** The words that were said when `share` of a text's sound, 0 to 1, had been heard: whole pieces, without the space
    behind them. Sound is shared out by columns: a syllable of Kana takes two, a Latin letter one. Any thread. */
std::string_view spokenPart (std::string_view text, double share);

/** The longest end of at most `maximumBytes` that begins with a piece; nothing where no piece fits. Any thread. */
std::string_view lastPieces (std::string_view text, std::size_t maximumBytes);

} // namespace parlando
