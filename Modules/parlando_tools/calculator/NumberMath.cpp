#include "Number.h"

#include <optional>

namespace parlando::calculator
{

/** For a positive base. The logarithm tells the size before anything is computed. */
static Number realPower (const Real& base, const Real& exponent)
{
    const Real logarithm = exponent * log (base);

    if (logarithm > 2900)
        throw ValueError ("The result is too large: at most about 1,233 digits can be computed.");

    if (logarithm < -2900)
        throw ValueError ("The result is too close to zero: it is less than 10^-1233.");

    return Real (exp (logarithm));
}

/** Bits of the result are between (bits - 1) * exponent and bits * exponent: never more than twice the bound is
   computed. Empty when that is too much for a fraction. */
static std::optional<Rational> exactWholePower (const Rational& base, const Integer& exponent)
{
    const Integer above = abs (numerator (base)), below = denominator (base);
    const Integer larger = above > below ? above : below;
    const Integer size = abs (exponent);

    if (larger > 1 && Integer (msb (larger)) * size > Number::maximumBits)
        return {};

    // Only 1 and -1 may get here with a large exponent.
    const auto times = larger == 1 ? static_cast<unsigned> (size % 2 == 0 ? 2 : 1) : size.convert_to<unsigned>();
    const auto sign = numerator (base) < 0 && times % 2 == 1 ? -1 : 1;
    const auto raisedAbove = Integer (pow (above, times)), raisedBelow = Integer (pow (below, times));

    return exponent < 0 ? Rational (sign * raisedBelow, raisedAbove) : Rational (sign * raisedAbove, raisedBelow);
}

static Number wholePower (const Number& base, const Integer& exponent)
{
    if (base.isExact())
        if (const auto result = exactWholePower (base.exact(), exponent))
            return *result;

    const auto magnitude = realPower (abs (base.real()), Real (exponent));

    // A whole result this large has no fraction to fall back on.
    if (base.isWhole() && exponent > 0)
        throw ValueError ("The result is too large: at most about 1,233 digits can be computed.");

    return base.isNegative() && exponent % 2 != 0 ? -magnitude : magnitude;
}

/** Exact when there is an exact root of up to 40 digits. */
static std::optional<Integer> exactRoot (const Integer& value, unsigned degree)
{
    if (degree == 2)
    {
        const Integer found = sqrt (value);
        return found * found == value ? std::optional (found) : std::nullopt;
    }

    static const Real longest ("1e40");
    const Real estimate = value == 0 ? Real (0) : Real (exp (log (Real (value)) / degree));

    if (estimate > longest)
        return {};

    const auto found = Real (round (estimate)).convert_to<Integer>();
    return Integer (pow (found, degree)) == value ? std::optional (found) : std::nullopt;
}

Number root (const Number& value, unsigned degree)
{
    if (value.isNegative())
    {
        if (degree % 2 == 0)
            throw ValueError ("A negative number has no real square root, nor any other even root.");

        return -root (-value, degree);
    }

    if (value.isZero())
        return 0;

    if (value.isExact())
    {
        const auto above = exactRoot (numerator (value.exact()), degree);
        const auto below = above ? exactRoot (denominator (value.exact()), degree) : std::nullopt;
        if (below)
            return Rational (*above, *below);
    }

    return degree == 2 ? Number (Real (sqrt (value.real()))) : realPower (value.real(), Real (1) / degree);
}

static Number fractionalPower (const Number& base, const Rational& exponent)
{
    const Integer times = numerator (exponent), degree = denominator (exponent);

    if (base.isNegative() && degree % 2 == 0)
        throw ValueError ("A negative number to this power is not a real number.");

    if (degree <= 64)
        return power (root (base, degree.convert_to<unsigned>()), Rational (times));

    const auto magnitude = realPower (abs (base.real()), Real (times) / Real (degree));
    return base.isNegative() && times % 2 != 0 ? -magnitude : magnitude;
}

Number power (const Number& base, const Number& exponent)
{
    if (exponent.isZero())
        return 1;

    if (base.isZero())
    {
        if (exponent.isNegative())
            throw ValueError ("Zero to a negative power would be a division by zero.");

        return 0;
    }

    if (exponent.isWhole())
        return wholePower (base, numerator (exponent.exact()));

    if (exponent.isExact())
        return fractionalPower (base, exponent.exact());

    if (base.isNegative())
        throw ValueError ("A negative number to this power is not a real number.");

    return realPower (base.real(), exponent.real());
}

} // namespace parlando::calculator
