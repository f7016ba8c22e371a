#pragma once

#include <parlando_session/parlando_session.h>

#include <mutex>
#include <vector>

namespace parlando
{

/** Brings session events from the session thread to the main thread, which may wait for them with poll(). */
class EventInbox
{
public:
    EventInbox();
    ~EventInbox();

    EventInbox (const EventInbox&) = delete;
    EventInbox& operator= (const EventInbox&) = delete;

    /** Any thread; never waits for the main thread's work. */
    void put (SessionEvent);

    /** Main thread: all events since the last call, in order. */
    std::vector<SessionEvent> take();

    /** Readable while events are waiting. */
    int descriptor() const noexcept { return ends[0]; }

private:
    std::mutex mutex;
    std::vector<SessionEvent> waiting;
    int ends[2] = {-1, -1};
};

} // namespace parlando
