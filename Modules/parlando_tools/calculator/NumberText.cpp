#include "NumberText.h"

namespace parlando::calculator
{

/** The exponent of the leading digit: 0 for 1 to 9, -1 for 0.1. For positive values. */
static int leadingExponent (const Rational& value)
{
    // At most one off, because only the digits are counted.
    const auto estimate =
        static_cast<int> (numerator (value).str().size()) - static_cast<int> (denominator (value).str().size());
    const auto scale = powerOfTen (static_cast<unsigned> (std::abs (estimate)));
    const auto bound = estimate >= 0 ? Rational (scale) : Rational (Integer (1), scale);

    return value >= bound ? estimate : estimate - 1;
}

struct RoundedDigits
{
    Integer digits; // value = digits * 10^-decimals
    bool isExact;
};

/** Half away from zero; for positive values. */
static RoundedDigits roundTo (const Rational& value, int decimals)
{
    const auto scale = powerOfTen (static_cast<unsigned> (std::abs (decimals)));
    const Rational scaled = decimals >= 0 ? Rational (value * Rational (scale)) : Rational (value / Rational (scale));
    return {floorOf (scaled + Rational (1, 2)), denominator (scaled) == 1};
}

static void dropTrailingZeros (std::string& digits) { digits.erase (digits.find_last_not_of ('0') + 1); }

static std::string writePlain (const Integer& digits, int decimals)
{
    auto text = digits.str();
    const auto wanted = static_cast<std::size_t> (decimals) + 1;

    if (text.size() < wanted)
        text.insert (0, wanted - text.size(), '0');

    auto fraction = text.substr (text.size() - static_cast<std::size_t> (decimals));
    text.erase (text.size() - fraction.size());
    dropTrailingZeros (fraction);

    return fraction.empty() ? text : text + "." + fraction;
}

static std::string writeScientific (const Integer& digits, int decimals)
{
    auto text = digits.str();
    const auto exponent = static_cast<int> (text.size()) - 1 - decimals;
    dropTrailingZeros (text);

    if (text.size() > 1)
        text.insert (1, ".");

    return text + "e" + std::to_string (exponent);
}

NumberText toText (const Number& number)
{
    constexpr int significantDigits = 12, fewestDecimals = 2, firstScientific = 21, lastPlain = -6;

    if (number.isWhole())
        return {numerator (number.exact()).str(), true};

    const auto signedValue = number.nearlyExact();
    const Rational value = abs (signedValue);
    const auto leading = leadingExponent (value);
    const auto isPlain = leading >= lastPlain && leading < firstScientific;
    const auto decimals =
        isPlain ? std::max (significantDigits - 1 - leading, fewestDecimals) : significantDigits - 1 - leading;
    const auto rounded = roundTo (value, decimals);
    const auto text = isPlain ? writePlain (rounded.digits, decimals) : writeScientific (rounded.digits, decimals);

    return {(signedValue < 0 ? "-" : "") + text, number.isExact() && rounded.isExact};
}

} // namespace parlando::calculator
