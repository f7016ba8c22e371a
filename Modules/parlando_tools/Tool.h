#pragma once

#include "ToolContext.h"
#include "ToolOutcome.h"

#include <parlando_provider/parlando_provider.h>

namespace parlando
{

/** Something the model may call during a conversation.

    Threads: call() runs on a worker of a ToolRunner, and several calls of one tool may run at once, unless it is
    instant. The other functions are called from any thread and return at once.
*/
class Tool
{
public:
    virtual ~Tool() = default;

    /** Stays the same for as long as the tool exists. */
    virtual const FunctionDeclaration& declaration() const = 0;

    /** How long the model waits for an answer, counted from ToolRunner::run(); at most a day is taken. */
    virtual Milliseconds deadline() const { return std::chrono::seconds (10); }

    /** When the model is to take up a success; a failure is never silent, but `whenIdle`. Then the model does not wait
       for the tool: it is declared NON_BLOCKING. Absent: the model waits. Sent only to models that take it (C36, C37).
     */
    virtual std::optional<Scheduling> scheduling() const { return {}; }

    /** Whether call() returns within milliseconds once its stop token asks it to. Whoever ends a conversation waits for
        such a tool, which may so use what lives as long as the conversation does. Any other that is slow to stop is
        left to itself (ToolRunner::patience), and must own all that it uses. */
    virtual bool stopsAtOnce() const { return false; }

    /** Whether call() always returns within a millisecond and waits for nothing. A conversation calls such a tool on
       its session thread, one call after the other, which saves the way to a worker and back. The agent's voice waits
       for it, it has no deadline, and its stop token asks for nothing. */
    virtual bool isInstant() const { return false; }

    /** `args` is an object that fits the declaration's schema. An exception becomes a failure with its text.
        A tool that ignores its stop token keeps its thread busy. */
    virtual ToolOutcome call (const nlohmann::json& args, ToolContext&) = 0;
};

} // namespace parlando
