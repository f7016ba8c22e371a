#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace parlando
{

/** What the end of a connection that nobody asked for means for its session. */
enum class CloseMeaning
{
    resume,     /**< Connect again and go on. */
    limit,      /**< The same, and nothing went wrong: connections end like this after their time. */
    startFresh, /**< The session itself is gone: a new one, once. */
    quota,      /**< Connect again, but not before a minute has passed. */
    fatal       /**< It would end the same way again. */
};

/** A provider's view of a close (Wire::closed()). */
struct CloseVerdict
{
    CloseMeaning meaning = CloseMeaning::resume;
    std::string advice;                 /**< What to do, as the end of a sentence; empty where nothing is known. */
    std::optional<double> retrySeconds; /**< When to try again, by the service's words; at most a day. */

    /** Before it was ready: the service refuses a form of what it was told, which the wire does without from now on.
       The next connection follows at once. */
    bool hasOtherForm = false;
};

/** One sentence for people on a close that nobody asked for: what the service said, and what to do (`advice`).
    `reason` is untrusted text. */
std::string explainClose (int code, std::string_view reason, std::string_view advice);

/** The same for a close before `model` was taken: one without a reason is how a service refuses a model that it does
    not know, that the key may not use or that the region does not have. */
std::string explainRefusal (int code, std::string_view reason, std::string_view advice, std::string_view model);

/** The same for one that came again and again, each time as soon as the service was ready. */
std::string explainRepeatedClose (int code, std::string_view reason, std::string_view advice);

} // namespace parlando
