#pragma once

#include <parlando_auth/parlando_auth.h>
#include <parlando_realtime/parlando_realtime.h>
#include <parlando_transport/parlando_transport.h>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <system_error>

namespace parlando
{

/** The access token of a conversation: asked for in the background, kept while it is fresh. Session thread. */
class AccessTokenCache
{
public:
    using Done = std::function<void (const FoundCredential&)>;

    AccessTokenCache (Scheduler& scheduler, AccessTokenSource tokenSource)
        : loop (scheduler), source (std::move (tokenSource))
    {
    }

    ~AccessTokenCache() { cancel(); }

    AccessTokenCache (const AccessTokenCache&) = delete;
    AccessTokenCache& operator= (const AccessTokenCache&) = delete;

    /** The kept token, unless it is old or was refused. */
    const Credential* fresh (Instant now) const { return token && now - fetched < accessTokenAge ? &*token : nullptr; }

    /** Asks for another one; `done` is called from the loop, with an error where there is none, unless cancel() comes
        first. */
    void fetch (Done done)
    {
        cancel();
        abandoned = std::make_shared<std::atomic<bool>> (false);

        try
        {
            call = std::make_unique<BackgroundCall<FoundCredential>> (
                loop, [from = source, isAbandoned = abandoned] { return fetchAccessToken (from, *isAbandoned); },
                [this, then = done] (FoundCredential found)
                {
                    const auto ended = std::move (call); // `then` may ask again
                    token = found.error.empty() ? std::optional (found.credential) : std::nullopt;
                    fetched = loop.now();
                    then (found);
                });
        }
        catch (const std::system_error&)
        {
            FoundCredential none;
            none.error = "The system has no thread left to ask for an access token: close what else runs.";
            loop.post (
                [then = std::move (done), none, isAbandoned = abandoned]
                {
                    if (! *isAbandoned)
                        then (none);
                });
        }
    }

    /** Nothing comes of a call that is under way. */
    void cancel()
    {
        if (abandoned != nullptr)
            *abandoned = true;

        call.reset();
    }

    /** The service refused it. True when another one may help: it was not asked for just now. */
    bool refused (Instant now)
    {
        const auto wasKept = token && now - fetched > Milliseconds (60'000);
        token.reset();
        return wasKept;
    }

private:
    Scheduler& loop;
    const AccessTokenSource source;
    std::optional<Credential> token;
    Instant fetched{};
    std::shared_ptr<std::atomic<bool>> abandoned;
    std::unique_ptr<BackgroundCall<FoundCredential>> call;
};

} // namespace parlando
