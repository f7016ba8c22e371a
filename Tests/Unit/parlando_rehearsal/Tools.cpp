#include "Rehearsal.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace parlando;
using namespace parlando::test;
using Json = nlohmann::json;

namespace
{
Json tools (const std::string& behavior = "BLOCKING")
{
    auto declared = Json::parse (R"({"tools": [{"functionDeclarations": [
        {"name": "calculator", "description": "Works out an expression", "parametersJsonSchema":
            {"type": "object", "properties": {"expression": {"type": "string"}}, "required": ["expression"]}},
        {"name": "stop_conversation", "description": "Ends the conversation"},
        {"name": "set_reverb", "description": "Reverb mix", "parameters":
            {"type": "OBJECT", "properties": {"percent": {"type": "NUMBER", "maximum": 100}}, "required": ["percent"]}},
        {"name": "set_filter", "description": "Filter cutoff", "parameters":
            {"type": "OBJECT", "properties": {"hertz": {"type": "INTEGER"}}, "required": ["hertz"]}}]}]})");
    for (auto& each : declared["tools"][0]["functionDeclarations"])
        each["behavior"] = behavior;
    return declared;
}
} // namespace

TEST_CASE ("A sum is worked out by the declared calculator and its answer is spoken")
{
    Rehearsal rehearsal;
    rehearsal.open (tools());
    rehearsal.speak ("what is seventeen times three");
    rehearsal.run (1500);
    CHECK (rehearsal.lastCall()["name"] == "calculator");
    CHECK (rehearsal.lastCall()["args"] == Json{{"expression", "17*3"}});
    CHECK (rehearsal.order() == Order{"setupComplete", "heard", "audio", "toolCall"});

    // It waits for the answer, however long it takes.
    rehearsal.run (60000);
    CHECK (rehearsal.order().back() == "toolCall");

    const auto [response, answer] = GENERATE (Catch::Generators::table<const char*, const char*> (
        {{R"({"status": "ok", "result": 51})", "Seventeen times three is 51."},
         {R"({"output": "51"})", "Seventeen times three is 51."},
         {R"({"output": {"result": 51.5}})", "Seventeen times three is 51.5."},
         {R"({"whatever": 51})", "Seventeen times three is 51."},
         {R"({"status": "error", "error": "Too hard."})", "That did not work. The tool calculator says: Too hard."},
         {R"({"error": {"message": "No."}})", "That did not work. The tool calculator says: No."}}));
    INFO (response);
    rehearsal.answer (Json::parse (response));
    rehearsal.run (10000);
    CHECK (rehearsal.said().ends_with (answer));
    CHECK (rehearsal.order() ==
           Order{"setupComplete", "heard", "audio", "toolCall", "audio", "generationComplete", "turnComplete"});
}

TEST_CASE ("Asked to stop, it says goodbye, then calls the tool, and says no more")
{
    const auto* const words = GENERATE ("stop the conversation", "Stop conversation!", "Goodbye.");
    Rehearsal rehearsal;
    rehearsal.open (tools());
    rehearsal.type (words);
    rehearsal.run (3000);
    CHECK (rehearsal.lastCall()["name"] == "stop_conversation");
    CHECK (rehearsal.order() == Order{"setupComplete", "audio", "toolCall"});
    CHECK (rehearsal.said().find ("Goodbye") != std::string::npos);
    const auto asked = rehearsal.voice.asked.size();
    rehearsal.answer ({{"status", "ok"}});
    rehearsal.run (5000);
    CHECK (rehearsal.voice.asked.size() == asked);
    CHECK (rehearsal.order().back() == "turnComplete");
}

TEST_CASE ("A setting goes to the function that the words fit")
{
    const auto [words, name, args] = GENERATE (Catch::Generators::table<const char*, const char*, const char*> (
        {{"set the reverb to forty percent", "set_reverb", R"({"percent": 40})"},
         {"please set reverb to 12.5", "set_reverb", R"({"percent": 12.5})"},
         {"turn the filter cutoff to eight hundred", "set_filter", R"({"hertz": 800})"},
         {"Set filter to 1250.4", "set_filter", R"({"hertz": 1250})"}}));
    Rehearsal rehearsal;
    rehearsal.open (tools());
    rehearsal.type (words);
    rehearsal.run (1500);
    CHECK (rehearsal.lastCall()["name"] == name);
    CHECK (rehearsal.lastCall()["args"] == Json::parse (args));
    rehearsal.answer ({{"status", "ok"}, {"after", 40}});
    rehearsal.run (5000);
    CHECK (rehearsal.said().find ("Done. I set the ") != std::string::npos);
}

TEST_CASE ("A function that takes any name is given the words, and percent of a scale to one is a fraction")
{
    Rehearsal rehearsal;
    rehearsal.open (Json::parse (R"({"tools": [{"functionDeclarations": [{"name": "set_parameter", "parameters":
        {"type": "OBJECT", "properties": {"name": {"type": "STRING"}, "value": {"type": "NUMBER", "maximum": 1}},
         "required": ["name", "value"]}}]}]})"));
    rehearsal.type ("set the delay feedback to forty percent");
    rehearsal.run (1500);
    CHECK (rehearsal.lastCall()["args"] == Json{{"name", "delay feedback"}, {"value", 0.4}});
}

TEST_CASE ("Without a function for it, the words are said back")
{
    Rehearsal rehearsal;
    rehearsal.open();
    rehearsal.type ("what is seventeen times three");
    rehearsal.run (10000);
    CHECK (rehearsal.lastCall().is_null());
    CHECK (rehearsal.said().ends_with ("I heard you say: what is seventeen times three."));
}

