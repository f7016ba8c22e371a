#include "Repetition.h"

#include "Words.h"

namespace parlando
{

namespace detail_repetition
{
constexpr std::string_view ends = ".!?";

// As the voice speaks them: each ends with a pause.
std::vector<std::string> sentencesOf (std::string_view text)
{
    std::vector<std::string> sentences;
    auto begins = true;
    for (const auto& token : splitAtSpaces (text))
    {
        if (begins)
            sentences.push_back (token);
        else
            sentences.back().append (" ").append (token);
        begins = ends.find (token.back()) != std::string_view::npos;
    }
    return sentences;
}
} // namespace detail_repetition

std::vector<std::string> wordForWord (std::string_view heard, std::string_view lastSaid)
{
    const auto open = heard.find ('"'), close = heard.rfind ('"');
    const auto asked = splitWords (heard.substr (0, open));
    if (! containsPhrase (asked, "word for word"))
        return {};
    if (close > open)
        return detail_repetition::sentencesOf (heard.substr (open + 1, close - open - 1));
    return detail_repetition::sentencesOf (containsPhrase (asked, "last answer") ? lastSaid : "");
}

} // namespace parlando
