#include "BeastConnection.h"

#include "ConnectError.h"

#include <boost/beast/websocket.hpp>
#include <parlando_text/parlando_text.h>

#include <algorithm>
#include <cctype>
#include <cstring>

namespace parlando
{

namespace detail_beast
{
namespace websocket = boost::beast::websocket;

// Servers close a connection on which nobody asks for anything.
constexpr Milliseconds keptPrepared{20'000};

// What may wait between Beast and the kernel; the rest stays in our queue. Keeps a burst in one or two system calls.
constexpr std::size_t streamLimit = 256 * 1024;

constexpr std::size_t usualMessage = 64 * 1024;
constexpr std::size_t longestReason = 123; // RFC 6455 section 5.5

// A line break in a header would smuggle in another one.
bool isHeaderGood (const std::pair<std::string, std::string>& header)
{
    const auto isToken = [] (unsigned char c) { return std::isalnum (c) || std::strchr ("!#$%&'*+-.^_`|~", c); };
    const auto isPrintable = [] (unsigned char c) { return c == '\t' || (c >= ' ' && c != 0x7f); };
    return ! header.first.empty() && std::all_of (header.first.begin(), header.first.end(), isToken) &&
           std::all_of (header.second.begin(), header.second.end(), isPrintable);
}

// RFC 6455 section 7.4: what an endpoint may send.
int sendableCode (int code) { return (code >= 3000 && code < 5000) || (code >= 1000 && code < 1004) ? code : 1000; }
} // namespace detail_beast

BeastTransport::Connection::Connection (EventLoop& eventLoop, ConnectRequest wanted, Listener* toTell,
                                        const NameLookup& nameLookup, TlsContext& context)
    : loop (eventLoop), request (std::move (wanted)), listener (toTell), lookup (nameLookup), tls (context),
      url (WebSocketUrl::parse (request.url)), socket (loop.context(), static_cast<BufferedStream::Owner&> (*this)),
      message (detail_beast::usualMessage)
{
}

void BeastTransport::Connection::start()
{
    beginning = loop.after (Milliseconds (0), [this] { begin(); });
    limitTime();
}

void BeastTransport::Connection::limitTime()
{
    deadline = loop.after (request.timeout,
                           [this]
                           {
                               fail (dialing != nullptr ? dialing->timeoutError (request.timeout)
                                                        : connect_error::timeout (url, stage, request.timeout));
                           });
}

bool BeastTransport::Connection::suits (const ConnectRequest& wanted) const
{
    return ! isFinished && request.url == wanted.url && request.caFile == wanted.caFile &&
           request.proxy == wanted.proxy;
}

bool BeastTransport::Connection::goOn (const ConnectRequest& wanted, Listener& toTell)
{
    if (! suits (wanted))
        return false;

    request = wanted;
    listener = &toTell;
    limitTime();

    if (std::exchange (isWaiting, false))
        beginning = loop.after (Milliseconds (0), [this] { upgrade(); });

    return true;
}

void BeastTransport::Connection::begin()
{
    if (! url.error.empty())
        return fail (url.error);

    for (const auto& header : request.headers)
        if (! detail_beast::isHeaderGood (header))
            return fail ("The request header '" + cleanText (header.first) +
                         "' cannot be sent: its name or value holds a character that is not allowed there.");

    dialing = std::make_shared<Dialer> (loop, request, lookup, tls,
                                        [this] (Dialer::Result&& result) { dialed (std::move (result)); });
    dialing->start();
}

void BeastTransport::Connection::dialed (Dialer::Result&& result)
{
    if (result.line == nullptr)
    {
        auto ended = report();
        ended.error = std::move (result.error);
        ended.isRefusedByProxy = result.isRefusedByProxy;
        return finish (ended);
    }

    dialing.reset();
    socket.next_layer().adopt (std::move (result.line));
    stand();
}

/** Where one that is being prepared stays. */
void BeastTransport::Connection::stand()
{
    if (listener != nullptr)
        return upgrade();

    isWaiting = true;
    deadline = loop.after (detail_beast::keptPrepared, [this] { stop(); });
}

void BeastTransport::Connection::upgrade()
{
    stage = ConnectStage::upgrade;
    socket.set_option (detail_beast::websocket::stream_base::timeout{
        detail_beast::websocket::stream_base::none(), detail_beast::websocket::stream_base::none(), false});
    socket.set_option (detail_beast::websocket::stream_base::decorator (
        [headers = request.headers] (detail_beast::websocket::request_type& asked)
        {
            asked.set (boost::beast::http::field::user_agent, "Parlando");

            for (const auto& [name, value] : headers)
                asked.set (name, value);
        }));
    socket.read_message_max (request.maximumMessageBytes);
    socket.auto_fragment (false);
    socket.write_buffer_bytes (16 * 1024); // a 20 ms audio message leaves Beast in one piece
    socket.text (true);
    socket.async_handshake (answer, url.hostHeader(), url.target, whileOpen (&Connection::upgraded));
}

void BeastTransport::Connection::upgraded (const Error& error)
{
    const auto status = answer.result_int();

    if (error == detail_beast::websocket::error::upgrade_declined && status != 101)
        return fail (connect_error::httpRefused (url, static_cast<int> (status)), static_cast<int> (status));

    if (error)
        return fail (error.category() == boost::system::system_category() ? connect_error::lost (url, error)
                                                                          : connect_error::notAWebSocket (url, error));

    deadline.cancel();
    stage = ConnectStage::open;
    read();
    listener->transportOpened();
}

void BeastTransport::Connection::read()
{
    if (messageSize == 0 && message.size() > 16 * detail_beast::usualMessage)
        message = std::vector<char> (detail_beast::usualMessage);

    if (messageSize == message.size())
        message.resize (2 * message.size());

    socket.async_read_some (boost::asio::buffer (message.data() + messageSize, message.size() - messageSize),
                            whileOpen (&Connection::readDone));
}

void BeastTransport::Connection::readDone (const Error& error, std::size_t count)
{
    if (error)
        return readFailed (error);

    messageSize += count;

    if (socket.is_message_done())
    {
        const auto size = std::exchange (messageSize, 0);

        if (! isClosing)
            listener->transportReceived ({message.data(), size}, socket.next_layer().lastArrival());
    }

    // Once its close has begun Beast reads for itself.
    if (! isFinished && ! isCloseStarted)
        read();
}

void BeastTransport::Connection::readFailed (const Error& error)
{
    namespace websocket = detail_beast::websocket;
    auto ended = report();

    if (isCloseStarted && error == boost::asio::error::operation_aborted)
        return; // closeDone() follows

    if (socket.next_layer().frames().sawClose())
        ended.wasClean = error == websocket::error::closed;
    else if (error == websocket::error::message_too_big)
    {
        ended.code = 1009;
        ended.byUs = true;
        ended.error = connect_error::messageTooLong (url, request.maximumMessageBytes);
    }
    else if (error == websocket::condition::protocol_violation || error == websocket::error::bad_frame_payload)
    {
        ended.code = error == websocket::error::bad_frame_payload ? 1007 : 1002;
        ended.byUs = true;
        ended.error = connect_error::protocolBroken (url, error);
    }
    else
        ended.error = connect_error::lost (url, error);

    finish (ended);
}

void BeastTransport::Connection::send (std::string_view text)
{
    if (stage != ConnectStage::open || isClosing || isFinished)
        return;

    queue.emplace_back (text);
    bytesInQueue += text.size();
    sendNext();
}

std::size_t BeastTransport::Connection::queuedBytes() const noexcept
{
    if (isFinished)
        return 0;

    const auto& stream = socket.next_layer();
    const auto inBeast = isSending ? leavingEnds - std::min (leavingEnds, stream.takenBytes()) : 0;
    return bytesInQueue + inBeast + stream.queuedBytes();
}

void BeastTransport::Connection::sendNext()
{
    if (isSending)
        return;

    if (queue.empty())
        return isClosing && ! isCloseStarted ? startClose() : void();

    if (socket.next_layer().queuedBytes() > detail_beast::streamLimit)
        return; // streamDrained() goes on

    isSending = true;
    leaving = std::move (queue.front());
    queue.pop_front();
    bytesInQueue -= leaving.size();
    leavingEnds = socket.next_layer().takenBytes() + leaving.size();
    socket.async_write (boost::asio::buffer (leaving), whileOpen (&Connection::sent));
}

// An error is left to the reading side, which first reads what the service still said.
void BeastTransport::Connection::sent (const Error& error, std::size_t)
{
    isSending = false;

    if (! error)
        sendNext();
}

void BeastTransport::Connection::close (int code, std::string_view reason, Milliseconds patience)
{
    if (isClosing || isFinished)
        return;

    isClosing = true;
    closeCode = detail_beast::sendableCode (code);
    patienceWithClose = patience;
    closeReason = cutText (cleanText (reason), detail_beast::longestReason);

    if (stage != ConnectStage::open)
    {
        beginning = loop.after (Milliseconds (0), [this] { finish (report()); });
        return;
    }

    streamEnding();
    sendNext();
}

void BeastTransport::Connection::startClose()
{
    isCloseStarted = true;
    const detail_beast::websocket::close_reason goodbye (static_cast<detail_beast::websocket::close_code> (closeCode),
                                                         closeReason);
    socket.async_close (goodbye, whileOpen (&Connection::closeDone));
}

void BeastTransport::Connection::closeDone (const Error& error)
{
    auto ended = report();
    ended.wasClean = socket.next_layer().frames().sawClose();

    if (! ended.wasClean)
        ended.error = connect_error::lost (url, error);

    finish (ended);
}

void BeastTransport::Connection::streamDrained()
{
    if (! isFinished)
        sendNext();
}

// However it ends, and whatever Beast still waits for: not longer than this.
void BeastTransport::Connection::streamEnding()
{
    if (isFinished || std::exchange (isEnding, true))
        return;

    deadline = loop.after (patienceWithClose,
                           [this]
                           {
                               auto ended = report();

                               if (isClosing && ! socket.next_layer().frames().sawClose())
                                   ended.error = connect_error::noCloseAnswer (url);

                               finish (ended);
                           });
}

// The end as it stands: with the close frame's code and reason if one came.
CloseReport BeastTransport::Connection::report() const
{
    CloseReport ended;
    ended.stage = dialing != nullptr ? dialing->stage() : stage;
    ended.byUs = isClosing;

    if (const auto& frames = socket.next_layer().frames(); frames.sawClose())
    {
        ended.code = frames.code();
        ended.reason = cleanText (frames.reason());
    }

    return ended;
}

void BeastTransport::Connection::fail (std::string sentence, int httpStatus)
{
    auto ended = report();
    ended.error = std::move (sentence);
    ended.httpStatus = httpStatus;
    finish (ended);
}

void BeastTransport::Connection::finish (const CloseReport& ended)
{
    const auto self = shared_from_this(); // the listener may let go of us
    stop();

    if (listener != nullptr)
        listener->transportClosed (ended);
}

void BeastTransport::Connection::abandon()
{
    if (! isFinished)
        stop();
}

void BeastTransport::Connection::stop()
{
    isFinished = true;
    beginning.cancel();
    deadline.cancel();

    if (dialing != nullptr)
        dialing->abandon();

    socket.next_layer().close();
    queue.clear();
    bytesInQueue = 0;
}

} // namespace parlando
