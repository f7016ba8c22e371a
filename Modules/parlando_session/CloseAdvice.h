#pragma once

#include <string>
#include <string_view>

namespace parlando
{

/** One sentence for people on a close that nobody asked for: what the service said, and what to do.

    `reason` is untrusted text. Matched loosely: the service's texts change (protocol section 3.10).
*/
std::string explainClose (int code, std::string_view reason);

/** Of that the last part alone, as the end of a sentence: what to do. Empty where nothing is known. */
std::string adviceOnClose (int code, std::string_view reason);

} // namespace parlando
