#include "BeastConnection.h"

#include "ConnectError.h"
#include "PeerCheck.h"
#include "TrustStore.h"

#include <boost/beast/websocket.hpp>
#include <parlando_text/parlando_text.h>

#include <algorithm>
#include <cctype>
#include <cstring>
#include <netinet/tcp.h>
#include <sys/socket.h>

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

void setOption (BufferedStream::Socket& socket, int level, int name, int value)
{
    // Without them the connection works as well, only slower or longer blind.
    [[maybe_unused]] const auto ignored = setsockopt (socket.native_handle(), level, name, &value, sizeof (value));
}

// Finds a dead line in about a minute without WebSocket pings, whose answers come late from a busy service (C11).
void tuneSocket (BufferedStream::Socket& socket)
{
    setOption (socket, IPPROTO_TCP, TCP_NODELAY, 1);
    setOption (socket, SOL_SOCKET, SO_KEEPALIVE, 1);
#ifdef TCP_USER_TIMEOUT
    setOption (socket, IPPROTO_TCP, TCP_KEEPIDLE, 30);
    setOption (socket, IPPROTO_TCP, TCP_KEEPINTVL, 10);
    setOption (socket, IPPROTO_TCP, TCP_KEEPCNT, 3);
    setOption (socket, IPPROTO_TCP, TCP_USER_TIMEOUT, 60000); // also while data is under way
#endif
}

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

std::string BeastTransport::Trust::prepare (const std::string& wanted)
{
    if (context && caFile == wanted)
        return {};

    context.reset();
    boost::asio::ssl::context made (boost::asio::ssl::context::tls_client);
    SSL_CTX_set_min_proto_version (made.native_handle(), TLS1_2_VERSION);
    auto error = TrustStore::load (made.native_handle(), wanted);

    if (error.empty())
    {
        context.emplace (std::move (made));
        caFile = wanted;
    }

    return error;
}

BeastTransport::Connection::Connection (EventLoop& eventLoop, ConnectRequest wanted, Listener* toTell,
                                        const NameLookup& nameLookup, Trust& trusted)
    : loop (eventLoop), request (std::move (wanted)), listener (toTell), lookup (nameLookup), trust (trusted),
      url (WebSocketUrl::parse (request.url)), socket (loop.context(), static_cast<BufferedStream::Owner&> (*this)),
      message (detail_beast::usualMessage)
{
}

void BeastTransport::Connection::start()
{
    beginning = loop.after (Milliseconds (0), [this] { begin(); });
    deadline = loop.after (request.timeout, [this] { fail (connect_error::timeout (url, stage, request.timeout)); });
}

bool BeastTransport::Connection::suits (const ConnectRequest& wanted) const
{
    return ! isFinished && request.url == wanted.url && request.caFile == wanted.caFile;
}

bool BeastTransport::Connection::goOn (const ConnectRequest& wanted, Listener& toTell)
{
    if (! suits (wanted))
        return false;

    request = wanted;
    listener = &toTell;
    deadline = loop.after (request.timeout, [this] { fail (connect_error::timeout (url, stage, request.timeout)); });

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

    if (url.isSecure)
        if (auto error = trust.prepare (request.caFile); ! error.empty())
            return fail (std::move (error));

    if (url.isAddress())
        return connectTo ({url.host});

    if (url.isThisMachine)
        return connectTo ({"127.0.0.1", "::1"});

    lookingUp = std::make_unique<BackgroundCall<LookupResult>> (
        loop, [look = lookup, host = url.host] { return look (host); },
        [this] (LookupResult result) { resolved (std::move (result)); });
}

void BeastTransport::Connection::resolved (LookupResult result)
{
    if (result.addresses.empty())
        return fail (std::move (result.error));

    connectTo (result.addresses);
}

void BeastTransport::Connection::connectTo (const std::vector<std::string>& addresses)
{
    stage = ConnectStage::connect;
    connecting = std::make_unique<HostConnector> (loop, addresses, url.port,
                                                  [this] (const Error& error, HostConnector::Socket&& made)
                                                  { connected (error, std::move (made)); });
}

void BeastTransport::Connection::connected (const Error& error, HostConnector::Socket&& made)
{
    if (error)
        return fail (connect_error::refusedByNetwork (url, error));

    detail_beast::tuneSocket (made);
    socket.next_layer().adopt (std::move (made));

    if (url.isSecure)
        shakeHands();
    else
        stand();
}

void BeastTransport::Connection::shakeHands()
{
    stage = ConnectStage::tls;
    auto& tls = socket.next_layer().beginTls (*trust.context);
    tls.set_verify_mode (boost::asio::ssl::verify_peer);

    if (! requireHost (tls.native_handle(), url))
        return fail (connect_error::tlsFailed (url, X509_V_OK, boost::asio::error::invalid_argument));

    tls.async_handshake (boost::asio::ssl::stream_base::client,
                         [self = shared_from_this()] (const Error& error)
                         {
                             if (! self->isFinished)
                                 self->handsShaken (error);
                         });
}

void BeastTransport::Connection::handsShaken (const Error& error)
{
    auto* const ssl = socket.next_layer().tlsStream().native_handle();

    if (error)
        return fail (connect_error::tlsFailed (url, SSL_get_verify_result (ssl), error));

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
    ended.stage = stage;
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
    lookingUp.reset();
    connecting.reset();
    socket.next_layer().close();
    queue.clear();
    bytesInQueue = 0;
}

} // namespace parlando
