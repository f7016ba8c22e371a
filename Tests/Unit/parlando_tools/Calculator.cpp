#include "CalculatorRows.h"

#include <catch2/catch_test_macros.hpp>

#include <cmath>

using namespace parlando;
using nlohmann::json;
using parlando::testing::checkCalculations;

TEST_CASE ("Plain arithmetic")
{
    checkCalculations ({{"25*48", "1200"},
                        {"2^10", "1024"},
                        {"2**10", "1024"},
                        {"1234567.891", "1234567.891"},
                        {"0.1+0.2", "0.3"},
                        {"1-0.9-0.1", "0"},
                        {"7/2", "3.5"},
                        {"-2^2", "-4"},
                        {"(-2)^2", "4"},
                        {"2^3^2", "512"},
                        {"2^-1", "0.5"},
                        {"5 - - 3", "8"},
                        {"--3", "3"},
                        {"+4", "4"},
                        {"0^0", "1"},
                        {"(((7)))", "7"},
                        {".5 + 5.", "5.5"},
                        {"007", "7"},
                        {"1e3 + 1.5E-3", "1000.0015"},
                        {"1e22", "10000000000000000000000"}});
}

TEST_CASE ("Whole numbers keep all their digits")
{
    checkCalculations ({{"2^100", "1267650600228229401496703205376"},
                        {"10^20 + 1", "100000000000000000001"},
                        {"99999999999 * 99999999999", "9999999999800000000001"},
                        {"25!", "15511210043330985984000000"}});
    CHECK (calculate ("10**100").result == "1" + std::string (100, '0'));
    CHECK (calculate ("171!").result.size() == 310);
    CHECK (calculate ("171!/170!").result == "171");
    CHECK_FALSE (calculate ("171!").value);
}

TEST_CASE ("Fractions are rounded to twelve digits, but to no fewer than two decimals, half away from zero")
{
    checkCalculations ({{"1/3", "0.333333333333"},
                        {"2/3", "0.666666666667"},
                        {"-2/3", "-0.666666666667"},
                        {"1e20/3", "33333333333333333333.33"},
                        {"123456789012345.675", "123456789012345.68"},
                        {"1 + 1/2^40", "1"},
                        {"0.9999999999995", "1"},
                        {"0.0000015", "0.0000015"},
                        {"1.5e-7", "1.5e-7"},
                        {"1/3 * 1e-9", "3.33333333333e-10"},
                        {"2^0.5 * 1e22", "1.41421356237e22"}});

    CHECK_FALSE (calculate ("1 + 1/2^40").isExact);
    CHECK (calculate ("7/2").isExact);
    CHECK_FALSE (calculate ("1/3").isExact);
    CHECK (calculate ("1/3").value == 0.333333333333);
}

TEST_CASE ("Rounding functions go half away from zero")
{
    checkCalculations ({{"round(2.5)", "3"},
                        {"round(-2.5)", "-3"},
                        {"round(2.675, 2)", "2.68"},
                        {"round(1.005, 2)", "1.01"},
                        {"round(1234, -2)", "1200"},
                        {"round(sqrt(2), 3)", "1.414"},
                        {"floor(-2.5)", "-3"},
                        {"ceil(2.1)", "3"},
                        {"ceil(-2.1)", "-2"},
                        {"trunc(-2.7)", "-2"},
                        {"floor(sqrt(2)^2)", "2"}});
}

TEST_CASE ("Percent is a part, and adds or takes off that part of what stands before it")
{
    checkCalculations ({{"50%", "0.5"},
                        {"50% of 80", "40"},
                        {"15% of 80 + 3", "15"},
                        {"80 * 10%", "8"},
                        {"80 + 10%", "88"},
                        {"80 - 10%", "72"},
                        {"100 + 10% + 10%", "121"},
                        {"80 + (10%)", "80.1"},
                        {"10% + 5%", "0.15"},
                        {"80 + 10% of 50", "85"},
                        {"20% off 50", "40"},
                        {"20 percent off 50", "40"},
                        {"80 + -10%", "72"}});
    CHECK_FALSE (calculate ("20 off 50").succeeded());
}

TEST_CASE ("A percent sign before a value is the remainder, with the divisor's sign")
{
    checkCalculations ({{"17 % 5", "2"},
                        {"10%3", "1"},
                        {"10%(3)", "1"},
                        {"-7 % 3", "2"},
                        {"mod(-7, 3)", "2"},
                        {"mod(7, -3)", "-2"},
                        {"5.5 % 2", "1.5"},
                        {"10 mod 4", "2"},
                        {"10 % -3", "-2.9"}});
}

TEST_CASE ("Commas group thousands outside the brackets of functions and separate arguments inside")
{
    checkCalculations ({{"1,000*2", "2000"},
                        {"1,234,567.5", "1234567.5"},
                        {"1,00,000", "100000"},
                        {"max(1,000, 2)", "2"},
                        {"max((1,000), 2)", "1000"},
                        {"sqrt(10000) + 1,000", "1100"},
                        {"max(3, 1, 2)", "3"}});

    for (const auto* wrong : {"3,5", "1.000,5", "1,2345", "1,00", "1234,567", "1.2.3", "sqrt(1,000)", "(1, 2)"})
    {
        CAPTURE (wrong);
        CHECK (calculate (wrong).isMalformed);
    }
}

