#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace parlando
{

/** What a close that nobody asked for means for a session that had been ready (protocol section 3.10). */
enum class CloseMeaning
{
    resume, /**< Connect again and go on. */
    limit,  /**< The same, and nothing went wrong: connections end like this after ten minutes, or idle (C96, C97). */
    startFresh, /**< The session itself is gone: a new one, once. */
    quota,      /**< Connect again, but not before a minute has passed (C71). */
    fatal       /**< It would end the same way again (C68). */
};

/** `wasReady`: the service had taken the setup of this connection; the same words may mean another thing then (C98).
    `reason` is matched as loosely as by explainClose(). */
CloseMeaning meaningOfClose (int code, std::string_view reason, bool wasReady);

/** The service was asked to end a turn that it did not have: it must not be asked so again. */
bool refusesNudge (std::string_view reason);

/** Seconds after which the text of a used-up quota invites to try again ("Please retry in 43.2s."); at most a day. */
std::optional<double> retrySeconds (std::string_view reason);

/** One sentence for people on a close that nobody asked for: what the service said, and what to do.

    `reason` is untrusted text. Matched loosely: the service's texts change (protocol section 3.10).
*/
std::string explainClose (int code, std::string_view reason);

/** The same for a close before the setup of `model` was taken: one without a reason is how the service refuses a model
    that it does not know, that the key may not use or that the region does not have (C26). */
std::string explainRefusal (int code, std::string_view reason, std::string_view model);

/** The same for one that came again and again, each time as soon as the service was ready (C100). */
std::string explainRepeatedClose (int code, std::string_view reason);

/** Of that the last part alone, as the end of a sentence: what to do. Empty where nothing is known. */
std::string adviceOnClose (int code, std::string_view reason);

} // namespace parlando
