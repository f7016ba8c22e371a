#include "Fixtures.h"

#include <catch2/matchers/catch_matchers_string.hpp>

#include <algorithm>
#include <cctype>
#include <set>
#include <string>

using namespace parlando;
using namespace parlando::gemini;
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

TEST_CASE ("A voice is found by its name alone, and a name that was mistyped leads to it")
{
    std::set<std::string_view> names;

    for (const auto& voice : prebuiltVoices())
    {
        INFO (voice.name);
        const std::string name (voice.name);
        CHECK (names.insert (voice.name).second);
        CHECK (findVoice (name) == &voice);
        CHECK_FALSE (voice.style.empty());

        auto shouted = name, doubled = name;
        for (auto& letter : shouted)
            letter = static_cast<char> (std::toupper (static_cast<unsigned char> (letter)));
        doubled.insert (1, 1, name[1]);

        CHECK (findVoice (shouted) == nullptr);
        CHECK (nearestVoice (shouted).name == name);
        CHECK (nearestVoice (doubled).name == name);
    }
}

TEST_CASE ("A model of 2.0 has the classic voices alone (protocol section 5.2)")
{
    const auto setupWith = [] (std::string_view voice)
    {
        auto setup = with ("gemini-2.0-flash-live-001", "{}");
        setup.setVoice (std::string (voice));
        return setup;
    };

    for (const auto* classic : {"Puck", "Charon", "Kore", "Fenrir", "Aoede", "Leda", "Orus", "Zephyr"})
        CHECK (problems (setupWith (classic)).empty());

    for (const auto* newer : {"Sulafat", "Achernar", "Vindemiatrix"})
        CHECK_FALSE (problems (setupWith (newer)).empty());
}

TEST_CASE ("Every language of the service is well formed, stands once in its list, and is known in any case and region")
{
    for (const auto list : {liveLanguages(), speechLanguages(), nativeAudioLanguages()})
    {
        std::set<std::string_view> codes;
        REQUIRE_FALSE (list.empty());

        for (const auto code : list)
        {
            INFO (code);
            const auto language = code.substr (0, code.find ('-'));
            const auto region = code.substr (std::min (language.size() + 1, code.size()));
            CHECK (codes.insert (code).second);
            CHECK ((language.size() == 2 || language.size() == 3));
            CHECK (language.find_first_not_of ("abcdefghijklmnopqrstuvwxyz") == std::string_view::npos);
            CHECK ((region.empty() || region.size() == 2));
            CHECK (region.find_first_not_of ("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string_view::npos);
            CHECK (isKnownLanguage (code));
            CHECK (isKnownLanguage (std::string (language) + "-ZZ"));
            CHECK (isKnownLanguage (std::string (language) + "_zz"));
        }
    }

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
