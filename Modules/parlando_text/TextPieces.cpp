#include "TextPieces.h"

#include "Graphemes.h"
#include "Utf8.h"
#include "WordBoundaries.h"
#include "WordBreak.h"

#include <utf8proc.h>

#include <algorithm>
#include <string_view>

namespace parlando
{

namespace detail_text_pieces
{

/** How a segment between two word boundaries keeps to its neighbours. */
enum class Bond
{
    none,
    space,
    toNext,             // an opening bracket
    toLast,             // a small kana
    toLastAsPunctuation // a full stop
};

static bool isBetween (char32_t value, char32_t first, char32_t last) noexcept
{
    return value >= first && value <= last;
}

/** Spaces at which a line may end: all but the no-break ones. */
static bool isSpace (char32_t value) noexcept
{
    const auto kind = wordBreakOf (value);
    return kind == WordBreak::wSegSpace || kind == WordBreak::cr || kind == WordBreak::lf ||
           kind == WordBreak::newline || value == '\t' || value == 0x200b;
}

/** Vowels of Thai and Lao that are written before their consonant, and signs that stack what follows on what was. */
static bool opensSyllable (char32_t first, char32_t last) noexcept
{
    return isBetween (first, 0x0e40, 0x0e44) || isBetween (first, 0x0ec0, 0x0ec4) || last == 0x17d2 || last == 0x1039;
}

/** What no line begins with in scripts without spaces: vowels behind their consonant, small kana, marks of length and
    repetition. */
static bool closesSyllable (char32_t value) noexcept
{
    constexpr std::u32string_view small = U"ぁぃぅぇぉっゃゅょゎゕゖー々〻ゝゞヽヾะาๅๆະາໆ";
    return small.find (value) != std::u32string_view::npos;
}

static Bond bondOf (char32_t first, char32_t last) noexcept
{
    if (isSpace (first))
        return Bond::space;

    if (opensSyllable (first, last) || first == U'¿' || first == U'¡')
        return Bond::toNext;

    if (closesSyllable (first))
        return Bond::toLast;

    switch (utf8proc_category (static_cast<utf8proc_int32_t> (first)))
    {
        case UTF8PROC_CATEGORY_PS:
        case UTF8PROC_CATEGORY_PI:
            return Bond::toNext;
        case UTF8PROC_CATEGORY_PE:
        case UTF8PROC_CATEGORY_PF:
        case UTF8PROC_CATEGORY_PO:
        case UTF8PROC_CATEGORY_PD:
            return Bond::toLastAsPunctuation;
        default:
            return Bond::none;
    }
}

/** Whether a line may begin beside this character where there is no space. */
static bool isFree (char32_t value) noexcept
{
    return isOfScriptWithoutSpaces (value) || utf8proc_charwidth (static_cast<utf8proc_int32_t> (value)) == 2;
}

struct Segment
{
    TextPiece::Place begin, end;
    char32_t first = 0, last = 0;
};

/** Between word boundaries that are boundaries of clusters too: Thai Sara Am begins a word for UAX #29, and no cluster.
 */
static std::vector<Segment> segmentsOf (std::string_view text)
{
    const auto boundaries = wordBoundaries (text);
    std::vector<Segment> segments;
    auto boundary = boundaries.begin();
    Segment segment;

    for (std::size_t at = 0; at < text.size();)
    {
        const auto end = graphemeEnd (text, at);

        if (segment.begin.byte == at)
            segment.first = codePointAt (text, at).value;

        segment.end = {end, segment.end.column + columnsOf (text.substr (at, end - at))};

        for (; at < end; at += codePointAt (text, at).length)
            segment.last = codePointAt (text, at).value;

        boundary = std::lower_bound (boundary, boundaries.end(), end);

        if (boundary != boundaries.end() && *boundary == end)
        {
            segments.push_back (segment);
            segment.begin = segment.end;
        }
    }

    return segments;
}

} // namespace detail_text_pieces

std::vector<TextPiece> piecesOf (std::string_view text)
{
    using namespace detail_text_pieces;

    std::vector<TextPiece> pieces;
    auto isOpen = false, takesNext = false;
    char32_t last = U' ';

    for (const auto& segment : segmentsOf (text))
    {
        const auto bond = bondOf (segment.first, segment.last);
        const auto joins = isOpen && (takesNext || bond == Bond::toLast || bond == Bond::toLastAsPunctuation);

        if (bond == Bond::space)
        {
            isOpen = takesNext = false;
            last = U' ';
            continue;
        }

        if (! joins)
        {
            pieces.push_back (
                {segment.begin, segment.end, segment.end, isSpace (last) || isFree (last) || isFree (segment.first)});
            takesNext = bond == Bond::toNext || bond == Bond::toLastAsPunctuation; // what begins a piece opens it
        }
        else
        {
            takesNext = bond == Bond::toNext || (takesNext && bond == Bond::toLastAsPunctuation);
        }

        auto& piece = pieces.back();
        piece.end = segment.end;

        if (! joins || bond != Bond::toLastAsPunctuation)
            piece.wordEnd = segment.end;

        isOpen = true;
        last = segment.last;
    }

    return pieces;
}

std::string_view spokenPart (std::string_view text, double share)
{
    const auto pieces = piecesOf (text);

    if (pieces.empty() || share >= 1.0)
        return share >= 1.0 ? text : std::string_view();

    const auto said = std::max (0.0, share) * static_cast<double> (columnsOf (text));
    std::size_t end = 0;

    for (const auto& piece : pieces)
    {
        if (static_cast<double> (piece.wordEnd.column) > said)
            break;

        end = piece.end.byte;
    }

    return text.substr (0, end);
}

std::string_view lastPieces (std::string_view text, std::size_t maximumBytes)
{
    if (text.size() <= maximumBytes)
        return text;

    const auto pieces = piecesOf (text);
    const auto first =
        std::find_if (pieces.begin(), pieces.end(),
                      [&] (const TextPiece& piece) { return text.size() - piece.begin.byte <= maximumBytes; });
    return first == pieces.end() ? std::string_view() : text.substr (first->begin.byte);
}

} // namespace parlando
