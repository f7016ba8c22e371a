#include "Words.h"

#include <algorithm>
#include <cctype>
#include <utility>

namespace parlando
{

namespace detail_words
{
bool isAlpha (char c) { return std::isalpha (static_cast<unsigned char> (c)) != 0 || (c & 0x80) != 0; }
bool isDigit (char c) { return std::isdigit (static_cast<unsigned char> (c)) != 0; }
bool isUpper (char c) { return std::isupper (static_cast<unsigned char> (c)) != 0; }

// Where the word that begins at `start` ends: letters with apostrophes, or a number.
std::size_t endOfWord (std::string_view text, std::size_t start)
{
    auto end = start;
    if (isDigit (text[start]))
    {
        while (end < text.size() &&
               (isDigit (text[end]) || (text[end] == '.' && end + 1 < text.size() && isDigit (text[end + 1]))))
            ++end;
        return end;
    }
    while (end < text.size() && (isAlpha (text[end]) || (text[end] == '\'' && end > start)))
        ++end;
    return end;
}
} // namespace detail_words

std::string toLower (std::string_view text)
{
    std::string lower (text);
    for (auto& c : lower)
        c = static_cast<char> (std::tolower (static_cast<unsigned char> (c)));
    return lower;
}

std::vector<std::string> splitWords (std::string_view text)
{
    using namespace detail_words;
    const auto lower = toLower (text);
    std::vector<std::string> words;
    for (std::size_t i = 0; i < lower.size();)
    {
        if (isAlpha (lower[i]) || isDigit (lower[i]))
        {
            const auto end = endOfWord (lower, i);
            words.push_back (lower.substr (i, end - i));
            i = end;
        }
        else
        {
            if (std::string_view ("+-*/^%()").find (lower[i]) != std::string_view::npos)
                words.emplace_back (1, lower[i]);
            ++i;
        }
    }
    return words;
}

std::vector<std::string> splitName (std::string_view name)
{
    using namespace detail_words;
    std::string spaced;
    for (std::size_t i = 0; i < name.size(); ++i)
    {
        const bool newWord = i > 0 && isUpper (name[i]) && ! isUpper (name[i - 1]);
        if (newWord || ! (isAlpha (name[i]) || isDigit (name[i])))
            spaced += ' ';
        if (isAlpha (name[i]) || isDigit (name[i]))
            spaced += name[i];
    }
    return splitWords (spaced);
}

std::vector<std::string> splitAtSpaces (std::string_view text)
{
    std::vector<std::string> tokens;
    std::string token;
    for (const auto c : text)
    {
        if (std::isspace (static_cast<unsigned char> (c)) == 0)
            token += c;
        else if (! token.empty())
            tokens.push_back (std::exchange (token, {}));
    }
    if (! token.empty())
        tokens.push_back (token);
    return tokens;
}

std::string joinWords (const std::vector<std::string>& words)
{
    std::string text;
    for (const auto& word : words)
        text += (text.empty() ? "" : " ") + word;
    return text;
}

std::string capitalised (std::string text)
{
    if (! text.empty())
        text[0] = static_cast<char> (std::toupper (static_cast<unsigned char> (text[0])));
    return text;
}

bool containsPhrase (const std::vector<std::string>& words, std::string_view phrase)
{
    const auto wanted = splitWords (phrase);
    return ! wanted.empty() && std::search (words.begin(), words.end(), wanted.begin(), wanted.end()) != words.end();
}

} // namespace parlando
