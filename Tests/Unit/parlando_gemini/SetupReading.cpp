#include "Fixtures.h"

#include <catch2/matchers/catch_matchers_string.hpp>

using namespace parlando;
using namespace parlando::gemini;
using Catch::Matchers::ContainsSubstring;

namespace
{

Setup setupIn (const char* text) { return Setup::fromJson (nlohmann::json::parse (text)); }

std::string refusal (const char* text)
{
    try
    {
        setupIn (text);
    }
    catch (const std::invalid_argument& error)
    {
        return error.what();
    }

    return "taken";
}

} // namespace

TEST_CASE ("A setup is read bare, wrapped, in camelCase and in snake_case")
{
    const auto expected = setupIn (R"({"model":"m","generationConfig":{"topK":4},"sessionResumption":{}})");
    CHECK (expected.model == "m");
    CHECK (expected.generationConfig.topK == 4.0);
    CHECK (expected.sessionResumption.has_value());
    CHECK (setupIn (R"({"setup":{"model":"m","generationConfig":{"topK":4},"sessionResumption":{}}})") == expected);
    CHECK (setupIn (R"({"model":"m","generation_config":{"top_k":4},"session_resumption":{}})") == expected);
}

TEST_CASE ("What a setup does not say keeps its default")
{
    CHECK (setupIn ("{}") == Setup());
    CHECK (setupIn (R"({"setup":{}})") == Setup());
    CHECK (setupIn (R"({"model":null,"tools":null,"generationConfig":{"temperature":null}})") == Setup());
}

TEST_CASE ("Whole numbers may be written as the protocol's int64 texts")
{
    CHECK (
        setupIn (R"({"contextWindowCompression":{"triggerTokens":"25000"}})").contextWindowCompression->triggerTokens ==
        25000);
    CHECK (setupIn (R"({"generationConfig":{"seed":7.0}})").generationConfig.seed == 7);
}

TEST_CASE ("A setup with an unknown name is refused with its place and the nearest name")
{
    CHECK (refusal (R"({"generationConfig":{"temprature":1}})") ==
           "setup.generationConfig.temprature is not known; did you mean temperature?");
    CHECK_THAT (refusal (R"({"responseModalities":["AUDIO"]})"),
                ContainsSubstring ("setup.responseModalities is not known"));
    CHECK_THAT (refusal (R"({"tools":[{},{"functionDeclarations":[{"nam":"x"}]}]})"),
                ContainsSubstring ("setup.tools[1].functionDeclarations[0].nam is not known; did you mean name?"));
}

TEST_CASE ("A setup with a wrong type is refused with its place")
{
    const std::pair<const char*, const char*> wrong[]{
        {"[]", "setup must be an object."},
        {R"({"model":7})", "setup.model must be a text."},
        {R"({"generationConfig":[]})", "setup.generationConfig must be an object."},
        {R"({"generationConfig":{"temperature":"hot"}})", "setup.generationConfig.temperature must be a number."},
        {R"({"explicitVadSignal":"yes"})", "setup.explicitVadSignal must be true or false."},
        {R"({"tools":{}})", "setup.tools must be a list."},
        {R"({"labels":{"a":1}})", "setup.labels.a must be a text."},
        {R"({"labels":[]})", "setup.labels must be an object."},
        {R"({"generationConfig":{"seed":1.5}})",
         "setup.generationConfig.seed must be a whole number from -2147483648 to 2147483647."},
        {R"({"generationConfig":{"seed":2147483648}})",
         "setup.generationConfig.seed must be a whole number from -2147483648 to 2147483647."},
        {R"({"contextWindowCompression":{"triggerTokens":9223372036854775808}})",
         "setup.contextWindowCompression.triggerTokens must be a whole number of at most 63 bits."},
        {R"({"avatarConfig":{"customizedAvatar":{"imageData":"*"}}})",
         "setup.avatarConfig.customizedAvatar.imageData must be base64 text."},
        {R"({"tools":[{"functionDeclarations":[{"parameters":"x"}]}]})",
         "setup.tools[0].functionDeclarations[0].parameters must be an object."}};

    for (const auto& [json, sentence] : wrong)
        CHECK (refusal (json) == sentence);
}

TEST_CASE ("A setup with an unknown value, two modalities or two spellings of a name is refused")
{
    CHECK (refusal (R"({"generationConfig":{"responseModalities":["AUDI"]}})") ==
           "setup.generationConfig.responseModalities[0] has the unknown value AUDI; did you mean AUDIO?");
    CHECK (refusal (R"({"generationConfig":{"responseModalities":["AUDIO","TEXT"]}})") ==
           "setup.generationConfig.responseModalities must be a list of exactly one entry.");
    CHECK_THAT (refusal (R"({"generationConfig":{},"generation_config":{}})"), ContainsSubstring ("is there twice"));
    CHECK_THAT (refusal (R"({"systemInstruction":{"parts":[{}]}})"),
                ContainsSubstring ("setup.systemInstruction.parts[0] must have exactly one of"));
}

TEST_CASE ("Long names from a file stay short in the sentence")
{
    const auto sentence = refusal (("{\"" + std::string (5000, 'x') + "\":1}").c_str());
    CHECK (sentence.size() < 200);
}

TEST_CASE ("A schema that is nested a hundred thousand levels deep is refused and does no harm")
{
    const std::string brackets (100000, '['), ends (100000, ']');
    const auto text = R"({"tools":[{"functionDeclarations":[{"responseJsonSchema":)" + brackets + ends + "}]}]}";
    CHECK_THAT (refusal (text.c_str()), ContainsSubstring ("responseJsonSchema must not be nested more than 100 deep"));
}

TEST_CASE ("A setup that names no model asks for the default one, and is written so that it reads the same")
{
    for (const auto* const text : {R"({})", R"({"model":""})", R"({"model":"","generationConfig":{}})"})
    {
        const auto setup = Setup::fromJson (nlohmann::json::parse (text));
        CHECK (setup.model == Setup().model);
        CHECK (Setup::fromJson (setup.toJson()).toJson() == setup.toJson());
    }
}
