#include "CalculatorRows.h"

using namespace parlando;
using parlando::testing::checkCalculations;

namespace
{

/** English as people say it, with "and" after the hundreds. */
std::string inWords (long long value)
{
    static const char* const small[] = {
        "zero", "one",    "two",    "three",    "four",     "five",    "six",     "seven",     "eight",    "nine",
        "ten",  "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
    static const char* const tens[] = {"",      "",      "twenty",  "thirty", "forty",
                                       "fifty", "sixty", "seventy", "eighty", "ninety"};

    if (value < 20)
        return small[value];
    if (value < 100)
        return tens[value / 10] + (value % 10 != 0 ? std::string ("-") + small[value % 10] : "");
    if (value < 1000)
        return small[value / 100] + std::string (" hundred") +
               (value % 100 != 0 ? " and " + inWords (value % 100) : "");

    for (const auto& [scale, name] : {std::pair (1000000000000LL, " trillion"), std::pair (1000000000LL, " billion"),
                                      std::pair (1000000LL, " million"), std::pair (1000LL, " thousand")})
        if (value >= scale)
        {
            const auto rest = value % scale;
            return inWords (value / scale) + name + (rest == 0 ? "" : (rest < 100 ? " and " : " ") + inWords (rest));
        }
    return {};
}
} // namespace

TEST_CASE ("Every number that is said is the number that is meant")
{
    for (long long value = 0; value < 1100; ++value)
        REQUIRE (calculate (inWords (value)).result == std::to_string (value));

    // A fixed walk through all sizes below 10^15.
    std::uint64_t state = 12345;
    for (int i = 0; i < 2000; ++i)
    {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        const auto value = static_cast<long long> ((state >> 12) % 1000000000000000ULL) >> (i % 50);
        const auto words = inWords (value);
        CAPTURE (words);
        REQUIRE (calculate (words).result == std::to_string (value));
    }
}

TEST_CASE ("Spoken calculations")
{
    checkCalculations ({{"seventeen times three", "51"},
                        {"twenty-one plus four", "25"},
                        {"twenty one plus four", "25"},
                        {"two hundred and five minus five", "200"},
                        {"seven-three", "4"},
                        {"one hundred divided by eight", "12.5"},
                        {"three over four", "0.75"},
                        {"six multiplied by seven", "42"},
                        {"five squared", "25"},
                        {"two cubed", "8"},
                        {"two to the power of ten", "1024"},
                        {"2 raised to the power of 3", "8"},
                        {"2 raised to 3", "8"},
                        {"square root of 144", "12"},
                        {"the square root of 16 plus 9", "13"},
                        {"cube root of 27", "3"},
                        {"fifteen percent of 80", "12"},
                        {"fifteen per cent of 80", "12"},
                        {"fifty percent of two hundred", "100"},
                        {"ten modulo three", "1"},
                        {"5 factorial", "120"},
                        {"factorial of 5", "120"},
                        {"negative five plus two", "-3"},
                        {"minus three squared", "-9"},
                        {"log10 of 1000", "3"}});
}

TEST_CASE ("Numbers between words and digits")
{
    checkCalculations ({{"2.5 million", "2500000"},
                        {"3 hundred", "300"},
                        {"fifteen hundred", "1500"},
                        {"a hundred and one", "101"},
                        {"a thousand", "1000"},
                        {"two dozen", "24"},
                        {"three point one four", "3.14"},
                        {"zero point zero five", "0.05"},
                        {"half of 80", "40"},
                        {"a third of 90", "30"},
                        {"two thirds of 90", "60"},
                        {"two-thirds of 90", "60"},
                        {"three quarters", "0.75"},
                        {"three and a half times 2", "7"},
                        {"two and three quarters", "2.75"},
                        {"7 and a half", "7.5"},
                        {"five hundred and three quarters", "500.75"},
                        {"Two Hundred AND five", "205"}});
}

TEST_CASE ("What only addresses the calculator is no part of the expression")
{
    checkCalculations ({{"What is 3 times 4?", "12"},
                        {"What's 3 plus 4", "7"},
                        {"what\xe2\x80\x99s 3 plus 4 =", "7"},
                        {"calculate 3 + 4 please", "7"},
                        {"3 + 4 equals ?", "7"}});
}

TEST_CASE ("Words that make no number or calculation are refused")
{
    for (const auto* text : {"nineteen eighty four", "one one", "two million billion", "five and three", "hundred",
                             "point five", "one point", "twenty twelve", "two hundred hundred", "and", "nonsense",
                             "import os", "seven plus", "times three", "what is"})
    {
        CAPTURE (text);
        const auto calculation = calculate (text);
        CHECK (calculation.isMalformed);
        CHECK (calculation.error.size() > 20);
        CHECK (calculation.result.empty());
    }
}
