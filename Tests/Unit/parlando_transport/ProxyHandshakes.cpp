// What proxies answer: RFC 9110 section 9.3.6, RFC 1928, RFC 1929, and whatever else comes over a network.

#include <parlando_transport/HttpProxyHandshake.h>
#include <parlando_transport/ProxyHandshake.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <random>

using namespace parlando;
using namespace std::string_literals;
using Catch::Matchers::ContainsSubstring;
using State = ProxyHandshake::State;

namespace
{

constexpr auto password = "open-sesame";

struct Talk
{
    explicit Talk (const std::string& url, const std::string& host = "service.example", std::uint16_t port = 443)
        : handshake (ProxyHandshake::make (Proxy::parse (url, "HTTPS_PROXY"), {host, port, {}})),
          said (handshake->takeOutgoing())
    {
    }

    /** What is said next. */
    std::string answer (const std::string& bytes)
    {
        handshake->receive (bytes);
        return handshake->takeOutgoing();
    }

    State state() const { return handshake->state(); }
    const std::string& sentence() const { return handshake->failure().sentence; }

    std::unique_ptr<ProxyHandshake> handshake;
    std::string said;
};

Talk answered (const std::string& url, const std::string& bytes)
{
    Talk talk (url);
    talk.answer (bytes);
    CHECK_THAT (talk.sentence(), ! ContainsSubstring (password));
    return talk;
}

Talk answeredByHttp (const std::string& bytes) { return answered ("http://me:open-sesame@p.example:3128", bytes); }

const std::string greeting ("\x05\x00", 2), granted ("\x05\x00\x00\x01\x7f\x00\x00\x01\x01\xbb", 10);

Talk answeredBySocks (const std::string& bytes) { return answered ("socks5h://p.example", bytes); }

} // namespace

TEST_CASE ("An HTTP proxy is asked for the way by CONNECT")
{
    CHECK (Talk ("http://p.example:3128").said ==
           "CONNECT service.example:443 HTTP/1.1\r\nHost: service.example:443\r\n"
           "User-Agent: Parlando\r\n\r\n");
    CHECK_THAT (Talk ("http://p.example", "::1", 8443).said, ContainsSubstring ("CONNECT [::1]:8443 HTTP/1.1\r\n"));

    // The example of RFC 7617 section 2.
    CHECK_THAT (Talk ("http://Aladdin:open%20sesame@p.example").said,
                ContainsSubstring ("\r\nProxy-Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==\r\n"));
}

TEST_CASE ("An HTTP proxy opens the way by any status of success, however it writes it")
{
    for (const auto* answer :
         {"HTTP/1.1 200 Connection established\r\n\r\n", "HTTP/1.0 200 OK\r\nProxy-Agent: x\r\n\r\n",
          "HTTP/1.1 200\r\n\r\n", "HTTP/1.1 200 OK\n\n", "HTTP/1.1 204 x\r\nContent-Length: 7\r\n\r\n",
          "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 200 \r\nA: b\n\r\n"})
    {
        INFO (answer);
        CHECK (answeredByHttp (answer).state() == State::open);

        Talk slow ("http://p.example");

        for (const auto c : std::string (answer))
        {
            CHECK (slow.state() == State::talking);
            slow.answer ({c});
        }

        CHECK (slow.state() == State::open);
    }
}

