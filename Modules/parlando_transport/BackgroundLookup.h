#pragma once

#include "EventLoop.h"
#include "NameLookup.h"

#include <functional>
#include <memory>

namespace parlando
{

/** One name lookup on a thread of its own. Session thread, or any while the loop does not run.

    The system's lookup cannot be cancelled, and with a dead name server takes up to about 30 s (resolv.conf: timeout x
    attempts x servers). asio's own resolver would join its thread and so block for as long. Here nobody waits: the
   thread is detached, and it owns the host name, the lookup and a small shared state, so it may end long after
   everything else. Since the thread returns into this code, the module it was loaded from (a plugin) is kept from being
   unmapped.
*/
class BackgroundLookup
{
public:
    using Done = std::function<void (LookupResult)>;

    /** Calls `done` on the session thread, unless destroyed before. */
    BackgroundLookup (EventLoop&, NameLookup, std::string host, Done);

    /** Does not wait. */
    ~BackgroundLookup();

    BackgroundLookup (const BackgroundLookup&) = delete;
    BackgroundLookup& operator= (const BackgroundLookup&) = delete;

private:
    struct Shared;
    std::shared_ptr<Shared> shared;
};

} // namespace parlando
