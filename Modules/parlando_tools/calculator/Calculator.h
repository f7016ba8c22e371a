#pragma once

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace parlando
{

/** The answer to one expression: either `result` or `error` is filled. */
struct Calculation
{
    std::string result;          /**< As text, see calculate(). */
    std::optional<double> value; /**< The number that `result` says, when a double holds it. */
    bool isExact = false;        /**< `result` is the value itself, neither rounded nor approximated. */
    std::string error;           /**< A sentence that says what to change. */
    bool isMalformed = false;    /**< The text is at fault; otherwise there is no value, or it is out of range. */

    bool succeeded() const noexcept { return error.empty(); }
};

/** Evaluates what people say or type into a calculator. `variables` is null or an object of numbers.

    Numbers. Whole numbers and fractions are exact up to 4,096 bits (1,233 digits) above and below the line: 0.1 + 0.2
   is 0.3, 10^100 has all its digits. Roots, powers, logarithms and angles are exact where the result is a fraction and
    otherwise computed to 50 digits; a difference of two such numbers below 1e-40 of them is 0, and a result that close
   to a whole number is that whole number. A whole result is written with all its digits. Any other is rounded to 12
    significant digits, but never to fewer than 2 decimals, half away from zero; below 1e-6 and from 1e21 on it is
   written as 1.5e-7. Beyond 10^1233 and below 10^-1233 is refused. `value` is there for whole numbers up to 2^53 and
   for other numbers between 1e-300 and 1e300.

    Operators, from weak to strong: `+ -`; `* / % of off` and a product without a sign (`2x`, `2(3+4)`: it binds no
    stronger than `*`); minus before a number; `^` or `**` (from right to left, and stronger than minus: -2^2 is -4);
    `!`, `%`, `°`, `²`, `³`. Also × · ÷ − √ ∛ π.

    Percent. A `%` before something that begins a value (digit, name, bracket, root) is the remainder with the divisor's
    sign: 17 % 5 is 2, -7 % 3 is 2. Any other `%` is percent: 50% is 0.5, 50% of 80 is 40, 20% off 50 is 40, and 80 +
   10% adds ten percent of what stands before it: 88.

    Commas. In a number they group thousands (1,000 or 1,00,000); directly inside the brackets of a function they
   separate arguments.

    Functions: sqrt cbrt abs sign floor ceil trunc round(x) round(x, decimals) (half away from zero) min max sum gcd lcm
    mod pow hypot factorial binomial nCr nPr exp log (natural, or log(x, base)) ln log10 log2 sin cos tan asin acos atan
    atan2(y, x) sinh cosh tanh degrees radians. Angles are radians unless marked: sin(30°), sin(30 deg). A negative
   number has the odd roots. 0^0 is 1. Constants: pi e tau phi.

    Words: plus, minus, times, multiplied by, divided by, over, mod, to the power of, squared, cubed, percent, of, off,
    square root of, cube root of, factorial, degrees, half, third, quarter, negative, and English numbers below 10^15
    ("two hundred and five", "2.5 million", "three point one four").

    Any thread. The work is bounded whatever the text says: 1,000 bytes, 100 levels of brackets, 4,096 bits.
*/
Calculation calculate (std::string_view expression, const nlohmann::json& variables = {});

} // namespace parlando
