#pragma once

#include "Token.h"

namespace parlando::calculator
{

/** The value of interpreted tokens. Throws SyntaxError and ValueError. */
Number evaluate (const Tokens&);

} // namespace parlando::calculator
