#include <parlando_text/CaseFolding.h>

#include <catch2/catch_test_macros.hpp>

using namespace parlando;

TEST_CASE ("Words are found whatever the case of their letters, in any script")
{
    CHECK (findFolded ("More REVERB, please", foldedCase ("reverb")) == 5u);
    CHECK (findFolded ("Die STRASSE", foldedCase ("straße")) == 4u);
    CHECK (findFolded ("die straße", foldedCase ("STRASSE")) == 4u);
    CHECK (findFolded ("ПРИВЕТ, МИР", foldedCase ("мир")) == 14u);
    CHECK (findFolded ("Γειά ΣΟΦΟΣ", foldedCase ("σοφος")) == 9u);
    CHECK (findFolded ("こんにちは、世界", foldedCase ("世界")) == 18u);
    CHECK_FALSE (findFolded ("reverb", foldedCase ("delay")));
    CHECK_FALSE (findFolded ("reverb", ""));
    CHECK_FALSE (findFolded ("", foldedCase ("x")));
}

TEST_CASE ("A letter with its accent in one code point is the same as in two")
{
    CHECK (findFolded ("un cafe\xcc\x81 noir", foldedCase ("CAF\xc3\x89")) == 3u);
    CHECK (findFolded ("un caf\xc3\xa9 noir", foldedCase ("cafe\xcc\x81")) == 3u);
}

TEST_CASE ("Bytes that are no UTF-8 are looked through as well")
{
    CHECK (findFolded ("\xff\xfe Hello \xc3", foldedCase ("HELLO")) == 3u);
    CHECK (foldedCase ("\xff").size() == 3);
    CHECK_FALSE (findFolded ("\xf0\x9f", foldedCase ("x")));
}
