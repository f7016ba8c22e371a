#include <parlando_text/parlando_text.h>

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <cmath>
#include <string>
#include <vector>

using namespace parlando;

namespace
{

const std::string family = "👨‍👩‍👧‍👦", german = "🇩🇪", french = "🇫🇷";
const std::string story = "むかしむかしあるところに小さな劇場がありました。";

std::vector<std::string> piecesIn (std::string_view text)
{
    std::vector<std::string> pieces;

    for (const auto& piece : piecesOf (text))
        pieces.emplace_back (text.substr (piece.begin.byte, piece.end.byte - piece.begin.byte));

    return pieces;
}

std::vector<std::string> linesIn (std::string_view text, std::size_t width)
{
    const std::array<std::size_t, 1> widths{width};
    const auto lines = linesOf (text, widths);
    return {lines.begin(), lines.end()};
}

using Texts = std::vector<std::string>;

} // namespace

TEST_CASE ("A limit in bytes cuts between characters as people see them")
{
    CHECK (cutText ("abc", 3) == "abc");
    CHECK (cutText ("abc", 2) == "ab");
    CHECK (cutText ("a\xc3\xa9", 2) == "a");
    CHECK (cutText ("", 0).empty());
    CHECK (cutText ("ae\u0301x", 3) == "a");                        // e with a combining acute
    CHECK (cutText (german + french, german.size() + 4) == german); // half a flag is none
    CHECK (cutText ("x" + family, family.size()) == "x");           // and no family without its children
    CHECK (cutText ("नमस्ते", 10) == "नम");                           // the virama stays with its letter
    CHECK (cutText ("\r\n\r\n", 3) == "\r\n");
}

TEST_CASE ("A single character longer than the limit is cut between code points, and an unfinished one left out")
{
    CHECK (cutText ("\xf0\x9f\x8e\xb5", 3).empty());
    std::string tower = "a";

    for (int i = 0; i < 100; ++i)
        tower += "\u0301";

    CHECK (cutText (tower, 6) == tower.substr (0, 5));
    CHECK (cutText (tower + "b", 500) == tower + "b");
}

TEST_CASE ("Bytes that are no UTF-8 are cut apart from what is")
{
    CHECK (cutText ("\xff\xfe\xfd", 2) == "\xff\xfe");
    CHECK (piecesIn ("\xff ok") == Texts{"\xff", "ok"});
    CHECK (columnsOf ("\xff") == 1);
}

TEST_CASE ("Columns: wide characters and emoji take two, marks on others none")
{
    CHECK (columnsOf ("abc") == 3);
    CHECK (columnsOf ("劇場") == 4);
    CHECK (columnsOf ("ｱ") == 1);
    CHECK (columnsOf ("e\u0301") == 1);
    CHECK (columnsOf (german) == 2);
    CHECK (columnsOf (family) == 2);
    CHECK (columnsOf ("❤\ufe0f") == 2);
    CHECK (columnsOf ("한국") == 4);
    CHECK (columnsOf ("a\u200b") == 1);
    CHECK (cutColumns ("a劇場", 4) == "a劇");
}

