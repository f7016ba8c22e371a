#include <parlando_auth/parlando_auth.h>
#include <parlando_gemini/parlando_gemini.h>

#include <catch2/catch_test_macros.hpp>

#include <map>

using namespace parlando;

namespace
{

ProxySettings from (const std::map<std::string, std::string>& variables)
{
    return proxyFromEnvironment (
        [&] (const char* name)
        {
            const auto found = variables.find (name);
            return found == variables.end() ? std::nullopt : std::optional (found->second);
        });
}

} // namespace

TEST_CASE ("The environment's proxy is that of curl: small letters first, the special variable before the general one")
{
    CHECK (from ({}) == ProxySettings());
    CHECK (from ({{"https_proxy", "a"}, {"HTTPS_PROXY", "b"}, {"ALL_PROXY", "c"}}) ==
           ProxySettings{"a", "", "https_proxy"});
    CHECK (from ({{"https_proxy", ""}, {"HTTPS_PROXY", "b"}}) == ProxySettings{"b", "", "HTTPS_PROXY"});
    CHECK (from ({{"ALL_PROXY", "c"}}) == ProxySettings{"c", "", "ALL_PROXY"});
    CHECK (from ({{"all_proxy", "d"}, {"ALL_PROXY", "c"}, {"NO_PROXY", "x"}}) == ProxySettings{"d", "x", "all_proxy"});
    CHECK (from ({{"https_proxy", "a"}, {"no_proxy", "y"}, {"NO_PROXY", "x"}}).except == "y");

    // Those of unencrypted services; HTTP_PROXY may also be a header of a request to a web server.
    CHECK (from ({{"http_proxy", "a"}, {"HTTP_PROXY", "b"}, {"NO_PROXY", "x"}}) == ProxySettings{"", "x", ""});
}

TEST_CASE ("An endpoint's proxy goes into the request, and one that cannot be read is told")
{
    Endpoint endpoint;
    endpoint.proxy = {"http://me:sesame@proxy.example:3128", "inside.example", "--proxy"};
    const auto request = gemini::makeConnectRequest (endpoint, Credential ("key"));
    REQUIRE (request.proxy);
    CHECK (request.proxy->password == "sesame");

    endpoint.baseUrl = "wss://a.inside.example";
    CHECK_FALSE (gemini::makeConnectRequest (endpoint, Credential ("key")).proxy);

    endpoint.proxy.except.clear();
    endpoint.proxy.url = "nonsense://sesame";
    CHECK_THROWS_AS (gemini::makeConnectRequest (endpoint, Credential ("key")), std::invalid_argument);
}
