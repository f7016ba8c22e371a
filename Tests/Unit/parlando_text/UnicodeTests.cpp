#include "UnicodeData.h"

#include <parlando_text/WordBreak.h>
#include <parlando_text/parlando_text.h>

#include <map>
#include <string_view>

using namespace parlando;

namespace
{

const std::map<std::string, WordBreak> wordBreaks{{"CR", WordBreak::cr},
                                                  {"LF", WordBreak::lf},
                                                  {"Newline", WordBreak::newline},
                                                  {"Extend", WordBreak::extend},
                                                  {"ZWJ", WordBreak::zwj},
                                                  {"Regional_Indicator", WordBreak::regionalIndicator},
                                                  {"Format", WordBreak::format},
                                                  {"Katakana", WordBreak::katakana},
                                                  {"Hebrew_Letter", WordBreak::hebrewLetter},
                                                  {"ALetter", WordBreak::aLetter},
                                                  {"Single_Quote", WordBreak::singleQuote},
                                                  {"Double_Quote", WordBreak::doubleQuote},
                                                  {"MidNumLet", WordBreak::midNumLet},
                                                  {"MidLetter", WordBreak::midLetter},
                                                  {"MidNum", WordBreak::midNum},
                                                  {"Numeric", WordBreak::numeric},
                                                  {"ExtendNumLet", WordBreak::extendNumLet},
                                                  {"WSegSpace", WordBreak::wSegSpace}};

/** What belongs to the numbers and letters behind it since Unicode 15.1, whose rules are ours. */
bool isOfLaterVersion (char32_t value)
{
    constexpr std::u32string_view changed = U"\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2"
                                            U"\U000110bd\U000110cd";
    return std::stod (utf8proc_unicode_version()) < 15.1 && changed.find (value) != std::u32string_view::npos;
}

bool isOfLaterVersion (const std::string& text)
{
    for (std::size_t at = 0; at < text.size(); at += codePointAt (text, at).length)
        if (isOfLaterVersion (codePointAt (text, at).value))
            return true;

    return false;
}

} // namespace

TEST_CASE ("Grapheme clusters end where the Unicode consortium's tests end them")
{
    const auto lines = linesOfUnicodeData ("auxiliary/GraphemeBreakTest.txt");
    CHECK (lines.size() > 500);

    for (const auto& line : lines)
    {
        CAPTURE (line);
        const auto test = readBreakTest (line);
        std::vector<std::size_t> found;

        for (std::size_t at = 0; at < test.text.size();)
            found.push_back (at = graphemeEnd (test.text, at));

        CHECK (found == test.boundaries);
    }
}

TEST_CASE ("Words begin and end where the Unicode consortium's tests say")
{
    const auto lines = linesOfUnicodeData ("auxiliary/WordBreakTest.txt");
    CHECK (lines.size() > 1'500);

    for (const auto& line : lines)
    {
        CAPTURE (line);
        const auto test = readBreakTest (line);
        CHECK ((wordBoundaries (test.text) == test.boundaries || isOfLaterVersion (test.text)));
    }
}

TEST_CASE ("Every code point has the Word_Break of the Unicode character database")
{
    constexpr char32_t end = 0x110000;
    std::vector<WordBreak> expected (end, WordBreak::other);

    for (const auto& line : linesOfUnicodeData ("auxiliary/WordBreakProperty.txt"))
    {
        const auto range = readProperty (line);
        REQUIRE (wordBreaks.contains (range.value));
        std::fill (expected.begin() + range.first, expected.begin() + range.last + 1, wordBreaks.at (range.value));
    }

    std::vector<char32_t> wrong;

    for (char32_t value = 0; value < end; ++value)
        if (wordBreakOf (value) != expected[value] && ! isOfLaterVersion (value))
            wrong.push_back (value);

    CHECK (wrong == std::vector<char32_t>());
}

TEST_CASE ("What the Unicode character database calls wide takes two columns")
{
    int wide = 0;

    for (const auto& line : linesOfUnicodeData ("EastAsianWidth.txt"))
    {
        const auto range = readProperty (line);

        if (range.value != "W" && range.value != "F")
            continue;

        for (auto value = range.first; value <= range.last; ++value)
        {
            const auto category = utf8proc_category (static_cast<utf8proc_int32_t> (value));
            const auto standsOnAnother = category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC;

            if (category == UTF8PROC_CATEGORY_CN || standsOnAnother)
                continue;

            ++wide;
            CAPTURE (std::uint32_t (value));
            CHECK (columnsOf (utf8Of (value)) == 2);
        }
    }

    CHECK (wide > 80'000);
}
