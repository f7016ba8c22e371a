#pragma once

#include "Setup.h"

#include <string>
#include <vector>

namespace parlando::gemini
{

/** What of a setup its model would refuse, each a sentence that says what to do; empty where nothing is known against
   it. The service answers most of these with a bare close. */
std::vector<std::string> problems (const Setup&);

} // namespace parlando::gemini
