#pragma once

#include <parlando_transport/parlando_transport.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace parlando::testing
{

/** One transport on a loop run by the test's own thread: writes down what happens, does what the test says. */
class TransportVisit : public WebSocketTransport::Listener
{
public:
    explicit TransportVisit (NameLookup lookup = lookUpWithSystem)
        : transport (std::make_unique<BeastTransport> (loop, std::move (lookup)))
    {
    }

    /** Connects and works until stop(), which the end of the connection calls unless whenClosed is set. */
    void run (ConnectRequest request)
    {
        transport->open (request, *this);
        work();
    }

    void run (const std::string& url) { run (ConnectRequest{.url = url}); }

    void work()
    {
        // Only a test that has failed already comes this far.
        const auto guard = loop.after (Milliseconds (30000),
                                       [this]
                                       {
                                           hasTimedOut = true;
                                           stop();
                                       });
        loop.run();
    }

    /** Any thread. */
    void stop() { loop.stop(); }

    void close() { transport->close (1000, ""); }

    std::function<void()> whenOpened;
    std::function<void (std::string_view)> whenReceived;
    std::function<void()> whenClosed;

    EventLoop loop;
    std::unique_ptr<BeastTransport> transport;
    std::vector<std::string> messages;
    std::vector<CloseReport> reports;
    int openings = 0;
    bool hasTimedOut = false;

    /** The only report; a default one, with a text that no test expects, when there is not exactly one. */
    CloseReport report() const
    {
        if (reports.size() == 1 && ! hasTimedOut)
            return reports[0];

        CloseReport none;
        none.error = "no or several reports";
        none.code = 0;
        return none;
    }

private:
    void transportOpened() override
    {
        ++openings;

        if (whenOpened)
            whenOpened();
    }

    void transportReceived (std::string_view message, Instant) override
    {
        messages.emplace_back (message);

        if (whenReceived)
            whenReceived (message);
    }

    void transportClosed (const CloseReport& closed) override
    {
        reports.push_back (closed);

        if (whenClosed)
            whenClosed();
        else
            stop();
    }
};

} // namespace parlando::testing
