#pragma once

#include "Token.h"

#include <string_view>

namespace parlando::calculator
{

/** Cuts a text into numbers, words, variables and signs; the last token is Symbol::end. Throws SyntaxError. */
Tokens scan (std::string_view text, const Variables&);

/** The value of digits with at most one point and an exponent, such as 1000.5e-3. Throws SyntaxError, ValueError. */
Number parseDecimal (std::string_view text);

} // namespace parlando::calculator
