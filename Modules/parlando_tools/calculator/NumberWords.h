#pragma once

#include "Token.h"

namespace parlando::calculator
{

/** Replaces English number words by numbers: "two hundred and five", "twenty-one", "2.5 million", "three point one
   four", "three and a half". What stands side by side without making one number stays side by side. */
Tokens joinNumberWords (const Tokens&);

/** True for "seven", "twenty", "hundred", "million" and their like. */
bool isNumberWord (std::string_view word);

} // namespace parlando::calculator
