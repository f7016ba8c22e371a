#include "WordBoundaries.h"

#include "Utf8.h"
#include "WordBreak.h"

#include <optional>
#include <utility>

namespace parlando
{

namespace detail_word_boundaries
{

struct Unit
{
    std::size_t at = 0;
    char32_t value = 0;
    WordBreak kind = WordBreak::other;
};

static std::vector<Unit> unitsOf (std::string_view text)
{
    std::vector<Unit> units;
    units.reserve (text.size());

    for (std::size_t at = 0; at < text.size();)
    {
        const auto next = codePointAt (text, at);
        units.push_back ({at, next.value, wordBreakOf (next.value)});
        at += next.length;
    }

    return units;
}

static bool isLineEnd (WordBreak kind) noexcept
{
    return kind == WordBreak::cr || kind == WordBreak::lf || kind == WordBreak::newline;
}

/** WB4: they belong to what they follow. */
static bool isIgnored (WordBreak kind) noexcept
{
    return kind == WordBreak::extend || kind == WordBreak::format || kind == WordBreak::zwj;
}

static bool isLetter (WordBreak kind) noexcept { return kind == WordBreak::aLetter || kind == WordBreak::hebrewLetter; }

static bool isMidOfLetters (WordBreak kind) noexcept
{
    return kind == WordBreak::midLetter || kind == WordBreak::midNumLet || kind == WordBreak::singleQuote;
}

static bool isMidOfNumbers (WordBreak kind) noexcept
{
    return kind == WordBreak::midNum || kind == WordBreak::midNumLet || kind == WordBreak::singleQuote;
}

using Kind = std::optional<WordBreak>;

/** The rules WB5 to WB13b: what stands around a place, without what WB4 skips. */
static bool areJoined (Kind before2, WordBreak before, WordBreak after, Kind after2) noexcept
{
    using enum WordBreak;

    if (isLetter (before) || before == numeric)
        if (isLetter (after) || after == numeric)
            return true; // WB5, WB8, WB9, WB10

    if (isLetter (before) && isMidOfLetters (after) && after2 && isLetter (*after2))
        return true; // WB6

    if (before2 && isLetter (*before2) && isMidOfLetters (before) && isLetter (after))
        return true; // WB7

    if (before == hebrewLetter && (after == singleQuote || (after == doubleQuote && after2 == hebrewLetter)))
        return true; // WB7a, WB7b

    if (before2 == hebrewLetter && before == doubleQuote && after == hebrewLetter)
        return true; // WB7c

    if (before2 == numeric && isMidOfNumbers (before) && after == numeric)
        return true; // WB11

    if (before == numeric && isMidOfNumbers (after) && after2 == numeric)
        return true; // WB12

    const auto isWord = [] (WordBreak kind) { return isLetter (kind) || kind == numeric || kind == katakana; };
    return (before == katakana && after == katakana) ||                              // WB13
           ((isWord (before) || before == extendNumLet) && after == extendNumLet) || // WB13a
           (before == extendNumLet && isWord (after));                               // WB13b
}

/** Goes through a text and keeps what the rules ask about what came before. */
class Reader
{
public:
    explicit Reader (const std::vector<Unit>& all) : units (all) {}

    /** Whether there is a boundary before `units[i]`, i from 1 upwards in order. */
    bool isBoundaryBefore (std::size_t i)
    {
        const auto& last = units[i - 1];
        const auto& next = units[i];
        note (last.kind);

        if (last.kind == WordBreak::cr && next.kind == WordBreak::lf)
            return false; // WB3

        if (isLineEnd (last.kind) || isLineEnd (next.kind))
            return true; // WB3a, WB3b

        if (last.kind == WordBreak::zwj && isPictographic (next.value))
            return false; // WB3c

        if (last.kind == WordBreak::wSegSpace && next.kind == WordBreak::wSegSpace)
            return false; // WB3d

        if (isIgnored (next.kind))
            return false; // WB4

        if (next.kind == WordBreak::regionalIndicator && regionals % 2 == 1)
            return false; // WB15, WB16

        return ! (before && areJoined (before2, *before, next.kind, following (i)));
    }

private:
    void note (WordBreak kind) noexcept
    {
        if (isLineEnd (kind))
        {
            before = before2 = {};
            regionals = 0;
        }
        else if (! isIgnored (kind) || ! before)
        {
            before2 = std::exchange (before, kind);
            regionals = kind == WordBreak::regionalIndicator ? regionals + 1 : 0;
        }
    }

    Kind following (std::size_t i) const noexcept
    {
        for (++i; i < units.size() && ! isLineEnd (units[i].kind); ++i)
            if (! isIgnored (units[i].kind))
                return units[i].kind;

        return {};
    }

    const std::vector<Unit>& units;
    Kind before2, before;
    int regionals = 0; // in a row, up to the last
};

} // namespace detail_word_boundaries

std::vector<std::size_t> wordBoundaries (std::string_view text)
{
    const auto units = detail_word_boundaries::unitsOf (text);
    detail_word_boundaries::Reader reader (units);
    std::vector<std::size_t> boundaries;

    for (std::size_t i = 1; i < units.size(); ++i)
        if (reader.isBoundaryBefore (i))
            boundaries.push_back (units[i].at);

    if (! text.empty())
        boundaries.push_back (text.size());

    return boundaries;
}

} // namespace parlando
