#include "Backchannel.h"

#include <algorithm>
#include <string>

namespace parlando
{
namespace
{

// Without what stops, holds or answers a question: "no", "wait", "stop" are for the agent.
constexpr std::string_view listening[]{
    "mhm",  "mm",    "mmm",   "hm",  "hmm",  "mmhm",   "mmhmm", "uhhuh",   "uh",   "huh",  "ah",   "aha",
    "oh",   "ok",    "okay",  "yes", "yeah", "yep",    "yup",   "right",   "sure", "cool", "nice", "ja",
    "jo",   "genau", "klar",  "ach", "so",   "oui",    "ouais", "daccord", "si",   "sí",   "vale", "claro",
    "sim",  "pois",  "certo", "già", "ecco", "esatto", "tak",   "да",      "ага",  "угу",  "はい", "うん",
    "ええ", "嗯",    "对",    "好",  "네",   "응",     "हाँ",    "हां",      "अच्छा"};

constexpr std::string_view marksInWords[]{"-", "'", "\xe2\x80\x99"};
constexpr std::string_view marksBetween[]{".", ",", "!", "?", "\"", "\xe2\x80\xa6", "。", "、", "，", "！"};

// How long the mark is that `text` begins with; 0 where it is none of these.
template <std::size_t count>
std::size_t markAt (std::string_view text, const std::string_view (&marks)[count])
{
    const auto mark = std::find_if (std::begin (marks), std::end (marks),
                                    [&] (std::string_view each) { return text.starts_with (each); });
    return mark == std::end (marks) ? 0 : mark->size();
}

// In lower case as far as it is ASCII, with nothing but spaces between words.
std::string plain (std::string_view words)
{
    std::string result;

    while (! words.empty())
    {
        if (const auto mark = markAt (words, marksInWords))
        {
            words.remove_prefix (mark);
            continue;
        }

        if (const auto mark = markAt (words, marksBetween))
        {
            result += ' ';
            words.remove_prefix (mark);
            continue;
        }

        const auto letter = words.front();
        const auto isUpper = letter >= 'A' && letter <= 'Z';
        result += isUpper ? static_cast<char> (letter - 'A' + 'a') : letter;
        words.remove_prefix (1);
    }

    return result;
}

bool isListening (std::string_view word, bool isLast)
{
    return std::any_of (std::begin (listening), std::end (listening),
                        [&] (std::string_view each) { return isLast ? each.starts_with (word) : each == word; });
}

} // namespace

bool isBackchannel (std::string_view words)
{
    const auto text = plain (words);
    auto hasWord = false;

    for (std::size_t begin = 0; begin < text.size();)
    {
        const auto end = std::min (text.find_first_of (" \t\n", begin), text.size());

        if (end > begin && ! isListening (std::string_view (text).substr (begin, end - begin), end == text.size()))
            return false;

        hasWord = hasWord || end > begin;
        begin = end + 1;
    }

    return hasWord;
}

} // namespace parlando
