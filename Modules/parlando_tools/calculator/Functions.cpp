#include "Functions.h"

#include <algorithm>
#include <array>
#include <limits>

namespace parlando::calculator
{

using Arguments = std::vector<Number>;

static const Real& pi()
{
    static const Real value = boost::math::constants::pi<Real>();
    return value;
}

static Integer requireWhole (const Number& value, const char* what)
{
    if (! value.isWhole())
        throw ValueError (std::string (what) + " needs whole numbers.");

    return numerator (value.exact());
}

//==============================================================================
static Rational roundHalfAway (const Rational& value)
{
    const Rational magnitude (floorOf (Rational (abs (value)) + Rational (1, 2)));
    return value < 0 ? Rational (-magnitude) : magnitude;
}

static Number roundNumber (const Arguments& args)
{
    if (args.size() == 1)
        return roundHalfAway (args[0].nearlyExact());

    const auto decimals = requireWhole (args[1], "The number of decimals");

    if (decimals < -100 || decimals > 100)
        throw ValueError ("The number of decimals must be between -100 and 100.");

    const auto places = decimals.convert_to<int>();
    const Rational scale (powerOfTen (static_cast<unsigned> (std::abs (places))));
    const auto value = args[0].nearlyExact();

    return places >= 0 ? Rational (roundHalfAway (value * scale) / scale)
                       : Rational (roundHalfAway (value / scale) * scale);
}

static Number floorNumber (const Arguments& args) { return Rational (floorOf (args[0].nearlyExact())); }
static Number ceilNumber (const Arguments& args) { return Rational (-floorOf (-args[0].nearlyExact())); }
static Number truncNumber (const Arguments& args)
{
    return args[0].isNegative() ? ceilNumber (args) : floorNumber (args);
}
static Number absNumber (const Arguments& args) { return args[0].isNegative() ? -args[0] : args[0]; }
static Number signNumber (const Arguments& args) { return args[0].isZero() ? 0 : args[0].isNegative() ? -1 : 1; }
static Number leastNumber (const Arguments& args) { return *std::min_element (args.begin(), args.end()); }
static Number greatestNumber (const Arguments& args) { return *std::max_element (args.begin(), args.end()); }
static Number squareRoot (const Arguments& args) { return root (args[0], 2); }
static Number cubeRoot (const Arguments& args) { return root (args[0], 3); }
static Number powNumber (const Arguments& args) { return power (args[0], args[1]); }
static Number modNumber (const Arguments& args) { return remainder (args[0], args[1]); }

static Number sumNumbers (const Arguments& args)
{
    Number result;
    for (const auto& each : args)
        result = result + each;
    return result;
}

static Number hypotNumber (const Arguments& args) { return root (args[0] * args[0] + args[1] * args[1], 2); }

//==============================================================================
static Number greatestDivisor (const Arguments& args)
{
    Integer result = 0;
    for (const auto& each : args)
        result = gcd (result, requireWhole (each, "gcd"));
    return Rational (abs (result));
}

static Number leastMultiple (const Arguments& args)
{
    Number result (1);
    for (const auto& each : args)
    {
        const auto next = requireWhole (each, "lcm");
        if (next == 0)
            return 0;

        result = Rational (abs (Integer (lcm (numerator (result.exact()), next))));
    }
    return result;
}

Number factorial (const Number& value)
{
    // 537! is the first beyond 4,096 bits.
    constexpr int largest = 536;

    if (! value.isWhole() || value.isNegative())
        throw ValueError ("A factorial needs a whole number that is not negative.");

    if (value.exact() > largest)
        throw ValueError ("The result is too large: at most 536! can be computed.");

    Integer result = 1;
    for (int i = 2; i <= numerator (value.exact()).convert_to<int>(); ++i)
        result *= i;
    return Rational (result);
}

static Number factorialNumber (const Arguments& args) { return factorial (args[0]); }

/** n (n - 1) ... over the given number of factors; divided by its factorial for combinations. */
static Number chooseFrom (const Arguments& args, bool ordered)
{
    auto n = requireWhole (args[0], "A choice"), k = requireWhole (args[1], "A choice");

    if (n < 0 || k < 0)
        throw ValueError ("A choice needs numbers that are not negative.");

    if (k > n)
        return 0;

    if (! ordered && k > n - k)
        k = n - k;

    // Even the smallest n for this many factors has more than 4,096 bits: 2^2100 and more.
    if (k > 2100)
        throw ValueError ("The result is too large: at most about 1,233 digits can be computed.");

    Number result (1);
    for (int i = 0; i < k.convert_to<int>(); ++i)
        result = Rational (numerator (result.exact()) * (n - i) / (ordered ? 1 : i + 1));
    return result;
}

static Number combinations (const Arguments& args) { return chooseFrom (args, false); }
static Number permutations (const Arguments& args) { return chooseFrom (args, true); }

//==============================================================================
static Number naturalLogarithm (const Number& value)
{
    if (value.isZero() || value.isNegative())
        throw ValueError ("Only a number above zero has a logarithm.");

    return Real (log (value.real()));
}

static Number logarithm (const Arguments& args)
{
    if (args.size() == 1)
        return naturalLogarithm (args[0]);

    const auto base = naturalLogarithm (args[1]);

    if (base.isZero())
        throw ValueError ("1 cannot be the base of a logarithm.");

    return naturalLogarithm (args[0]) / base;
}

static Number logarithm10 (const Arguments& args) { return naturalLogarithm (args[0]) / naturalLogarithm (10); }
static Number logarithm2 (const Arguments& args) { return naturalLogarithm (args[0]) / naturalLogarithm (2); }

static Number exponential (const Arguments& args)
{
    static const Number base (Real (exp (Real (1))));
    return power (base, args[0]);
}

static Number hyperbolic (const Number& value, int sign)
{
    const auto up = exponential ({value}), down = exponential ({-value});
    return (sign > 0 ? up + down : up - down) / 2;
}

static Number sinhNumber (const Arguments& args) { return hyperbolic (args[0], -1); }
static Number coshNumber (const Arguments& args) { return hyperbolic (args[0], 1); }

static Number tanhNumber (const Arguments& args)
{
    // Beyond, tanh differs from 1 by less than 10^-170.
    if (Number (200) < absNumber (args))
        return signNumber (args);

    return Real (tanh (args[0].real()));
}

//==============================================================================
/** A sine and cosine at a quarter turn and the rest of it. Twice the digits keep 40 of them for angles up to 10^30. */
struct Angle
{
    Real rest;
    int quarter; // 0 to 3

