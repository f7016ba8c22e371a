#pragma once

#include "Number.h"

#include <string>

namespace parlando::calculator
{

/** A number as people read it; the rules are those of calculate(). */
struct NumberText
{
    std::string text;
    bool isExact = false;
};

NumberText toText (const Number&);

} // namespace parlando::calculator
