#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace parlando
{

/** What a close that nobody asked for means for a session that had been ready (protocol section 3.10). */
enum class CloseMeaning
{
    resume,     /**< Connect again and go on. */
    startFresh, /**< The session itself is gone: a new one, once. */
    quota,      /**< Connect again, but not before a minute has passed (C71). */
    fatal       /**< It would end the same way again (C68). */
};

/** `reason` is matched as loosely as by explainClose(). */
CloseMeaning meaningOfClose (int code, std::string_view reason);

/** Seconds after which the text of a used-up quota invites to try again ("Please retry in 43.2s."); at most a day. */
std::optional<double> retrySeconds (std::string_view reason);

/** One sentence for people on a close that nobody asked for: what the service said, and what to do.

    `reason` is untrusted text. Matched loosely: the service's texts change (protocol section 3.10).
*/
std::string explainClose (int code, std::string_view reason);

/** Of that the last part alone, as the end of a sentence: what to do. Empty where nothing is known. */
std::string adviceOnClose (int code, std::string_view reason);

} // namespace parlando
