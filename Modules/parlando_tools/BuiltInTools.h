#pragma once

#include "Tool.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace parlando
{

/** "calculator" and "stop_conversation". */
std::vector<std::string> builtInToolNames();

/** Null for a name that is not in builtInToolNames(). */
std::unique_ptr<Tool> makeBuiltInTool (std::string_view name);

} // namespace parlando
