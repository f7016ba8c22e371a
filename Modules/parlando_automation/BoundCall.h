#pragma once

#include "MoveRequest.h"
#include "ToolLayout.h"

#include <string>
#include <variant>
#include <vector>

namespace parlando
{

/** What the model is told of a function; names, ranges, units and choices are the controls'. */
FunctionDeclaration declarationOf (const BoundFunction&, const std::vector<Control>&);

/** The moves that a call asks for, or one sentence that says what is wrong with it. Nothing of `arguments` is trusted.
 */
std::variant<MoveRequest, std::string> readCall (const BoundFunction&, const std::vector<Control>&,
                                                 const nlohmann::json& arguments);

/** For people: "Reverb send to 40 % over 2 bars". */
std::string describe (const MoveRequest&, const std::vector<Control>&);

} // namespace parlando
