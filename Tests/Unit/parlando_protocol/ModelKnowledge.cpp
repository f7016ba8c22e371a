#include "Fixtures.h"

#include <catch2/matchers/catch_matchers_string.hpp>

#include <set>

using namespace parlando;
using Catch::Matchers::ContainsSubstring;

namespace
{

std::string allProblems (const Setup& setup)
{
    std::string all;

    for (const auto& problem : problems (setup))
        all += problem + "\n";

    return all;
}

Setup with (const char* model, const char* json)
{
    auto setup = Setup::fromJson (nlohmann::json::parse (json));
    setup.model = model;
    return setup;
}

} // namespace

TEST_CASE ("The 30 voices of the service, each with its style")
{
    std::set<std::string_view> names;
    int classic = 0;

    for (const auto& voice : prebuiltVoices())
    {
        names.insert (voice.name);
        classic += voice.isClassic ? 1 : 0;
        CHECK_FALSE (voice.style.empty());
    }

    CHECK (names.size() == 30);
    CHECK (classic == 8);
    CHECK (findVoice ("Kore")->style == "Firm");
    CHECK (findVoice ("Vindemiatrix")->style == "Gentle");
    CHECK (findVoice ("kore") == nullptr);
    CHECK (nearestVoice ("korre").name == "Kore");
    CHECK (nearestVoice ("ZEPHYR").name == "Zephyr");
}

TEST_CASE ("The languages of the service")
{
    CHECK (liveLanguages().size() == 97);
    CHECK (speechLanguages().size() == 30);
    CHECK (nativeAudioLanguages().size() == 24);

    for (const auto* code : {"en", "en-US", "EN-us", "pt_BR", "cmn-CN", "fil", "he-IL", "nb-NO"})
        CHECK (isKnownLanguage (code));

    for (const auto* code : {"", "xx", "english", "-US"})
        CHECK_FALSE (isKnownLanguage (code));
}

TEST_CASE ("What a model takes is told by the prefix of its name, with or without a path")
{
    using Thinking = ModelCapabilities::Thinking;
    CHECK (capabilitiesOf ("gemini-3.8-live").thinking == Thinking::nothing);
    CHECK (capabilitiesOf ("models/gemini-3.8-live-001").thinking == Thinking::nothing);
    CHECK (capabilitiesOf ("gemini-3.8-live-extended-thinking").thinking == Thinking::requiredLevel);
    CHECK (capabilitiesOf ("gemini-3.5-live-translate-preview").translation);
    CHECK_FALSE (capabilitiesOf ("gemini-3.5-transcribe-live").audioOutput);
    CHECK (capabilitiesOf ("gemini-2.5-flash-native-audio-latest").thinking == Thinking::budget);
    CHECK (capabilitiesOf ("projects/p/locations/l/publishers/google/models/gemini-live-2.5-flash-native-audio")
               .thinking == Thinking::budget);
    CHECK (capabilitiesOf ("gemini-live-2.5-flash").textOutput);
    CHECK (capabilitiesOf ("gemini-2.0-flash-live-001").classicVoicesOnly);
}

TEST_CASE ("C93: typed text goes as realtime input to 3.1 alone")
{
    CHECK (capabilitiesOf ("models/gemini-3.1-flash-live-preview").textByRealtimeInput);

    for (const auto* model : {"gemini-3.8-live", "gemini-2.5-flash-native-audio-latest", "unheard-of", ""})
        CHECK_FALSE (capabilitiesOf (model).textByRealtimeInput);
}

TEST_CASE ("Nothing is said against the default setup, nor against an unknown model")
{
    CHECK (problems (Setup()).empty());
    CHECK (
        problems (with ("gemini-9", R"({"generationConfig":{"responseModalities":["TEXT"],"enableAffectiveDialog":true,
        "thinkingConfig":{"thinkingLevel":"LOW"}},"proactivity":{"proactiveAudio":false},"tools":[{"codeExecution":{}}]})"))
            .empty());
}

