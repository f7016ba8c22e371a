#include "Support/Text.h"

#include "Fixtures.h"

#include <limits>

using namespace parlando;
using namespace parlando::gemini;
using parlando::testing::parsed;

namespace
{

/** No null, no empty text, list or name anywhere (C27). */
bool hasNothingEmpty (const nlohmann::json& json)
{
    if (json.is_null() || (json.is_string() && json.get<std::string>().empty()) || (json.is_array() && json.empty()))
        return false;

    if (json.is_structured())
        for (const auto& each : json)
            if (! hasNothingEmpty (each))
                return false;

    return true;
}

/** Every member that a setup can have, from the seeds of the fuzz target. */
nlohmann::json fullSetup()
{
    std::ifstream file (std::string (PARLANDO_FIXTURES) + "/../Fuzz/Seeds/setup/full.json");
    REQUIRE (file);
    return nlohmann::json::parse (file);
}

} // namespace

TEST_CASE ("C27: the minimal setup of protocol section 2.10")
{
    Setup setup;
    setup.setVoice ("Kore");
    setup.setSystemInstruction ("Be brief.");
    setup.inputAudioTranscription.emplace();
    setup.outputAudioTranscription.emplace();
    setup.sessionResumption.emplace();
    setup.contextWindowCompression.emplace().slidingWindow.emplace();

    CHECK (nlohmann::json::parse (encode (setup)) == parsed (R"({"setup":{
      "model":"models/gemini-3.8-live",
      "generationConfig":{"responseModalities":["AUDIO"],
        "speechConfig":{"voiceConfig":{"prebuiltVoiceConfig":{"voiceName":"Kore"}}}},
      "systemInstruction":{"parts":[{"text":"Be brief."}]},
      "inputAudioTranscription":{},
      "outputAudioTranscription":{},
      "sessionResumption":{},
      "contextWindowCompression":{"slidingWindow":{}}}})"));
}

TEST_CASE ("C27: a setup of nothing is its model and one modality")
{
    CHECK (Setup().toJson() ==
           parsed (R"({"model":"models/gemini-3.8-live","generationConfig":{"responseModalities":["AUDIO"]}})"));
    CHECK (Setup().model == defaultModel);
}

TEST_CASE ("C27: every member of a full setup is written where it was read")
{
    const auto json = fullSetup();
    const auto setup = Setup::fromJson (json);
    CHECK (setup.toJson() == json);
    CHECK (hasNothingEmpty (setup.toJson()));
    CHECK (Setup::fromJson (setup.toJson()) == setup);
    CHECK (nlohmann::json::parse (encode (setup)) == nlohmann::json{{"setup", json}});
}

TEST_CASE ("Empty members are not sent, numbers that JSON has not neither")
{
    Setup setup;
    setup.setSystemInstruction ("x");
    setup.setSystemInstruction ("");
    setup.tools.emplace_back();
    setup.safetySettings.emplace_back();
    setup.generationConfig.temperature = std::numeric_limits<double>::quiet_NaN();
    CHECK (setup.toJson() == Setup().toJson());
}

TEST_CASE ("C21: the model has its prefix whether it was written or not")
{
    const std::optional<VertexLocation> gemini, vertex = VertexLocation{"p", "us-central1"};
    const std::string longForm = "projects/p/locations/us-central1/publishers/google/models/gemini-x";
    CHECK (qualifiedModelName ("gemini-x", gemini) == "models/gemini-x");
    CHECK (qualifiedModelName ("models/gemini-x", gemini) == "models/gemini-x");
    CHECK (qualifiedModelName ("tunedModels/mine", gemini) == "tunedModels/mine");

    for (const auto& name : {std::string ("gemini-x"), std::string ("models/gemini-x"),
                             std::string ("publishers/google/models/gemini-x"), longForm})
        CHECK (qualifiedModelName (name, vertex) == longForm);

    Setup setup;
    setup.vertex = vertex;
    setup.model = "gemini-x";
    CHECK (setup.toJson()["model"] == longForm);
}

TEST_CASE ("C37: behavior is sent for each declaration where the model takes it")
{
    FunctionDeclaration plain, explicitly;
    plain.name = "plain";
    explicitly.name = "explicitly";
    explicitly.behavior = Behavior::nonBlocking;
    Setup setup;
    setup.addFunctionDeclarations ({plain});
    setup.addFunctionDeclarations ({explicitly});

    const auto behaviors = [&] (const char* model)
    {
        setup.model = model;
        const auto functions = setup.toJson()["tools"][0]["functionDeclarations"];
        REQUIRE (functions.size() == 2);
        return std::pair (functions[0].value ("behavior", "absent"), functions[1].value ("behavior", "absent"));
    };

    using Pair = std::pair<std::string, std::string>;
    CHECK (behaviors ("gemini-3.8-live") == Pair ("BLOCKING", "NON_BLOCKING"));
    CHECK (behaviors ("gemini-3.8-live-extended-thinking") == Pair ("NON_BLOCKING", "NON_BLOCKING"));
    CHECK (behaviors ("gemini-3.1-flash-live-preview") == Pair ("absent", "NON_BLOCKING"));
    CHECK (behaviors ("models/unheard-of") == Pair ("absent", "NON_BLOCKING"));
}
