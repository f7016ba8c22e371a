#pragma once

#include "Token.h"

namespace parlando::calculator
{

/** Gives every word its meaning: phrases such as "divided by" become signs, number words numbers, names functions and
    constants. Words that only address the calculator ("what is", "please", "=") are dropped. Throws SyntaxError for a
   word without a meaning. */
Tokens interpretWords (Tokens);

/** True for a word that has a meaning of its own and so cannot be the name of a variable. */
bool isReservedWord (std::string_view word);

} // namespace parlando::calculator
