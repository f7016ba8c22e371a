#pragma once

#include <parlando_provider/FunctionCall.h>
#include <parlando_provider/ToolAnswer.h>
#include <parlando_realtime/parlando_realtime.h>

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

namespace parlando
{

/** The tool calls of a session: which of them run, and under which ids they are to be answered (C28, C31, C38, C85,
    C101). Session thread.

    A service may count its ids from 1 again on each connection, so an id means something on its connection alone, and
    what runs has a name of its own, unique in the session. An interruption makes a service drop a call that waits and
    ask for the same again under a new id: that one gets the outcome of the first, which did its work once.
*/
class CallLedger
{
public:
    /** What may be under way at once: a model that works needs neither a tenth of these calls nor a hundredth of these
        bytes of memory (memoryOf()). */
    static constexpr std::size_t mostOpen = 1024, mostArgumentBytes = 8u << 20;

    /** What a call that came asks for. */
    enum class Arrival
    {
        run,       /**< To be run as `execution`. */
        join,      /**< A repetition of one that runs: the outcome of that is its answer. */
        answerNow, /**< A repetition of one that has its outcome: `answer`. */
        tooMany,   /**< mostOpen wait already: not to be run. */
        tooLong,   /**< With it the arguments under way would take more than mostArgumentBytes: not to be run. */
        known      /**< The same call came before on this connection. */
    };

    struct Decision
    {
        Arrival arrival = Arrival::run;
        std::string execution;
        std::optional<ToolAnswer> answer;
    };

    /** A call that waits for its outcome. */
    struct Open
    {
        std::string id, name;
        std::string execution;
    };

    /** `call` has an id. */
    Decision arrive (Instant now, const FunctionCall& call);

    /** Was its id a call that waits? All calls that it answers, in the order in which they came. */
    std::vector<Open> finish (Instant now, const ToolAnswer&);

    /** The service takes the call with this id back. */
    std::optional<Open> cancel (const std::string& id);

    /** The connection is gone, and with it whoever would take an answer: what waited for one. */
    std::vector<Open> endConnection();

    void interrupted (Instant now);

    /** The agent said something: it has taken what it was answered until now. */
    void agentSpoke (Instant now) noexcept { lastSpoken = now; }

    /** Another call waits for the outcome of the same execution. */
    bool isWanted (const std::string& execution) const;

    const std::vector<Open>& open() const noexcept { return waiting; }

private:
    /** Something that ran, or does. */
    struct Execution
    {
        std::string name, execution;
        nlohmann::json args;
        Instant arrived;
        std::optional<Instant> answered;
        std::optional<ToolAnswer> answer;
        bool mayRepeat = false; /**< An interruption came before the answer could be taken. */
        std::size_t bytes = 0;  /**< Of arguments and answer. */
        bool isForgotten = false;
    };

    std::size_t argumentBytesUnderWay() const;
    void forgetOldOutcomes();
    bool remember (const std::string& id);

    Execution* repeated (Instant now, const FunctionCall&);

    std::vector<Open> waiting;
    std::deque<Execution> executions;     // the newest last
    std::unordered_set<std::string> seen; // ids of this connection
    std::size_t seenBytes = 0;
    std::optional<Instant> interruption, lastSpoken;
    std::uint64_t connection = 1;
};

} // namespace parlando
