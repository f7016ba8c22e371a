#pragma once

#include <parlando_realtime/parlando_realtime.h>

#include <cstdint>
#include <stop_token>

namespace parlando
{

/** What a running tool may want to know. A tool that takes longer than a few milliseconds looks at both now and then.
 */
struct ToolContext
{
    std::stop_token stop;   /**< Requested when the call is cancelled, overdue, or the runner is being destroyed. */
    Instant deadline;       /**< From here on the model has been told "timed out" and the outcome is dropped. */
    std::uint64_t turn = 0; /**< In which the model called; 0 when it is not known. */
};

} // namespace parlando
