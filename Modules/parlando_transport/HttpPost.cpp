#include "HttpPost.h"

#include "ConnectError.h"
#include "Dialer.h"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <memory>

namespace parlando
{

namespace
{

/** One POST, on the thread that calls run(). */
class HttpPost
{
public:
    HttpPost (const ConnectRequest& wanted, std::string_view json)
        : request (wanted), url (WebSocketUrl::parse (wanted.url))
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
    }

    HttpAnswer run()
    {
        const auto deadline = loop.after (request.timeout, [this] { fail (timeoutError()); });
        dialing = std::make_shared<Dialer> (loop, request, lookup, tls,
                                            [this] (Dialer::Result&& result) { dialed (std::move (result)); });
        loop.post ([this] { dialing->start(); });
        loop.run();
        dialing->abandon();
        return std::move (answer);
    }

private:
    using Error = boost::system::error_code;
    static constexpr std::size_t largestAnswer = 64 * 1024;

    std::string timeoutError() const
    {
        return line == nullptr ? dialing->timeoutError (request.timeout)
                               : connect_error::timeout (url, ConnectStage::upgrade, request.timeout);
    }

    void dialed (Dialer::Result&& result)
    {
        if (result.line == nullptr)
            return fail (std::move (result.error));

        line = std::move (result.line);
        boost::beast::http::async_write (*line, message,
                                         [this] (const Error& error, std::size_t)
                                         {
                                             if (error)
                                                 return fail (connect_error::lost (url, error));

                                             boost::beast::http::async_read (*line, buffer, parser,
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
    const NameLookup lookup = lookUpWithSystem;
    EventLoop loop;
    TlsContext tls;
    std::shared_ptr<Dialer> dialing;
    std::unique_ptr<Line> line;
    boost::beast::http::request<boost::beast::http::string_body> message;
    boost::beast::http::response_parser<boost::beast::http::string_body> parser;
    boost::beast::flat_buffer buffer{largestAnswer + 16 * 1024};
};

} // namespace

HttpAnswer postJson (const ConnectRequest& request, std::string_view json) { return HttpPost (request, json).run(); }

} // namespace parlando
