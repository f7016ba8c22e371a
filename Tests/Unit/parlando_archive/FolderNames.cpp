#include <parlando_archive/FolderName.h>
#include <parlando_text/parlando_text.h>

#include <catch2/catch_test_macros.hpp>

using namespace parlando;

namespace
{

std::tm afternoon()
{
    std::tm time = {};
    time.tm_year = 126;
    time.tm_mon = 10;
    time.tm_mday = 28;
    time.tm_hour = 14;
    time.tm_min = 3;
    return time;
}

std::string named (std::string_view title, int copy = 1) { return folderName (title, afternoon(), copy); }

} // namespace

TEST_CASE ("A conversation's folder has a name that every file system takes")
{
    CHECK (named ("Title") == "2026-11-28 14.03 Title");
    CHECK (named ("Title", 2) == "2026-11-28 14.03 Title (2)");
    CHECK (named ("") == "2026-11-28 14.03");
    CHECK (named ("../../etc/passwd") == "2026-11-28 14.03 .. .. etc passwd");
    CHECK (named ("a:b/c\\d?e*f\"g<h>i|j") == "2026-11-28 14.03 a b c d e f g h i j");
    CHECK (named ("  two \n\t lines\x7f ") == "2026-11-28 14.03 two lines");
    CHECK (named ("What is it? ...") == "2026-11-28 14.03 What is it");
    CHECK (named (". . .") == "2026-11-28 14.03");
    CHECK (named ("CON") == "2026-11-28 14.03 CON");
    CHECK (named (std::string ("nul\0l", 5)) == "2026-11-28 14.03 nul l");
}

TEST_CASE ("A long title is cut between two characters, and the name has at most 100 bytes with its number")
{
    std::string umlauts, joined;

    for (int i = 0; i < 100; ++i)
    {
        umlauts += "\xc3\xa4";
        joined += "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x80";
    }

    for (const auto& title : {umlauts, joined, std::string (300, 'x'), "x" + umlauts, std::string (300, '\xff')})
    {
        for (const int copy : {1, 2, 9999})
        {
            const auto name = named (title, copy);
            CHECK (name.size() <= 100);
            CHECK (name.size() > 80);
            CHECK (isUtf8 (name));
        }
    }

    CHECK (named (std::string (82, 'x') + "...") == "2026-11-28 14.03 " + std::string (82, 'x'));
}
