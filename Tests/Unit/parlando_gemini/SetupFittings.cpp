#include "Fixtures.h"

#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

using namespace parlando;
using namespace parlando::gemini;
using Catch::Matchers::ContainsSubstring;

namespace
{

using Json = nlohmann::json;

constexpr auto nativeAudio = "gemini-2.5-flash-native-audio-preview-12-2025";

FittedSetup fit (const char* model, const char* json, std::string_view version = "v1beta")
{
    auto setup = Setup::fromJson (Json::parse (json));
    setup.model = model;
    return fitToService (std::move (setup), version);
}

Json functionOf (const FittedSetup& fitted) { return fitted.setup.toJson()["tools"][0]["functionDeclarations"][0]; }

} // namespace

TEST_CASE ("C106: proactivity goes to a 2.5 model on v1alpha alone; otherwise it is left out, and the person is told")
{
    constexpr auto wanted = R"({"proactivity":{"proactiveAudio":true}})";
    const auto kept = fit (nativeAudio, wanted, "v1alpha");
    CHECK (kept.setup.toJson()["proactivity"]["proactiveAudio"] == true);
    CHECK (kept.changes.empty());

    const auto [model, version, words] = GENERATE (
        table<const char*, const char*, const char*> ({{nativeAudio, "v1beta", "v1alpha"},
                                                       {"gemini-3.8-live", "v1beta", "always decides by itself"},
                                                       {"gemini-3.8-live", "v1alpha", "always decides by itself"},
                                                       {"gemini-3.1-flash-live-preview", "v1alpha", "does not know it"},
                                                       {"gemini-9-live", "v1beta", "gemini-9-live does not know it"}}));
    INFO (model << " " << version);
    const auto fitted = fit (model, wanted, version);
    CHECK_FALSE (fitted.setup.toJson().contains ("proactivity"));
    REQUIRE (fitted.changes.size() == 1);
    CHECK_THAT (fitted.changes[0], ContainsSubstring (words));
}

TEST_CASE (
    "C107: a code of Chinese that 2.5 native audio refuses goes into the system instruction, behind what is there")
{
    const auto [code, words] = GENERATE (
        Catch::Generators::table<const char*, const char*> ({{"zh-CN", "Speak Mandarin Chinese."},
                                                             {"cmn-CN", "Speak Mandarin Chinese."},
                                                             {"zh-TW", "Speak Mandarin Chinese as spoken in Taiwan."},
                                                             {"cmn-TW", "Speak Mandarin Chinese as spoken in Taiwan."},
                                                             {"CMN_tw", "Speak Mandarin Chinese as spoken in Taiwan."},
                                                             {"yue-CN", "Speak Cantonese."},
                                                             {"yue-HK", "Speak Cantonese as spoken in Hong Kong."}}));
    INFO (code);
    auto setup = Setup::fromJson (Json::parse (R"({"systemInstruction":{"parts":[{"text":"Be brief."}]}})"));
    setup.model = nativeAudio;
    setup.setLanguage (code);
    const auto fitted = fitToService (setup, "v1beta");
    const auto json = fitted.setup.toJson();

    CHECK_FALSE (json["generationConfig"].contains ("speechConfig"));
    CHECK (json["systemInstruction"]["parts"] ==
           Json::parse (std::string (R"([{"text":"Be brief."},{"text":")") + words + R"("}])"));
    REQUIRE (fitted.changes.size() == 1);
    CHECK_THAT (fitted.changes[0], ContainsSubstring (code));
    CHECK (problems (setup).empty());
}

TEST_CASE ("A language that the model takes stays where it is")
{
    const auto [model, code] = GENERATE (Catch::Generators::table<const char*, const char*> (
        {{nativeAudio, "de-DE"}, {"gemini-3.8-live", "cmn-CN"}, {"gemini-9-live", "zh-TW"}}));
    auto setup = Setup::fromJson (Json::object());
    setup.model = model;
    setup.setLanguage (code);
    const auto fitted = fitToService (setup, "v1beta");
    CHECK (fitted.setup == setup);
    CHECK (fitted.changes.empty());
}

TEST_CASE ("C108: extended thinking is given `parameters` and NON_BLOCKING; other models keep their JSON Schema")
{
    constexpr auto tools =
        R"({"tools":[{"functionDeclarations":[{"name":"set","description":"sets","parametersJsonSchema":
        {"type":"object","additionalProperties":false,"required":["value"],"properties":{
            "value":{"type":"number","minimum":0,"maximum":100},
            "unit":{"type":["string","null"],"enum":["ms","bars"]}}}}]}]})";

    const auto thinking = functionOf (fit ("gemini-3.8-live-extended-thinking", tools));
    CHECK (thinking["behavior"] == "NON_BLOCKING");
    CHECK_FALSE (thinking.contains ("parametersJsonSchema"));
    CHECK (thinking["parameters"] == Json::parse (R"({"type":"OBJECT","required":["value"],"properties":{
        "value":{"type":"NUMBER","minimum":0,"maximum":100},
        "unit":{"type":"STRING","nullable":true,"enum":["ms","bars"]}}})"));

    const auto plain = functionOf (fit ("gemini-3.8-live", tools));
    CHECK (plain["parametersJsonSchema"]["type"] == "object");
    CHECK_FALSE (plain.contains ("parameters"));
}

