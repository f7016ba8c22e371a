#include <parlando_gemini/parlando_gemini.h>

#include <catch2/catch_test_macros.hpp>

using namespace parlando;
using namespace parlando::gemini;

namespace
{
const std::string method = "/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent";

Endpoint at (const char* place, Endpoint endpoint = {})
{
    endpoint.place = place;
    return endpoint;
}

ConnectRequest requestFor (std::string baseUrl, const Credential& credential = Credential ("secret-key"))
{
    Endpoint endpoint;
    endpoint.baseUrl = std::move (baseUrl);
    return makeConnectRequest (endpoint, credential);
}

/** The sentence with which it is refused; empty when it is not. */
std::string refusalOf (std::string baseUrl, const Credential& credential = Credential ("secret-key"))
{
    try
    {
        requestFor (std::move (baseUrl), credential);
        return {};
    }
    catch (const std::invalid_argument& fault)
    {
        return fault.what();
    }
}

using Headers = std::vector<std::pair<std::string, std::string>>;
} // namespace

TEST_CASE ("C1, C2: by default a key goes to Google's v1beta method in one header")
{
    const auto request = makeConnectRequest (Endpoint(), Credential ("secret-key"));

    CHECK (request.url == "wss://generativelanguage.googleapis.com" + method);
    CHECK (request.headers == Headers{{"x-goog-api-key", "secret-key"}});
    CHECK (request.caFile.empty());
}

TEST_CASE ("C3: a token goes to the constrained method in the Authorization header")
{
    const auto request = makeConnectRequest (Endpoint(), Credential ("auth_tokens/abc"));

    CHECK (request.url == "wss://generativelanguage.googleapis.com" + method + "Constrained");
    CHECK (request.headers == Headers{{"Authorization", "Token auth_tokens/abc"}});
}

TEST_CASE (
    "C4: on Vertex the method stands behind a slash, the location chooses the host, a token goes into a Bearer header")
{
    const auto requestAt = [] (const char* place)
    { return makeConnectRequest (at (place), Credential::accessToken ("ya29.abc")); };
    const std::string vertexMethod = "/ws/google.cloud.aiplatform.v1beta1.LlmBidiService/BidiGenerateContent";

    CHECK (requestAt ("studio/europe-west4").url == "wss://europe-west4-aiplatform.googleapis.com" + vertexMethod);
    CHECK (requestAt ("studio/global").url == "wss://aiplatform.googleapis.com" + vertexMethod);
    CHECK (requestAt ("studio/us").url == "wss://aiplatform.us.rep.googleapis.com" + vertexMethod);
    CHECK (requestAt ("example.com:studio/eu").url == "wss://aiplatform.eu.rep.googleapis.com" + vertexMethod);
    CHECK (requestAt ("studio/us-central1").headers == Headers{{"Authorization", "Bearer ya29.abc"}});

    Endpoint own;
    own.baseUrl = "https://proxy.example";
    own.version = "v1";
    CHECK (makeConnectRequest (at ("p/global", own), Credential ("express-key")).url ==
           "wss://proxy.example/ws/google.cloud.aiplatform.v1.LlmBidiService/BidiGenerateContent");
    CHECK (makeConnectRequest (at ("p/global", own), Credential ("express-key")).headers ==
           Headers{{"x-goog-api-key", "express-key"}});
}

TEST_CASE ("A place on Vertex that could be anything else is refused")
{
    for (const auto* place : {"", "studio", "studio/", "/us", "Studio/us", "studio/us.evil.example", "studio/us/x",
                              "studio/u s", "stu\ndio/us", "studio/us@evil", "studio/us:1"})
    {
        INFO (place);
        CHECK_THROWS_AS (parseVertexLocation (place), std::invalid_argument);
    }

    CHECK_THROWS_AS (makeConnectRequest (at ("p/evil.example/"), Credential::accessToken ("t")), std::invalid_argument);
}

