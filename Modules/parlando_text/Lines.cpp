#include "Lines.h"

#include "Graphemes.h"
#include "TextPieces.h"

#include <algorithm>

namespace parlando
{

namespace detail_lines
{

/** The first of the pieces from `from` on that does not fit with them into a line. */
static std::size_t findTooMuch (const std::vector<TextPiece>& pieces, std::size_t from, std::size_t width) noexcept
{
    auto end = from;

    while (end < pieces.size() && pieces[end].end.column - pieces[from].begin.column <= width)
        ++end;

    return end;
}

/** The piece that the next line begins with: the last that may, else the one that did not fit. */
static std::size_t findLineStart (const std::vector<TextPiece>& pieces, std::size_t from, std::size_t tooMuch) noexcept
{
    if (tooMuch == pieces.size())
        return tooMuch;

    for (auto start = tooMuch; start > from; --start)
        if (pieces[start].mayStartLine)
            return start;

    return tooMuch;
}

/** At least one cluster of a piece that is wider than a line; the rest stays in the piece. */
static std::string_view takeBeginning (std::string_view text, TextPiece& piece, std::size_t width)
{
    const auto whole = text.substr (piece.begin.byte, piece.end.byte - piece.begin.byte);
    const auto fitting = cutColumns (whole, width);
    const auto part = whole.substr (0, std::max (fitting.size(), graphemeEnd (whole, 0)));
    piece.begin = {piece.begin.byte + part.size(), piece.begin.column + columnsOf (part)};
    return part;
}

} // namespace detail_lines

std::vector<std::string_view> linesOf (std::string_view text, std::span<const std::size_t> widths)
{
    auto pieces = piecesOf (text);
    std::vector<std::string_view> lines;

    for (std::size_t from = 0; from < pieces.size();)
    {
        const auto width = widths[lines.size() % widths.size()];
        const auto next = detail_lines::findLineStart (pieces, from, detail_lines::findTooMuch (pieces, from, width));

        if (next == from)
        {
            auto& piece = pieces[from];
            lines.push_back (detail_lines::takeBeginning (text, piece, width));
            from += piece.begin.byte == piece.end.byte ? 1 : 0;
            continue;
        }

        const auto begin = pieces[from].begin.byte;
        lines.push_back (text.substr (begin, pieces[next - 1].end.byte - begin));
        from = next;
    }

    return lines;
}

} // namespace parlando