TEST_CASE ("What a model would refuse is said in words")
{
    struct Case
    {
        const char *model, *setup, *words;
    };

    const Case cases[]{
        {"gemini-3.8-live",
         R"({"generationConfig":{"speechConfig":{"voiceConfig":{"prebuiltVoiceConfig":{"voiceName":"korre"}}}}})",
         "did you mean Kore?"},
        {"gemini-2.0-flash-live-001",
         R"({"generationConfig":{"speechConfig":{"voiceConfig":{"prebuiltVoiceConfig":{"voiceName":"Sulafat"}}}}})",
         "Sulafat"},
        {"gemini-3.8-live", R"({"generationConfig":{"speechConfig":{"languageCode":"xx-YY"}}})", "xx-YY"},
        {"gemini-3.8-live", R"({"generationConfig":{"thinkingConfig":{}}})", "takes no thinkingConfig"},
        {"gemini-3.8-live-extended-thinking", "{}", "LOW, MEDIUM or HIGH"},
        {"gemini-3.8-live-extended-thinking", R"({"generationConfig":{"thinkingConfig":{"thinkingLevel":"MINIMAL"}}})",
         "LOW, MEDIUM or HIGH"},
        {"gemini-3.1-flash-live-preview", R"({"generationConfig":{"thinkingConfig":{"thinkingBudget":0}}})",
         "takes no thinkingBudget"},
        {"gemini-2.5-flash-native-audio-latest", R"({"generationConfig":{"thinkingConfig":{"thinkingLevel":"LOW"}}})",
         "takes no thinkingLevel"},
        {"gemini-9", R"({"generationConfig":{"thinkingConfig":{"thinkingLevel":"LOW","thinkingBudget":1}}})",
         "exclude each other"},
        {"gemini-2.5-flash-native-audio-latest", R"({"generationConfig":{"responseModalities":["TEXT"]}})",
         "audio alone"},
        {"gemini-3.5-transcribe-live", "{}", "text alone"},
        {"gemini-9", R"({"generationConfig":{"responseModalities":["VIDEO"]}})", "AUDIO or TEXT"},
        {"gemini-9", R"({"generationConfig":{"responseModalities":["TEXT"],"speechConfig":{"languageCode":"en-US"}}})",
         "Text has no voice"},
        {"gemini-3.8-live", R"({"generationConfig":{"enableAffectiveDialog":true}})", "affective dialog"},
        {"gemini-3.8-live", R"({"generationConfig":{"temperature":2.5}})", "from 0 to 2"},
        {"gemini-3.8-live", R"({"proactivity":{"proactiveAudio":false}})", "always proactive"},
        {"gemini-3.1-flash-live-preview", R"({"proactivity":{}})", "takes no proactivity"},
        {"gemini-3.8-live", R"({"proactivity":{"proactiveVideo":true}})", "needs proactiveAudio"},
        {"gemini-3.8-live", R"({"generationConfig":{"translationConfig":{"targetLanguageCode":"de-DE"}}})",
         "does not translate"},
        {"gemini-3.5-live-translate", R"({"generationConfig":{"translationConfig":{}}})", "needs a targetLanguageCode"},
        {"gemini-3.8-live", R"({"tools":[{"codeExecution":{}}]})", "no codeExecution"},
        {"gemini-3.8-live", R"({"tools":[{"urlContext":{}}]})", "no urlContext"},
        {"gemini-3.8-live", R"({"tools":[{"googleMaps":{}}]})", "no googleMaps"},
        {"gemini-3.5-live-translate", R"({"tools":[{"functionDeclarations":[{"name":"f","description":"d"}]}]})",
         "no functionDeclarations"},
        {"gemini-3.8-live", R"({"tools":[{"functionDeclarations":[{"name":"1 f","description":"d"}]}]})",
         "needs another name"},
        {"gemini-3.8-live", R"({"tools":[{"functionDeclarations":[{"name":"f"}]}]})", "needs a description"},
        {"gemini-3.8-live",
         R"({"tools":[{"functionDeclarations":[{"name":"f","description":"d","parameters":{},"parametersJsonSchema":{}}]}]})",
         "leave one out"},
        {"gemini-3.8-live",
         R"({"tools":[{"functionDeclarations":[{"name":"f","description":"d"},{"name":"f","description":"d"}]}]})",
         "Two functions"},
        {"gemini-3.8-live-extended-thinking",
         R"({"tools":[{"functionDeclarations":[{"name":"f","description":"d","behavior":"BLOCKING"}]}]})",
         "cannot be BLOCKING"},
        {"gemini-3.1-flash-live-preview",
         R"({"tools":[{"functionDeclarations":[{"name":"f","description":"d","behavior":"NON_BLOCKING"}]}]})",
         "cannot be NON_BLOCKING"},
        {"gemini-3.8-live", R"({"explicitVadSignal":true})", "for Vertex only"},
        {"gemini-3.8-live", R"({"sessionResumption":{"transparent":true}})", "for Vertex only"},
        {"gemini-3.8-live", R"({"inputAudioTranscription":{"mode":"SMART","diarization":true}})", "SMART"},
        {"gemini-3.8-live", R"({"inputAudioTranscription":{"sourceText":"x"}})", "SMART"},
        {"gemini-3.8-live", R"({"labels":{"Team":"x"}})", "The label Team"},
        {"", "{}", "needs a model"}};

    for (const auto& each : cases)
    {
        INFO (each.model << " " << each.setup);
        CHECK_THAT (allProblems (with (each.model, each.setup)), ContainsSubstring (each.words));
    }
}

TEST_CASE ("What is for the Gemini API only is refused on Vertex")
{
    auto setup = with ("gemini-3.8-live", R"({"tools":[{"fileSearch":{}}]})");
    CHECK (problems (setup).empty());
    setup.vertex = VertexLocation{"p", "eu"};
    CHECK_THAT (allProblems (setup), ContainsSubstring ("fileSearch is for the Gemini API only"));
}

TEST_CASE ("More than 512 functions are refused")
{
    Setup setup;
    std::vector<FunctionDeclaration> functions (513);

    for (std::size_t i = 0; i < functions.size(); ++i)
    {
        functions[i].name = "f" + std::to_string (i);
        functions[i].description = "d";
    }

    setup.addFunctionDeclarations (functions);
    CHECK_THAT (allProblems (setup), ContainsSubstring ("at most 512 functions"));
    setup.tools[0].functionDeclarations.pop_back();
    CHECK (problems (setup).empty());
}
