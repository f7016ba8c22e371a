#include "CallLedger.h"

#include "JsonMemory.h"

#include <algorithm>
#include <utility>

namespace parlando
{

namespace
{

/** C101: the same call came again 2.6 to 3.6 s after the interruption. */
constexpr auto repetitionWindow = Milliseconds (6'000);

/** A service that repeats call ids without end must not exhaust memory. */
constexpr std::size_t maximumSeen = 16'384, maximumSeenBytes = 1u << 20;
constexpr std::size_t maximumOutcomes = 64, maximumOutcomeBytes = 4u << 20;

} // namespace

CallLedger::Decision CallLedger::arrive (Instant now, const FunctionCall& call)
{
    if (! remember (call.id))
        return {Arrival::known, {}, {}};

    if (waiting.size() >= mostOpen)
        return {Arrival::tooMany, call.id, {}};

    if (auto* first = repeated (now, call))
    {
        first->mayRepeat = false; // once for each interruption

        if (first->answer)
            return {Arrival::answerNow, first->execution, first->answer};

        waiting.push_back ({call.id, call.name, first->execution});
        return {Arrival::join, first->execution, {}};
    }

    const auto bytes = memoryOf (call.args);

    if (argumentBytesUnderWay() + bytes > mostArgumentBytes)
        return {Arrival::tooLong, call.id, {}};

    const auto execution = connection == 1 ? call.id : call.id + "#" + std::to_string (connection);
    waiting.push_back ({call.id, call.name, execution});
    executions.push_back ({call.name, execution, call.args, now, {}, {}, false, bytes});
    return {Arrival::run, execution, {}};
}

/** False where it came before. */
bool CallLedger::remember (const std::string& id)
{
    if (seen.size() >= maximumSeen || seenBytes >= maximumSeenBytes)
    {
        seen.clear();
        seenBytes = 0;
    }

    const auto isNew = seen.insert (id).second;
    seenBytes += isNew ? id.size() : 0;
    return isNew;
}

std::size_t CallLedger::argumentBytesUnderWay() const
{
    std::size_t bytes = 0;

    for (const auto& each : executions)
        bytes += each.answered ? 0 : each.bytes;

    return bytes;
}

/** What was answered last may be asked for again. */
void CallLedger::forgetOldOutcomes()
{
    std::size_t count = 0, bytes = 0;

    for (auto each = executions.rbegin(); each != executions.rend(); ++each)
        if (each->answered)
        {
            ++count;
            bytes += each->bytes;

            each->isForgotten = count > maximumOutcomes || bytes > maximumOutcomeBytes;
        }

    std::erase_if (executions, [] (const Execution& each) { return each.isForgotten; });
}

std::vector<CallLedger::Open> CallLedger::finish (Instant now, const ToolAnswer& answer)
{
    std::vector<Open> answered;
    std::erase_if (waiting,
                   [&] (const Open& each)
                   {
                       const auto isAnswered = each.execution == answer.id;

                       if (isAnswered)
                           answered.push_back (each);

                       return isAnswered;
                   });

    if (answered.empty())
        return answered;

    for (auto& each : executions)
        if (each.execution == answer.id)
        {
            each.answered = now;
            each.answer = answer;
            each.bytes += memoryOf (answer.response);
        }

    forgetOldOutcomes();
    return answered;
}

std::optional<CallLedger::Open> CallLedger::cancel (const std::string& id)
{
    const auto found = std::find_if (waiting.begin(), waiting.end(), [&] (const auto& each) { return each.id == id; });

    if (found == waiting.end())
        return {};

    auto cancelled = std::move (*found);
    waiting.erase (found);

    if (! isWanted (cancelled.execution))
        std::erase_if (executions, [&] (const auto& each) { return each.execution == cancelled.execution; });

    return cancelled;
}

std::vector<CallLedger::Open> CallLedger::endConnection()
{
    ++connection;
    seen.clear();
    seenBytes = 0;
    executions.clear();
    interruption.reset();
    return std::exchange (waiting, {});
}

void CallLedger::interrupted (Instant now)
{
    interruption = now;

    // A call that waits is dropped by the service, and so is an answer that it had no time to say anything to.
    for (auto& each : executions)
    {
        const auto isRecent = ! each.answered || now - *each.answered <= repetitionWindow;
        const auto isTaken = each.answered && lastSpoken && *lastSpoken >= *each.answered;
        each.mayRepeat = isRecent && ! isTaken;
    }
}

bool CallLedger::isWanted (const std::string& execution) const
{
    return std::any_of (waiting.begin(), waiting.end(), [&] (const auto& each) { return each.execution == execution; });
}

CallLedger::Execution* CallLedger::repeated (Instant now, const FunctionCall& call)
{
    if (! interruption || now - *interruption > repetitionWindow)
        return nullptr;

    const auto found = std::find_if (executions.begin(), executions.end(),
                                     [&] (const auto& each)
                                     { return each.mayRepeat && each.name == call.name && each.args == call.args; });
    return found == executions.end() ? nullptr : &*found;
}

} // namespace parlando
