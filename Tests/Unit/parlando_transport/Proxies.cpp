#include <parlando_transport/ProxySettings.h>

#include <catch2/catch_test_macros.hpp>

#include <stdexcept>

using namespace parlando;

namespace
{

std::string refusalOf (const std::string& text)
{
    try
    {
        Proxy::parse (text, "HTTPS_PROXY");
        return {};
    }
    catch (const std::invalid_argument& refusal)
    {
        return refusal.what();
    }
}

} // namespace

TEST_CASE ("A proxy's URL is read as curl reads it")
{
    const auto plain = Proxy::parse ("Proxy.Example:3128");
    CHECK (plain.kind == Proxy::Kind::http);
    CHECK (plain.host == "proxy.example");
    CHECK (plain.port == 3128);
    CHECK_FALSE (plain.hasLogin());

    CHECK (Proxy::parse ("http://proxy.example").port == 1080);
    CHECK (Proxy::parse (" https://proxy.example/\n").port == 443);
    CHECK (Proxy::parse ("HTTPS://proxy.example").kind == Proxy::Kind::https);
    CHECK (Proxy::parse ("socks5://proxy.example").kind == Proxy::Kind::socks5);
    CHECK (Proxy::parse ("socks5h://proxy.example").kind == Proxy::Kind::socks5h);
    CHECK (Proxy::parse ("socks://proxy.example:7891").kind == Proxy::Kind::socks5h); // as desktops write it
    CHECK (Proxy::parse ("http://[::1]:3128").host == "::1");
    CHECK (Proxy::parse ("http://[::1]:3128").forPeople() == "http://[::1]:3128");
}

TEST_CASE ("A proxy's name and password may hold any character, written with a percent sign")
{
    const auto login = [] (const char* url)
    {
        const auto proxy = Proxy::parse (url);
        CHECK (proxy.forPeople() == "http://h:1");
        return proxy.name + " " + proxy.password;
    };

    CHECK (login ("http://me:sesame@h:1") == "me sesame");
    CHECK (login ("http://me%40work:a%3ab%2Fc%23@h:1") == "me@work a:b/c#");
    CHECK (login ("http://me:p@ss@h:1") == "me p@ss");
    CHECK (login ("http://me:50%@h:1/") == "me 50%");
    CHECK (login ("http://me:a%4@h:1") == "me a%4");
    CHECK (login ("http://me:caf\xc3\xa9@h:1") == "me caf\xc3\xa9");
    CHECK (login ("me:sesame@h:1") == "me sesame");
    CHECK (login ("http://me@h:1") == "me ");
}

TEST_CASE ("A proxy is written as it is read")
{
    for (const auto* url :
         {"http://h:1", "https://me@h:443", "socks5://[::1]:1080", "socks5h://a%40b:c%3A%2F%20%23@h:9"})
    {
        CHECK (Proxy::parse (url).url() == url);
        CHECK (Proxy::parse (Proxy::parse (url).url()) == Proxy::parse (url));
    }

    CHECK (Proxy::parse ("http://me:sesame@h:1").withoutPassword().url() == "http://me@h:1");
}

TEST_CASE ("C5: a proxy that cannot be read is told with its place, and without what is in it")
{
    for (const std::string text :
         {"ftp://me:sesame@h:1", "http://", "http://me:sesame@", "http://me:sesame@h:0", "http://me:sesame@h:70000",
          "http://me:sesame#x@h:1", "http://me:sesame/x@h:1", "http://me:sesame@h h:1", "http://me:ses%0aame@h:1",
          "http://me:sesame@[h]:1", "sesame:sesame"})
    {
        INFO (text);
        CHECK (refusalOf (text).starts_with ("The proxy in HTTPS_PROXY "));
        CHECK (refusalOf (text).find ("sesame") == std::string::npos);
    }

    CHECK_FALSE (refusalOf ("http://me:" + std::string (256, 'x') + "@h:1").empty());
    CHECK_FALSE (refusalOf ("http://" + std::string (3000, 'x')).empty());
}

TEST_CASE ("NO_PROXY takes names with what is below them, addresses, networks and ports")
{
    const auto has = [] (const char* list, const char* host, std::uint16_t port = 443)
    { return isInHostList (list, host, port); };

    for (const auto* list : {"example.com", ".example.com", "*.example.com", "a,Example.COM", "a, example.com ,b",
                             "a example.com", "example.com.", "*", "example.com:443", ",,example.com"})
    {
        INFO (list);
        CHECK (has (list, "example.com"));
        CHECK (has (list, "www.example.com"));
        CHECK (has (list, "www.example.com."));
    }

    for (const auto* list : {"", "xample.com", "www2.example.com", "example.com:8443", "com.example", "10.0.0.0/8", ".",
                             "*.", "example.com.evil", "e*.com"})
    {
        INFO (list);
        CHECK_FALSE (has (list, "example.com"));
    }

    CHECK_FALSE (has ("example.com", "notexample.com"));
    CHECK (has ("192.168.0.0/16", "192.168.4.7"));
    CHECK (has ("192.168.4.7", "192.168.4.7"));
    CHECK (has ("192.168.4.7:443", "192.168.4.7"));
    CHECK (has ("0.0.0.0/0", "192.168.4.7"));
    CHECK_FALSE (has ("192.168.4.7:80", "192.168.4.7"));

    for (const auto* list : {"192.168.4.0/30", "192.168.4.7/33", "192.168.4.7/x", "192.168.4.7/", "::/0", "4.7", ".7"})
        CHECK_FALSE (has (list, "192.168.4.7"));

    CHECK (has ("2001:db8::/66", "2001:db8::1"));
    CHECK (has ("::1", "::1"));
    CHECK (has ("[::1]:443", "::1"));
    CHECK_FALSE (has ("[::1]:80", "::1"));
    CHECK_FALSE (has ("2001:db8::/66", "2001:db8:8000::1"));
}

TEST_CASE ("Settings name the proxy to a service, unless it is excepted or on this machine without TLS")
{
    const ProxySettings settings{"http://proxy.example:3128", "inside.example", "HTTPS_PROXY"};
    const auto to = [&] (const char* url) { return settings.proxyFor (WebSocketUrl::parse (url)); };

    REQUIRE (to ("wss://outside.example"));
    CHECK (to ("wss://outside.example")->source == "HTTPS_PROXY");
    CHECK (to ("wss://localhost:8443"));
    CHECK_FALSE (to ("wss://a.inside.example"));
    CHECK_FALSE (to ("ws://127.0.0.1:8080"));
    CHECK_FALSE (ProxySettings().proxyFor (WebSocketUrl::parse ("wss://outside.example")));
}
