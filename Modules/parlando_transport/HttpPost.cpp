#include "HttpPost.h"

#include "BackgroundCall.h"
#include "BeastConnection.h"
#include "ConnectError.h"
#include "HostConnector.h"
#include "NameLookup.h"
#include "PeerCheck.h"
#include "TrustStore.h"

#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <memory>
#include <optional>

namespace parlando
{

namespace
{

/** One POST, on the thread that calls run(). */
class HttpPost
{
public:
    HttpPost (const ConnectRequest& wanted, std::string_view json)
        : request (wanted), url (WebSocketUrl::parse (wanted.url)), tls (boost::asio::ssl::context::tls_client)
    {
        namespace http = boost::beast::http;
        message.method (http::verb::post);
        message.target (url.target);
        message.version (11);
        message.set (http::field::host, url.hostHeader());
        message.set (http::field::user_agent, "Parlando");
        message.set (http::field::content_type, "application/json");
        message.set (http::field::connection, "close");

        for (const auto& [name, value] : wanted.headers)
            message.set (name, value);

        message.body() = json;
        message.prepare_payload();
        parser.body_limit (largestAnswer);
        SSL_CTX_set_min_proto_version (tls.native_handle(), TLS1_2_VERSION);
    }

    HttpAnswer run()
    {
        const auto deadline =
            loop.after (request.timeout, [this] { fail (connect_error::timeout (url, stage, request.timeout)); });
        loop.post ([this] { begin(); });
        loop.run();
        return std::move (answer);
    }

private:
    using Error = boost::system::error_code;
    using Socket = HostConnector::Socket;

    static constexpr std::size_t largestAnswer = 64 * 1024;

    void begin()
    {
        if (! url.error.empty())
            return fail (url.error);

        if (url.isSecure)
            if (auto error = TrustStore::load (tls.native_handle(), request.caFile); ! error.empty())
                return fail (std::move (error));

        if (url.isAddress())
            return connectTo ({url.host});

        if (url.isThisMachine)
            return connectTo ({"127.0.0.1", "::1"});

        lookingUp.emplace (
            loop, [host = url.host] { return lookUpWithSystem (host); },
            [this] (const LookupResult& found)
            {
                if (found.addresses.empty())
                    fail (found.error);
                else
                    connectTo (found.addresses);
            });
    }

    void connectTo (const std::vector<std::string>& addresses)
    {
        stage = ConnectStage::connect;
        connecting.emplace (loop, addresses, url.port,
                            [this] (const Error& error, Socket&& made)
                            {
                                if (error)
                                    return fail (connect_error::refusedByNetwork (url, error));

                                stream.emplace (std::move (made), tls);
                                url.isSecure ? shakeHands() : ask (stream->next_layer());
                            });
    }

    void shakeHands()
    {
        stage = ConnectStage::tls;
        stream->set_verify_mode (boost::asio::ssl::verify_peer);

        if (! requireHost (stream->native_handle(), url))
            return fail (connect_error::tlsFailed (url, X509_V_OK, boost::asio::error::invalid_argument));

        stream->async_handshake (boost::asio::ssl::stream_base::client,
                                 [this] (const Error& error)
                                 {
                                     if (error)
                                         return fail (connect_error::tlsFailed (
                                             url, SSL_get_verify_result (stream->native_handle()), error));

                                     ask (*stream);
                                 });
    }

    template <typename Stream>
    void ask (Stream& line)
    {
        stage = ConnectStage::upgrade;
        boost::beast::http::async_write (line, message,
                                         [this, &line] (const Error& error, std::size_t)
                                         {
                                             if (error)
                                                 return fail (connect_error::lost (url, error));

                                             boost::beast::http::async_read (line, buffer, parser,
                                                                             [this] (const Error& failure, std::size_t)
                                                                             { answered (failure); });
                                         });
    }

    void answered (const Error& error)
    {
        if (error)
            return fail (connect_error::lost (url, error));

        answer.status = static_cast<int> (parser.get().result_int());
        answer.body = std::move (parser.get().body());
        loop.stop();
    }

    void fail (std::string error)
    {
        answer.error = std::move (error);
        loop.stop();
    }

    const ConnectRequest request;
    const WebSocketUrl url;
    HttpAnswer answer;
    ConnectStage stage = ConnectStage::resolve;
    EventLoop loop;
    boost::asio::ssl::context tls;
    std::optional<BackgroundCall<LookupResult>> lookingUp;
    std::optional<HostConnector> connecting;
    std::optional<boost::asio::ssl::stream<Socket>> stream;
    boost::beast::http::request<boost::beast::http::string_body> message;
    boost::beast::http::response_parser<boost::beast::http::string_body> parser;
    boost::beast::flat_buffer buffer{largestAnswer + 16 * 1024};
};

} // namespace

HttpAnswer postJson (const ConnectRequest& request, std::string_view json) { return HttpPost (request, json).run(); }

} // namespace parlando
