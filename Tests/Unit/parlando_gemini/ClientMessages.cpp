#include "Support/Text.h"

#include "Fixtures.h"

using namespace parlando;
using namespace parlando::gemini;
using parlando::testing::parsed;

namespace
{

nlohmann::json encoded (const ClientMessage& message) { return nlohmann::json::parse (encode (message)); }

} // namespace

TEST_CASE ("clientContent with text, media and a file")
{
    ClientContent content;
    content.turns = {Content::text ("user", "Hello"), Content::text ("model", "Hi")};
    content.turns[1].parts.push_back ({"", Blob{"image/png", {1, 2, 3}}, {}});
    content.turns[1].parts.push_back ({"", {}, FileReference{"audio/wav", "gs://a/b"}});
    content.turns[1].parts.emplace_back();
    content.turnComplete = false;

    CHECK (encoded (content) == parsed (R"({"clientContent":{"turns":[{"role":"user","parts":[{"text":"Hello"}]},
        {"role":"model","parts":[{"text":"Hi"},{"inlineData":{"mimeType":"image/png","data":"AQID"}},
        {"fileData":{"mimeType":"audio/wav","fileUri":"gs://a/b"}}]}],"turnComplete":false}})"));
    CHECK (encoded (ClientContent()) == parsed (R"({"clientContent":{"turnComplete":true}})"));
}

TEST_CASE ("C42: every realtimeInput holds exactly one key")
{
    const std::pair<RealtimeInput, const char*> inputs[]{
        {RealtimeInput::makeAudio ({"audio/pcm;rate=16000", {1, 2}}),
         R"({"audio":{"mimeType":"audio/pcm;rate=16000","data":"AQI="}})"},
        {RealtimeInput::makeVideo ({"image/jpeg", {255}}), R"({"video":{"mimeType":"image/jpeg","data":"/w=="}})"},
        {RealtimeInput::makeText ("hello"), R"({"text":"hello"})"},
        {RealtimeInput::makeAudioStreamEnd(), R"({"audioStreamEnd":true})"},
        {RealtimeInput::makeActivityStart(), R"({"activityStart":{}})"},
        {RealtimeInput::makeActivityEnd(), R"({"activityEnd":{}})"}};

    for (const auto& [input, expected] : inputs)
        CHECK (encoded (input) == nlohmann::json{{"realtimeInput", parsed (expected)}});
}

TEST_CASE ("C34, C36: tool responses with and without their options")
{
    FunctionResponse plain;
    plain.id = "function-call-1";
    plain.name = "get";
    plain.response = {{"output", 7}};

    FunctionResponse rich;
    rich.name = "set \u00e9";
    rich.response = "bare";
    rich.scheduling = Scheduling::whenIdle;
    rich.willContinue = true;
    rich.parts.push_back ({"", Blob{"image/png", {1}}, {}});

    CHECK (
        encoded (ToolResponse{{plain, rich}}) ==
        parsed (R"({"toolResponse":{"functionResponses":[{"id":"function-call-1","name":"get","response":{"output":7}},
        {"name":"set \u00e9","response":{"output":"bare"},"scheduling":"WHEN_IDLE","willContinue":true,
         "parts":[{"inlineData":{"mimeType":"image/png","data":"AQ=="}}]}]}})"));
}

TEST_CASE ("C36: the wire's names of scheduling")
{
    const std::pair<Scheduling, const char*> names[]{{Scheduling::unspecified, "SCHEDULING_UNSPECIFIED"},
                                                     {Scheduling::silent, "SILENT"},
                                                     {Scheduling::whenIdle, "WHEN_IDLE"},
                                                     {Scheduling::interrupt, "INTERRUPT"}};

    for (const auto& [scheduling, name] : names)
    {
        FunctionResponse response;
        response.name = "f";
        response.scheduling = scheduling;
        const auto sent = encoded (ToolResponse{{response}})["toolResponse"]["functionResponses"][0];
        CHECK (sent == nlohmann::json{{"name", "f"}, {"response", nlohmann::json::object()}, {"scheduling", name}});
    }
}

TEST_CASE ("contextUpdate nests its tools one level deeper; an empty list stays")
{
    ContextUpdate update;
    CHECK (encoded (update) == parsed (R"({"contextUpdate":{}})"));

    update.tools.emplace();
    CHECK (encoded (update) == parsed (R"({"contextUpdate":{"tools":{"tools":[]}}})"));

    update.systemInstruction = Content::text ({}, "Be brief.");
    update.tools->emplace_back().googleSearch.emplace();
    CHECK (encoded (update) == parsed (R"({"contextUpdate":{"systemInstruction":{"parts":[{"text":"Be brief."}]},
        "tools":{"tools":[{"googleSearch":{}}]}}})"));
}

TEST_CASE ("C84: what is not UTF-8 leaves as U+FFFD")
{
    const auto json = encoded (RealtimeInput::makeText ("a\xff"
                                                        "b"));
    CHECK (json["realtimeInput"]["text"] == "a\ufffdb");
}

TEST_CASE ("C39, C41: the direct text of microphone audio is what encode() says")
{
    for (std::size_t size = 0; size < 400; ++size)
    {
        std::vector<std::int16_t> samples;
        Blob blob{"audio/pcm;rate=16000", {}};

        for (std::size_t i = 0; i < size; ++i)
        {
            samples.push_back (static_cast<std::int16_t> (i * 1237 + size * 31));
            const auto bits = static_cast<std::uint16_t> (samples.back());
            blob.data.push_back (static_cast<std::uint8_t> (bits & 0xff));
            blob.data.push_back (static_cast<std::uint8_t> (bits >> 8));
        }

        std::string text = "before";
        appendRealtimeAudio (text, samples, 16000);
        REQUIRE (text.substr (0, 6) == "before");
        auto expected = encoded (RealtimeInput::makeAudio (blob));
        expected["realtimeInput"]["audio"].emplace ("data", "");
        REQUIRE (nlohmann::json::parse (text.substr (6)) == expected);
    }
}

TEST_CASE ("C50: the true rate is in the mime type")
{
    std::string text;
    appendRealtimeAudio (text, std::vector<std::int16_t> (2), 24000);
    CHECK (text == R"({"realtimeInput":{"audio":{"mimeType":"audio/pcm;rate=24000","data":"AAAAAA=="}}})");
}
