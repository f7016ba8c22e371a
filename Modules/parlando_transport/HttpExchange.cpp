#include "HttpExchange.h"

#include "ConnectError.h"
#include "Dialer.h"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <memory>

namespace parlando
{

namespace
{

namespace http = boost::beast::http;

/** One request and its answer, on the thread that calls run(). */
class HttpExchange
{
public:
    HttpExchange (const ConnectRequest& wanted, http::verb method, std::string_view json, std::size_t largestAnswer)
        : request (wanted), url (WebSocketUrl::parse (wanted.url)), buffer (largestAnswer + headerSpace)
    {
        message.method (method);
        message.target (url.target);
        message.version (11);
        message.set (http::field::host, url.hostHeader());
        message.set (http::field::user_agent, "Parlando");
        message.set (http::field::accept, "application/json");
        message.set (http::field::connection, "close");

        for (const auto& [name, value] : wanted.headers)
            message.set (name, value);

        if (method == http::verb::post)
        {
            message.set (http::field::content_type, "application/json");
            message.body() = json;
        }

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
    static constexpr std::size_t headerSpace = 16 * 1024;

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
        http::async_write (*line, message,
                           [this] (const Error& error, std::size_t)
                           {
                               if (error)
                                   return fail (connect_error::lost (url, error));

                               http::async_read (*line, buffer, parser,
                                                 [this] (const Error& failure, std::size_t) { answered (failure); });
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
    http::request<http::string_body> message;
    http::response_parser<http::string_body> parser;
    boost::beast::flat_buffer buffer;
};

} // namespace

HttpAnswer postJson (const ConnectRequest& request, std::string_view json)
{
    return HttpExchange (request, http::verb::post, json, 64 * 1024).run();
}

HttpAnswer getJson (const ConnectRequest& request, std::size_t largestAnswer)
{
    return HttpExchange (request, http::verb::get, {}, largestAnswer).run();
}

} // namespace parlando
