#include "CommandLineFolder.h"
#include "CommandLineProgram.h"

#include <parlando_rehearsal/parlando_rehearsal.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <atomic>
#include <thread>

using namespace parlando;
using namespace parlando::testing;
using Catch::Matchers::ContainsSubstring;

namespace
{

namespace http = boost::beast::http;
using boost::asio::ip::tcp;

const std::string apiKey = "AIza-this-is-the-key-of-the-test";

/** Answers one POST with a status and a body, and keeps what was asked. */
class TokenService
{
public:
    TokenService (http::status status, std::string body)
        : acceptor (context, tcp::endpoint (boost::asio::ip::address_v4::loopback(), 0)),
          thread ([this, status, answer = std::move (body)] { serve (status, answer); })
    {
    }

    ~TokenService()
    {
        if (! thread.joinable())
            return;

        // Whoever was never asked still waits.
        boost::system::error_code ignored;
        tcp::socket (context).connect (acceptor.local_endpoint(), ignored);
        thread.join();
    }

    std::string url() const { return "http://127.0.0.1:" + std::to_string (acceptor.local_endpoint().port()); }

    /** After the answer. */
    const http::request<http::string_body>& request()
    {
        if (thread.joinable())
            thread.join();

        return asked;
    }

    nlohmann::json body() { return nlohmann::json::parse (request().body()); }

private:
    void serve (http::status status, const std::string& body)
    {
        boost::system::error_code error;
        tcp::socket socket (context);
        acceptor.accept (socket, error);
        boost::beast::flat_buffer buffer;
        http::read (socket, buffer, asked, error);
        http::response<http::string_body> answer (status, 11);
        answer.body() = body;
        answer.prepare_payload();
        http::write (socket, answer, error);
    }

    http::request<http::string_body> asked;
    boost::asio::io_context context;
    tcp::acceptor acceptor;
    std::thread thread;
};

ProgramResult askForToken (const std::string& url, std::vector<std::string> more = {})
{
    more.insert (more.begin(), {"token", "--endpoint", url});
    auto result = runProgram (more, {{"GOOGLE_API_KEY", apiKey}});
    CHECK_THAT (result.out + result.error, ! ContainsSubstring (apiKey));
    return result;
}

} // namespace

TEST_CASE ("A token is asked for with the key in a header and printed alone")
{
    TokenService service (http::status::ok, R"({"name":"auth_tokens/abc"})");
    const auto result = askForToken (service.url(), {"--uses", "3", "--expires-in", "7200"});

    CHECK (result.exitCode == 0);
    CHECK (result.out == "auth_tokens/abc\n");
    CHECK (result.error.empty());
    CHECK (service.request().method() == http::verb::post);
    CHECK (service.request().target() == "/v1beta/auth_tokens");
    CHECK (service.request()["x-goog-api-key"] == apiKey);
    CHECK (service.request()[http::field::content_type] == "application/json");
    CHECK (service.body()["uses"] == 3);
    CHECK (service.body()["expireTime"].get<std::string>().size() == std::string ("2026-01-01T00:00:00Z").size());
    CHECK_FALSE (service.body().contains ("bidiGenerateContentSetup"));
    CHECK_FALSE (service.body().contains ("fieldMask"));
}

TEST_CASE ("A locked token fixes the setup, unwrapped; with fields, those alone")
{
    SECTION ("the whole setup")
    {
        TokenService service (http::status::ok, R"({"name":"auth_tokens/abc"})");
        CHECK (askForToken (service.url(), {"--lock", "--voice", "Puck"}).exitCode == 0);
        const auto setup = service.body()["bidiGenerateContentSetup"];
        CHECK (setup["model"] == "models/gemini-3.8-live");
        CHECK (setup["generationConfig"]["speechConfig"]["voiceConfig"]["prebuiltVoiceConfig"]["voiceName"] == "Puck");
        CHECK_FALSE (setup.contains ("setup"));
        CHECK_FALSE (service.body().contains ("fieldMask"));
    }

    SECTION ("some fields")
    {
        TokenService service (http::status::ok, R"({"name":"auth_tokens/abc"})");
        CHECK (askForToken (service.url(), {"--temperature", "0.5", "--lock-field", "generationConfig.temperature",
                                            "--lock-field", "model"})
                   .exitCode == 0);
        CHECK (service.body()["fieldMask"] == "generationConfig.temperature,model");
        CHECK (service.body()["bidiGenerateContentSetup"]["generationConfig"]["temperature"] == 0.5);
    }
}

TEST_CASE ("A service that makes no token is told in one line, without the key that it repeats")
{
    const auto refusal = [] (http::status status, const std::string& body)
    {
        TokenService service (status, body);
        const auto result = askForToken (service.url());
        CHECK (result.exitCode == 1);
        CHECK (result.out.empty());
        CHECK (std::count (result.error.begin(), result.error.end(), '\n') == 1);
        return result.error;
    };

    CHECK_THAT (
        refusal (http::status::bad_request, R"({"error":{"message":"no key )" + apiKey + "\\n\\u001b[31m" + R"("}})"),
        ContainsSubstring ("400") && ContainsSubstring ("no key") && ! ContainsSubstring ("\x1b"));
    CHECK_THAT (refusal (http::status::forbidden, "<html>"), ContainsSubstring ("403"));
    CHECK_THAT (refusal (http::status::ok, "{}"), ContainsSubstring ("no token in it"));
    CHECK_THAT (refusal (http::status::ok, R"({"name":"AIza-no-token"})"), ContainsSubstring ("no token in it"));
    CHECK_THAT (refusal (http::status::ok, std::string (100'000, 'x')), ! ContainsSubstring ("xxx"));
}

TEST_CASE ("C6: no key goes to a service whose certificate is not to be trusted, or unencrypted to another machine")
{
    const CommandLineFolder folder;
    const auto make = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=test -addext "
                      "subjectAltName=DNS:elsewhere.test -keyout " +
                      (folder / "key.pem") + " -out " + (folder / "certificate.pem") + " 2>/dev/null";
    REQUIRE (std::system (make.c_str()) == 0);
    const LoopbackServer server ({.certificateFile = folder / "certificate.pem", .keyFile = folder / "key.pem"}, {});

    CHECK_THAT (askForToken (server.url()).error, ContainsSubstring ("certificate"));
    CHECK (askForToken (server.url(), {"--ca", folder / "certificate.pem"}).exitCode == 1); // another host's
    CHECK (askForToken ("http://192.0.2.1").exitCode == 2);
}

TEST_CASE ("What cannot become a token is refused before anybody is asked")
{
    CHECK (runProgram ({"token"}).exitCode == 2);
    CHECK (runProgram ({"token"}, {{"GOOGLE_API_KEY", "auth_tokens/abc"}}).exitCode == 2);
    CHECK (askForToken ("http://127.0.0.1:1", {"--expires-in", "72000"}).exitCode == 2);
    CHECK (askForToken ("http://127.0.0.1:1", {"--uses", "-1"}).exitCode == 2);
    CHECK (askForToken ("http://127.0.0.1:1", {"--vertex", "a/us"}).exitCode == 2);
    CHECK (askForToken ("http://127.0.0.1:1").exitCode == 1); // nobody is there
}
