#include <parlando_text/parlando_text.h>

#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace parlando;

TEST_CASE ("Text that shows itself stays as it is")
{
    for (const std::string text :
         {"", "by: 2\npath: \"/home/a b\"", "Grüße, 你好, שלום, नमस्ते, e\xcc\x81", "🎹 ❤️ ±6 dB"})
        CHECK (revealed (text) == text);
}

TEST_CASE ("What hides, or turns what stands beside it, is shown by its number")
{
    CHECK (revealed ("a\u202egpj.exe") == "a\\u202egpj.exe");
    CHECK (revealed ("\u2066a\u2069\u200f") == "\\u2066a\\u2069\\u200f");
    CHECK (revealed ("pass\u200bword\u00ad") == "pass\\u200bword\\u00ad");
    CHECK (revealed (std::string ("a\0b\tc\rd\x1b[2J\x7f", 12)) == "a\\u0000b\\u0009c\\u000dd\\u001b[2J\\u007f");
    CHECK (revealed ("a\u00a0b\u3000c\u2028d\ufeff") == "a\\u00a0b\\u3000c\\u2028d\\ufeff");
    CHECK (revealed ("\u3164\u115f\u2800\u034f") == "\\u3164\\u115f\\u2800\\u034f");
    CHECK (revealed ("a\U000e0041\ue000") == "a\\u{e0041}\\ue000");
    CHECK (revealed ("a\ufe0f\ufe01") == "a\\ufe0f\\ufe01");
    CHECK (revealed ("❤\ufe0f\ufe0f") == "❤\ufe0f\\ufe0f");
    CHECK (revealed ("a\xff\x80") == "a\\xff\\x80");
}

TEST_CASE ("Marks do not pile up over what stands above and below")
{
    CHECK (revealed ("a\u0301\u0302\u0303\u0304\u0305b\u0301") == "a\u0301\u0302\u0303\\u0304\\u0305b\u0301");
}
