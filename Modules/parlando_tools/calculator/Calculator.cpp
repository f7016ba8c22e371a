#include "Calculator.h"

#include "NumberText.h"
#include "Parser.h"
#include "Phrases.h"
#include "Scanner.h"

#include <charconv>

namespace parlando
{

namespace calculator
{
static bool isVariableName (std::string_view name)
{
    const auto isLetter = [] (char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    const auto fits = [&] (char c) { return isLetter (c) || (c >= '0' && c <= '9'); };

    return ! name.empty() && name.size() <= 64 && isLetter (name.front()) &&
           std::all_of (name.begin(), name.end(), fits);
}

/** A JSON number means its shortest decimal, so that 0.1 is a tenth. */
static Number numberFromJson (const nlohmann::json& value)
{
    auto text = value.dump();
    const auto isBelowZero = text.front() == '-';
    const auto magnitude = parseDecimal (std::string_view (text).substr (isBelowZero ? 1 : 0));

    return isBelowZero ? -magnitude : magnitude;
}

static Variables readVariables (const nlohmann::json& given)
{
    constexpr std::size_t mostVariables = 100;
    Variables result;

    if (given.is_null())
        return result;

    if (! given.is_object() || given.size() > mostVariables)
        throw SyntaxError ("variables must be an object of at most 100 numbers, such as {\"x\": 3}.");

    for (const auto& [name, value] : given.items())
    {
        if (! isVariableName (name))
            throw SyntaxError ("The name of a variable must be a letter or _, then letters, digits or _.");

        if (isReservedWord (name))
            throw SyntaxError ("\"" + name + "\" has a meaning of its own: give the variable another name.");

        if (! value.is_number() || (value.is_number_float() && ! std::isfinite (value.get<double>())))
            throw SyntaxError ("The variable " + name + " must be a number.");

        result.emplace (name, numberFromJson (value));
    }

    return result;
}

/** The number that the text says, when a double can hold it; see calculate(). */
static std::optional<double> toDouble (const Number& number, const std::string& text)
{
    static const Integer largestWhole = Integer (1) << 53;

    if (number.isWhole() && abs (numerator (number.exact())) > largestWhole)
        return {};

    // Not strtod: that follows the locale.
    double value = 0.0;
    const auto [end, error] = std::from_chars (text.data(), text.data() + text.size(), value);
    const auto magnitude = std::abs (value);

    if (error != std::errc() || (magnitude != 0.0 && (magnitude < 1e-300 || magnitude > 1e300)))
        return {};

    return value;
}

static Calculation calculateOrThrow (std::string_view expression, const nlohmann::json& given)
{
    constexpr std::size_t longest = 1000;

    if (expression.size() > longest)
        throw SyntaxError ("The expression is too long: at most 1,000 bytes can be computed.");

    const auto variables = readVariables (given);
    const auto number = evaluate (interpretWords (scan (expression, variables)));
    const auto written = toText (number);

    Calculation result;
    result.result = written.text;
    result.isExact = written.isExact;
    result.value = toDouble (number, written.text);
    return result;
}
} // namespace calculator

Calculation calculate (std::string_view expression, const nlohmann::json& variables)
{
    Calculation failed;

    try
    {
        return calculator::calculateOrThrow (expression, variables);
    }
    catch (const calculator::SyntaxError& error)
    {
        failed.error = error.what();
        failed.isMalformed = true;
    }
    catch (const calculator::ValueError& error)
    {
        failed.error = error.what();
    }

    return failed;
}

} // namespace parlando
