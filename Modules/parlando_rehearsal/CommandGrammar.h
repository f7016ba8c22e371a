#pragma once

#include <functional>
#include <string>
#include <vector>

namespace parlando
{

/** The commands that the service must not mishear, as a JSGF grammar: sums, settings of the given things, the story,
    the stop, and undoing. `isKnown` says whether the recogniser's dictionary has a word; things with an unknown word
   are left out.
 */
[[nodiscard]] std::string commandGrammar (const std::vector<std::string>& things,
                                          const std::function<bool (const std::string&)>& isKnown);

} // namespace parlando