TEST_CASE ("An interruption cancels a BLOCKING call that has no answer; a late answer is ignored")
{
    Rehearsal rehearsal;
    rehearsal.open (tools());
    rehearsal.type ("what is two plus two");
    rehearsal.run (1500);
    const auto id = rehearsal.lastCall()["id"];
    rehearsal.sendAudio (200, true);
    CHECK (rehearsal.last ("toolCallCancellation")["ids"] == Json::array ({id}));
    CHECK (rehearsal.order() ==
           Order{"setupComplete", "audio", "toolCall", "cancelled", "interrupted", "turnComplete"});
    const auto asked = rehearsal.voice.asked.size();
    rehearsal.answer ({{"result", 4}});
    CHECK (rehearsal.voice.asked.size() == asked);
    CHECK (rehearsal.closes.empty());
}

TEST_CASE ("A NON_BLOCKING call lets the turn end; its result is told by its scheduling")
{
    Rehearsal rehearsal;
    rehearsal.open (tools ("NON_BLOCKING"));
    rehearsal.type ("what is two plus two");
    rehearsal.run (5000);
    CHECK (rehearsal.order() == Order{"setupComplete", "audio", "toolCall", "generationComplete", "turnComplete"});

    SECTION ("WHEN_IDLE, also in the middle of a turn")
    {
        rehearsal.type ("tell me a story");
        rehearsal.run (200);
        rehearsal.answer ({{"result", 4}});
        rehearsal.messages.clear();
        rehearsal.run (120000);
        CHECK (rehearsal.order() ==
               Order{"audio", "generationComplete", "turnComplete", "audio", "generationComplete", "turnComplete"});
        CHECK (rehearsal.said().ends_with ("Two plus two is 4."));
    }
    SECTION ("INTERRUPT")
    {
        rehearsal.type ("tell me a story");
        rehearsal.run (500);
        rehearsal.answer ({{"result", 4}}, {{"scheduling", "INTERRUPT"}});
        rehearsal.run (5000);
        CHECK (rehearsal.said().ends_with ("Two plus two is 4."));
        CHECK (rehearsal.order().back() == "turnComplete");
    }
    SECTION ("SILENT")
    {
        const auto asked = rehearsal.voice.asked.size();
        rehearsal.answer ({{"result", 4}}, {{"scheduling", "SILENT"}});
        rehearsal.run (5000);
        CHECK (rehearsal.voice.asked.size() == asked);
    }
    SECTION ("willContinue: the same id answers again")
    {
        rehearsal.answer ({{"result", 3}}, {{"willContinue", true}});
        rehearsal.run (5000);
        rehearsal.answer ({{"result", 4}});
        rehearsal.run (5000);
        CHECK (rehearsal.said().ends_with ("Two plus two is 3.Two plus two is 4."));
    }
}

TEST_CASE ("contextUpdate replaces the tools")
{
    Rehearsal rehearsal;
    rehearsal.open();
    rehearsal.send ({{"contextUpdate", {{"tools", tools()}}}});
    rehearsal.type ("what is two plus two");
    rehearsal.run (1500);
    CHECK (rehearsal.lastCall()["name"] == "calculator");
}

TEST_CASE ("contextUpdate is for 3.8, and says something")
{
    const auto [model, update] = GENERATE (Catch::Generators::table<const char*, const char*> (
        {{"models/gemini-3.1-flash-live-preview", R"({"systemInstruction": {"parts": [{"text": "Be brief."}]}})"},
         {"models/gemini-3.8-live", "{}"},
         {"models/gemini-3.8-live", R"({"tools": [{"functionDeclarations": []}]})"},
         {"models/gemini-3.8-live", R"({"tools": {"tools": [{"functionDeclarations": [{"name": "1 x"}]}]}})"}}));
    Rehearsal rehearsal;
    rehearsal.open ({{"model", model}});
    rehearsal.send ({{"contextUpdate", Json::parse (update)}});
    REQUIRE (rehearsal.closes.size() == 1);
    CHECK (rehearsal.closes[0].code == 1007);
}

TEST_CASE ("A setting may say how long it takes, in the units that the function offers")
{
    auto declared = Json::parse (R"({"tools": [{"functionDeclarations": [
        {"name": "set_reverb_send", "behavior": "BLOCKING", "parametersJsonSchema": {"type": "object", "properties":
            {"value": {"type": "number"}, "ramp": {"type": "number"},
             "ramp_unit": {"type": "string", "enum": ["ms", "beats", "bars"]}}, "required": ["value"]}},
        {"name": "set_scene", "behavior": "BLOCKING", "parametersJsonSchema": {"type": "object", "properties":
            {"value": {"type": "string", "enum": ["Verse", "Chorus"]}}, "required": ["value"]}},
        {"name": "undo_last_change", "behavior": "BLOCKING", "description": "Takes back"}]}]})");
    const auto [words, call] = GENERATE (Catch::Generators::table<const char*, const char*> (
        {{"open the reverb send to forty percent over two bars", R"({"value": 40, "ramp": 2, "ramp_unit": "bars"})"},
         {"set reverb send to 12.5 over one and a half seconds", R"({"value": 12.5})"},
         {"set the reverb send to ten in four seconds", R"({"value": 10, "ramp": 4000, "ramp_unit": "ms"})"},
         {"set the reverb send to ten over a beat", R"({"value": 10, "ramp": 1, "ramp_unit": "beats"})"},
         {"set the scene to chorus", R"({"value": "Chorus"})"},
         {"please undo that", "{}"}}));
    INFO (words);
    Rehearsal rehearsal;
    rehearsal.open (declared);
    rehearsal.speak (words);
    rehearsal.run (1500);
    CHECK (rehearsal.lastCall()["args"] == Json::parse (call));
}
