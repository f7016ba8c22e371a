#pragma once

#include "Answers.h"

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

/** The handles that were given out, for as long as the process lives. One thread. */
class ResumptionStore
{
public:
    /** A new handle; earlier ones of the same session stay good, as at the real service. */
    [[nodiscard]] std::string keep (ResumableSession session)
    {
        std::string handle = "Cih";
        for (int i = 0; i < 32; ++i)
            handle += "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"[random() & 63u];
        sessions[handle] = std::move (session);
        return handle;
    }

    [[nodiscard]] std::optional<ResumableSession> find (const std::string& handle) const
    {
        const auto found = sessions.find (handle);
        return found == sessions.end() ? std::nullopt : std::optional (found->second);
    }

private:
    std::map<std::string, ResumableSession> sessions;
    std::mt19937 random{std::random_device{}()};
};

} // namespace parlando
