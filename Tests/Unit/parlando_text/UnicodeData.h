#pragma once

#include <catch2/catch_test_macros.hpp>

#include <utf8proc.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

/** The lines of one of the consortium's files, without comments. Skips the test where the file is not there, or is of
    another version of Unicode than utf8proc. */
inline std::vector<std::string> linesOfUnicodeData (const std::string& name)
{
    std::ifstream file (std::filesystem::path (PARLANDO_UNICODE_DATA) / name);
    std::string line;

    if (! std::getline (file, line))
        SKIP ("unicode-data is not installed");

    if (line.find ("-" + std::string (utf8proc_unicode_version()) + ".txt") == std::string::npos)
        SKIP (line + " is of another version than utf8proc's, " + utf8proc_unicode_version());

    std::vector<std::string> lines;

    while (std::getline (file, line))
        if (line = line.substr (0, line.find ('#')); line.find_first_not_of (" \t\r") != std::string::npos)
            lines.push_back (line);

    return lines;
}

inline std::string utf8Of (char32_t value)
{
    utf8proc_uint8_t bytes[4];
    const auto length = utf8proc_encode_char (static_cast<utf8proc_int32_t> (value), bytes);
    return {reinterpret_cast<const char*> (bytes), static_cast<std::size_t> (length)};
}

/** A line of GraphemeBreakTest.txt or WordBreakTest.txt: "÷ 0020 × 0308 ÷". */
struct BreakTest
{
    std::string text;
    std::vector<std::size_t> boundaries; /**< In bytes, without the one at 0. */
};

inline BreakTest readBreakTest (const std::string& line)
{
    BreakTest test;
    std::istringstream words (line);

    for (std::string word; words >> word;)
    {
        if (word == "÷" && ! test.text.empty())
            test.boundaries.push_back (test.text.size());
        else if (word != "÷" && word != "×")
            test.text += utf8Of (static_cast<char32_t> (std::stoul (word, nullptr, 16)));
    }

    return test;
}

/** A line of a property file: "0041..005A ; ALetter". */
struct PropertyRange
{
    char32_t first = 0, last = 0;
    std::string value;
};

inline PropertyRange readProperty (const std::string& line)
{
    const auto mark = line.find (';'), dots = line.find ("..");
    const auto begin = line.find_first_not_of (' ', mark + 1);
    PropertyRange range;
    range.first = static_cast<char32_t> (std::stoul (line, nullptr, 16));
    range.last = dots < mark ? static_cast<char32_t> (std::stoul (line.substr (dots + 2), nullptr, 16)) : range.first;
    range.value = line.substr (begin, line.find_first_of (" \t", begin) - begin);
    return range;
}
