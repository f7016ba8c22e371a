#include "EventInbox.h"

#include <cerrno>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace parlando
{

EventInbox::EventInbox()
{
    if (::pipe (ends) != 0)
        throw std::system_error (errno, std::generic_category(), "no pipe for events");

    for (const int end : ends)
    {
        ::fcntl (end, F_SETFD, FD_CLOEXEC);
        ::fcntl (end, F_SETFL, O_NONBLOCK);
    }
}

EventInbox::~EventInbox()
{
    ::close (ends[0]);
    ::close (ends[1]);
}

void EventInbox::put (SessionEvent event)
{
    const std::scoped_lock lock (mutex);
    waiting.push_back (std::move (event));

    // One byte stands in the pipe while anything waits.
    if (waiting.size() == 1)
    {
        const char byte = 0;
        [[maybe_unused]] const auto written = ::write (ends[1], &byte, 1);
    }
}

std::vector<SessionEvent> EventInbox::take()
{
    const std::scoped_lock lock (mutex);
    char byte = 0;
    [[maybe_unused]] const auto got = ::read (ends[0], &byte, 1);
    return std::exchange (waiting, {});
}

} // namespace parlando
