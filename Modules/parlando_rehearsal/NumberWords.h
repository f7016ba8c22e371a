#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace parlando
{

/** A number found in words, and how many of them it took. */
struct SpokenNumber
{
    double value = 0;
    std::size_t words = 0;
};

/** The number that begins at `start`: "two hundred and five", "zero point five", "17", "3.5". English, below 10^12. */
[[nodiscard]] std::optional<SpokenNumber> numberAt (const std::vector<std::string>& words, std::size_t start);

/** A sum found in words: as an expression, and as it was said. */
struct SpokenSum
{
    std::string expression; // "17*3"
    std::string said;       // "seventeen times three"
};

/** The first sum in the words: at least one operator and its numbers; "(2 + 3) * 4" and "the square root of nine" too.
 */
[[nodiscard]] std::optional<SpokenSum> sumIn (const std::vector<std::string>& words);

/** The shortest text of a number: "51", "0.4". */
[[nodiscard]] std::string numberText (double value);

} // namespace parlando
