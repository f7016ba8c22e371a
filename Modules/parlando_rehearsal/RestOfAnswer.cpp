#include "RestOfAnswer.h"

#include "Words.h"

#include <algorithm>

namespace parlando
{

namespace detail_rest
{
constexpr std::string_view mark = "up to: \"";

// Without case and punctuation, which the voice's words may have lost.
std::vector<std::string> plainTokens (std::string_view text)
{
    std::vector<std::string> plain;
    for (const auto& token : splitAtSpaces (text))
        plain.push_back (joinWords (splitWords (token)));
    return plain;
}
} // namespace detail_rest

std::string withoutAsides (std::string_view text)
{
    std::string words;
    int depth = 0;
    for (const auto character : text)
    {
        depth += character == '(' ? 1 : 0;
        if (depth == 0)
            words += character;
        depth -= character == ')' && depth > 0 ? 1 : 0;
    }
    const auto begin = words.find_first_not_of (" \n");
    return begin == std::string::npos ? "" : words.substr (begin, words.find_last_not_of (" \n") + 1 - begin);
}

std::string heardBefore (std::string_view text)
{
    const auto begin = text.rfind (detail_rest::mark);
    if (begin == std::string_view::npos)
        return {};
    const auto quoted = text.substr (begin + detail_rest::mark.size());
    return std::string (quoted.substr (0, quoted.rfind ('"')));
}

std::vector<std::string> restAfter (const std::vector<std::string>& sentences, std::string_view heard)
{
    const auto tokens = splitAtSpaces (joinWords (sentences));
    const auto plain = detail_rest::plainTokens (joinWords (sentences)), last = detail_rest::plainTokens (heard);

    // The most of its end that stands here: before that may be something else.
    for (auto begin = last.begin(); begin != last.end(); ++begin)
    {
        const auto found = std::search (plain.begin(), plain.end(), begin, last.end());
        if (found == plain.end())
            continue;
        const auto end = (found - plain.begin()) + (last.end() - begin);
        const std::vector<std::string> rest (tokens.begin() + end, tokens.end());
        return {rest.empty() ? "That was all." : joinWords (rest)};
    }
    return sentences;
}

} // namespace parlando
