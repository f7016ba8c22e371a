// The window and the plugin with a service that they know nothing of.

#include "EditorRig.h"

#include <Support/Parrot.h>

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <vector>

using namespace parlando;
using namespace parlando::testing;

namespace
{

std::vector<juce::String> itemsOf (const juce::ComboBox& box)
{
    std::vector<juce::String> items;

    for (int i = 0; i < box.getNumItems(); ++i)
        items.push_back (box.getItemText (i));

    return items;
}

} // namespace

TEST_CASE ("The window offers the models and voices of its service, and asks for its key in its words")
{
    EditorRig rig (parrot());
    rig.open();
    rig.get<juce::Button> ("Settings").onClick();
    CHECK (itemsOf (rig.get<juce::ComboBox> ("Model")) == std::vector<juce::String>{"grey", "macaw"});
    CHECK (rig.get<juce::ComboBox> ("Model").getText() == "grey");
    CHECK (itemsOf (rig.get<juce::ComboBox> ("Voice")) ==
           std::vector<juce::String>{"Service's choice", "Polly (shrill)", "Kaspar"});
    CHECK (rig.get<juce::Label> ("What the model can do").getText() ==
           "A bird: repeats what it hears, and does not think.");
    CHECK_FALSE (rig.get<juce::ComboBox> ("Thinking").isEnabled());

    rig.get<juce::Button> ("Account page").onClick();
    CHECK (rig.get<juce::Button> ("Get a key" + juce::String::charToString (0x2026)).getTooltip() ==
           "https://parrot.example/crackers");
    CHECK_FALSE (rig.shows ("Project and region on Vertex AI"));
}

TEST_CASE ("The plugin talks with a service that it knows nothing of, which uses its tools")
{
    ParrotService bird;
    LoopbackServer server ({}, bird.callbacks());
    EditorRig rig (parrot());
    rig.surroundings.set ("PARLANDO_ENDPOINT", server.url());
    rig.processor.desk().settings().update (
        [] (PluginSettings& settings)
        {
            settings.instructions = "Be brief.";
            settings.voice = "Polly";
        });
    auto& desk = rig.processor.desk();
    AudioThread audio (rig.processor);
    dispatch (std::chrono::milliseconds (200));
    setInGesture (rig.parameters.connect, 1.0f);
    REQUIRE (dispatchUntil ([&] { return desk.view().state == SessionState::ready; }));
    const auto hello = bird.linesWith ("HELLO");
    REQUIRE (hello.size() == 1);
    CHECK (hello[0].find (R"("voice":"Polly")") != std::string::npos);
    CHECK (hello[0].find ("Be brief.") != std::string::npos);

    desk.sendText ("use calculator");
    REQUIRE (dispatchUntil ([&] { return desk.question().has_value() || ! bird.linesWith ("RESULT").empty(); }));

    if (const auto question = desk.question())
        desk.answer (question->id, true);

    REQUIRE (dispatchUntil ([&] { return ! bird.linesWith ("RESULT").empty(); }));
    desk.sendText ("Good bird");
    REQUIRE (dispatchUntil (
        [&]
        {
            const auto entries = desk.transcript().entries;
            return ! entries.empty() && entries.back().speaker == Speaker::agent && entries.back().text == "Good bird";
        }));
    setInGesture (rig.parameters.connect, 0.0f);
    CHECK (dispatchUntil ([&] { return ! desk.view().isRunning; }));
}
