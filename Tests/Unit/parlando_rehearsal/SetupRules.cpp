#include "Rehearsal.h"
#include "Support/HostileJson.h"
#include "Support/SmallStack.h"
#include "Support/Text.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace parlando;
using namespace parlando::test;
using parlando::testing::contains;
using Json = nlohmann::json;

namespace
{
// The close that a setup with these additions earns.
CloseConnection closeFor (const Json& more)
{
    Rehearsal rehearsal;
    rehearsal.open (more);
    REQUIRE (rehearsal.closes.size() == 1);
    CHECK (rehearsal.messages.empty());
    return rehearsal.closes.front();
}

} // namespace

TEST_CASE ("A setup is answered with setupComplete, in the wire form of the real service")
{
    Rehearsal rehearsal;
    rehearsal.open();
    REQUIRE (rehearsal.wire.size() == 1);
    CHECK (rehearsal.wire.front() == "{\n  \"setupComplete\": {}\n}\n");
    CHECK (rehearsal.closes.empty());
}

TEST_CASE ("Every field of the reference is taken, in camelCase and in snake_case")
{
    const auto more = Json::parse (R"({"model": "models/gemini-2.5-flash-native-audio-preview-12-2025",
        "generationConfig": {"temperature": 1, "topP": 0.9, "topK": 40, "maxOutputTokens": 100, "seed": 7,
            "mediaResolution": "MEDIA_RESOLUTION_LOW", "enableAffectiveDialog": true,
            "speechConfig": {"languageCode": "en-US", "voiceConfig": {"prebuiltVoiceConfig": {"voiceName": "Kore"}}},
            "thinkingConfig": {"includeThoughts": true, "thinkingLevel": "LOW"}},
        "systemInstruction": {"parts": [{"text": "Be brief."}]},
        "tools": [{"functionDeclarations": [{"name": "f", "description": "d", "behavior": "BLOCKING",
                   "parameters": {"type": "OBJECT"}}]}, {"googleSearch": {}}],
        "realtimeInputConfig": {"automaticActivityDetection": {"prefixPaddingMs": 20, "silenceDurationMs": 500,
            "startOfSpeechSensitivity": "START_SENSITIVITY_LOW", "endOfSpeechSensitivity": "END_SENSITIVITY_LOW"},
            "activityHandling": "NO_INTERRUPTION", "turnCoverage": "TURN_INCLUDES_ALL_INPUT"},
        "sessionResumption": {}, "proactivity": {"proactiveAudio": true},
        "contextWindowCompression": {"triggerTokens": "25000", "slidingWindow": {"targetTokens": 8000}},
        "safetySettings": [{"category": "HARM_CATEGORY_HARASSMENT", "threshold": "BLOCK_NONE"}],
        "labels": {"team": "a"}, "historyConfig": {"initialHistoryInClientContent": false}})");
    Rehearsal camel ({.apiVersion = "v1alpha"});
    camel.open (more);
    CHECK (camel.closes.empty());

    Rehearsal snake;
    snake.sendText (R"({"setup": {"model": "models/gemini-3.8-live", "generation_config": {"response_modalities":
        ["AUDIO"], "max_output_tokens": 5}, "input_audio_transcription": {}, "realtime_input_config":
        {"automatic_activity_detection": {"disabled": true}}}})");
    snake.run (100);
    CHECK (snake.closes.empty());
    CHECK (snake.order() == Order{"setupComplete"});
}

TEST_CASE ("A name that the protocol does not have closes with 1007 and says where")
{
    const auto [more, name, place] = GENERATE (Catch::Generators::table<const char*, const char*, const char*> (
        {{R"({"colour": 1})", "colour", "setup"},
         {R"({"responseModalities": ["AUDIO"]})", "responseModalities", "setup"},
         {R"({"toolConfig": {}})", "toolConfig", "setup"},
         {R"({"explicitVadSignal": true})", "explicitVadSignal", "setup"},
         {R"({"generationConfig": {"inputAudioTranscription": {}}})", "inputAudioTranscription",
          "setup.generation_config"},
         {R"({"tools": [{"functionDeclarations": [{"name": "a", "cost": 1}]}]})", "cost",
          "setup.tools[0].function_declarations[0]"},
         {R"({"sessionResumption": {"transparent": true}})", "transparent", "setup.session_resumption"}}));
    const auto close = closeFor (Json::parse (more));
    CHECK (close.code == 1007);
    CHECK (contains (close.reason, std::string ("Unknown name \"") + name + "\" at '" + place));
    CHECK (close.reason.size() <= 123);
}

