#include "Support/HostileJson.h"
#include "Support/SmallStack.h"

#include <parlando_gemini/parlando_gemini.h>
#include <parlando_plugin/parlando_plugin.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

using namespace parlando;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::MessageMatches;

namespace
{

PluginSettings someAgent()
{
    auto settings = usualSettings (*gemini::geminiLive());
    settings.voice = "Kore";
    settings.instructions = "You are a drummer. \xc3\xa4";
    settings.thinking = ThinkingLevel::high;
    settings.turnTaking.patience = 900;
    return settings;
}

} // namespace

TEST_CASE ("A preset says who the agent is, and a file of it says the same")
{
    const Preset preset{"Drummer", someAgent()};
    CHECK (presetFromText (toText (preset), *gemini::geminiLive()) == preset);
    CHECK (withPreset ({}, preset) == someAgent());
}

TEST_CASE ("A preset changes neither what a person spends, nor their MIDI, nor tools that it says nothing of")
{
    PluginSettings mine;
    mine.costCap = 3.0;
    mine.tokenCap = 5000;
    mine.reconnects = false;
    mine.midi.in[0].kind = MidiTrigger::Kind::note;
    mine.layout.slots[3].name = "Reverb";
    const auto now = withPreset (mine, {"Drummer", someAgent()});
    CHECK (now.voice == "Kore");
    CHECK (now.costCap == 3.0);
    CHECK (now.tokenCap == 5000);
    CHECK_FALSE (now.reconnects);
    CHECK (now.midi == mine.midi);
    CHECK (now.layout == mine.layout);
}

TEST_CASE ("A preset with tools brings them")
{
    auto agent = someAgent();
    agent.layout.slots[0].name = "Delay";
    PluginSettings mine;
    mine.layout.slots[3].name = "Reverb";
    CHECK (withPreset (mine, presetFromText (toText ({"Delay", agent}), *gemini::geminiLive())).layout == agent.layout);
}

TEST_CASE ("A file of a preset holds neither MIDI nor a cap")
{
    auto agent = someAgent();
    agent.costCap = 3.0;
    agent.midi.in[0].kind = MidiTrigger::Kind::note;
    const auto text = toText ({"Drummer", agent});
    CHECK_THAT (text, ! ContainsSubstring ("cost_cap"));
    CHECK_THAT (text, ! ContainsSubstring ("midi"));
}

TEST_CASE ("What is no preset is refused in a sentence")
{
    const auto refuses = [] (std::string_view text, const char* why)
    {
        CHECK_THROWS_MATCHES (presetFromText (text, *gemini::geminiLive()), std::invalid_argument,
                              MessageMatches (ContainsSubstring (why)));
    };
    refuses ("", "no preset");
    refuses ("[1,2]", "no preset");
    refuses (R"({"settings":{}})", "no preset");
    refuses (R"({"parlando_preset":2,"name":"x","settings":{}})", "newer version");
    refuses (R"({"parlando_preset":1,"name":7,"settings":{}})", "no preset");
    refuses (R"({"parlando_preset":1,"name":"x","settings":{"voice":"Nobody"}})", "voice");
    refuses (std::string (Preset::largestFile + 1, ' '), "512 kB");
    refuses ("{\n\"parlando_preset\": 1\n\"name\"", "line 3");

    testing::onSmallStack (
        [&]
        {
            for (const auto& deep : testing::deepValues())
                refuses (R"({"parlando_preset":1,"name":"x","settings":)" + deep + "}", "nested more than 100 deep");
        });
}
