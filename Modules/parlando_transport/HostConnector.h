#pragma once

#include "EventLoop.h"
#include "Line.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace parlando
{

/** Connects to the first of a host's addresses that answers. Session thread.

    An address that does not answer costs 250 ms, not the whole timeout: then the next is tried beside it, IPv6 and IPv4
    in turns (RFC 8305 in short).
*/
class HostConnector
{
public:
    using Socket = Line::Socket;
    using Done = std::function<void (const boost::system::error_code&, Socket&&)>;

    /** Calls `done` once, unless destroyed before: with a connected socket, or with the last address's error. Never
       from inside the constructor. `addresses` are numeric. */
    HostConnector (EventLoop&, const std::vector<std::string>& addresses, std::uint16_t port, Done);
    ~HostConnector();

private:
    struct Attempt;

    void tryNext();
    void abandon();
    void ended (const std::shared_ptr<Attempt>&, const boost::system::error_code&);

    EventLoop& loop;
    std::vector<boost::asio::ip::tcp::endpoint> endpoints; // in the order to try
    std::size_t next = 0;
    std::vector<std::shared_ptr<Attempt>> attempts; // under way
    EventLoop::Timer timer;
    Done done;
};

} // namespace parlando