TEST_CASE ("An HTTP proxy's refusal says what to do, and whether to come again")
{
    struct Refusal
    {
        const char *answer, *words;
        bool isFinal;
    };

    for (const auto& [answer, words, isFinal] : std::initializer_list<Refusal>{
             {"HTTP/1.1 407 x\r\nProxy-Authenticate: Basic realm=\"x\"\r\n\r\n", "does not take the name", true},
             {"HTTP/1.1 407 x\r\n\r\n", "does not take the name", true},
             {"HTTP/1.1 407 x\r\nProxy-Authenticate: Negotiate\r\nProxy-Authenticate: NTLM\r\n\r\n",
              "by NTLM or Negotiate alone", true},
             {"HTTP/1.1 407 x\r\nproxy-authenticate: Negotiate, Basic realm=\"x\"\r\n\r\n", "does not take", true},
             {"HTTP/1.1 401 x\r\n\r\n", "does not take the name", true},
             {"HTTP/1.1 403 x\r\n\r\n", "does not let connections to service.example port 443 through", true},
             {"HTTP/1.1 405 x\r\n\r\n", "takes CONNECT", true},
             {"HTTP/1.1 302 x\r\nLocation: http://sign-in.example\r\n\r\n", "sign in first", true},
             {"HTTP/1.1 511 x\r\n\r\n", "sign in first", true},
             {"HTTP/1.1 400 x\r\n\r\n", "refused to connect to service.example port 443 (HTTP 400)", true},
             {"HTTP/1.1 429 x\r\n\r\n", "asked too often", false},
             {"HTTP/1.1 503 x\r\n\r\n", "could not reach service.example port 443 (HTTP 503)", false},
             {"HTTP/1.1 502 x\r\nContent-Length: 5\r\n\r\nsorry", "could not reach", false}})
    {
        INFO (answer);
        const auto talk = answeredByHttp (answer);
        CHECK (talk.state() == State::failed);
        CHECK_THAT (talk.sentence(),
                    ContainsSubstring (words) && ContainsSubstring ("The proxy http://p.example:3128 (HTTPS_PROXY) "));
        CHECK (talk.handshake->failure().isFinal == isFinal);
    }

    CHECK_THAT (answered ("http://p.example:3128", "HTTP/1.1 407 x\r\n\r\n").sentence(),
                ContainsSubstring ("asks for a name and a password") &&
                    ContainsSubstring ("NAME:PASSWORD@p.example:3128"));
}

TEST_CASE ("What is no answer of an HTTP proxy is told as soon as that is sure")
{
    for (const auto& answer : {"SSH-2.0-x"s, "\x05\x00"s, "HTTX"s, "HTTP/1.1 \r\n\r\n"s, "HTTP/1.1 abc\r\n\r\n"s,
                               "HTTP/1.1 2000 x\r\n\r\n"s, "HTTP/1.1 20\r\n\r\n"s, "HTTP/1.1 -20 x\r\n\r\n"s,
                               "\r\n\r\n"s, "HTTP/1.1 200 OK\r\n\r\n<html>sign in</html>"s})
    {
        INFO (answer);
        const auto talk = answeredByHttp (answer);
        CHECK (talk.state() == State::failed);
        CHECK_THAT (talk.sentence(), ContainsSubstring ("did not answer as an HTTP proxy does"));
    }

    Talk half ("http://p.example");
    half.answer ("HTTP/1.1 20");
    CHECK (half.state() == State::talking);
    half.handshake->hangUp();
    CHECK_THAT (half.sentence(), ContainsSubstring ("ended the connection without an answer"));
}

TEST_CASE ("An endless answer of an HTTP proxy ends after 64 kB")
{
    for (const auto& piece : {"a: b\r\n"s, "HTTP/1.1 100 Continue\r\n\r\n"s, "aaaaaaaaaaaaaaaa"s})
    {
        Talk talk ("http://p.example");
        talk.answer ("HTTP/1.1 100 x\r\n"s + (piece[0] == 'H' ? "\r\n" : ""));
        std::size_t given = 0;

        for (; talk.state() == State::talking && given < 4 * HttpProxyHandshake::longestAnswer; given += piece.size())
            talk.answer (piece);

        CHECK (talk.state() == State::failed);
        CHECK (given <= HttpProxyHandshake::longestAnswer + piece.size());
        CHECK_THAT (talk.sentence(), ContainsSubstring ("more than 64 kB"));
    }
}

TEST_CASE ("A SOCKS5 proxy is asked by name or by address, in RFC 1928's bytes")
{
    Talk byName ("socks5h://p.example");
    CHECK (byName.said == "\x05\x01\x00"s);
    CHECK (byName.answer (greeting) == "\x05\x01\x00\x03\x0fservice.example\x01\xbb"s);
    CHECK (byName.answer (granted).empty());
    CHECK (byName.state() == State::open);

    Talk byIpv4 ("socks5://p.example", "192.0.2.7", 8443);
    CHECK (byIpv4.answer (greeting) == "\x05\x01\x00\x01\xc0\x00\x02\x07\x20\xfb"s);

    Talk byIpv6 ("socks5://p.example", "2001:db8::1");
    CHECK (byIpv6.answer (greeting) ==
           "\x05\x01\x00\x04\x20\x01\x0d\xb8\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01\x01\xbb"s);

    Talk tooLong ("socks5h://p.example", std::string (256, 'x'));
    CHECK (tooLong.state() == State::failed);
}

