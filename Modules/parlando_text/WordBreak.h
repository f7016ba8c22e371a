#pragma once

namespace parlando
{

/** The property Word_Break of UAX #29, table 3. ZWJ and CR to LF by their names there. */
enum class WordBreak
{
    other,
    cr,
    lf,
    newline,
    extend,
    zwj,
    regionalIndicator,
    format,
    katakana,
    hebrewLetter,
    aLetter,
    singleQuote,
    doubleQuote,
    midNumLet,
    midLetter,
    midNum,
    numeric,
    extendNumLet,
    wSegSpace
};

/** By general category, with the exceptions that the table names. Any thread. */
WordBreak wordBreakOf (char32_t) noexcept;

/** Whether it is written without spaces between words: a letter that is part of no word of UAX #29, or Katakana. */
bool isOfScriptWithoutSpaces (char32_t) noexcept;

/** Extended_Pictographic: emoji, and what may become one. */
bool isPictographic (char32_t) noexcept;

} // namespace parlando
