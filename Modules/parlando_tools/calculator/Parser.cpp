#include "Parser.h"

#include "Functions.h"

namespace parlando::calculator
{

class Parser
{
public:
    explicit Parser (const Tokens& tokensToRead) : tokens (tokensToRead) {}

    Number parseAll()
    {
        if (here() == Symbol::end)
            throw SyntaxError ("There is nothing to calculate: give an expression such as 3 * (4 + 5).");

        const auto result = parseSum();

        if (here() == Symbol::close)
            throw SyntaxError ("There is a closing bracket without an opening one.");
        if (here() == Symbol::comma)
            throw SyntaxError ("A comma may only group thousands (1,000) or separate the arguments of a function.");
        if (here() == Symbol::equals)
            throw SyntaxError ("Equations are not solved here: give one side only.");
        if (here() != Symbol::end)
            throw SyntaxError ("There is no operator before " + shown() + ".");

        return result.value;
    }

private:
    struct Operand
    {
        Number value;
        bool isPercent = false; // so that 80 + 10% can mean 88
    };

    /** Bounds the recursion. */
    class Level
    {
    public:
        explicit Level (int& depthToCount) : depth (depthToCount)
        {
            constexpr int deepest = 100;

            if (++depth > deepest)
            {
                --depth;
                throw SyntaxError ("The expression is nested too deeply: at most 100 levels can be computed.");
            }
        }

        ~Level() { --depth; }

    private:
        int& depth;
    };

    const Token& token() const { return tokens[position]; }
    Symbol here() const { return token().symbol; }
    Symbol next() const { return tokens[std::min (position + 1, tokens.size() - 1)].symbol; }

    bool accept (Symbol symbol)
    {
        if (here() != symbol)
            return false;

        ++position;
        return true;
    }

    std::string shown() const { return here() == Symbol::end ? "the end" : "\"" + token().text.substr (0, 40) + "\""; }

    //==============================================================================
    Operand parseSum()
    {
        auto left = parseProduct();

        while (here() == Symbol::plus || here() == Symbol::minus)
        {
            const auto isMinus = here() == Symbol::minus;
            ++position;
            const auto right = parseProduct();
            const auto amount = right.isPercent && ! left.isPercent ? left.value * right.value : right.value;

            left.value = isMinus ? left.value - amount : left.value + amount;
            left.isPercent = left.isPercent && right.isPercent;
        }

        return left;
    }

    Operand parseProduct()
    {
        auto left = parseSigned();

        for (;;)
        {
            const auto isImplicit = beginsValue (here());

            if (isImplicit && here() == Symbol::number && tokens[position - 1].symbol != Symbol::close)
                throw SyntaxError ("There is no operator between two numbers, before " + shown() + ".");

            if (isImplicit)
                left = {left.value * parseSigned().value};
            else if (accept (Symbol::times) || accept (Symbol::of))
                left = {left.value * parseSigned().value};
            else if (accept (Symbol::divide))
                left = {left.value / parseSigned().value};
            else if (accept (Symbol::percent) || accept (Symbol::modulo))
                left = {remainder (left.value, parseSigned().value)};
            else if (accept (Symbol::off))
                left = {takeOff (left, parseSigned().value)};
            else
                return left;
        }
    }

    static Number takeOff (const Operand& discount, const Number& price)
    {
        if (! discount.isPercent)
            throw SyntaxError ("Before \"off\" there must be a percentage, as in 20% off 50.");

        return price - discount.value * price;
    }

    /** The product without a sign goes the same way as the one with it; a minus would belong to a sum. */
    Operand parseSigned()
    {
        const Level level (depth);

        if (accept (Symbol::minus))
        {
            const auto operand = parseSigned();
            return {-operand.value, operand.isPercent};
        }

        return accept (Symbol::plus) ? parseSigned() : parsePower();
    }

    Operand parsePower()
    {
        const auto base = parsePostfix();
        return accept (Symbol::power) ? Operand{power (base.value, parseSigned().value)} : base;
    }

