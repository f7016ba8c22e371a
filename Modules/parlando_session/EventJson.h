#pragma once

#include "SessionEvents.h"

#include <nlohmann/json.hpp>

namespace parlando
{

/** One event as an object, for those who read it while it happens and for those who read it later: `event`, its name;
    `timeNs`, when it happened, or `now` where it does not say; and what it holds. Names that end in `Ns` are times in
    nanoseconds from `origin`; by default in the steady clock's own. docs/command-line.md lists the members. Any thread.
*/
nlohmann::json toJson (const SessionEvent&, Instant now, Instant origin = Instant());

} // namespace parlando