TEST_CASE ("Vertex takes no ephemeral token, and its own hosts nobody without a credential")
{
    CHECK_THROWS_AS (makeConnectRequest (at ("studio/us"), Credential ("auth_tokens/abc")), std::invalid_argument);
    CHECK_THROWS_AS (makeConnectRequest (at ("studio/us"), Credential()), std::invalid_argument);
}

TEST_CASE ("C1: version and certificates are settings")
{
    Endpoint endpoint;
    endpoint.version = "v1alpha";
    endpoint.caFile = "/etc/own.pem";
    const auto request = makeConnectRequest (endpoint, Credential ("k"));

    CHECK (request.url.find (".v1alpha.GenerativeService.") != std::string::npos);
    CHECK (request.caFile == "/etc/own.pem");

    for (const auto* version : {"v1/..", "V1", "v1 ", "v1\r\nX: y", "v1?key=1"})
    {
        endpoint.version = version;
        CHECK_THROWS_AS (makeConnectRequest (endpoint, Credential ("k")), std::invalid_argument);
    }
}

TEST_CASE ("The version that is asked for is the one in the URL, or the setting, or the usual one")
{
    Endpoint endpoint;
    CHECK (apiVersionOf (endpoint) == "v1beta");
    CHECK (apiVersionOf (at ("studio/us", endpoint)) == "v1beta1");
    endpoint.version = "v1";
    CHECK (apiVersionOf (endpoint) == "v1");
    endpoint.baseUrl = "wss://v9.example/ws/google.ai.generativelanguage.v1alpha.GenerativeService.BidiGenerateContent";
    CHECK (apiVersionOf (endpoint) == "v1alpha");
    endpoint.baseUrl = "wss://proxy.example/ws/google.cloud.aiplatform.v1beta1.LlmBidiService/BidiGenerateContent";
    CHECK (apiVersionOf (at ("studio/us", endpoint)) == "v1beta1");
}

TEST_CASE ("A base URL of one's own gets the method's path, whatever its scheme and its last slash")
{
    CHECK (requestFor ("https://proxy.example").url == "wss://proxy.example" + method);
    CHECK (requestFor ("wss://proxy.example/").url == "wss://proxy.example" + method);
    CHECK (requestFor ("HTTPS://Proxy.Example:8443/live//").url == "wss://proxy.example:8443/live" + method);
    CHECK (requestFor ("http://127.0.0.1:9000").url == "ws://127.0.0.1:9000" + method);
    CHECK (requestFor ("ws://localhost:9000/").url == "ws://localhost:9000" + method);
    CHECK (requestFor ("ws://[::1]:9000").url == "ws://[::1]:9000" + method);
    CHECK (requestFor ("ws://127.255.0.9").url == "ws://127.255.0.9" + method);
}

TEST_CASE ("A URL that names its method is kept")
{
    const std::string url =
        "wss://proxy.example/ws/google.firebase.vertexai.v1beta.GenerativeService/BidiGenerateContent";
    CHECK (requestFor (url).url == url);
    CHECK (requestFor (url, Credential ("auth_tokens/abc")).url == url);
    CHECK (requestFor (url + "?region=eu").url == url + "?region=eu");
    CHECK (requestFor ("wss://proxy.example/a/ws/b").url == "wss://proxy.example/a/ws/b");
}

TEST_CASE ("An unencrypted connection leads to this machine only")
{
    for (const auto* url :
         {"ws://generativelanguage.googleapis.com", "http://proxy.example", "ws://10.0.0.1",
          "ws://localhost.example.com", "ws://127.0.0.1.example.com", "ws://127.0.0", "ws://127.0.0.1x",
          "ws://127..0.1", "ws://0.0.0.0", "ws://[::2]", "ws://127.0.0.", "ws://128.0.0.1"})
    {
        CAPTURE (url);
        CHECK (refusalOf (url).find ("An unencrypted connection is made to this machine only") == 0);
    }
}

