#include <parlando_transport/WebSocketUrl.h>

#include <catch2/catch_test_macros.hpp>

using parlando::WebSocketUrl;

TEST_CASE ("A WebSocket URL is taken apart")
{
    const auto google = WebSocketUrl::parse ("wss://Generativelanguage.googleapis.com/ws/a.b?alt=json&key=k");
    CHECK (google.error.empty());
    CHECK (google.isSecure);
    CHECK (google.host == "generativelanguage.googleapis.com");
    CHECK (google.port == 443);
    CHECK (google.target == "/ws/a.b?alt=json&key=k");
    CHECK (google.hostHeader() == "generativelanguage.googleapis.com");
    CHECK (google.forPeople() == "wss://generativelanguage.googleapis.com/ws/a.b");

    const auto local = WebSocketUrl::parse ("ws://[::1]:8080?x");
    CHECK (local.error.empty());
    CHECK (local.host == "::1");
    CHECK (local.port == 8080);
    CHECK (local.target == "/?x");
    CHECK (local.hostHeader() == "[::1]:8080");
}

TEST_CASE ("ws:// is for this machine alone")
{
    for (const auto* const url :
         {"ws://127.0.0.1", "ws://127.8.9.1:1/", "ws://localhost/", "WS://LocalHost", "ws://[::1]/"})
        CHECK (WebSocketUrl::parse (url).error.empty());

    for (const auto* const url :
         {"ws://a.example/", "ws://128.0.0.1/", "ws://10.0.0.1/", "ws://[::2]/", "ws://0.0.0.0/",
          "ws://localhost.example/", "ws://127.0.0.1.example/", "ws://a.localhost/"})
        CHECK (WebSocketUrl::parse (url).error.find ("not encrypted") != std::string::npos);
}

TEST_CASE ("What is no WebSocket URL is an error that shows no query, user name or password")
{
    for (const auto* const url : {"", "wss:", "wss://", "wss:///path", "ftp://a.example", "wss://a.example:",
                                  "wss://a.example:65536/", "wss://a.example:-1/", "wss://a b/", "wss://a.example/x y",
                                  "wss://[::1", "wss://[a.example]/", "wss://[::1]x/", "wss://a.example/\x01?k=sesame",
                                  "wss://a.example/#sesame", "wss://sesame@a.example/", "wss://n:s?sesame@b/"})
    {
        CAPTURE (url);
        const auto error = WebSocketUrl::parse (url).error;

        CHECK_FALSE (error.empty());
        CHECK (error.find ("sesame") == std::string::npos);
    }
}
