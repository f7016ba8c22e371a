#include "NumberWords.h"

#include "Words.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <string_view>

namespace parlando
{

namespace detail_number_words
{
constexpr std::array<std::string_view, 20> small{
    "zero", "one",    "two",    "three",    "four",     "five",    "six",     "seven",     "eight",    "nine",
    "ten",  "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
constexpr std::array<std::string_view, 10> tens{"",      "",      "twenty",  "thirty", "forty",
                                                "fifty", "sixty", "seventy", "eighty", "ninety"};

template <std::size_t size>
int indexIn (const std::array<std::string_view, size>& list, const std::string& word)
{
    const auto found = std::find (list.begin(), list.end(), word);
    return found == list.end() || word.empty() ? -1 : static_cast<int> (found - list.begin());
}

bool isDigits (const std::string& word)
{
    return ! word.empty() && std::isdigit (static_cast<unsigned char> (word[0])) != 0;
}

double scaleOf (const std::string& word)
{
    return word == "thousand" ? 1e3 : word == "million" ? 1e6 : word == "billion" ? 1e9 : 0.0;
}

// Adds word by word while the next one can belong to the same number: "thirty three" is one, "three thirty" is two.
class NumberReader
{
public:
    bool take (const std::string& word)
    {
        if (const auto unit = indexIn (small, word); unit >= 0)
            return takeBelow (unit, unit < 10 ? 1 : 10, unit < 10 ? 1 : 2);
        if (const auto ten = indexIn (tens, word); ten >= 0)
            return takeBelow (ten * 10, 10, 10);
        if (word == "hundred" && (any ? group >= 1 && group < 100 && ! closed : false))
        {
            group *= 100;
            room = 100;
            return true;
        }
        if (const auto scale = scaleOf (word); scale > 0 && any && scale < lastScale)
        {
            total += group * scale;
            group = 0;
            room = 1000;
            lastScale = scale;
            return true;
        }
        return false;
    }

    [[nodiscard]] bool mayTakeAnd() const { return any && room >= 100 && room < 10000; }
    [[nodiscard]] bool hasAny() const { return any; }
    [[nodiscard]] double value() const { return total + group; }

private:
    // `room` is the decimal place up to which the group is still open.
    bool takeBelow (int value, int place, int roomAfter)
    {
        if (any && (room <= place || (room == 10 && value == 0)))
            return false;
        group += value;
        room = roomAfter;
        any = true;
        closed = value == 0;
        return true;
    }

    double total = 0, group = 0;
    double lastScale = 1e12;
    int room = 10000;
    bool any = false;
    bool closed = false;
};

// ".5" in "zero point five" and "three point one four", from the word "point" on.
SpokenNumber decimalsAt (const std::vector<std::string>& words, std::size_t start)
{
    SpokenNumber decimals;
    if (start >= words.size() || words[start] != "point")
        return decimals;
    double place = 0.1;
    for (auto i = start + 1; i < words.size(); ++i)
    {
        const auto digit = indexIn (small, words[i]);
        if (digit < 0 || digit > 9)
            break;
        decimals.value += digit * place;
        place /= 10;
        decimals.words = i + 1 - start;
    }
    return decimals;
}

struct Operator
{
    std::string_view phrase, symbol;
};

// Longer phrases before those that they begin with.
constexpr Operator operators[] = {
    {"multiplied by", "*"},
    {"times", "*"},
    {"x", "*"},
    {"*", "*"},
    {"divided by", "/"},
    {"over", "/"},
    {"/", "/"},
    {"plus", "+"},
    {"+", "+"},
    {"minus", "-"},
    {"-", "-"},
    {"to the power of", "^"},
    {"^", "^"},
    {"squared", "^2"},
    {"cubed", "^3"},
    {"percent of", "/100*"},
    {"the square root of", "sqrt"},
    {"square root of", "sqrt"},
    {"(", "("},
    {")", ")"},
};

// The operator at `start` and the number of words it takes; null when there is none.
const Operator* operatorAt (const std::vector<std::string>& words, std::size_t start, std::size_t& taken)
{
    for (const auto& candidate : operators)
    {
        const auto phrase = splitWords (candidate.phrase);
        if (start + phrase.size() <= words.size() &&
            std::equal (phrase.begin(), phrase.end(), words.begin() + static_cast<std::ptrdiff_t> (start)))
        {
            taken = phrase.size();
            return &candidate;
        }
    }
    return nullptr;
}

// Reads from `start` as long as numbers and operators follow one another.
class SumReader
{
public:
    SumReader (const std::vector<std::string>& from, std::size_t start) : words (from), position (start) {}

    std::optional<SpokenSum> read()
    {
        const auto start = position;
        while (takeNumber() || takeOperator())
        {
        }
        if (numbers == 0 || ! complete || (numbers < 2 && ! unary))
            return std::nullopt;
        return SpokenSum{expression, joinWords ({words.begin() + static_cast<std::ptrdiff_t> (start),
                                                 words.begin() + static_cast<std::ptrdiff_t> (position)})};
    }

private:
    bool takeNumber()
    {
        const auto number = complete ? std::nullopt : numberAt (words, position);
        if (! number)
            return false;
        expression += (rootOpen ? "(" : "") + numberText (number->value) + (rootOpen ? ")" : "");
        rootOpen = false;
        position += number->words;
        ++numbers;
        complete = true;
        return true;
    }

    bool takeOperator()
    {
        std::size_t taken = 0;
        const auto* const found = operatorAt (words, position, taken);
        if (found == nullptr)
            return false;
        const auto opens = found->symbol == "(" || found->symbol == "sqrt";
        const auto sign = ! complete && found->symbol == "-";
        // An operator at the very end belongs to the sentence, not to the sum.
        const auto closes =
            found->symbol == ")" || found->symbol.starts_with ("^2") || found->symbol.starts_with ("^3");
        if (complete == opens && ! sign)
            return false;
        if (! closes && position + taken >= words.size())
            return false;
        expression += found->symbol;
        rootOpen = found->symbol == "sqrt";
        unary = unary || opens || closes;
        complete = closes;
        position += taken;
        return true;
    }

    const std::vector<std::string>& words;
    std::size_t position;
    std::string expression;
    int numbers = 0;
    bool complete = false; // what was read so far could be the whole
    bool rootOpen = false;
    bool unary = false;
};
} // namespace detail_number_words

std::optional<SpokenNumber> numberAt (const std::vector<std::string>& words, std::size_t start)
{
    using namespace detail_number_words;
    if (start >= words.size())
        return std::nullopt;
    if (isDigits (words[start]))
        return SpokenNumber{std::stod (words[start]), 1};

    NumberReader reader;
    auto i = start;
    if (words[i] == "a" && i + 1 < words.size() && (words[i + 1] == "hundred" || words[i + 1] == "thousand"))
        (void)(reader.take ("one"), ++i);
    while (i < words.size())
    {
        const bool joins = words[i] == "and" && reader.mayTakeAnd() && i + 1 < words.size();
        if (! reader.take (words[joins ? i + 1 : i]))
            break;
        i += joins ? 2 : 1;
    }
    const auto decimals = decimalsAt (words, i);
    if (! reader.hasAny() && decimals.words == 0)
        return std::nullopt;
    return SpokenNumber{reader.value() + decimals.value, i - start + decimals.words};
}

std::optional<SpokenSum> sumIn (const std::vector<std::string>& words)
{
    for (std::size_t start = 0; start < words.size(); ++start)
        if (auto sum = detail_number_words::SumReader (words, start).read())
            return sum;
    return std::nullopt;
}

std::string numberText (double value)
{
    std::array<char, 32> text{};
    const auto result = std::to_chars (text.data(), text.data() + text.size(), value);
    return {text.data(), result.ptr};
}

} // namespace parlando
