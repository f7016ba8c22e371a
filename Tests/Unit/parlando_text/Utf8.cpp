#include <parlando_text/parlando_text.h>

#include <catch2/catch_test_macros.hpp>

using parlando::cleanText;
using parlando::cutText;

namespace
{
const std::string replacement = "\xef\xbf\xbd";
}

TEST_CASE ("Well-formed text stays as it is, control characters become spaces")
{
    const std::string text = "caf\xc3\xa9 \xe2\x82\xac \xf0\x9f\x8e\xb5 \xed\x9f\xbf \xf4\x8f\xbf\xbf";
    CHECK (cleanText (text) == text);
    CHECK (cleanText ({"a\r\n\x1b[31mb\x7f\0c", 12}) == "a   [31mb  c");
}

TEST_CASE ("C72: what is not UTF-8 is replaced: broken, overlong, surrogate, out of range")
{
    CHECK (cleanText ("\xe9") == replacement);
    CHECK (cleanText ("\x80x") == replacement + "x");
    CHECK (cleanText ("x\xe2\x82") == "x" + replacement + replacement);
    CHECK (cleanText ("\xc0\xaf") == replacement + replacement);
    CHECK (cleanText ("\xe0\x80\xaf") == replacement + replacement + replacement);
    CHECK (cleanText ("\xed\xa0\x80") == replacement + replacement + replacement);
    CHECK (cleanText ("\xf0\x80\x80\x80").size() == 4 * replacement.size());
    CHECK (cleanText ("\xf4\x90\x80\x80").size() == 4 * replacement.size());
    CHECK (cleanText ("\xff\xfe") == replacement + replacement);
}

TEST_CASE ("A cut never falls inside a character")
{
    CHECK (cutText ("abc", 3) == "abc");
    CHECK (cutText ("abc", 2) == "ab");
    CHECK (cutText ("a\xc3\xa9", 2) == "a");
    CHECK (cutText ("\xf0\x9f\x8e\xb5", 3).empty());
    CHECK (cutText ("", 0).empty());
}
