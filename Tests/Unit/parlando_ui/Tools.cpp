#include "EditorRig.h"
#include "MenuItems.h"

#include <catch2/catch_test_macros.hpp>

using namespace parlando;
using namespace parlando::testing;

namespace
{

juce::String ticked (const juce::PopupMenu& menu)
{
    for (juce::PopupMenu::MenuItemIterator each (menu); each.next();)
        if (each.getItem().isTicked)
            return each.getItem().text;

    return {};
}

ToolLayout mixing()
{
    ToolLayout layout;
    layout.name = "Mixing";
    layout.slots[0].name = "Reverb send";
    return layout;
}

} // namespace

TEST_CASE ("A tool set that is chosen gives the slots their names, and the project has it")
{
    EditorRig rig;
    rig.processor.toolSets.push_back (mixing());
    ToolsMenu tools (rig.processor);
    CHECK (ticked (tools.menu()) == "Nothing");
    REQUIRE (press (tools.menu(), "Mixing"));
    CHECK (rig.parameters.slots[0]->getName (100) == "Reverb send");
    CHECK (rig.processor.desk().settings().get().layout == mixing());
    CHECK (ticked (tools.menu()) == "Mixing");
    REQUIRE (press (tools.menu(), "Nothing"));
    CHECK (rig.parameters.slots[0]->getName (100) == "Slot 1");
}

TEST_CASE ("A set that is none of the ready-made ones is shown as it is called")
{
    EditorRig rig;
    auto settings = rig.processor.desk().settings().get();
    settings.layout = mixing();
    rig.processor.desk().settings().set (settings);
    CHECK (ticked (ToolsMenu (rig.processor).menu()) == "Mixing");
}

TEST_CASE ("Nothing can be undone before the agent has moved anything, and nothing saved that is not there")
{
    EditorRig rig;
    const auto menu = ToolsMenu (rig.processor).menu();
    CHECK_FALSE (press (menu, "Undo the agent"));
    CHECK_FALSE (press (menu, "Save this tool set"));
}

TEST_CASE ("An action waits for its note when it is pressed, and no more when it is pressed again")
{
    EditorRig rig;
    ToolsMenu tools (rig.processor);
    REQUIRE (press (tools.menu(), "Mute: none"));
    CHECK (rig.processor.desk().isLearning() == MidiAction::mute);
    REQUIRE (press (tools.menu(), "Mute: play a note"));
    CHECK_FALSE (rig.processor.desk().isLearning());
}

TEST_CASE ("What MIDI does can be forgotten")
{
    EditorRig rig;
    auto settings = rig.processor.desk().settings().get();
    settings.midi.in[0] = {MidiTrigger::Kind::note, 2, 60};
    rig.processor.desk().settings().set (settings);
    ToolsMenu tools (rig.processor);
    CHECK (press (tools.menu(), "Talk (held): C4, channel 2"));
    REQUIRE (press (tools.menu(), "Forget all"));
    CHECK (rig.processor.desk().settings().get().midi == MidiMap());
}
