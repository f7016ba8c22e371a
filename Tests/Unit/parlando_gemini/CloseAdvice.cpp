#include <parlando_gemini/parlando_gemini.h>

#include <catch2/catch_test_macros.hpp>

using namespace parlando;
using namespace parlando::gemini;

namespace
{

std::string explain (int code, std::string_view reason)
{
    return explainClose (code, reason, adviceOnClose (code, reason));
}

} // namespace

TEST_CASE ("A close is explained with the service's words and what to do")
{
    CHECK (explain (1007, "API key not valid. Please pass a valid API key.") ==
           "The service closed the connection (1007): API key not valid. Please pass a valid API key; check the key.");
    CHECK (explain (1008, "models/gemini-9 is NOT FOUND for API version v1beta").find ("check the model's name") !=
           std::string::npos);
    CHECK (explain (1011, "You exceeded your current quota").find ("wait a minute") != std::string::npos);
}

TEST_CASE ("A close without a reason, a lost connection and an unknown reason still make a sentence")
{
    CHECK (explain (1011, "").find ("1011") != std::string::npos);
    CHECK (explain (1006, "").find ("check the network") != std::string::npos);
    CHECK (explain (4000, "odd") == "The service closed the connection (4000): odd");
}

TEST_CASE (
    "The time after which a quota invites to try again is read in all units, and nothing is read out of other words")
{
    CHECK (retrySeconds ("Please retry in 43.25s.") == 43.25);
    CHECK (retrySeconds ("quota; Retry in 500ms") == 0.5);
    CHECK (retrySeconds ("retry in 1h1m1s") == 3661.0);
    CHECK (retrySeconds ("retry in 99999999h") == 86'400.0);

    for (const auto* text :
         {"", "try later", "retry in ", "retry in a moment", "retry in -3s", "retry in nans", "retry in 3"})
        CHECK_FALSE (retrySeconds (text));
}
