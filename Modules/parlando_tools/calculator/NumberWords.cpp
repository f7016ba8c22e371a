#include "NumberWords.h"

#include "Functions.h"

#include <array>
#include <optional>
#include <utility>

namespace parlando::calculator
{

using WordValue = std::pair<std::string_view, long long>;

template <std::size_t size>
static std::optional<long long> lookUp (const std::array<WordValue, size>& words, const Token& token)
{
    if (token.symbol == Symbol::word)
        for (const auto& [word, value] : words)
            if (token.text == word)
                return value;
    return {};
}

static std::optional<long long> unitValue (const Token& token)
{
    static constexpr std::array<WordValue, 10> words{{{"zero", 0},
                                                      {"one", 1},
                                                      {"two", 2},
                                                      {"three", 3},
                                                      {"four", 4},
                                                      {"five", 5},
                                                      {"six", 6},
                                                      {"seven", 7},
                                                      {"eight", 8},
                                                      {"nine", 9}}};
    return lookUp (words, token);
}

static std::optional<long long> teenValue (const Token& token)
{
    static constexpr std::array<WordValue, 11> words{{{"ten", 10},
                                                      {"eleven", 11},
                                                      {"twelve", 12},
                                                      {"thirteen", 13},
                                                      {"fourteen", 14},
                                                      {"fifteen", 15},
                                                      {"sixteen", 16},
                                                      {"seventeen", 17},
                                                      {"eighteen", 18},
                                                      {"nineteen", 19},
                                                      {"dozen", 12}}};
    return lookUp (words, token);
}

static std::optional<long long> tensValue (const Token& token)
{
    static constexpr std::array<WordValue, 9> words{{{"twenty", 20},
                                                     {"thirty", 30},
                                                     {"forty", 40},
                                                     {"fourty", 40},
                                                     {"fifty", 50},
                                                     {"sixty", 60},
                                                     {"seventy", 70},
                                                     {"eighty", 80},
                                                     {"ninety", 90}}};
    return lookUp (words, token);
}

static std::optional<long long> scaleValue (const Token& token)
{
    static constexpr std::array<WordValue, 5> words{{{"hundred", 100},
                                                     {"thousand", 1000},
                                                     {"million", 1000000},
                                                     {"billion", 1000000000},
                                                     {"trillion", 1000000000000}}};
    return lookUp (words, token);
}

static std::optional<Number> fractionValue (const Token& token)
{
    static constexpr std::array<WordValue, 6> words{
        {{"half", 2}, {"halves", 2}, {"third", 3}, {"thirds", 3}, {"quarter", 4}, {"quarters", 4}}};
    const auto parts = lookUp (words, token);
    return parts ? std::optional<Number> (Rational (1, *parts)) : std::nullopt;
}

static Token wordToken (std::string_view word)
{
    Token token;
    token.symbol = Symbol::word;
    token.text = word;
    return token;
}

bool isNumberWord (std::string_view word)
{
    const auto token = wordToken (word);
    return unitValue (token) || teenValue (token) || tensValue (token) || scaleValue (token) || fractionValue (token);
}

//==============================================================================
class NumberWordReader
{
public:
    explicit NumberWordReader (const Tokens& tokensToRead) : tokens (tokensToRead) {}

    Tokens readAll()
    {
        while (here().symbol != Symbol::end)
        {
            const auto& first = here();

            if (const auto value = readNumber())
                result.push_back ({Symbol::number, first.text, *value, first.isGlued});
            else
                result.push_back (tokens[position++]);
        }

        result.push_back (tokens.back());
        return std::move (result);
    }

private:
    const Token& at (std::size_t offset) const { return tokens[std::min (position + offset, tokens.size() - 1)]; }
    const Token& here() const { return at (0); }

    bool isWord (std::size_t offset, std::string_view word) const
    {
        return at (offset).symbol == Symbol::word && at (offset).text == word;
    }

    /** "twenty-one", "two-thirds": the hyphen of a word, not a minus. */
    void skipHyphen()
    {
        if (here().symbol == Symbol::minus && here().isGlued && at (1).isGlued)
            ++position;
    }

    /** 0 to 99, in words. */
    std::optional<Number> readSmall()
    {
        if (const auto value = unitValue (here()) ? unitValue (here()) : teenValue (here()))
        {
            ++position;
            return Number (static_cast<int> (*value));
        }

        auto value = tensValue (here());
        if (! value)
            return {};

        ++position;
        const auto begin = position;
        skipHyphen();

        if (const auto unit = unitValue (here()); unit && *unit > 0)
        {
            ++position;
            value = *value + *unit;
        }
        else
        {
            position = begin;
        }

        return Number (static_cast<int> (*value));
    }