TEST_CASE ("Without a credential one may rehearse, or use a proxy that has one, but not call Google")
{
    CHECK (requestFor ("ws://127.0.0.1:9000", {}).headers.empty());
    CHECK (requestFor ("wss://proxy.example", {}).headers.empty());
    CHECK (refusalOf ("wss://generativelanguage.googleapis.com", {}).find ("There is no API key") == 0);
    CHECK (refusalOf ("https://eu-Generativelanguage.GoogleAPIs.com", {}).find ("There is no API key") == 0);
}

TEST_CASE ("A URL that cannot be used is refused in words, without repeating it")
{
    for (const auto* url : {"generativelanguage.googleapis.com",
                            "ftp://x",
                            "://x",
                            "wss://",
                            "wss:///path",
                            "wss://host:0",
                            "wss://host:65536",
                            "wss://host:",
                            "wss://host:12ab",
                            "wss://ho st",
                            "wss://host/a b",
                            "wss://host\r\nX: secret-key",
                            "wss://user:secret-key@host",
                            "wss://secret-key@host",
                            "wss://host#secret-key",
                            "wss://host?key=secret-key",
                            "wss://host/?region=eu",
                            "wss://host/ws/m?key=secret-key",
                            "wss://host/ws/m?access_token=secret-key",
                            "wss://host/ws/m?KEY=secret-key",
                            "wss://host/ws/m?alt=json&%6bey=secret-key",
                            "wss://host/ws/m?password=secret-key",
                            "wss://h\xc3\xb6st",
                            "wss://[::1",
                            "wss://[x]",
                            "wss://a/b@c:80?secret-key"})
    {
        CAPTURE (url);
        const auto sentence = refusalOf (url);
        CHECK (sentence.size() > 20);
        CHECK (sentence.find ("secret-key") == std::string::npos);
    }
}

TEST_CASE ("C4: a key in a query is refused whatever it is called, and whatever calls it nothing looks like one")
{
    for (const auto* query : {"KEY=abc",
                              "apiKey=abc",
                              "api_key=abc",
                              "API-Key=abc",
                              "access_token=abc",
                              "accessToken=abc",
                              "k%65y=abc",
                              "k%2565y=abc",
                              "%4b%45%59=abc",
                              "a.p.i.k.e.y=abc",
                              "x=1&Key=abc",
                              "x=1;key=abc",
                              "pwd=abc",
                              "x=AIzaSyB7x",
                              "x=%41IzaSyB7x",
                              "x=ya29.a0AfB",
                              "x=auth_tokens/abc",
                              "x=auth%5Ftokens%2Fabc",
                              "x=my-own-key-9f8e7d",
                              "x=MY-OWN-K%45Y-9F8E7D"})
    {
        INFO (query);

        try
        {
            makeConnectRequest ({std::string ("wss://host/ws/m?") + query, {}, {}}, Credential ("my-own-key-9f8e7d"));
            FAIL ("accepted");
        }
        catch (const std::invalid_argument& refused)
        {
            CHECK (std::string (refused.what()).find ("must not hold a key or a token") != std::string::npos);
        }
    }

    CHECK_THROWS_AS (
        makeConnectRequest ({"wss://host/a/my-own-key-9f8e7d/b", {}, {}}, Credential ("my-own-key-9f8e7d")),
        std::invalid_argument);
    CHECK (makeConnectRequest ({"wss://host/test/ws/m?alt=json&region=eu", {}, {}}, Credential ("test")).url ==
           "wss://host/test/ws/m?alt=json&region=eu");
}

TEST_CASE ("C4: what people are shown of an endpoint has no query")
{
    CHECK (shownUrlOf ({"wss://host/ws/m?region=eu&id=7", {}, {}}) == "wss://host/ws/m");
    CHECK (shownUrlOf ({"wss://me:secret@host/ws/m", {}, {}}) == "wss://[redacted]@host/ws/m");
    CHECK (shownUrlOf ({}) == "wss://generativelanguage.googleapis.com");
}