TEST_CASE ("What is shown to people is short in columns, and in bytes where marks are piled up")
{
    CHECK (shortened ("short", 5) == "short");
    CHECK (shortened ("longer", 5) == "long…");
    CHECK (shortened ("劇場劇場", 6) == "劇場…");
    CHECK (shortened ("x", 0) == "…");
    std::string tower;

    for (int i = 0; i < 10'000; ++i)
        tower += "\u0301";

    CHECK (shortened ("a" + tower, 10).size() < 200);
}

TEST_CASE ("Pieces are words with their punctuation")
{
    CHECK (piecesIn ("Once upon a (small) theatre…") == Texts{"Once", "upon", "a", "(small)", "theatre…"});
    CHECK (piecesIn ("He said: \"don't!\"") == Texts{"He", "said:", "\"don't!\""});
    CHECK (piecesIn ("¿Qué tal?") == Texts{"¿Qué", "tal?"});
    CHECK (piecesIn ("3.14 and 1,000") == Texts{"3.14", "and", "1,000"});
    CHECK (piecesIn ("안녕하세요 세계.") == Texts{"안녕하세요", "세계."});
    CHECK (piecesIn ("क्षत्रिय दुनिया") == Texts{"क्षत्रिय", "दुनिया"});
    CHECK (piecesIn ("שלום עולם, מה \"שלומך\"?") == Texts{"שלום", "עולם,", "מה", "\"שלומך\"?"});
    CHECK (piecesIn ("مرحبا بالعالم!") == Texts{"مرحبا", "بالعالم!"});
    CHECK (piecesIn ("ok " + family + german) == Texts{"ok", family, german});
    CHECK (piecesIn ("10\u00a0Hz") == Texts{"10", "\u00a0", "Hz"});
    CHECK (piecesIn (" \n ").empty());
}

TEST_CASE ("In scripts without spaces pieces are characters, with the marks that no line begins with")
{
    CHECK (piecesIn ("小さな。") == Texts{"小", "さ", "な。"});
    CHECK (piecesIn ("「きゃっ」と") == Texts{"「きゃっ」", "と"});
    CHECK (piecesIn ("らーめん") == Texts{"らー", "め", "ん"});
    CHECK (piecesIn ("人々は") == Texts{"人々", "は"});
    CHECK (piecesIn ("コンピューター") == Texts{"コンピューター"});
    CHECK (piecesIn ("中文English") == Texts{"中", "文", "English"});
    CHECK (piecesIn ("น้ำตก") == Texts{"น้ำ", "ต", "ก"});
    CHECK (piecesIn ("เด็ก") == Texts{"เด็", "ก"}); // the vowel is written before its consonant
    CHECK (piecesIn ("ស្រ") == Texts{"ស្រ"});       // one consonant stacked on another
}

TEST_CASE ("What was spoken of a text is whole words, by the share of its sound")
{
    CHECK (spokenPart ("Once there was", 0.0).empty());
    CHECK (spokenPart ("Once there was", 0.28).empty());
    CHECK (spokenPart ("Once there was", 0.3) == "Once");
    CHECK (spokenPart ("Once, there was", 0.3) == "Once,"); // nobody says the comma
    CHECK (spokenPart ("Once there was", 0.99) == "Once there");
    CHECK (spokenPart ("Once there was ", 1.0) == "Once there was ");
    CHECK (spokenPart ("", 0.5).empty());
    CHECK (spokenPart ("Word", -1.0).empty());
}

TEST_CASE ("What was spoken of a text without spaces is the characters that its share holds")
{
    for (const auto share : {0.1, 0.35, 0.5, 0.9})
    {
        const auto spoken = spokenPart (story, share);
        CHECK (story.starts_with (spoken));
        CHECK (isUtf8 (spoken));
        const auto columns = static_cast<double> (columnsOf (story));
        CHECK (std::abs (static_cast<double> (columnsOf (spoken)) - share * columns) <= 4.0);
    }

    CHECK (spokenPart ("今日は。明日は。", 0.4) == "今日は。");
    CHECK (spokenPart ("กาลครั้งหนึ่งนานมาแล้ว", 0.5).size() % 3 == 0);
    CHECK_FALSE (spokenPart ("กาลครั้งหนึ่งนานมาแล้ว", 0.5).empty());
}

TEST_CASE ("The last pieces of a text begin with a word and fit the limit")
{
    CHECK (lastPieces ("Once upon a time", 100) == "Once upon a time");
    CHECK (lastPieces ("Once upon a time", 8) == "a time");
    CHECK (lastPieces ("小さな劇場", 7) == "劇場");
    CHECK (lastPieces ("Once", 3).empty());
}

TEST_CASE ("Lines break at spaces, and nothing but spaces is lost")
{
    CHECK (linesIn ("Once upon a time there was", 11) == Texts{"Once upon a", "time there", "was"});
    CHECK (linesIn ("a  b", 1) == Texts{"a", "b"});
    CHECK (linesIn ("twenty-one and/or", 10) == Texts{"twenty-one", "and/or"});
    CHECK (linesIn ("", 10).empty());
    CHECK (linesIn ("שלום עולם", 5) == Texts{"שלום", "עולם"});
}

TEST_CASE ("Lines of a script without spaces are full, and no line begins with a full stop or ends with a bracket")
{
    CHECK (linesIn ("小さな劇場がありました。", 10) == Texts{"小さな劇場", "がありまし", "た。"});
    CHECK (linesIn ("劇場です。はい", 8) == Texts{"劇場で", "す。はい"});
    CHECK (linesIn ("劇場「はい」", 6) == Texts{"劇場", "「は", "い」"});
    CHECK (linesIn ("中文English混排", 10) == Texts{"中文", "English混", "排"});
}

TEST_CASE ("A word longer than a line is broken between its characters")
{
    CHECK (linesIn ("see aaaaaaaaaaaa b", 5) == Texts{"see", "aaaaa", "aaaaa", "aa b"});
    CHECK (linesIn (german + french, 1) == Texts{german, french}); // no width is too small
    const auto lines = linesIn ("https://example.org/a/long/address", 12);
    std::string joined;

    for (const auto& line : lines)
    {
        CHECK (columnsOf (line) <= 12);
        joined += line;
    }

    CHECK (joined == "https://example.org/a/long/address");
}

TEST_CASE ("A long text of marks and of letters is cut in no time that grows with its square")
{
    std::string text;

    for (int i = 0; i < 100'000; ++i)
        text += i % 2 == 0 ? "\u0301" : "'";

    CHECK (spokenPart (text, 0.5).size() <= text.size());
    CHECK_FALSE (linesIn (text, 42).empty());
}
