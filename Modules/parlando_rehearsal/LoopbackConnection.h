#pragma once

#include "LoopbackFraming.h"
#include "LoopbackLimits.h"
#include "MessageServer.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/** Private to LoopbackServer. Server's thread. */
namespace parlando::detail_loopback
{

using Tcp = boost::asio::ip::tcp;
using Error = boost::system::error_code;

class Client;

/** The connections of one server, and what they have in common. */
struct Clients
{
    /** What all of them hold, in bytes. */
    std::size_t heldBytes() const;

    int upgradedCount() const;

    /** Ends those that take too long to begin or to end. */
    void endLate();

    EventLoop& loop;
    const MessageServer::Callbacks callbacks;
    const LoopbackLimits limits;
    std::optional<boost::asio::ssl::context> tls;
    std::map<int, std::shared_ptr<Client>> all; /**< From TCP's accept to the end of the socket. */
    int lastId = 0;
};

/** One connection from TCP's accept on. Kept alive by its pending reads and writes, and by Clients until its end. */
class Client final : public MessageServer::Connection, public std::enable_shared_from_this<Client>
{
public:
    Client (Clients&, Tcp::socket);

    void start();
    void sendBinary (std::string message) override { sendFrame (binary, message); }
    void sendText (std::string message) override { sendFrame (text, message); }
    void sendPing (std::string payload) override { sendFrame (ping, payload); }
    void sendFragments (std::vector<std::string> pieces, bool isBinary) override;
    void sendRaw (std::string bytes) override;
    void close (int code, std::string reason) override;
    void drop() override;
    void stopReading() override { isReading = false; }
    void resumeReading() override;
    std::size_t queuedBytes() const override { return outgoing.size() + leaving.size() - gone; }

    bool isUpgraded() const { return phase == Phase::open; }
    bool isOpen() const { return isUpgraded() && ! finished && ! reported; }

    /** Of what came and of what waits to leave, in bytes. */
    std::size_t heldBytes() const;

    /** Whether it has been at its beginning or its end for longer than is allowed. */
    bool isLate (Instant now) const;

    void finish();

private:
    enum class Phase
    {
        handshake,
        unanswered, // for ever, as the script wants it
        refused,    // by HTTP
        open
    };

    void read();
    void filled (const Error&, std::size_t count);
    void take();
    void takeFrames();
    void takeRequest();
    void refuseRequest (int status, const std::string& sentence);
    void upgrade (const MessageServer::Request&);
    void takeFrame (const Frame&);
    void takeMessagePart (const Frame&);
    void takeClose (std::string_view payload);
    void refuse (int code, const std::string& reason);
    void appendClose (std::string_view payload);
    void sendFrame (Opcode, std::string_view payload, bool isLast = true);
    void checkUnread();
    void scheduleWrite();
    void write();
    void shutDown();
    void report();

    template <typename Callback, typename... Arguments>
    void call (const Callback& callback, Arguments&&... arguments)
    {
        if (callback)
            callback (*this, std::forward<Arguments> (arguments)...);
    }

    Clients& clients;
    Tcp::socket socket;
    std::optional<boost::asio::ssl::stream<Tcp::socket&>> tls;
    Incoming incoming;
    std::string outgoing, leaving, joined, closeReason;
    std::size_t gone = 0; // of `leaving`
    const Instant accepted;
    std::optional<Instant> closing; // since when
    int closeCode = 1006;
    Phase phase = Phase::handshake;
    bool isReading = true, readPending = false, writePending = false, messageIsBinary = false, isIntroduced = false;
    bool isDiscarding = false, closeSent = false, closeReceived = false, finished = false, reported = false;
};

} // namespace parlando::detail_loopback