    explicit Angle (const Number& radians)
    {
        using Wide = boost::multiprecision::cpp_bin_float_100;
        static const Wide quarterTurn = boost::math::constants::half_pi<Wide>();
        static const Real largest ("1e30"), tolerance ("1e-40");

        const auto value = radians.real();
        const Real magnitude = abs (value);

        if (magnitude > largest)
            throw ValueError ("The angle is too large: take one below 10^30.");

        const Wide turns = round (Wide (value) / quarterTurn);
        rest = Real (Wide (value) - turns * quarterTurn);
        quarter = static_cast<int> (((turns.convert_to<Integer>() % 4 + 4) % 4).convert_to<int>());

        if (turns != 0 && abs (rest) <= tolerance * magnitude)
            rest = 0;
    }

    Number sine() const
    {
        const Real value = quarter % 2 == 0 ? Real (sin (rest)) : Real (cos (rest));
        return quarter >= 2 ? Real (-value) : value;
    }

    Number cosine() const
    {
        const Real value = quarter % 2 == 0 ? Real (cos (rest)) : Real (sin (rest));
        return quarter == 1 || quarter == 2 ? Real (-value) : value;
    }
};

Number fromDegrees (const Number& degrees) { return degrees * Number (Real (pi() / 180)); }

static Number fromDegreesNumber (const Arguments& args) { return fromDegrees (args[0]); }
static Number toDegreesNumber (const Arguments& args) { return args[0] * Number (Real (180 / pi())); }
static Number sinNumber (const Arguments& args) { return Angle (args[0]).sine(); }
static Number cosNumber (const Arguments& args) { return Angle (args[0]).cosine(); }

static Number tanNumber (const Arguments& args)
{
    const Angle angle (args[0]);
    const auto cosine = angle.cosine();

    if (cosine.isZero())
        throw ValueError ("The tangent of a right angle has no value.");

    return angle.sine() / cosine;
}

static Real requireSine (const Number& value)
{
    if (Number (1) < value || value < Number (-1))
        throw ValueError ("asin and acos need a number from -1 to 1.");

    return value.real();
}

static Number asinNumber (const Arguments& args) { return Real (asin (requireSine (args[0]))); }
static Number acosNumber (const Arguments& args) { return Real (acos (requireSine (args[0]))); }
static Number atanNumber (const Arguments& args) { return Real (atan (args[0].real())); }

static Number atan2Number (const Arguments& args)
{
    if (args[0].isZero() && args[1].isZero())
        throw ValueError ("The direction of (0, 0) has no value.");

    return Real (atan2 (args[0].real(), args[1].real()));
}

//==============================================================================
const Function* findFunction (std::string_view name)
{
    constexpr auto any = std::numeric_limits<unsigned>::max();

    static constexpr std::array functions{
        Function{"sqrt", 1, 1, squareRoot},         Function{"cbrt", 1, 1, cubeRoot},
        Function{"abs", 1, 1, absNumber},           Function{"sign", 1, 1, signNumber},
        Function{"floor", 1, 1, floorNumber},       Function{"ceil", 1, 1, ceilNumber},
        Function{"ceiling", 1, 1, ceilNumber},      Function{"trunc", 1, 1, truncNumber},
        Function{"round", 1, 2, roundNumber},       Function{"min", 1, any, leastNumber},
        Function{"max", 1, any, greatestNumber},    Function{"sum", 1, any, sumNumbers},
        Function{"gcd", 1, any, greatestDivisor},   Function{"lcm", 1, any, leastMultiple},
        Function{"mod", 2, 2, modNumber},           Function{"pow", 2, 2, powNumber},
        Function{"hypot", 2, 2, hypotNumber},       Function{"factorial", 1, 1, factorialNumber},
        Function{"binomial", 2, 2, combinations},   Function{"ncr", 2, 2, combinations},
        Function{"npr", 2, 2, permutations},        Function{"exp", 1, 1, exponential},
        Function{"log", 1, 2, logarithm},           Function{"ln", 1, 1, logarithm},
        Function{"log10", 1, 1, logarithm10},       Function{"log2", 1, 1, logarithm2},
        Function{"sin", 1, 1, sinNumber},           Function{"cos", 1, 1, cosNumber},
        Function{"tan", 1, 1, tanNumber},           Function{"asin", 1, 1, asinNumber},
        Function{"acos", 1, 1, acosNumber},         Function{"atan", 1, 1, atanNumber},
        Function{"atan2", 2, 2, atan2Number},       Function{"sinh", 1, 1, sinhNumber},
        Function{"cosh", 1, 1, coshNumber},         Function{"tanh", 1, 1, tanhNumber},
        Function{"degrees", 1, 1, toDegreesNumber}, Function{"radians", 1, 1, fromDegreesNumber},
    };

    const auto found =
        std::find_if (functions.begin(), functions.end(), [&] (const auto& f) { return name == f.name; });
    return found != functions.end() ? &*found : nullptr;
}

std::optional<Number> findConstant (std::string_view name)
{
    if (name == "pi")
        return Number (pi());
    if (name == "tau")
        return Number (Real (2 * pi()));
    if (name == "e")
        return exponential ({Number (1)});
    if (name == "phi")
        return (Number (1) + root (5, 2)) / 2;
    if (name == "half" || name == "halves")
        return Number (Rational (1, 2));
    if (name == "third" || name == "thirds")
        return Number (Rational (1, 3));
    if (name == "quarter" || name == "quarters")
        return Number (Rational (1, 4));
    return {};
}

} // namespace parlando::calculator