TEST_CASE ("A JSON Schema becomes the subset of OpenAPI that `parameters` takes, protocol section 2.5")
{
    const auto [from, to] = GENERATE (Catch::Generators::table<const char*, const char*> (
        {{R"({"const":"on"})", R"({"type":"STRING","enum":["on"]})"},
         {R"({"type":"integer","enum":[1,2,4],"description":"Voices."})",
          R"({"type":"INTEGER","description":"Voices. One of 1, 2, 4."})"},
         {R"({"type":"array","items":{"type":"boolean"},"minItems":1,"uniqueItems":true})",
          R"({"type":"ARRAY","items":{"type":"BOOLEAN"},"minItems":1})"},
         {R"({"oneOf":[{"type":"string"},{"type":"number"},{"type":"null"}]})",
          R"({"anyOf":[{"type":"STRING"},{"type":"NUMBER"}],"nullable":true})"},
         {R"({"$schema":"s","type":"object","properties":{"a":{"$ref":"#/$defs/level"}},"$defs":{"level":{"type":"number"}}})",
          R"({"type":"OBJECT","properties":{"a":{"type":"NUMBER"}}})"},
         {R"({"$ref":"https://example.com/s.json"})", R"({"type":"OBJECT"})"},
         {R"({"$ref":"#/nowhere/~9"})", R"({"type":"OBJECT"})"},
         {R"(true)", R"({"type":"OBJECT"})"}}));
    INFO (from);
    CHECK (toOpenApiSchema (Json::parse (from)) == Json::parse (to));
}

TEST_CASE ("A schema that refers to itself, or grows with each of its levels, comes to an end")
{
    CHECK (toOpenApiSchema (Json::parse (R"({"type":"object","properties":{"next":{"$ref":"#"}}})"))["type"] ==
           "OBJECT");

    auto doubling = Json::parse (R"({"$ref":"#/$defs/d0"})");

    for (int i = 0; i < 30; ++i)
    {
        const Json next{{"$ref", "#/$defs/d" + std::to_string (i + 1)}};
        doubling["$defs"]["d" + std::to_string (i)] = {{"properties", {{"a", next}, {"b", next}}}};
    }

    CHECK (toOpenApiSchema (doubling).dump().size() < 1'000'000);
}

TEST_CASE ("C122: a voice of the library goes to 3.8 under its own key, and is refused for other models in words")
{
    Setup setup;
    setup.setVoice ("en-us-tavi");
    CHECK (setup.toJson()["generationConfig"]["speechConfig"]["voiceConfig"] == Json{{"voice", "en-us-tavi"}});
    CHECK (problems (setup).empty());
    setup.model = "gemini-3.8-live-extended-thinking";
    setup.generationConfig.thinkingConfig.emplace().thinkingLevel = ThinkingLevel::low;
    CHECK (problems (setup).empty());
    setup.generationConfig.thinkingConfig.reset();

    for (const auto* model : {"gemini-3.1-flash-live-preview", nativeAudio, "gemini-3.5-live-translate-preview"})
    {
        setup.model = model;
        REQUIRE (problems (setup).size() == 1);
        CHECK_THAT (problems (setup)[0], ContainsSubstring ("en-us-tavi"));
        CHECK_THAT (problems (setup)[0], ContainsSubstring ("gemini-3.8-live"));
    }

    setup.setVoice ("Kore");
    CHECK (setup.toJson()["generationConfig"]["speechConfig"]["voiceConfig"] ==
           Json::parse (R"({"prebuiltVoiceConfig":{"voiceName":"Kore"}})"));
}

TEST_CASE ("A misspelled voice is no id of the library")
{
    for (const auto* name : {"korre", "Zephir", "voice_", "", "-", "a-", "-a", "two words-x", "en us-tavi"})
        CHECK_FALSE (mayBeLibraryVoice (name));

    for (const auto* name : {"en-us-tavi", "de-DE-2", "voice_ab12"})
        CHECK (mayBeLibraryVoice (name));
}

TEST_CASE ("What each model takes to be told of before, nudged and changed with (C94, C109, C110)")
{
    using History = ModelCapabilities::History;
    using Nudge = ModelCapabilities::Nudge;
    const auto [model, history, nudge, updates] =
        GENERATE (Catch::Generators::table<const char*, History, Nudge, bool> (
            {{"gemini-3.8-live", History::config, Nudge::emptyContent, true},
             {"gemini-3.8-live-extended-thinking", History::config, Nudge::emptyContent, true},
             {"gemini-3.1-flash-live-preview", History::config, Nudge::realtimeText, false},
             {nativeAudio, History::plain, Nudge::clientContent, false},
             {"gemini-live-2.5-flash", History::plain, Nudge::clientContent, false},
             {"gemini-3.5-transcribe-live", History::none, Nudge::none, false},
             {"gemini-9-live", History::config, Nudge::clientContent, false}}));
    const auto& capabilities = capabilitiesOf (model);
    CHECK (capabilities.history == history);
    CHECK (capabilities.nudge == nudge);
    CHECK (capabilities.contextUpdate == updates);
}
