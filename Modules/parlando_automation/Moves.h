#pragma once

#include "ChangeJournal.h"
#include "ControlPort.h"
#include "MoveRequest.h"
#include "ToolLayout.h"
#include "TransportReport.h"

#include <parlando_tools/parlando_tools.h>

#include <functional>
#include <string>
#include <vector>

namespace parlando
{

/** Calls become gestures: (now, call) in, gestures and answers out. No clock and no thread of its own; the message
    thread calls everything.

    Each call is one gesture on each of its controls, at once or as a ramp, straight in what the host automates. Ramps
   in beats and bars follow the host's tempo as they go. What the model is told is read back from the host: in a host
   that plays the gesture is held for `settling`, by when it has put its own automation over ours if it does. A control
   that is moved by hand or by the host on the way is let go of; a later call takes a control from an earlier one.

    A ramp that takes longer than `longestWait` is answered with "moving" after `earlyAnswer`, so that nobody waits.
*/
class Moves
{
public:
    static constexpr Milliseconds settling{30}, longestWait{5000}, earlyAnswer{500};

    /** Both outlive this. `answer` is called once for each call, from inside begin(), tick(), undo() and abandon();
        never for one that was cancelled. */
    using Answer = std::function<void (std::uint64_t call, ToolOutcome)>;
    Moves (ControlPort&, Answer);

    /** What the indices of requests mean. abandon() comes first where something may move. */
    void setControls (std::vector<Control>);

    /** `turn`: calls of one turn are undone together. */
    void begin (Instant now, std::uint64_t call, std::uint64_t turn, const MoveRequest&, const HostTransport&);

    /** Puts back what the call has moved. Nothing happens to one that was answered. */
    void cancel (std::uint64_t call);

    /** Undoes the last change: what is under way, or the last turn's. What was moved since by others stays. */
    void undo (std::uint64_t call);

    /** To be called about every 10 ms while true is returned. */
    bool tick (Instant now, const HostTransport&);

    /** Ends every gesture where it is, and answers its call with this reason; forgets what could be undone. */
    void abandon (const std::string& reason);

    [[nodiscard]] bool isBusy() const noexcept { return ! calls.empty(); }

    /** For people: what undo() would undo; empty when nothing. */
    [[nodiscard]] std::string lastChange() const;

private:
    struct Part
    {
        std::size_t control = 0;
        double before = 0.0, target = 0.0, last = 0.0;
        bool isMoving = true;
        std::string lost; // why the control went another way
    };

    struct Call
    {
        std::uint64_t id = 0, turn = 0;
        RampTime ramp;
        std::vector<Part> parts;
        Instant begun, ticked, ended;
        double progress = 0.0; // in the ramp's unit
        bool isEnded = false, isLong = false, wasAnswered = false;
    };

    void advance (Call&, Instant now, const HostTransport&);
    void release (Part&, std::string why = {});
    void put (std::size_t control, double normalised);
    bool finishIfSettled (Call&, Instant now, const HostTransport&);
    void takeControls (const std::vector<Part>&);
    void keep (const Call&, const Part&);
    void log (const Call&);
    ToolOutcome outcomeOf (const Call&) const;
    nlohmann::json changeOf (std::size_t control, double before, double after) const;
    const ControlDefinition& definition (std::size_t control) const { return controls.at (control).definition; }

    ControlPort& port;
    const Answer answer;
    std::vector<Control> controls;
    std::vector<Call> calls;

    ChangeJournal journal;
};

} // namespace parlando
