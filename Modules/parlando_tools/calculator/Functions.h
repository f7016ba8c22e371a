#pragma once

#include "Number.h"

#include <optional>
#include <string_view>
#include <vector>

namespace parlando::calculator
{

struct Function
{
    const char* name;
    unsigned fewestArguments, mostArguments;
    Number (*evaluate) (const std::vector<Number>&);
};

/** In lower case; null when there is none. */
const Function* findFunction (std::string_view name);

/** In lower case. */
std::optional<Number> findConstant (std::string_view name);

Number factorial (const Number&);

/** An angle in degrees as radians. */
Number fromDegrees (const Number&);

} // namespace parlando::calculator