TEST_CASE ("A wrong value in the setup closes with the code and words of the real service")
{
    const auto [more, code, reason] = GENERATE (Catch::Generators::table<const char*, int, const char*> (
        {{R"({"model": 5})", 1007, "Invalid value at 'setup.model'"},
         {R"({"model": null})", 1008,
          "is not found for API version v1beta, or is not supported for bidiGenerateContent"},
         {R"({"model": "gemini-3.8-live"})", 1008, "gemini-3.8-live is not found for API version v1beta"},
         {R"({"model": "models/other-live"})", 1008, "models/other-live is not found"},
         {R"({"generationConfig": {"responseModalities": ["TEXT"]}})", 1007,
          "response modalities (TEXT) is not supported"},
         {R"({"generationConfig": {"responseModalities": ["AUDIO", "TEXT"]}})", 1007, "(AUDIO, TEXT)"},
         {R"({"generationConfig": {"responseModalities": ["SOUND"]}})", 1007, "Invalid value at"},
         {R"({"generationConfig": {"responseModalities": ["TEXT"], "speechConfig": {}}})", 1007,
          "Cannot extract voices"},
         {R"({"generationConfig": {"speechConfig": {"voiceConfig": {"prebuiltVoiceConfig": {"voiceName": "kore"}}}}})",
          1007, "Requested voice api_name 'kore' is not available"},
         {R"({"tools": [{"functionDeclarations": [{"name": "1x"}]}]})", 1007, "Invalid function name"},
         {R"({"tools": [{"functionDeclarations": [{"name": "a"}, {"name": "a"}]}]})", 1007, "Duplicate function"},
         {R"({"realtimeInputConfig": {"activityHandling": "SOMETIMES"}})", 1007, "Invalid value at"},
         {R"({"sessionResumption": {"handle": "invented"}})", 1008, "session not found"}}));
    const auto close = closeFor (Json::parse (more));
    CHECK (close.code == code);
    CHECK (contains (close.reason, reason));
}

TEST_CASE ("What a model or version does not take closes as the real service does")
{
    constexpr auto native = "models/gemini-2.5-flash-native-audio-preview-12-2025";
    constexpr auto thinking = "models/gemini-3.8-live-extended-thinking";
    const auto [model, more, reason] = GENERATE_REF (table<const char*, const char*, const char*> (
        {{native, R"({"proactivity": {"proactiveAudio": true}})", "Unknown name \"proactivity\" at 'setup'"},
         {"models/gemini-3.8-live", R"({"generationConfig": {"thinkingConfig": {"thinkingLevel": "LOW"}}})",
          "Thinking level is not supported for this model"},
         {thinking, "{}", "Thinking level must be specified for this model."},
         {thinking, R"({"generationConfig": {"thinkingConfig": {"thinkingLevel": "MINIMAL"}}})",
          "Thinking level MINIMAL is not supported for this model"},
         {thinking,
          R"({"generationConfig": {"thinkingConfig": {"thinkingLevel": "LOW"}}, "tools": [{"functionDeclarations":
              [{"name": "f", "description": "d", "behavior": "BLOCKING"}]}]})",
          "BLOCKING function calls are not supported for this model"},
         {native, R"({"generationConfig": {"speechConfig": {"languageCode": "zh-TW"}}})", "Unsupported language code"},
         {native, R"({"generationConfig": {"speechConfig": {"voiceConfig": {"voice": "en-us-tavi"}}}})",
          "no matching speaker voice"}}));
    auto setup = Json::parse (more);
    setup["model"] = model;
    const auto close = closeFor (setup);
    CHECK (close.code == 1007);
    CHECK (contains (close.reason, reason));
}

TEST_CASE ("Affective dialog closes 3.1 at its setup and 3.8 at the first audio")
{
    const auto affective = Json::parse (R"({"generationConfig": {"enableAffectiveDialog": true}})");
    auto old = affective;
    old["model"] = "models/gemini-3.1-flash-live-preview";
    CHECK (closeFor (old).code == 1011);

    Rehearsal rehearsal;
    rehearsal.open (affective);
    CHECK (rehearsal.closes.empty());
    rehearsal.sendText (R"({"realtimeInput": {"audio": {"mimeType": "audio/pcm;rate=16000", "data": "AAA="}}})");
    REQUIRE (rehearsal.closes.size() == 1);
    CHECK (rehearsal.closes[0].code == 1007);
}

