#pragma once

#include "BeastTransport.h"
#include "BufferedStream.h"
#include "Dialer.h"
#include "TlsContext.h"
#include "WebSocketUrl.h"

#include <boost/beast/websocket/stream.hpp>

#include <deque>

namespace parlando
{

/** One connection from open() to transportClosed(). Session thread.

    Held by the transport and by its pending system calls; Beast's completions hold it weakly, since Beast keeps them
    inside this object. Private to the transport.
*/
class BeastTransport::Connection final : private BufferedStream::Owner,
                                         public std::enable_shared_from_this<BeastTransport::Connection>
{
public:
    /** Without a listener it comes as far as TLS, and waits for goOn(). */
    Connection (EventLoop&, ConnectRequest, Listener*, const NameLookup&, TlsContext&);

    void start();

    /** Whether it may become the connection of that request. */
    bool suits (const ConnectRequest&) const;

    /** It stands, and waits for goOn(). */
    bool waits() const noexcept { return isWaiting && ! isFinished; }

    /** Goes on for a listener; false when it cannot. */
    bool goOn (const ConnectRequest&, Listener&);

    void send (std::string_view text);
    std::size_t queuedBytes() const noexcept;
    void close (int code, std::string_view reason, Milliseconds patience);

    /** The listener hears no more, and the socket is closed. */
    void abandon();

private:
    using Error = boost::system::error_code;

    void begin();
    void limitTime();
    void dialed (Dialer::Result&&);
    void stand();
    void upgrade();
    void upgraded (const Error&);

    void read();
    void readDone (const Error&, std::size_t count);
    void readFailed (const Error&);
    void sendNext();
    void sent (const Error&, std::size_t count);
    void startClose();
    void closeDone (const Error&);

    void streamDrained() override;
    void streamEnding() override;
    std::shared_ptr<void> keepAlive() override { return shared_from_this(); }

    CloseReport report() const;
    void fail (std::string sentence, int httpStatus = 0);
    void finish (const CloseReport&);
    void stop();

    /** A handler for Beast: calls `member` unless the connection is gone or has ended. */
    template <typename... Arguments>
    auto whileOpen (void (Connection::*member) (Arguments...))
    {
        return [weak = weak_from_this(), member] (std::decay_t<Arguments>... arguments)
        {
            if (const auto self = weak.lock(); self != nullptr && ! self->isFinished)
                (self.get()->*member) (arguments...);
        };
    }

    EventLoop& loop;
    ConnectRequest request;
    Listener* listener; // none while it is being prepared
    const NameLookup& lookup;
    TlsContext& tls;
    const WebSocketUrl url;

    ConnectStage stage = ConnectStage::resolve;
    EventLoop::Timer beginning, deadline;
    std::shared_ptr<Dialer> dialing; // until the line stands
    boost::beast::websocket::response_type answer;
    boost::beast::websocket::stream<BufferedStream, false> socket;

    std::vector<char> message; // grows with what arrives, never with what is announced
    std::size_t messageSize = 0;
    std::deque<std::string> queue;
    std::size_t bytesInQueue = 0;
    std::string leaving;           // with Beast, which hands it to the stream piece by piece
    std::uint64_t leavingEnds = 0; // the stream's takenBytes() when it has all of it
    int closeCode = 1000;
    std::string closeReason;
    Milliseconds patienceWithClose = WebSocketTransport::usualPatience;
    bool isWaiting = false, isSending = false, isClosing = false, isCloseStarted = false, isEnding = false,
         isFinished = false;
};

} // namespace parlando