    Operand parsePostfix()
    {
        Operand operand{parsePrimary()};

        for (;;)
        {
            if (accept (Symbol::squared))
                operand = {power (operand.value, 2)};
            else if (accept (Symbol::cubed))
                operand = {power (operand.value, 3)};
            else if (accept (Symbol::degrees))
                operand = {fromDegrees (operand.value)};
            else if (accept (Symbol::radians))
                operand = {operand.value};
            else if (here() == Symbol::factorial)
                operand = {parseFactorial (operand.value)};
            else if (here() == Symbol::percentWord || (here() == Symbol::percent && ! beginsValue (next())))
                operand = parsePercent (operand.value);
            else
                return operand;
        }
    }

    Operand parsePercent (const Number& value)
    {
        ++position;
        return {value / 100, true};
    }

    Number parseFactorial (const Number& value)
    {
        ++position;

        if (here() == Symbol::factorial)
            throw SyntaxError ("\"!!\" has two meanings: write (5!)! for the factorial of a factorial.");

        return factorial (value);
    }

    //==============================================================================
    Number parsePrimary()
    {
        const auto& current = token();

        switch (here())
        {
            case Symbol::number:
            case Symbol::variable:
            case Symbol::constant:
                ++position;
                return current.value;
            case Symbol::open:
                ++position;
                return parseBracket();
            case Symbol::function:
                ++position;
                return parseCall (current);
            case Symbol::squareRoot:
                ++position;
                return root (parseBareArgument (current), 2);
            case Symbol::cubeRoot:
                ++position;
                return root (parseBareArgument (current), 3);
            default:
                throw SyntaxError ("A number, a name or an opening bracket is missing before " + shown() + ".");
        }
    }

    Number parseBracket()
    {
        const auto inside = parseSum();

        if (! accept (Symbol::close))
            throw SyntaxError ("A closing bracket is missing before " + shown() + ".");

        return inside.value;
    }

    Number parseCall (const Token& name)
    {
        const auto& function = *findFunction (name.text);
        std::vector<Number> args;

        if (accept (Symbol::open))
        {
            do
                args.push_back (parseSum().value);
            while (accept (Symbol::comma));

            if (! accept (Symbol::close))
                throw SyntaxError ("The closing bracket of " + name.text + " is missing before " + shown() + ".");
        }
        else
        {
            args.push_back (parseBareArgument (name));
        }

        if (args.size() < function.fewestArguments || args.size() > function.mostArguments)
            throw SyntaxError (sentenceOnArguments (function, args.size()));

        return function.evaluate (args);
    }

    static std::string sentenceOnArguments (const Function& function, std::size_t given)
    {
        const auto isOne = function.fewestArguments == 1;
        return std::string (function.name) + " needs " + std::to_string (function.fewestArguments) +
               (function.mostArguments > function.fewestArguments ? " or more" : "") +
               (isOne ? " argument" : " arguments") + ", but has " + std::to_string (given) +
               ". Inside the brackets of a function a comma separates arguments: write 1000, not 1,000.";
    }

    /** "sin 30°", "square root of 16": one value, and nothing after it that could belong to either. */
    Number parseBareArgument (const Token& name)
    {
        const Level level (depth);
        const auto isBracketed = here() == Symbol::open;
        auto value = parsePrimary();

        if (accept (Symbol::degrees))
            value = fromDegrees (value);
        else
            accept (Symbol::radians);

        const auto isUnclear = here() == Symbol::power || here() == Symbol::factorial || here() == Symbol::squared ||
                               here() == Symbol::cubed || (beginsValue (here()) && here() != Symbol::number);

        if (isUnclear && ! isBracketed)
            throw SyntaxError ("It is not clear what \"" + name.text + "\" applies to: put it in brackets.");

        return value;
    }

    const Tokens& tokens;
    std::size_t position = 0;
    int depth = 0;
};

Number evaluate (const Tokens& tokens) { return Parser (tokens).parseAll(); }

} // namespace parlando::calculator
