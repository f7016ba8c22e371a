#include "Support/HostileJson.h"
#include "Support/SmallStack.h"

#include <parlando_gemini/parlando_gemini.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <map>
#include <stdexcept>
#include <vector>

using Catch::Matchers::ContainsSubstring;

namespace parlando::testing
{

using namespace gemini;

namespace
{

/** A service whose lists stand in these pages, by what is asked for. */
struct Pages
{
    std::map<std::string, std::string> bodies;
    std::vector<std::string> asked;

    ListSource source()
    {
        return [this] (const std::string& target)
        {
            asked.push_back (target);
            const auto found = bodies.find (target);
            return found != bodies.end() ? HttpAnswer{200, found->second, {}} : HttpAnswer{404, "{}", {}};
        };
    }
};

} // namespace

TEST_CASE ("C122: the list of models is read page by page to its end")
{
    Pages pages;
    pages.bodies["models?pageSize=1000"] = R"({"models":[
        {"name":"models/gemini-3.8-live","displayName":"Gemini 3.8 Live","supportedGenerationMethods":["bidiGenerateContent"]},
        {"name":"models/gemini-3.5-flash","supportedGenerationMethods":["generateContent"]}],"nextPageToken":"a/b=="})";
    pages.bodies["models?pageSize=1000&pageToken=a%2Fb%3D%3D"] = R"({"nextPageToken":"last"})";
    pages.bodies["models?pageSize=1000&pageToken=last"] =
        R"({"models":[{"name":"models/next-live","supportedGenerationMethods":["countTokens","bidiGenerateContent"]}]})";

    const auto models = listModels (pages.source());
    REQUIRE (models.size() == 3);
    CHECK (models[0].id == "gemini-3.8-live");
    CHECK (models[0].name == "Gemini 3.8 Live");
    CHECK (models[0].isLive);
    CHECK_FALSE (models[1].isLive);
    CHECK (models[2].id == "next-live");
    CHECK (models[2].isLive);
}

TEST_CASE ("C122: the list of voices is read page by page to its end")
{
    Pages pages;
    pages.bodies["voices?page_size=1000"] =
        R"({"voices":[{"id":"en-us-tavi","display_name":"Tavi","language_code":"en-US",
        "gender":"female"}],"next_page_token":"2"})";
    pages.bodies["voices?page_size=1000&page_token=2"] = R"({"voices":[{"id":"voice_ab12"}]})";

    const auto voices = listVoices (pages.source());
    REQUIRE (voices.size() == 2);
    CHECK (voices[0].id == "en-us-tavi");
    CHECK (voices[0].language == "en-US");
    CHECK (voices[1].id == "voice_ab12");
}

TEST_CASE ("A list that does not end, or is none, is an error in words")
{
    Pages pages;
    auto& first = pages.bodies["models?pageSize=1000"];

    SECTION ("the same page for ever")
    {
        first = pages.bodies["models?pageSize=1000&pageToken=x"] = R"({"nextPageToken":"x"})";
        CHECK_THROWS_WITH (listModels (pages.source()), ContainsSubstring ("does not come to an end"));
        CHECK (pages.asked.size() == 2);
    }

    SECTION ("a new page for ever")
    {
        int count = 0;
        const auto endless = [&count] (const std::string&) {
            return HttpAnswer{200, R"({"nextPageToken":")" + std::to_string (++count) + R"("})", {}};
        };
        CHECK_THROWS_WITH (listModels (endless), ContainsSubstring ("does not come to an end"));
        CHECK (count == 100);
    }

    SECTION ("no JSON")
    {
        first = GENERATE ("", "<html>", "[]", "7");
        CHECK_THROWS_WITH (listModels (pages.source()), ContainsSubstring ("gave no list of its models"));
    }

    SECTION ("nested brackets")
    {
        for (const auto& deep : testing::deepValues())
        {
            first = R"({"models":)" + deep + "}";
            testing::onSmallStack (
                [&]
                { CHECK_THROWS_WITH (listModels (pages.source()), ContainsSubstring ("nested more than 100 deep")); });
        }
    }

    SECTION ("a refusal, in the service's words")
    {
        const auto refused = [] (const std::string&) {
            return HttpAnswer{403, R"({"error":{"message":"This key may\nnot list"}})", {}};
        };
        CHECK_THROWS_WITH (listVoices (refused), ContainsSubstring ("HTTP status 403): This key may not list"));
    }

    SECTION ("a service that is not reached")
    {
        const auto away = [] (const std::string&) { return HttpAnswer{0, {}, "Nobody answers."}; };
        CHECK_THROWS_WITH (listModels (away), "Nobody answers.");
    }
}

TEST_CASE ("What is odd in a list is passed over")
{
    Pages pages;
    pages.bodies["models?pageSize=1000"] = R"({"models":[7,null,{},{"name":7},{"name":""},{"name":"models/"},
        {"name":"a","supportedGenerationMethods":"bidiGenerateContent","displayName":["x"]},
        {"name":"b","supportedGenerationMethods":[[],7,"bidiGenerateContent"]}],"nextPageToken":7})";

    const auto models = listModels (pages.source());
    REQUIRE (models.size() == 2);
    CHECK (models[0].id == "a");
    CHECK (models[1].isLive);

    pages.bodies["models?pageSize=1000"] = R"({"models":{"a":1}})";
    CHECK (listModels (pages.source()).empty());
}

TEST_CASE ("The methods that are not conversations stand beside the endpoint's own path")
{
    Endpoint endpoint;
    CHECK (restUrlOf (endpoint, "models") == "wss://generativelanguage.googleapis.com/v1beta/models");

    endpoint.baseUrl = "https://studio.example/proxy//";
    endpoint.version = "v1alpha";
    CHECK (restUrlOf (endpoint, "auth_tokens") == "wss://studio.example/proxy/v1alpha/auth_tokens");

    endpoint.baseUrl =
        "wss://studio.example/in/ws/google.ai.generativelanguage.v1beta7.GenerativeService.BidiGenerateContent";
    CHECK (restUrlOf (endpoint, "voices?x=1") == "wss://studio.example/in/v1beta7/voices?x=1");
}

} // namespace parlando::testing
