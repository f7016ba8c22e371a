#pragma once

#include "CallLimits.h"
#include "Moves.h"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace parlando
{

/** Between the workers on which tools are called and the message thread, which alone may move parameters.

    A worker waits for its answer. Where the message thread does not come to it within `patience`, the call is
   withdrawn, answered with an error, and nothing was moved.
*/
class MoveDesk
{
public:
    static constexpr Milliseconds patience{2000};

    /** `wake` is called on a worker, never under a lock: work() is to be called soon on the message thread. Both
       outlive this. */
    using Wake = std::function<void()>;
    MoveDesk (ControlPort&, Wake);

    using Controls = std::shared_ptr<const std::vector<Control>>;

    /** Workers. What the model is told; of a call whose stop is requested nothing stays moved. `basis`: the controls()
        that the request was made for; where they have changed meanwhile nothing is moved. */
    ToolOutcome move (MoveRequest, const Controls& basis, ToolContext&);
    ToolOutcome undo (ToolContext&);

    /** Message thread; again every 10 ms while it returns true. */
    bool work (Instant now, const HostTransport&);

    /** Message thread: the person undoes the last change. */
    void undoLast();

    /** Message thread, for people: what would be undone. */
    [[nodiscard]] std::string lastChange() const { return moves.lastChange(); }

    /** Any thread: all that is under way or waits ends where it is, for this reason, and nothing else is taken until
        resume(). Gestures end in the next work(). A work() that is under way on another thread is waited for, 0.1 s at
        the most: it may hang on a lock of the host's that the caller holds. */
    void suspend (const std::string& reason);
    void resume();

    /** Any thread: from the next work() on these are the controls; calls that were made before move nothing. */
    void setControls (std::vector<Control>);

    /** Any thread: the controls that the next call will move. */
    [[nodiscard]] Controls controls() const;

    /** Message thread, or any once that is gone: every gesture is ended and every call answered. */
    void close();

private:
    struct Job
    {
        std::uint64_t id = 0, turn = 0;
        MoveRequest request;
        bool isUndo = false, isTaken = false, isCancelled = false;
        std::optional<ToolOutcome> outcome;
    };

    ToolOutcome run (Job, const Controls& basis, ToolContext&);
    std::optional<ToolOutcome> refuse (const Job&, const Controls& basis);
    void refuseWaiting (const std::string& reason);
    void wakeOnce();
    void answered (std::uint64_t id, ToolOutcome);
    std::vector<std::shared_ptr<Job>> takeNew (std::vector<std::uint64_t>& cancelled);

    ControlPort& port;
    const Wake wake;
    Moves moves; // message thread
    std::atomic<bool> isWoken{false};

    mutable std::mutex mutex; // guards what is below
    std::condition_variable_any changed;
    std::vector<std::shared_ptr<Job>> jobs;
    Controls current = std::make_shared<std::vector<Control>>();
    bool hasNewControls = false;
    std::string suspension;  // why nothing is taken; empty while all is well
    std::string abandonment; // what is under way ends in the next work(), for this reason
    std::uint64_t lastId = 0;
    std::thread::id working; // who is in work()
    CallLimits limits;
};

} // namespace parlando
