#include "Support/HostileJson.h"
#include "Support/SmallStack.h"

#include <parlando_gemini/parlando_gemini.h>
#include <parlando_plugin/parlando_plugin.h>

#include <catch2/catch_test_macros.hpp>

#include <fstream>
#include <iterator>

using namespace parlando;

namespace
{

std::string frozen (const std::string& name)
{
    std::ifstream file (PARLANDO_FIXTURES "/state/" + name, std::ios::binary);
    return {std::istreambuf_iterator<char> (file), {}};
}

std::string save (PluginProcessor& processor)
{
    juce::MemoryBlock block;
    processor.getStateInformation (block);
    return {static_cast<const char*> (block.getData()), block.getSize()};
}

void load (PluginProcessor& processor, const std::string& state)
{
    processor.setStateInformation (state.data(), static_cast<int> (state.size()));
}

} // namespace

TEST_CASE ("A project of schema 1 opens with all that it held, and is saved as the same bytes")
{
    PluginProcessor processor{gemini::geminiLive()};
    const auto state = frozen ("schema-1.json");
    load (processor, state);

    const auto& parameters = processor.parameters;
    CHECK (parameters.dryGain.get() == -6.5f);
    CHECK (parameters.voiceGain.getCurrentValueAsText() == "-inf");
    CHECK (parameters.duckAmount.get() == 12.0f);
    CHECK (parameters.duckAttack.get() == 45.0f);
    CHECK (parameters.duckRelease.get() == 800.0f);
    CHECK (parameters.hears.getIndex() == static_cast<int> (TrackSource::both));
    CHECK (parameters.talkMode.getIndex() == static_cast<int> (TalkMode::pushToTalk));
    CHECK (parameters.allowTools.getIndex() == static_cast<int> (ToolGate::Access::ask));
    CHECK (parameters.microphoneMute.get());

    const auto settings = processor.desk().settings().get();
    CHECK (settings.voice == "Kore");
    CHECK (settings.language == "de-DE");
    CHECK (settings.temperature == 0.5);
    CHECK (settings.tools == std::vector<std::string>{"calculator"});
    CHECK (settings.instructions == "Answer in one sentence, in the key of C.");
    CHECK (save (processor) == state);
}

TEST_CASE ("What no state names has its default")
{
    PluginProcessor processor{gemini::geminiLive()};
    load (processor, frozen ("schema-1.json"));
    load (processor, R"({"product":"Parlando","schema":1,"parameters":{"from_tomorrow":7}})");
    CHECK (save (processor) == save (*std::make_unique<PluginProcessor> (gemini::geminiLive())));
}

TEST_CASE ("Connect and the momentary parameters are off after a state was restored, whatever it says")
{
    PluginProcessor processor{gemini::geminiLive()};
    processor.parameters.connect = true;
    processor.parameters.talk = true;
    load (processor, R"({"product":"Parlando","schema":1,"parameters":{"connect":1,"talk":1,"interrupt":1}})");
    CHECK_FALSE (processor.parameters.connect.get());
    CHECK_FALSE (processor.parameters.talk.get());
    CHECK_FALSE (processor.parameters.interrupt.get());
    CHECK (save (processor).find ("connect") == std::string::npos);
}

