#pragma once

#include "PendingCall.h"

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace parlando
{

/** The calls that are not settled yet: in order of arrival, by id and by deadline. No thread of its own, no lock. */
class PendingCalls
{
public:
    using Call = std::shared_ptr<PendingCall>;

    /** False when the id was seen before; calls without an id are all different. */
    bool add (const Call& call)
    {
        const auto& id = call->call.id;

        if (! id.empty())
        {
            if (! knownIds.insert (id).second)
                return false;

            idsByAge.push_back (id);
            byId.emplace (id, call);
            forgetOldestId();
        }

        waiting.push_back (call);
        byDeadline.emplace (call->deadline, call);
        return true;
    }

    std::size_t numWaiting() const noexcept { return waiting.size(); }

    /** There must be one. It counts as running from here on. */
    Call takeNext()
    {
        auto call = std::move (waiting.front());
        waiting.pop_front();
        call->state = PendingCall::State::running;
        return call;
    }

    /** Null for an id that is unknown or settled. */
    Call find (std::string_view id) const
    {
        const auto found = byId.find (id);
        return found != byId.end() ? found->second : nullptr;
    }

    /** In the order of their deadlines. */
    std::vector<Call> all() const
    {
        std::vector<Call> result;
        for (const auto& [deadline, call] : byDeadline)
            result.push_back (call);
        return result;
    }

    std::optional<Instant> nextDeadline() const
    {
        return byDeadline.empty() ? std::nullopt : std::optional (byDeadline.begin()->first);
    }

    /** There must be one. */
    Call mostUrgent() const { return byDeadline.begin()->second; }

    /** Forgets the call, but not its id. */
    void settle (const Call& call)
    {
        const auto [begin, end] = byDeadline.equal_range (call->deadline);
        const auto found = std::find_if (begin, end, [&] (const auto& entry) { return entry.second == call; });

        if (found != end)
            byDeadline.erase (found);

        if (const auto named = byId.find (call->call.id); named != byId.end() && named->second == call)
            byId.erase (named);

        if (call->state == PendingCall::State::waiting)
        {
            std::erase (waiting, call);
            call->state = PendingCall::State::settled;
        }
    }

    void forgetIds()
    {
        knownIds.clear();
        idsByAge.clear();
    }

private:
    void forgetOldestId()
    {
        constexpr std::size_t maximumIds = 4096;

        if (idsByAge.size() > maximumIds)
        {
            knownIds.erase (idsByAge.front());
            idsByAge.pop_front();
        }
    }

    std::deque<Call> waiting;
    std::map<std::string, Call, std::less<>> byId;
    std::multimap<Instant, Call> byDeadline;
    std::unordered_set<std::string> knownIds;
    std::deque<std::string> idsByAge;
};

} // namespace parlando
