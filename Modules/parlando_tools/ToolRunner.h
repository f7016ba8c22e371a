#pragma once

#include "ToolRegistry.h"

#include <parlando_provider/ToolAnswer.h>

#include <functional>
#include <memory>
#include <string_view>

namespace parlando
{

/** Calls an instant tool (Tool::isInstant()) from here and now; its answer is such as a ToolRunner's. Throws nothing
   that the tool throws. */
ToolAnswer answerAtOnce (std::shared_ptr<Tool>, FunctionCall, std::uint64_t turn);

/** Runs tool calls on worker threads, at most `workers` at once, and gives each call exactly one answer.

    - An unknown name, arguments that do not fit the schema, an exception, an outcome of more than maximumResponseBytes
      or maximumResponseNesting, and a missed deadline are answered with a failure (C30, C33).
    - The deadline counts from run(), so that the model is answered even when all workers are busy. A call that misses
   it is told to stop, its late outcome is dropped, and another thread takes its worker's place: at most maximumThreads
   exist.
    - An id is answered once: run() ignores an id that it has seen, until cancelAll() (C31). Calls without an id are all
      different. The newest 4,096 ids are remembered.

    Threads: the functions are called from any thread and return at once; nothing is started before the first run().
    The callback comes from a worker or from the thread that watches the deadlines, possibly from several at once, never
    from inside a function of this class, never under a lock. It must not throw and must not destroy the runner.

    Destruction cancels everything, tells the running tools to stop and waits for those that stop at once
    (Tool::stopsAtOnce()), for any other as long as `patience`. One that has not returned by then is left to itself: its
    thread ends with it, and nothing of it reaches the callback.
*/
class ToolRunner
{
public:
    /** Its response is an object of valid UTF-8, of at most maximumResponseBytes as text. */
    using AnswerCallback = std::function<void (ToolAnswer)>;

    static constexpr std::size_t maximumResponseBytes = 64 * 1024;
    static constexpr std::size_t maximumResponseNesting = 90; /**< The message around it is some more. */
    static constexpr int maximumThreads = 16;
    static constexpr Milliseconds patience{60};

    /** `workers` is taken as 1 to maximumThreads. */
    ToolRunner (ToolRegistry, AnswerCallback, int workers = 4);
    ~ToolRunner();

    ToolRunner (const ToolRunner&) = delete;
    ToolRunner& operator= (const ToolRunner&) = delete;

    /** False when the call was ignored because its id is known already. `turn`: for ToolContext. Throws
        std::runtime_error, with a sentence, where the system has no thread left for the call, which is then forgotten.
     */
    bool run (FunctionCall, std::uint64_t turn = 0);

    /** The call is told to stop and will never be answered. False when there is no such call, or when its answer is
        already with the callback. */
    bool cancel (std::string_view id);

    /** The same for all calls; ids may be used again afterwards (a new connection, C38). */
    void cancelAll();

    /** No call waits and no tool runs, not even one that was told to stop: destruction has nothing to wait for. */
    bool isIdle() const;

private:
    class Pool;
    std::shared_ptr<Pool> pool; // also of threads that were left to themselves
};

} // namespace parlando
