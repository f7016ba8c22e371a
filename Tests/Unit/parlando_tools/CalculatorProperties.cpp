#include <parlando_tools/parlando_tools.h>

#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <random>

using namespace parlando;

namespace
{
/** An expression and what long double makes of it. `noise` bounds the rounding errors of the latter. */
struct Expression
{
    std::string text;
    long double value = 0, noise = 0;
};

class Generator
{
public:
    explicit Generator (unsigned seed) : random (seed) {}

    Expression make (int depth)
    {
        if (depth == 0 || pick (5) == 0)
            return leaf();

        const auto a = make (depth - 1), b = make (depth - 1);
        Expression result;

        switch (pick (5))
        {
            case 0:
                result = {"(" + a.text + " + " + b.text + ")", a.value + b.value, a.noise + b.noise};
                break;
            case 1:
                result = {"(" + a.text + " - " + b.text + ")", a.value - b.value, a.noise + b.noise};
                break;
            case 2:
                result = {a.text + " * " + b.text, a.value * b.value,
                          std::abs (a.value) * b.noise + std::abs (b.value) * a.noise};
                result.text = "(" + result.text + ")";
                break;
            case 3:
                result = {"sqrt(abs(" + a.text + ") + 1)", std::sqrt (std::abs (a.value) + 1), a.noise};
                break;
            default:
                result = {"atan(" + a.text + ")", std::atan (a.value), a.noise};
                break;
        }

        result.noise += std::abs (result.value) * 1e-18L;
        return result;
    }

private:
    Expression leaf()
    {
        const auto thousandths = pick (200000) - 100000;
        const auto value = static_cast<long double> (thousandths) / 1000;
        auto text = std::to_string (std::abs (thousandths) / 1000) + "." +
                    std::to_string (1000 + std::abs (thousandths) % 1000).substr (1);
        return {thousandths < 0 ? "(-" + text + ")" : text, value, std::abs (value) * 1e-18L};
    }

    int pick (int count) { return static_cast<int> (random() % static_cast<unsigned> (count)); }

    std::mt19937 random;
};
} // namespace

TEST_CASE ("Random expressions agree with long double")
{
    Generator generator (99);
    int compared = 0;

    for (int i = 0; i < 3000; ++i)
    {
        const auto expression = generator.make (4);
        if (expression.text.size() > 1000)
            continue;

        const auto calculation = calculate (expression.text);
        CAPTURE (expression.text, calculation.result, calculation.error);
        REQUIRE (calculation.value);

        // Twelve digits of the result, and what long double lost.
        const auto allowed = std::abs (expression.value) * 1e-11L + expression.noise * 4;
        REQUIRE (std::abs (static_cast<long double> (*calculation.value) - expression.value) <= allowed);
        ++compared;
    }

    CHECK (compared > 2500);
}

TEST_CASE ("Inverse operations give back exactly what went in")
{
    std::mt19937_64 random (5);

    for (int i = 0; i < 300; ++i)
    {
        const auto a = std::to_string (random() % 1000000000), b = std::to_string (1 + random() % 1000000);
        CAPTURE (a, b);
        REQUIRE (calculate (a + "/" + b + "*" + b).result == a);
        REQUIRE (calculate ("(" + a + "/7 + " + b + "/3) - " + b + "/3").result == calculate (a + "/7").result);
        REQUIRE (calculate ("sqrt(" + a + "^2)").result == a);
        REQUIRE (calculate ("(" + b + "^3)^(1/3)").result == b);
        REQUIRE (calculate ("10^log10(" + b + ")").result == b);
        REQUIRE (calculate ("ln(exp(" + b + "/1000))*1000").result == b);
        REQUIRE (calculate (a + " - " + b + "*floor(" + a + "/" + b + ")").result == calculate (a + " % " + b).result);
    }
}
