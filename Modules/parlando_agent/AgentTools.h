#pragma once

#include <parlando_tools/parlando_tools.h>

#include <cstdint>
#include <list>
#include <optional>
#include <string>

namespace parlando
{

/** What the model may call, and who runs it. Tools that were replaced stay while anything of theirs runs: their
   destruction would wait for it. Session thread. */
class AgentTools
{
public:
    /** `finished` is called on threads of the tools', and for an instant one from within run(). */
    AgentTools (ToolRegistry, ToolRunner::AnswerCallback finished);

    /** Calls are for these from now on. They behave as the newest that are declared the same: what is gone back to as
        well. */
    void use (const ToolRegistry&);

    /** What is declared the same as before behaves as it now should at once: a tool that is to ask must ask. */
    void update (ToolRegistry newer);

    /** Throws std::runtime_error where there is no thread for it. */
    void run (const FunctionCall&, std::uint64_t turn);

    /** The outcome of this call is for nobody. */
    void cancel (const std::string& id);

    /** A worker is idle a moment after its last answer came: to be called now and then. */
    void putAwayIdle();

private:
    struct Box
    {
        Box (ToolRegistry, ToolRunner::AnswerCallback);

        const ToolRegistry tools;
        ToolRunner runner;
        bool hasRun = false;
    };

    void open (ToolRegistry);

    const ToolRunner::AnswerCallback finished;
    std::optional<ToolRegistry> newest;
    std::list<Box> boxes; // the last is in use; last member: joined before what the results reach
};

} // namespace parlando
