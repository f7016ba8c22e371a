#pragma once

#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/multiprecision/cpp_int.hpp>

#include <stdexcept>
#include <string>
#include <variant>

namespace parlando::calculator
{

using Integer = boost::multiprecision::cpp_int;
using Rational = boost::multiprecision::cpp_rational;
using Real = boost::multiprecision::cpp_bin_float_50;

/** The text is not an expression; the sentence says what to change. */
struct SyntaxError : std::runtime_error
{
    using std::runtime_error::runtime_error;
};

/** The expression has no value, or one out of range. */
struct ValueError : std::runtime_error
{
    using std::runtime_error::runtime_error;
};

/** A fraction as long as it is one and fits 4,096 bits above and below the line, else 50 digits of a real number.

    Whatever constructs one keeps it between 10^-1233 and 10^1233, or throws ValueError: so every operation on two
   numbers takes bounded work. See calculate() for the rules.
*/
class Number
{
public:
    static constexpr unsigned maximumBits = 4096;

    Number() = default;
    Number (Rational);
    Number (const Real&);
    Number (int value) : Number (Rational (value)) {}

    bool isExact() const noexcept { return std::holds_alternative<Rational> (content); }
    bool isWhole() const;
    bool isZero() const;
    bool isNegative() const;

    /** Only for exact numbers. */
    const Rational& exact() const { return std::get<Rational> (content); }

    Real real() const;

    /** The number itself, or a real one rounded to 45 digits. */
    Rational nearlyExact() const;

private:
    std::variant<Rational, Real> content;
};

Number operator+ (const Number&, const Number&);
Number operator- (const Number&, const Number&);
Number operator* (const Number&, const Number&);
Number operator/ (const Number&, const Number&);
Number operator- (const Number&);
bool operator<(const Number&, const Number&);

/** Towards minus infinity. */
Integer floorOf (const Rational&);

/** With the divisor's sign. */
Number remainder (const Number& dividend, const Number& divisor);

Number power (const Number& base, const Number& exponent);

/** The real root of the given degree, 2 or more. */
Number root (const Number&, unsigned degree);

Integer powerOfTen (unsigned exponent);

} // namespace parlando::calculator
