#pragma once

#include "Answers.h"
#include "SessionLimits.h"

#include <deque>
#include <map>
#include <optional>
#include <random>
#include <string>

namespace parlando
{

/** What a resumption handle stands for. */
struct ResumableSession
{
    std::string model;
    Recollection recollection;
    std::int64_t contextTextTokens = 0;
    std::int64_t contextAudioTokens = 0;
};

/** The handles that were given out, the newest of them (session_limits). One thread. */
class ResumptionStore
{
public:
    /** A new handle; earlier ones of the same session stay good, as at the real service. */
    [[nodiscard]] std::string keep (ResumableSession session)
    {
        std::string handle = "Cih";
        for (int i = 0; i < 32; ++i)
            handle += "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"[random() & 63u];
        bytes += sizeOf (session);
        sessions[handle] = std::move (session);
        order.push_back (handle);
        while (order.size() > session_limits::mostHandles || bytes > session_limits::mostHandleBytes)
            forgetOldest();
        return handle;
    }

    [[nodiscard]] std::optional<ResumableSession> find (const std::string& handle) const
    {
        const auto found = sessions.find (handle);
        return found == sessions.end() ? std::nullopt : std::optional (found->second);
    }

    [[nodiscard]] std::size_t size() const { return order.size(); }

private:
    static std::size_t sizeOf (const ResumableSession& session)
    {
        return sizeof session + session.model.size() + session.recollection.lastSaid.size();
    }

    void forgetOldest()
    {
        const auto oldest = sessions.find (order.front());
        bytes -= sizeOf (oldest->second);
        sessions.erase (oldest);
        order.pop_front();
    }

    std::map<std::string, ResumableSession> sessions;
    std::deque<std::string> order; // as they were given out
    std::size_t bytes = 0;
    std::mt19937 random{std::random_device{}()};
};

} // namespace parlando
