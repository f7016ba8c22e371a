#include "BufferedStream.h"

namespace parlando
{

namespace
{
constexpr std::size_t streamBufferSize = 64 * 1024;
constexpr std::size_t mostUnsent = 16 * 1024 * 1024;
} // namespace

BufferedStream::BufferedStream (boost::asio::io_context& context, Owner& ownerOfThis)
    : executor (context), owner (ownerOfThis), readAhead (streamBufferSize)
{
}

void BufferedStream::close() noexcept
{
    if (line != nullptr)
        line->close();

    isBroken = true;
}

void BufferedStream::follow (std::size_t count)
{
    watch.follow (unread.substr (0, count));
    unread.remove_prefix (count);

    if (watch.sawClose())
        announceEnd();
}

void BufferedStream::announceEnd()
{
    if (! std::exchange (isEndAnnounced, true))
        owner.streamEnding();
}

void BufferedStream::readMore()
{
    auto done = [this, alive = owner.keepAlive()] (const Error& error, std::size_t count) { readDone (error, count); };

    line->async_read_some (boost::asio::buffer (readAhead), std::move (done));
}

void BufferedStream::readDone (const Error& error, std::size_t count)
{
    arrival = std::chrono::steady_clock::now();
    readError = error;
    unread = {readAhead.data(), count};

    if (const auto resumed = std::move (waiting))
        resumed->resume (*this);
}

void BufferedStream::append (boost::asio::const_buffer bytes)
{
    taken += bytes.size();

    if (isBroken)
        return;

    // Who pings and reads no pong must not exhaust memory. Messages are held back long before (streamDrained()).
    if (outgoing.size() > mostUnsent)
        return close();

    outgoing.append (static_cast<const char*> (bytes.data()), bytes.size());
    scheduleWrite();
}

void BufferedStream::scheduleWrite()
{
    if (! std::exchange (isFlushing, true))
    {
        gatheredBefore = 0;
        boost::asio::post (executor, [this, alive = owner.keepAlive()] { flush(); });
    }
}

// Beast hands messages over one by one, each in a step of its own: as long as more arrives, wait for the next step.
void BufferedStream::flush()
{
    const auto isGathering = outgoing.size() > gatheredBefore && outgoing.size() < streamBufferSize;
    gatheredBefore = outgoing.size();

    if (isGathering && ! ending && ! isWriting)
    {
        boost::asio::post (executor, [this, alive = owner.keepAlive()] { flush(); });
        return;
    }

    isFlushing = false;

    if (! isWriting)
        startWrite();
}

void BufferedStream::startWrite()
{
    if (leaving.empty())
        std::swap (leaving, outgoing);

    if (leaving.empty() || isBroken)
        return finishWriting();

    isWriting = true;
    auto done = [this, alive = owner.keepAlive()] (const Error& error, std::size_t count) { writeDone (error, count); };

    line->async_write_some (boost::asio::buffer (leaving), std::move (done));
}

void BufferedStream::writeDone (const Error& error, std::size_t count)
{
    isWriting = false;
    leaving.erase (0, count);

    if (error)
    {
        isBroken = true;
        outgoing.clear();
        leaving.clear();
    }

    if (! isFlushing || ! leaving.empty())
        startWrite();
}

void BufferedStream::finishWriting()
{
    if (const auto resumed = std::move (ending))
    {
        line->endSending();
        return resumed->resume (*this);
    }

    owner.streamDrained();
}

} // namespace parlando
