#include "FunctionTool.h"

#include <stdexcept>

namespace parlando
{

FunctionTool::FunctionTool (FunctionDeclaration declaration, Function functionToCall, Milliseconds deadline,
                            std::optional<Scheduling> scheduling, Pace functionPace)
    : declared (std::move (declaration)), function (std::move (functionToCall)), patience (deadline), when (scheduling),
      pace (functionPace)
{
    if (! function)
        throw std::invalid_argument ("The tool " + declared.name + " has no function: give it one.");
}

} // namespace parlando
