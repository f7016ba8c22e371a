#pragma once

#include "TalkOptions.h"

#include <parlando_gemini/parlando_gemini.h>
#include <parlando_session/parlando_session.h>
#include <parlando_tools/parlando_tools.h>

#include <string>
#include <vector>

namespace parlando
{

/** The setup that the options ask for: --config, or the default one with transcriptions, resumption and a sliding
   window (protocol section 2.10), under the other options. Throws UsageError. */
gemini::Setup makeSetup (const TalkOptions&);

/** Who finds out when the person speaks. Where that is this side the service's detection is switched off in `setup`,
   and what was said there of the silence that ends a turn counts here. */
TurnDetection takeTurnDetection (const TalkOptions&, gemini::Setup& setup);

/** The built-in tools of these names, and programs as NAME=PATH, each of which runs once to declare itself; programs
    get the variables that `passed` names beside the usual ones. Throws UsageError for an unknown tool, and for a
   program that does not declare itself. */
ToolRegistry makeTools (const std::vector<std::string>& names, const std::vector<std::string>& commands,
                        const std::vector<std::string>& passed);

/** The prices that --prices holds, or the built-in ones. Throws UsageError, also where --cap-cost needs a price of
    `model` that they do not have. */
PriceTable makePrices (const TalkOptions&, const std::string& model);

} // namespace parlando
