#include "VirtualServer.h"

#include <algorithm>
#include <cctype>
#include <deque>
#include <utility>
#include <vector>

namespace parlando::testing
{

namespace
{

CloseReport ended (ConnectStage stage, std::string error, int code = 1006)
{
    CloseReport report;
    report.code = code;
    report.stage = stage;
    report.error = std::move (error);
    return report;
}

/** As LoopbackServer reads it: the target behind scheme and host, names of headers in lower case. */
MessageServer::Request upgrade (const ConnectRequest& request)
{
    MessageServer::Request made;
    const auto host = request.url.find ("://") + 3;
    made.target = request.url.substr (std::min (request.url.find ('/', host), request.url.size()));

    made.headers["host"] = "localhost";

    for (const auto& [name, value] : request.headers)
    {
        std::string lower;

        for (const auto letter : name)
            lower += static_cast<char> (std::tolower (static_cast<unsigned char> (letter)));

        made.headers[lower] = value;
    }

    return made;
}

} // namespace

/** One connection, both ends of it. */
class VirtualServer::Line final : public Connection, public std::enable_shared_from_this<Line>
{
public:
    Line (int number, VirtualServer& s, VirtualTransport& t, WebSocketTransport::Listener& l)
        : Connection (number), server (&s), transport (&t), listener (&l), time (s.thread.world())
    {
    }

    // The client's end.
    void connect (const ConnectRequest& request, Milliseconds handshake)
    {
        longestMessage = request.maximumMessageBytes;

        // However it fails, not later than this (C7).
        later (request.timeout,
               [] (Line& line)
               {
                   if (line.client == Client::connecting)
                       line.endAtClient (ended (ConnectStage::connect, "The service did not answer."));
               });

        later (handshake,
               [seen = upgrade (request)] (Line& line)
               {
                   if (line.server == nullptr || ! line.server->isListening)
                       line.endAtClient (ended (ConnectStage::connect, "Nothing listens there."));
                   else if (! line.isMute && line.listener != nullptr)
                       line.accept (seen);
               });
    }

    void send (std::string text)
    {
        if (client == Client::open)
            toServer ([sent = std::move (text)] (Line& line)
                      { line.call (line.server->callbacks.received, std::string_view (sent), false); });
    }

    void close (int code, std::string reason, Milliseconds patience)
    {
        if (client == Client::connecting)
        {
            client = Client::closing;
            auto report = ended (ConnectStage::connect, {});
            report.byUs = true;
            return later (Milliseconds (0), [report] (Line& line) { line.endAtClient (report); });
        }

        client = Client::closing;
        later (patience, [] (Line& line) { line.breakDown ("The service did not answer the farewell."); });
        toServer (
            [code, text = std::move (reason)] (Line& line)
            {
                line.leaveServer (code, text);
                auto report = ended (ConnectStage::open, {}, code);
                report.wasClean = report.byUs = true;
                line.toClient ([report] (Line& self) { self.endAtClient (report); });
            });
    }

    bool isEnding() const { return client == Client::closing || client == Client::ended; }

    /** Nobody listens to the client's end any more. */
    void abandon()
    {
        listener = nullptr;
        transport = nullptr;
        client = Client::ended;
        toServer ([] (Line& line) { line.leaveServer (1006, {}); });
    }

    void fail (VirtualTransport::Failure how)
    {
        if (how == VirtualTransport::Failure::hangs)
        {
            isMute = true;
            return;
        }

        isBroken = true; // nothing gets past what was lost
        later (Milliseconds (0), [] (Line& line) { line.breakDown ("The connection was lost."); });
    }

    /** The network is gone for both. */
    void breakDown (const std::string& error)
    {
        auto report = ended (client == Client::connecting ? ConnectStage::connect : ConnectStage::open, error);
        report.byUs = client == Client::closing;
        leaveServer (1006, {});
        endAtClient (report);
    }

    // The server's end.
    void sendBinary (std::string text) override
    {
        if (isAtServer && ! isClosing)
            toClient ([sent = std::move (text)] (Line& line) { line.deliver (sent); });
    }

    void sendText (std::string text) override { sendBinary (std::move (text)); }

    void sendFragments (std::vector<std::string> pieces, bool) override
    {
        std::string whole;

        for (const auto& piece : pieces)
            whole += piece;

        sendBinary (std::move (whole));
    }

    void sendPing (std::string) override {}
    void sendRaw (std::string) override {}

    void close (int code, std::string reason) override
    {
        if (! isAtServer || std::exchange (isClosing, true))
            return;

        auto report = ended (ConnectStage::open, {}, code == 0 ? 1005 : code);
        report.reason = std::move (reason);
        report.wasClean = true;
        toClient (
            [report] (Line& line)
            {
                line.later (VirtualTransport::latency,
                            [code = report.code] (Line& self) { self.leaveServer (code, {}); });
                line.endAtClient (report);
            });
    }

    void drop() override
    {
        later (Milliseconds (0), [] (Line& line) { line.leaveServer (1006, {}); });
        toClient ([] (Line& line)
                  { line.endAtClient (ended (ConnectStage::open, "The connection was lost: reset by peer.")); });
    }

    void stopReading() override { reads = false; }

