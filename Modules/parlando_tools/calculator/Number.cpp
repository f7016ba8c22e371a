#include "Number.h"

namespace parlando::calculator
{

static unsigned numBits (const Integer& value) { return value == 0 ? 0 : msb (abs (value)) + 1; }

static void requireRange (const Real& value)
{
    static const Real largest ("1e1233"), smallest ("1e-1233");
    const Real magnitude = abs (value);

    if (! (magnitude <= largest))
        throw ValueError ("The result is too large: at most about 1,233 digits can be computed.");

    if (magnitude != 0 && magnitude < smallest)
        throw ValueError ("The result is too close to zero: it is less than 10^-1233.");
}

/** What is left of a whole number after rounding errors becomes that number again. */
static std::variant<Rational, Real> settleReal (const Real& value)
{
    static const Real largest ("1e25"), tolerance ("1e-40");
    requireRange (value);

    if (abs (value) < largest)
    {
        const Real nearest = round (value);
        if (value == 0 || (nearest != 0 && abs (value - nearest) <= tolerance * abs (nearest)))
            return Rational (nearest.convert_to<Integer>());
    }

    return value;
}

static Real toReal (const Rational& value) { return Real (numerator (value)) / Real (denominator (value)); }

Number::Number (Rational value)
{
    const auto above = numBits (numerator (value)), below = numBits (denominator (value));

    if (below == 1 && above > maximumBits)
        throw ValueError ("The result is too large: at most about 1,233 digits can be computed.");

    if (above <= maximumBits && below <= maximumBits)
        content = std::move (value);
    else
        content = settleReal (toReal (value));
}

Number::Number (const Real& value) : content (settleReal (value)) {}

bool Number::isWhole() const { return isExact() && denominator (exact()) == 1; }

bool Number::isZero() const { return isExact() && exact() == 0; }

bool Number::isNegative() const { return isExact() ? exact() < 0 : std::get<Real> (content) < 0; }

Real Number::real() const { return isExact() ? toReal (exact()) : std::get<Real> (content); }

Rational Number::nearlyExact() const
{
    if (isExact())
        return exact();

    // "-d.ddde-nnn"
    const auto text = std::get<Real> (content).str (44, std::ios_base::scientific);
    const auto mark = text.find ('e');
    auto digits = text.substr (0, mark);
    const auto point = digits.find ('.');
    const auto decimals = point == std::string::npos ? 0 : static_cast<int> (digits.size() - point - 1);

    if (point != std::string::npos)
        digits.erase (point, 1);

    const auto isBelowZero = digits.front() == '-';
    digits.erase (0, std::min (digits.find_first_of ("123456789"), digits.size() - 1));
    const Integer mantissa (digits);
    const auto exponent = std::stoi (text.substr (mark + 1)) - decimals;
    const auto scale = powerOfTen (static_cast<unsigned> (std::abs (exponent)));
    const auto magnitude = exponent >= 0 ? Rational (mantissa * scale) : Rational (mantissa, scale);

    return isBelowZero ? Rational (-magnitude) : magnitude;
}

/** A sum of real numbers that cancels down to their rounding errors is zero. */
static Number addReal (const Real& a, const Real& b)
{
    static const Real tolerance ("1e-40");
    const Real sum = a + b;
    const Real larger = abs (a) > abs (b) ? Real (abs (a)) : Real (abs (b));

    return abs (sum) <= tolerance * larger ? Number (0) : Number (sum);
}

Number operator+ (const Number& a, const Number& b)
{
    return a.isExact() && b.isExact() ? Number (Rational (a.exact() + b.exact())) : addReal (a.real(), b.real());
}

Number operator- (const Number& a) { return a.isExact() ? Number (Rational (-a.exact())) : Number (Real (-a.real())); }

Number operator- (const Number& a, const Number& b) { return a + -b; }

Number operator* (const Number& a, const Number& b)
{
    if (a.isZero() || b.isZero())
        return 0;

    return a.isExact() && b.isExact() ? Number (Rational (a.exact() * b.exact())) : Number (Real (a.real() * b.real()));
}

Number operator/ (const Number& a, const Number& b)
{
    if (b.isZero())
        throw ValueError (a.isZero() ? "0 divided by 0 has no value." : "Nothing can be divided by zero.");

    if (a.isZero())
        return 0;

    return a.isExact() && b.isExact() ? Number (Rational (a.exact() / b.exact())) : Number (Real (a.real() / b.real()));
}

bool operator<(const Number& a, const Number& b)
{
    return a.isExact() && b.isExact() ? a.exact() < b.exact() : a.real() < b.real();
}

Integer floorOf (const Rational& value)
{
    Integer quotient, rest;
    divide_qr (numerator (value), denominator (value), quotient, rest);
    return rest < 0 ? Integer (quotient - 1) : quotient;
}

Integer powerOfTen (unsigned exponent) { return pow (Integer (10), exponent); }

Number remainder (const Number& dividend, const Number& divisor)
{
    if (divisor.isZero())
        throw ValueError ("Nothing can be divided by zero, so there is no remainder.");

    const auto a = dividend.nearlyExact(), b = divisor.nearlyExact();
    const Rational rest = a - b * Rational (floorOf (a / b));

    return dividend.isExact() && divisor.isExact() ? Number (rest) : Number (toReal (rest));
}

} // namespace parlando::calculator