TEST_CASE ("The setup comes first, once, and nothing goes before setupComplete")
{
    Rehearsal early;
    early.type ("hello");
    REQUIRE (early.closes.size() == 1);
    CHECK (early.closes[0].code == 1007);

    Rehearsal twice;
    twice.open();
    twice.send (Rehearsal::setup());
    REQUIRE (twice.closes.size() == 1);
    CHECK (contains (twice.closes[0].reason, "setup must be the first message"));

    Rehearsal impatient;
    impatient.send (Rehearsal::setup());
    impatient.type ("hello");
    REQUIRE (impatient.closes.size() == 1);
    CHECK (contains (impatient.closes[0].reason, "before setupComplete"));
    impatient.run (200);
    CHECK (impatient.messages.empty());
}

TEST_CASE ("What is no message at all closes with 1007")
{
    const auto* const text = GENERATE ("", "hello", "[]", "{", R"({"setup": {}} {})", "{}", R"({"config": {}})",
                                       R"({"setup": {"model": "models/gemini-3.8-live"}, "clientContent": {}})");
    Rehearsal rehearsal;
    rehearsal.sendText (text);
    REQUIRE (rehearsal.closes.size() == 1);
    CHECK (rehearsal.closes[0].code == 1007);
}

TEST_CASE ("Nesting without end is refused before it is parsed")
{
    Rehearsal rehearsal;
    rehearsal.sendText (R"({"setup": {"labels": )" + std::string (200'000, '['));
    REQUIRE (rehearsal.closes.size() == 1);
    CHECK (contains (rehearsal.closes[0].reason, "too deep"));
}

TEST_CASE ("A client's message of nested brackets is refused on a small stack")
{
    testing::onSmallStack (
        []
        {
            for (const auto& deep : testing::deepValues())
            {
                nlohmann::json message;
                const auto refusal = ClientSchema::read (R"({"setup":{"labels":)" + deep + "}}", message);
                CHECK (refusal.value().code == 1007);
                CHECK (contains (refusal.value().reason, "too deep"));
            }
        });
}

TEST_CASE ("Messages after the setup are checked as strictly")
{
    const auto [text, reason] = GENERATE (Catch::Generators::table<const char*, const char*> (
        {{R"({"realtimeInput": {"mediaChunks": [{"mimeType": "audio/pcm", "data": ""}]}})",
          "media_chunks is deprecated"},
         {R"({"realtimeInput": {"activityStart": {}}})", "automatic activity detection is enabled"},
         {R"({"realtimeInput": {"activityEnd": {}}})", "automatic activity detection is enabled"},
         {R"({"realtimeInput": {"text": "a", "audioStreamEnd": true}})", "exactly one field"},
         {R"({"realtimeInput": {}})", "exactly one field"},
         {R"({"realtimeInput": {"audio": {"mimeType": "audio/mp3", "data": ""}}})", "audio/pcm;rate=16000"},
         {R"({"realtimeInput": {"audio": {"mimeType": "audio/pcm;rate=x", "data": ""}}})", "audio/pcm;rate=16000"},
         {R"({"realtimeInput": {"audio": {"mimeType": "audio/pcm", "data": "?"}}})", "Base64 decoding failed"},
         {R"({"realtimeInput": {"video": {"mimeType": "video/mp4", "data": ""}}})", "image/jpeg"},
         {R"({"realtimeInput": {"sound": 1}})", "Unknown name \"sound\" at 'realtime_input'"},
         {R"({"clientContent": {"turns": [{"role": "system", "parts": []}]}})", "valid role"},
         {R"({"clientContent": {"turns": [{"parts": [{"txt": ""}]}]}})", "Unknown name \"txt\""},
         {R"({"toolResponse": {"functionResponses": [{"name": "a", "response": {}}]}})", "need the id"},
         {R"({"toolResponse": {"functionResponses": [{"id": "1", "response": "yes"}]}})", "Invalid value"},
         {R"({"toolResponse": {"functionResponses": [{"id": "1", "scheduling": "INTERRUPTED"}]}})", "Invalid value"}}));
    Rehearsal rehearsal;
    rehearsal.open();
    rehearsal.sendText (text);
    REQUIRE (rehearsal.closes.size() == 1);
    CHECK (rehearsal.closes[0].code == 1007);
    CHECK (contains (rehearsal.closes[0].reason, reason));

    // Closed is closed.
    const auto before = rehearsal.messages.size();
    rehearsal.type ("hello");
    rehearsal.run (100);
    CHECK (rehearsal.closes.size() == 1);
    CHECK (rehearsal.messages.size() == before);
}
