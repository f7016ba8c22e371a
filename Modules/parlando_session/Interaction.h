#pragma once

#include <parlando_provider/ServiceEvent.h>
#include <parlando_realtime/parlando_realtime.h>

#include <utility>

namespace parlando
{

/** Whether the service says that it still works on something beyond the end of a turn (`interactionStatus`: C60, C114,
    C115). Session thread.

    IN_PROGRESS holds until the service says otherwise, or was silent for 60 s. REQUIRES_ACTION, whose meaning is
    disputed (protocol section 6.4), holds until anything new comes, or for 10 s. Neither runs out while a call is open.
*/
class Interaction
{
public:
    /** The service said so. At the end of a turn, nothing means idle. */
    void take (Instant now, service::Work said) noexcept
    {
        // That it works on, said again, is no content: it would never run out.
        if (std::exchange (status, said) != status)
            since = now;
    }

    /** Something of a turn came, or a call. */
    void contentCame (Instant now) noexcept
    {
        if (status == service::Work::needsAction)
            status = service::Work::none;

        since = now;
    }

    /** A call is open: the service waits for us. */
    void hold (Instant now) noexcept { since = now; }

    /** Of a connection that is gone. */
    void reset() noexcept { status = service::Work::none; }

    bool isBusy() const noexcept { return status != service::Work::none; }

    enum class Expiry
    {
        none,
        silently,  /**< Nobody knows whether there was anything to come. */
        unanswered /**< The service had promised something, and it never came. */
    };

    /** Time goes by. Told once. */
    Expiry expire (Instant now) noexcept
    {
        const auto wasInProgress = status == service::Work::goesOn;

        if (! isBusy() || now - since < (wasInProgress ? longestSilence : longestAction))
            return Expiry::none;

        status = service::Work::none;
        return wasInProgress ? Expiry::unanswered : Expiry::silently;
    }

private:
    static constexpr auto longestSilence = Milliseconds (60'000);
    static constexpr auto longestAction = Milliseconds (10'000);

    service::Work status = service::Work::none;
    Instant since{};
};

} // namespace parlando
