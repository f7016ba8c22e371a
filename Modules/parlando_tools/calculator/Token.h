#pragma once

#include "Number.h"

#include <map>
#include <string>
#include <vector>

namespace parlando::calculator
{

enum class Symbol
{
    number,
    word, // lower case, until its meaning is known
    variable,
    function,
    constant,
    plus,
    minus,
    times,
    divide,
    percent,     // may turn out to be a remainder
    percentWord, // never a remainder
    modulo,
    of,
    off,
    power,
    factorial,
    squared,
    cubed,
    degrees,
    radians,
    squareRoot,
    cubeRoot,
    open,
    close,
    comma,
    equals,
    end
};

struct Token
{
    Symbol symbol = Symbol::end;
    std::string text;     // as written, for sentences; lower case for words, functions and constants
    Number value;         // numbers and variables
    bool isGlued = false; // no space between this and the token before
};

using Tokens = std::vector<Token>;
using Variables = std::map<std::string, Number, std::less<>>;

/** Digits, a name, an opening bracket or a root. */
inline bool beginsValue (Symbol symbol)
{
    switch (symbol)
    {
        case Symbol::number:
        case Symbol::word:
        case Symbol::variable:
        case Symbol::function:
        case Symbol::constant:
        case Symbol::squareRoot:
        case Symbol::cubeRoot:
        case Symbol::open:
            return true;
        default:
            return false;
    }
}

inline bool endsValue (Symbol symbol)
{
    switch (symbol)
    {
        case Symbol::number:
        case Symbol::variable:
        case Symbol::constant:
        case Symbol::percentWord:
        case Symbol::factorial:
        case Symbol::squared:
        case Symbol::cubed:
        case Symbol::degrees:
        case Symbol::radians:
        case Symbol::close:
            return true;
        default:
            return false;
    }
}

} // namespace parlando::calculator
