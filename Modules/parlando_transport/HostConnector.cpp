#include "HostConnector.h"

#include <algorithm>

namespace parlando
{

namespace
{
constexpr Milliseconds patienceWithAddress{250}; // RFC 8305 section 5

// Families in turns, beginning with that of the first address; within a family the resolver's order.
std::vector<boost::asio::ip::tcp::endpoint> inTurns (const std::vector<std::string>& addresses, std::uint16_t port)
{
    std::vector<boost::asio::ip::tcp::endpoint> first, second, merged;

    for (const auto& text : addresses)
    {
        boost::system::error_code invalid;
        const auto address = boost::asio::ip::make_address (text, invalid);

        if (! invalid)
            (first.empty() || first[0].address().is_v4() == address.is_v4() ? first : second)
                .emplace_back (address, port);
    }

    for (std::size_t i = 0; i < std::max (first.size(), second.size()); ++i)
        for (const auto* const family : {&first, &second})
            if (i < family->size())
                merged.push_back ((*family)[i]);

    return merged;
}
} // namespace

// Outlives the connector while its system call is pending; `owner` is then null.
struct HostConnector::Attempt
{
    Socket socket;
    HostConnector* owner;
};

HostConnector::HostConnector (EventLoop& eventLoop, const std::vector<std::string>& addresses, std::uint16_t port,
                              Done whenDone)
    : loop (eventLoop), endpoints (inTurns (addresses, port)), done (std::move (whenDone))
{
    timer = loop.after (Milliseconds (0), [this] { tryNext(); });
}

HostConnector::~HostConnector() { abandon(); }

void HostConnector::abandon()
{
    timer.cancel();

    for (const auto& attempt : std::exchange (attempts, {}))
    {
        boost::system::error_code ignored;
        attempt->owner = nullptr;
        attempt->socket.close (ignored);
    }
}

void HostConnector::tryNext()
{
    if (next == endpoints.size())
    {
        if (attempts.empty())
            std::exchange (done, nullptr) (boost::asio::error::host_not_found, Socket (loop.context()));

        return;
    }

    auto attempt = std::make_shared<Attempt> (Attempt{Socket (loop.context()), this});
    attempts.push_back (attempt);
    timer = loop.after (patienceWithAddress, [this] { tryNext(); });
    attempt->socket.async_connect (endpoints[next++],
                                   [attempt] (const boost::system::error_code& error)
                                   {
                                       if (attempt->owner != nullptr)
                                           attempt->owner->ended (attempt, error);
                                   });
}

void HostConnector::ended (const std::shared_ptr<Attempt>& attempt, const boost::system::error_code& error)
{
    std::erase (attempts, attempt);

    if (error && next < endpoints.size())
        return tryNext();

    if (! error || attempts.empty())
    {
        abandon();
        std::exchange (done, nullptr) (error, std::move (attempt->socket));
    }
}

} // namespace parlando