TEST_CASE ("A SOCKS5 proxy gets name and password where it asks for them (RFC 1929)")
{
    Talk talk ("socks5h://me:open-sesame@p.example");
    CHECK (talk.said == "\x05\x02\x00\x02"s);
    CHECK (talk.answer ("\x05\x02"s) == "\x01\x02me\x0bopen-sesame"s);

    SECTION ("right") { CHECK (talk.answer ("\x01\x00"s).starts_with ("\x05\x01\x00\x03"s)); }

    SECTION ("wrong")
    {
        talk.answer ("\x01\x01"s);
        CHECK (talk.state() == State::failed);
        CHECK (talk.handshake->failure().isFinal);
        CHECK_THAT (talk.sentence(), ContainsSubstring ("does not take the name") && ! ContainsSubstring (password));
    }
}

TEST_CASE ("A SOCKS5 proxy may answer with any kind of address, in any pieces")
{
    for (const auto& bytes : {granted, "\x05\x00\x00\x03\x03"s + "abc\x01\xbb", "\x05\x00\x00\x03\x00\x01\xbb"s,
                              "\x05\x00\x00\x04"s + std::string (16, '\x09') + "\x01\xbb"})
    {
        CHECK (answeredBySocks (greeting + bytes).state() == State::open);
        Talk slow ("socks5h://p.example");

        for (const auto c : greeting + bytes)
        {
            CHECK (slow.state() == State::talking);
            slow.answer ({c});
        }

        CHECK (slow.state() == State::open);
    }
}

TEST_CASE ("A SOCKS5 proxy's refusal is told in words")
{
    const auto refusal = [] (int code)
    { return answeredBySocks (greeting + "\x05"s + static_cast<char> (code) + "\x00\x01\x00\x00\x00\x00\x00\x00"s); };

    for (const auto& [code, words] : {std::pair (1, "says only that it failed"),
                                      {2, "does not let connections"},
                                      {3, "no way to that network"},
                                      {4, "no way to that host"},
                                      {5, "the host refused"},
                                      {6, "too long"},
                                      {7, "opens no connections"},
                                      {8, "kind of address"},
                                      {9, "error 9"},
                                      {255, "error 255"}})
    {
        CHECK (refusal (code).state() == State::failed);
        CHECK_THAT (refusal (code).sentence(), ContainsSubstring (words));
        CHECK (refusal (code).handshake->failure().isFinal == (code == 2 || code == 7));
        CHECK (refusal (code).handshake->failure().mayTryAnotherAddress == (code != 2 && code != 7));
    }

    CHECK_THAT (answeredBySocks ("\x05\xff").sentence(), ContainsSubstring ("asks for a name and a password"));
    CHECK_THAT (answered ("socks5h://me:open-sesame@p.example", "\x05\xff").sentence(), ContainsSubstring ("neither"));
}

TEST_CASE ("What is no answer of a SOCKS5 proxy is told")
{
    for (const auto& bytes : {"HTTP/1.1 400 Bad Request\r\n\r\n"s, "\x04\x5a"s, greeting + "\x04"s, granted + "x"s,
                              greeting + granted + "x"s, greeting + "\x05\x00\x00\x07\x00\x00\x00\x00"s})
        CHECK_THAT (answeredBySocks (bytes).sentence(), ContainsSubstring ("did not answer as a SOCKS5 proxy does") ||
                                                            ContainsSubstring ("could not connect"));
}

TEST_CASE ("No bytes of a proxy do harm")
{
    std::mt19937 random (1);
    const std::string beginnings[] = {"",       "HTTP/1.1 ", "HTTP/1.1 407 x\r\nProxy-Authenticate: ",
                                      greeting, "\x05\x02",  greeting + "\x05\x00\x00\x03"s};

    for (int i = 0; i < 5'000; ++i)
    {
        Talk talk (i % 2 == 0 ? "http://me:open-sesame@p.example" : "socks5h://me:open-sesame@p.example");
        auto bytes = beginnings[random() % std::size (beginnings)];

        for (auto count = random() % 40; count > 0; --count)
            bytes += random() % 3 == 0 ? "\r\n: "[random() % 4] : static_cast<char> (random());

        while (! bytes.empty() && talk.state() == State::talking)
        {
            const auto count = std::min<std::size_t> (bytes.size(), 1 + random() % 9);
            talk.answer (bytes.substr (0, count));
            bytes.erase (0, count);
        }

        CHECK ((talk.state() != State::failed || ! talk.sentence().empty()));
    }
}