    /** Digits, words, or "a" before a scale or a fraction. */
    std::optional<Number> readStart()
    {
        if (isWord (0, "a") || isWord (0, "an"))
        {
            if (! scaleValue (at (1)) && ! fractionValue (at (1)) && ! isWord (1, "dozen"))
                return {};

            ++position;
            return Number (1);
        }

        // Digits are a start only if a word goes on with them.
        if (here().symbol == Symbol::number && (scaleValue (at (1)) || isWord (1, "and") || fractionValue (at (1))))
            return tokens[position++].value;

        return here().symbol == Symbol::word ? readSmall() : std::nullopt;
    }

    std::optional<Number> readNumber()
    {
        const auto begin = position;
        auto group = readStart();

        if (! group)
            return {};

        if (begin + 1 == position && isWord (0, "dozen"))
        {
            ++position;
            return *group * 12;
        }

        auto total = readGroups (*group);

        if (isWord (0, "point"))
            total = total + readDecimals();

        return addFraction (total);
    }

    /** The hundreds and below that stand before a scale. */
    struct Group
    {
        Number value;
        bool isEmpty = false, hasHundreds = false, isFull = false;
    };

    /** "two million three hundred and five thousand": scales fall from left to right. */
    Number readGroups (Number first)
    {
        Number total;
        Group group{first};
        auto lowestScale = Number (Rational (Integer (1000000000000000)));

        while (readScale (total, group, lowestScale) || readRest (group))
        {
        }

        return total + group.value;
    }

    bool readScale (Number& total, Group& group, Number& lowestScale)
    {
        const auto begin = position;
        skipHyphen();
        const auto found = scaleValue (here());
        const auto scale = Number (Rational (found.value_or (0)));

        if (! found || group.isEmpty || (*found == 100 && ! (group.value < 100)) || ! (scale < lowestScale))
        {
            position = begin;
            return false;
        }

        ++position;

        if (*found == 100)
        {
            group = {group.value * 100, false, true, false};
            return true;
        }

        total = total + group.value * scale;
        lowestScale = scale;
        group = {0, true, false, false};
        return true;
    }

    /** "and five" after hundreds, or the beginning of the next group. */
    bool readRest (Group& group)
    {
        if (! group.isEmpty && (! group.hasHundreds || group.isFull))
            return false;

        const auto begin = position;
        if (isWord (0, "and"))
            ++position;

        const auto part = readPart();

        // "a thousand and a half", "a hundred and three quarters" go on elsewhere.
        if (! part || fractionValue (here()))
        {
            position = begin;
            return false;
        }

        group.isFull = ! group.isEmpty;
        group.isEmpty = false;
        group.value = group.value + *part;
        return true;
    }

    std::optional<Number> readPart()
    {
        if (isWord (0, "a") && scaleValue (at (1)))
        {
            ++position;
            return Number (1);
        }

        return readSmall();
    }

    Number readDecimals()
    {
        Number fraction, place (1);
        const auto begin = position++;

        while (const auto digit = unitValue (here()))
        {
            place = place / 10;
            fraction = fraction + place * Number (static_cast<int> (*digit));
            ++position;
        }

        if (position == begin + 1)
            throw SyntaxError ("After \"point\" there must be digits in words, one by one.");

        return fraction;
    }

    /** "two thirds", "three and a half", "two and three quarters". */
    Number addFraction (Number total)
    {
        const auto begin = position;
        skipHyphen();

        if (const auto fraction = fractionValue (here()))
        {
            ++position;
            return total * *fraction;
        }

        position = begin;

        if (isWord (0, "and"))
        {
            ++position;
            auto count = isWord (0, "a") ? std::optional<Number> (1) : readSmall();
            if (isWord (0, "a"))
                ++position;

            if (const auto fraction = count ? fractionValue (here()) : std::nullopt)
            {
                ++position;
                return total + *count * *fraction;
            }

            position = begin;
        }

        return total;
    }

    const Tokens& tokens;
    Tokens result;
    std::size_t position = 0;
};

Tokens joinNumberWords (const Tokens& tokens) { return NumberWordReader (tokens).readAll(); }

} // namespace parlando::calculator
