#include <parlando_gemini/parlando_gemini.h>
#include <parlando_plugin/parlando_plugin.h>

#include <catch2/catch_test_macros.hpp>

#include <stdexcept>

using namespace parlando;
using namespace nlohmann::literals;

namespace
{

PluginSettings patient()
{
    auto settings = usualSettings (*gemini::geminiLive());
    settings.turnTaking = {{}, 1200, Sensitivity::low, Sensitivity::high, false};
    settings.costCap = 2.5;
    settings.tokenCap = 40'000;
    settings.thinking = ThinkingLevel::medium;
    settings.reconnects = false;
    settings.continues = true;
    return settings;
}

} // namespace

TEST_CASE ("Turn taking goes to the service in its own names, and only what differs from its choice")
{
    CHECK_FALSE (gemini::setupOf (toDefinition (PluginSettings())).toJson().contains ("realtimeInputConfig"));
    CHECK (gemini::setupOf (toDefinition (patient())).toJson()["realtimeInputConfig"] == nlohmann::json::parse (R"({
        "automaticActivityDetection":
        {
            "startOfSpeechSensitivity": "START_SENSITIVITY_LOW",
            "endOfSpeechSensitivity": "END_SENSITIVITY_HIGH",
            "silenceDurationMs": 1200
        },
        "activityHandling": "NO_INTERRUPTION"})"));

    PluginSettings polite;
    polite.turnTaking.interrupts = false;
    CHECK (gemini::setupOf (toDefinition (polite)).toJson()["realtimeInputConfig"] ==
           nlohmann::json{{"activityHandling", "NO_INTERRUPTION"}});
}

TEST_CASE ("What is found here is the person's side's business, and kept in a project")
{
    auto settings = usualSettings (*gemini::geminiLive());
    settings.turnTaking = {true, 700, Sensitivity::high, Sensitivity::low, true, true};
    CHECK (gemini::setupOf (toDefinition (settings)).toJson()["realtimeInputConfig"] ==
           nlohmann::json::parse (R"({"automaticActivityDetection":{"disabled":true}})"));

    settings.turnTaking.isOff.reset(); // as it is while the service is chosen to be told
    CHECK (settingsFromJson (toJson (settings), *gemini::geminiLive()) == settings);
    CHECK_FALSE (
        settingsFromJson (toJson (usualSettings (*gemini::geminiLive())), *gemini::geminiLive()).turnTaking.isLocal);
}

TEST_CASE ("Turn taking and the cap are kept in a project, and nothing of them where they are the service's choice")
{
    CHECK (settingsFromJson (toJson (patient()), *gemini::geminiLive()) == patient());
    const auto plain = toJson (PluginSettings());
    CHECK_FALSE (plain.contains ("turn_taking"));

    for (const auto* name : {"cost_cap", "token_cap", "thinking", "reconnects", "continues"})
        CHECK_FALSE (plain.contains (name));
}

TEST_CASE ("Turn taking and caps that make no sense are refused by name")
{
    for (const auto& [text, name] : std::initializer_list<std::pair<const char*, const char*>>{
             {R"({"turn_taking":[]})", "turn_taking"},
             {R"({"turn_taking":{"patience_ms":99}})", "patience_ms"},
             {R"({"turn_taking":{"patience_ms":5001}})", "patience_ms"},
             {R"({"turn_taking":{"patience_ms":1e300}})", "patience_ms"},
             {R"({"turn_taking":{"patience_ms":"long"}})", "patience_ms"},
             {R"({"turn_taking":{"detection":"nobody"}})", "detection"},
             {R"({"turn_taking":{"detection":true}})", "detection"},
             {R"({"turn_taking":{"start_sensitivity":"middle"}})", "start_sensitivity"},
             {R"({"turn_taking":{"end_sensitivity":1}})", "end_sensitivity"},
             {R"({"turn_taking":{"interrupts":"no"}})", "interrupts"},
             {R"({"cost_cap":0})", "cost_cap"},
             {R"({"cost_cap":-1})", "cost_cap"},
             {R"({"cost_cap":2e6})", "cost_cap"},
             {R"({"cost_cap":null})", "cost_cap"},
             {R"({"token_cap":0})", "token_cap"},
             {R"({"token_cap":1.5})", "token_cap"},
             {R"({"token_cap":1e300})", "token_cap"},
             {R"({"thinking":"deep"})", "thinking"},
             {R"({"thinking":2})", "thinking"},
             {R"({"reconnects":1})", "reconnects"},
             {R"({"continues":"yes"})", "continues"}})
    {
        INFO (text);
        std::string said;

        try
        {
            settingsFromJson (nlohmann::json::parse (text), *gemini::geminiLive());
        }
        catch (const std::invalid_argument& refused)
        {
            said = refused.what();
        }

        CHECK (said.find (name) != std::string::npos);
    }
}

TEST_CASE ("Thinking is asked for as each model takes it, and not at all where it does not")
{
    const auto askedFor = [] (const char* model, ThinkingLevel level)
    {
        PluginSettings settings;
        settings.model = model;
        settings.thinking = level;
        const auto setup = gemini::setupOf (toDefinition (settings));
        CHECK (problems (setup).empty());
        return setup.toJson().value ("/generationConfig/thinkingConfig"_json_pointer, nlohmann::json());
    };
    CHECK (askedFor ("gemini-3.8-live", ThinkingLevel::high).is_null());
    CHECK (askedFor ("gemini-3.1-flash-live-preview", ThinkingLevel::unspecified).is_null());
    CHECK (askedFor ("gemini-3.1-flash-live-preview", ThinkingLevel::minimal)["thinkingLevel"] == "MINIMAL");
    CHECK (askedFor ("gemini-3.8-live-extended-thinking", ThinkingLevel::unspecified)["thinkingLevel"] == "LOW");
    CHECK (askedFor ("gemini-3.8-live-extended-thinking", ThinkingLevel::high)["thinkingLevel"] == "HIGH");
    CHECK (askedFor ("gemini-2.5-flash-native-audio-latest", ThinkingLevel::minimal)["thinkingBudget"] == 0);
    CHECK (askedFor ("gemini-2.5-flash-native-audio-latest", ThinkingLevel::high)["thinkingBudget"] == -1);
}
