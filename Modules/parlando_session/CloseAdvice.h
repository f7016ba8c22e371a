#pragma once

#include <string>
#include <string_view>

namespace parlando
{

/** One sentence for people on a close that nobody asked for: what the service said, and what to do.

    `reason` is untrusted text. Matched loosely: the service's texts change (protocol section 3.10).
*/
std::string explainClose (int code, std::string_view reason);

} // namespace parlando