TEST_CASE ("A product needs no sign where no number follows")
{
    checkCalculations ({{"2x", "6"},
                        {"2(3+4)", "14"},
                        {"(1+2)(3+4)", "21"},
                        {"(3+4)2", "14"},
                        {"2 sqrt(16)", "8"},
                        {"1/2x", "1.5"},
                        {"6/2(1+2)", "9"},
                        {"2x^2", "18"},
                        {"x x", "9"}},
                       {{"x", 3}});
    checkCalculations ({{"2π", "6.28318530718"}, {"3 x 4", "12"}, {"12x3", "36"}, {"3 X 4", "12"}});

    CHECK (calculate ("2 3").isMalformed);
    CHECK (calculate ("x 4", {{"x", 3}}).isMalformed);
    CHECK (calculate ("2x").error == "\"x\" has no value: give it one in variables.");
}

TEST_CASE ("Signs that people type")
{
    checkCalculations ({{"3 × 4 ÷ 2 − 1", "5"},
                        {"3·4", "12"},
                        {"√16", "4"},
                        {"√(9+16)", "5"},
                        {"∛27", "3"},
                        {"5²", "25"},
                        {"2³+1", "9"},
                        {"-3²", "-9"},
                        {"5!", "120"},
                        {"3!^2", "36"},
                        {"(3!)!", "720"},
                        {"7\xc2\xa0+\xe2\x80\xaf"
                         "1",
                         "8"}});
}

TEST_CASE ("Degrees")
{
    checkCalculations ({{"sin(30°)", "0.5"},
                        {"sin(30 deg)", "0.5"},
                        {"sin 30°", "0.5"},
                        {"cos 60 degrees", "0.5"},
                        {"sin of 30 degrees", "0.5"},
                        {"tan(45°)", "1"},
                        {"cos(90°)", "0"},
                        {"sin(180°)", "0"},
                        {"sin(30)", "-0.988031624093"},
                        {"degrees(pi)", "180"},
                        {"degrees(asin(0.5))", "30"},
                        {"180°/pi", "1"}});
    CHECK (calculate ("tan(90°)").error == "The tangent of a right angle has no value.");
}

TEST_CASE ("Exact results of functions stay exact")
{
    checkCalculations ({{"sqrt(2)^2", "2"},
                        {"sqrt(2)^2 - 2", "0"},
                        {"sqrt(2)*sqrt(8)", "4"},
                        {"sqrt(9/16)", "0.75"},
                        {"8^(1/3)", "2"},
                        {"(-8)^(1/3)", "-2"},
                        {"(-8)^(2/3)", "4"},
                        {"cbrt(-27)", "-3"},
                        {"32^0.2", "2"},
                        {"log10(1000)", "3"},
                        {"log(100, 10)", "2"},
                        {"log2(1024)", "10"},
                        {"log(8, 2)", "3"},
                        {"ln(e)", "1"},
                        {"ln(1)", "0"},
                        {"e^0", "1"},
                        {"sin(pi)", "0"},
                        {"sin(1000000*pi)", "0"},
                        {"cos(pi/2)", "0"},
                        {"sin(1)^2 + cos(1)^2", "1"},
                        {"tanh(1000)", "1"},
                        {"hypot(3, 4)", "5"},
                        {"gcd(12, 18)", "6"},
                        {"lcm(4, 6, 10)", "60"},
                        {"nCr(5, 2)", "10"},
                        {"nPr(5, 2)", "20"},
                        {"binomial(3, 5)", "0"},
                        {"factorial(5)", "120"},
                        {"min(3)", "3"},
                        {"sum(1, 2, 3)", "6"},
                        {"abs(-3) + sign(-2)", "2"}});
}

TEST_CASE ("Variables are numbers under names of their own")
{
    checkCalculations ({{"a*b_2 + Pi", "3"}}, {{"a", 0.1}, {"b_2", 20}, {"Pi", 1}});
    checkCalculations ({{"e", "5"}}, {{"e", 5}});
    checkCalculations ({{"-x", "12.5"}}, {{"x", -12.5}});
    checkCalculations ({{"2x3", "14"}}, {{"x3", 7}});
    CHECK (calculate ("x", {{"x", 1e300}}).succeeded());

    CHECK (calculate ("1", {{"plus", 1}}).error ==
           "\"plus\" has a meaning of its own: give the variable another name.");
    CHECK (calculate ("1", {{"sin", 1}}).isMalformed);
    CHECK (calculate ("1", {{"2x", 1}}).isMalformed);
    CHECK (calculate ("1", {{"", 1}}).isMalformed);
    CHECK (calculate ("1", {{"x", "3"}}).error == "The variable x must be a number.");
    CHECK (calculate ("1", {{"x", NAN}}).isMalformed);
    CHECK (calculate ("1", json::array()).isMalformed);
}

TEST_CASE ("Names of functions and constants are read in any case")
{
    checkCalculations ({{"SQRT(16) + Abs(-1)", "5"}, {"PI - pi", "0"}, {"tau / pi", "2"}, {"phi^2 - phi", "1"}});
}