TEST_CASE ("A broken state leaves everything as it was and is told")
{
    PluginProcessor processor{gemini::geminiLive()};
    load (processor, frozen ("schema-1.json"));
    const auto before = save (processor);
    const auto whole = frozen ("schema-1.json");

    const std::string broken[] = {
        "x",
        "{}",
        "[]",
        whole.substr (0, whole.size() / 2),
        std::string (2 << 20, ' '),
        std::string (100'000, '['),
        R"({"product":"Another","schema":1,"parameters":{}})",
        R"({"product":"Parlando","parameters":{}})",
        R"({"product":"Parlando","schema":0,"parameters":{}})",
        R"({"product":"Parlando","schema":1})",
        R"({"product":"Parlando","schema":1,"parameters":{"dry_gain":"loud"}})",
        R"({"product":"Parlando","schema":1,"parameters":{"dry_gain":-3},"settings":{"voice":7}})",
        R"({"product":"Parlando","schema":1,"parameters":{"dry_gain":-3},"settings":{"temperature":99}})",
        R"({"product":"Parlando","schema":1,"parameters":{"dry_gain":-3},"settings":{"tools":["format_disk"]}})",
        R"({"product":"Parlando","schema":1,"parameters":{"dry_gain":1e999}})",
    };

    for (const auto& state : broken)
    {
        INFO (state.substr (0, 100));
        load (processor, state);
        CHECK (save (processor) == before);
        CHECK (processor.desk().view().sentence.isNotEmpty());
    }
}

TEST_CASE ("A state of a newer release is left alone, with the advice to update")
{
    PluginProcessor processor{gemini::geminiLive()};
    load (processor, R"({"product":"Parlando","schema":2,"parameters":{}})");
    CHECK (processor.desk().view().sentence.contains ("update"));
}

TEST_CASE ("Values beyond their range end at its border")
{
    PluginProcessor processor{gemini::geminiLive()};
    load (processor, R"({"product":"Parlando","schema":1,"parameters":{"dry_gain":500,"hears":-3}})");
    CHECK (processor.parameters.dryGain.get() == 12.0f);
    CHECK (processor.parameters.hears.getIndex() == 0);
}

TEST_CASE ("A project with a tool set opens with the slots' names and values, and is saved with the same bytes")
{
    PluginProcessor processor{gemini::geminiLive()};
    const auto text = frozen ("schema-1-tools.json");
    load (processor, text);
    const auto& slots = processor.parameters.slots;
    CHECK (slots[0]->getName (100) == "Reverb send");
    CHECK (slots[0]->getText (slots[0]->getValue(), 100) == "40");
    CHECK (slots[2]->getText (slots[2]->getValue(), 100) == "Chorus");
    CHECK (slots[1]->getValue() == slots[1]->getDefaultValue());
    CHECK (slots[4]->getName (100) == "Slot 5");
    juce::MemoryBlock saved;
    processor.getStateInformation (saved);
    CHECK (nlohmann::json::parse (saved.toString().toStdString()) ==
           nlohmann::json::parse (PluginState::fromText (text, *gemini::geminiLive()).toText()));
}

TEST_CASE ("What a newer release added to a tool set is passed over, and the project opens")
{
    PluginProcessor processor{gemini::geminiLive()};
    auto json = nlohmann::json::parse (frozen ("schema-1-tools.json"));
    auto& settings = json["settings"];
    settings["automation"]["colours"] = true;
    settings["automation"]["own"]["reverb_of_its_own"] = "move";
    settings["automation"]["slots"][0]["colour"] = "red";
    settings["automation"]["functions"][0]["arguments"][0]["hint"] = "loud";
    settings["midi"]["in"]["dance"] = {{"note", 1}};
    load (processor, json.dump());
    CHECK (processor.parameters.slots[0]->getName (100) == "Reverb send");
    CHECK (processor.desk().settings().get().midi.in[0].number == 60);
}

TEST_CASE ("A project's state of nested brackets is refused on a thread of a host's, and the project stays as it is")
{
    const auto states = []
    {
        std::vector<std::string> all;

        for (const auto& deep : testing::deepValues())
            for (const auto* before :
                 {"", R"({"product":)", R"({"product":"Parlando","schema":1,"parameters":)",
                  R"({"product":"Parlando","schema":1,"parameters":{},"settings":)",
                  R"({"product":"Parlando","schema":1,"parameters":{},"settings":{"automation":{"slots":)"})
                all.push_back (before + deep + "}");

        return all;
    }();

    testing::onSmallStack (
        [&]
        {
            for (const auto& state : states)
                CHECK_THROWS_AS (PluginState::fromText (state, *gemini::geminiLive()), std::invalid_argument);
        });

    PluginProcessor processor{gemini::geminiLive()};
    load (processor, frozen ("schema-1.json"));
    const auto before = save (processor);

    for (const auto& state : states)
        load (processor, state);

    CHECK (save (processor) == before);
    CHECK (processor.desk().view().sentence.contains ("nested more than 100 deep"));
}

TEST_CASE ("A host that rounds a state up with zeros, or keeps a mark of a wrapper behind them, gets its project back")
{
    const auto text = frozen ("schema-1.json");
    const auto opened = PluginState::fromText (text, *gemini::geminiLive()).toText();
    CHECK (PluginState::fromText (text + std::string (7, '\0'), *gemini::geminiLive()).toText() == opened);
    CHECK (PluginState::fromText (text + std::string (8, '\0') + "JUCEPrivateData", *gemini::geminiLive()).toText() ==
           opened);
    CHECK_THROWS_AS (PluginState::fromText (std::string (7, '\0'), *gemini::geminiLive()), std::invalid_argument);
}