    void resumeReading() override
    {
        reads = true;

        while (reads && ! unread.empty())
        {
            const auto next = std::move (unread.front());
            unread.pop_front();
            next (*this);
        }
    }

    std::size_t queuedBytes() const override { return 0; }

    bool isAtServer = false;
    VirtualServer* server;

private:
    enum class Client
    {
        connecting,
        open,
        closing,
        ended
    };

    using Step = std::function<void (Line&)>;

    void later (Milliseconds delay, Step step)
    {
        time.at (time.now() + delay, [self = shared_from_this(), next = std::move (step)] { next (*self); });
    }

    void toServer (Step step)
    {
        later (VirtualTransport::latency,
               [next = std::move (step)] (Line& line)
               {
                   if (line.isMute || ! line.isAtServer || line.isClosing)
                       return;

                   if (line.reads)
                       next (line);
                   else
                       line.unread.push_back (next);
               });
    }

    void toClient (Step step)
    {
        later (VirtualTransport::latency,
               [next = std::move (step)] (Line& line)
               {
                   if (! line.isMute && line.hears())
                       next (line);
               });
    }

    bool hears() const { return listener != nullptr && ! transport->thread.isStopped(); }

    template <typename Callback, typename... Arguments>
    void call (const Callback& callback, Arguments&&... arguments)
    {
        if (callback)
            callback (*this, std::forward<Arguments> (arguments)...);
    }

    void accept (const Request& request)
    {
        const auto status = server->callbacks.accept ? server->callbacks.accept (request).status : 101;

        if (status == 0)
            return;

        if (status != 101)
        {
            auto report = ended (ConnectStage::upgrade, "The service refused the connection.");
            report.httpStatus = status;
            return toClient ([report] (Line& line) { line.endAtClient (report); });
        }

        isAtServer = true;
        toClient ([] (Line& line) { line.opened(); });
        call (server->callbacks.opened);
    }

    void opened()
    {
        if (client != Client::connecting)
            return;

        if (transport->fails())
            return fail (transport->failure);

        client = Client::open;
        listener->transportOpened();
    }

    void deliver (const std::string& text)
    {
        if (client != Client::open || isBroken)
            return;

        if (transport->fails())
            return fail (transport->failure);

        if (text.size() > longestMessage)
        {
            auto report = ended (ConnectStage::open, "The service sent a message that is too long.", 1009);
            report.byUs = true;
            leaveServer (1009, {});
            return endAtClient (report);
        }

        listener->transportReceived (text, time.now());
    }

    void endAtClient (const CloseReport& report)
    {
        if (client == Client::ended || ! hears())
            return;

        client = Client::ended;
        std::exchange (listener, nullptr)->transportClosed (report);
    }

    void leaveServer (int code, std::string reason)
    {
        if (std::exchange (isAtServer, false) && server != nullptr)
            call (server->callbacks.closed, code, std::move (reason));
    }

    bool isBroken = false;
    VirtualTransport* transport;
    WebSocketTransport::Listener* listener;
    VirtualTime& time;
    Client client = Client::connecting;
    std::size_t longestMessage = 0;
    bool reads = true, isClosing = false, isMute = false;
    std::deque<Step> unread;
};

VirtualServer::~VirtualServer()
{
    for (const auto& [id, line] : lines)
    {
        line->isAtServer = false;
        line->server = nullptr;
    }
}

MessageServer::Connection* VirtualServer::find (int id)
{
    const auto found = lines.find (id);
    return found != lines.end() && found->second->isAtServer ? found->second.get() : nullptr;
}

VirtualTransport::VirtualTransport (VirtualThread& ownThread, VirtualServer& virtualServer)
    : thread (ownThread), server (virtualServer)
{
}

VirtualTransport::~VirtualTransport()
{
    if (line != nullptr)
        line->abandon();
}

void VirtualTransport::open (const ConnectRequest& request, Listener& listener)
{
    if (line != nullptr)
        line->abandon();

    // A round trip for the upgrade, and two for TCP and TLS where they are not there yet.
    const auto handshake = prepared == request.url ? latency : 5 * latency;
    prepared.reset();
    preparing.cancel();

    const auto id = static_cast<int> (server.lines.size()) + 1;
    line = std::make_shared<Line> (id, server, *this, listener);
    server.lines[id] = line;

    if (fails())
        line->fail (failure);

    line->connect (request, handshake);
}

void VirtualTransport::prepare (const ConnectRequest& request)
{
    if (fails() || prepared == request.url)
        return;

    preparing = thread.after (4 * latency,
                              [this, url = request.url]
                              {
                                  if (server.isListening)
                                      prepared = url;

                                  preparing = thread.after (Milliseconds (20'000), [this] { prepared.reset(); });
                              });
}

void VirtualTransport::send (std::string_view text)
{
    if (line == nullptr || line->isEnding())
        return;

    if (fails())
        return line->fail (failure);

    line->send (std::string (text));
}

void VirtualTransport::close (int code, std::string_view reason, Milliseconds patience)
{
    if (line == nullptr || line->isEnding())
        return;

    if (fails())
        line->fail (failure);

    line->close (code, std::string (reason), patience);
}

} // namespace parlando::testing
