#pragma once

#include <stdexcept>

namespace parlando
{

/** What the program returns to the shell. */
enum class ExitCode
{
    success = 0, /**< The conversation was held and ended, or the command did what it was asked. */
    failed = 1,  /**< The conversation could not be held, broke, or its recording is not whole. */
    usage = 2,   /**< An option or a file given was not right; nothing was started. */

    hungUp = 129,      /**< The terminal was closed before what was asked was answered. */
    interrupted = 130, /**< The same by Ctrl-C. */
    terminated = 143   /**< The same by SIGTERM. */
};

/** The person ended it (Ctrl-C, SIGTERM, SIGHUP) while something was waited for. */
struct Interruption
{
};

/** One sentence for stderr about something that the person gave, and what to give instead. */
struct UsageError : std::runtime_error
{
    using std::runtime_error::runtime_error;
};

/** One sentence for stderr about something that went wrong on the way, and what to do. */
struct ConversationError : std::runtime_error
{
    using std::runtime_error::runtime_error;
};

} // namespace parlando
