#include "EditorRig.h"

#include <catch2/catch_test_macros.hpp>

using namespace parlando;
using namespace parlando::testing;

namespace
{

struct PagesRig : EditorRig
{
    explicit PagesRig (const juce::String& page)
    {
        ToolLayout mixing;
        mixing.name = "Mixing";
        mixing.slots[0].name = "Reverb";
        processor.toolSets = {mixing};
        editor.emplace (processor);
        open();
        get<juce::Button> ("Settings").onClick();
        get<juce::Button> (page + " page").onClick();
    }

    [[nodiscard]] PluginSettings settings() { return processor.desk().settings().get(); }
    [[nodiscard]] ControlDefinition slot (std::size_t index) { return settings().layout.slots[index]; }

    void type (const juce::String& title, const juce::String& text)
    {
        get<juce::TextEditor> (title).setText (text, juce::dontSendNotification);
        get<juce::TextEditor> (title).onTextChange();
    }

    void choose (const juce::String& title, int item)
    {
        get<juce::ComboBox> (title).setSelectedId (item, juce::sendNotificationSync);
    }

    void click (const juce::String& title) { get<juce::Button> (title).onClick(); }

    juce::String note() { return get<juce::Label> ("Note").getText(); }
};

} // namespace

TEST_CASE ("A slot gets a name, a range, a unit and an access in the window")
{
    PagesRig rig ("Tools");
    rig.get<juce::ListBox> ("Controls").selectRow (4);
    rig.type ("Name", "Delay time");
    rig.type ("Lowest", "-20");
    rig.type ("Highest", "500.5");
    rig.type ("Unit", "ms");
    rig.type ("Description", "Of the slap");
    rig.choose ("Access", 3);
    const auto slot = rig.slot (4);
    CHECK (slot.name == "Delay time");
    CHECK (slot.minimum == -20.0);
    CHECK (slot.maximum == 500.5);
    CHECK (slot.unit == "ms");
    CHECK (slot.description == "Of the slap");
    CHECK (slot.access == ControlAccess::ask);
    CHECK (rig.settings().layout.slots[3] == ControlDefinition());
}

TEST_CASE ("A slot can be a choice, once there are two to choose from")
{
    PagesRig rig ("Tools");
    rig.get<juce::ListBox> ("Controls").selectRow (1);
    rig.type ("Name", "Amp");
    rig.choose ("Kind", 2);
    rig.get<SettingsPanel> ("Settings").refresh();
    CHECK (rig.note().isNotEmpty());
    CHECK (rig.slot (1).kind == ControlDefinition::Kind::number);
    rig.type ("Choices", "Clean, Crunch ,Lead");
    CHECK (rig.slot (1).kind == ControlDefinition::Kind::choice);
    CHECK (rig.slot (1).choices == std::vector<std::string>{"Clean", "Crunch", "Lead"});
}

TEST_CASE ("A range that is none is not taken, and the note says so")
{
    PagesRig rig ("Tools");
    rig.type ("Name", "Reverb");
    const auto before = rig.settings();
    const auto* wrong = "";

    SECTION ("letters") { wrong = "ten"; }
    SECTION ("the wrong way round") { wrong = "900"; }

    rig.type ("Lowest", wrong);
    rig.get<SettingsPanel> ("Settings").refresh();
    CHECK (rig.settings() == before);
    CHECK (rig.get<juce::TextEditor> ("Lowest").getText() == wrong);
    CHECK_FALSE (rig.note().startsWith ("Changes"));
}

TEST_CASE ("A ready-made tool set can be chosen and becomes one's own when it is changed")
{
    PagesRig rig ("Tools");
    rig.choose ("Tool set", 2);
    CHECK (rig.settings().layout == rig.processor.toolSets[0]);
    CHECK (rig.get<juce::TextEditor> ("Name").getText() == "Reverb");
    rig.type ("Name", "Echo");
    CHECK (rig.settings().layout.name.empty());
    CHECK (rig.get<juce::ComboBox> ("Tool set").getText() == "This project's own");
    rig.choose ("Tool set", 1);
    CHECK (rig.settings().layout == ToolLayout());
}

TEST_CASE ("Whether the agent may move the plugin's own parameters is chosen below the slots")
{
    PagesRig rig ("Tools");
    rig.get<juce::ListBox> ("Controls").selectRow (static_cast<int> (ToolLayout::numSlots) + 1);
    rig.choose ("Access", 4);
    CHECK (rig.settings().layout.own.at ("voice_gain") == ControlAccess::move);
    rig.choose ("Access", 1);
    CHECK (rig.settings().layout.own.empty());
}

TEST_CASE ("How long a conversation lasts is chosen on the session's page")
{
    PagesRig rig ("Session");
    auto& reconnects = rig.get<juce::ToggleButton> ("When the line breaks");
    reconnects.setToggleState (false, juce::dontSendNotification);
    reconnects.onClick();
    CHECK_FALSE (rig.settings().reconnects);
    rig.get<juce::ToggleButton> ("Set: Tokens at most").setToggleState (true, juce::dontSendNotification);
    rig.click ("Set: Tokens at most");
    rig.get<juce::Slider> ("Tokens at most").setValue (20'000.0, juce::sendNotificationSync);
    CHECK (rig.settings().tokenCap == 20'000);
}

TEST_CASE ("A saved conversation is shown when it is to be gone on with, and what is none is told")
{
    PagesRig rig ("Session");
    Transcript transcript;
    transcript.entries.push_back ({});
    transcript.entries.back().id = 1;
    transcript.entries.back().text = "Good morning.";
    transcript.entries.back().final = true;
    auto& page = rig.get<SessionPanel> ("Session");
    const juce::TemporaryFile saved (".json");
    saved.getFile().replaceWithText (toJsonText (transcript));
    page.open (saved.getFile());
    INFO (rig.processor.desk().view().sentence);
    REQUIRE (rig.processor.desk().transcript().entries.size() == 1);
    CHECK (rig.processor.desk().transcript().entries[0].text == "Good morning.");

    saved.getFile().replaceWithText ("nonsense");
    page.open (saved.getFile());
    CHECK (rig.processor.desk().view().sentence.contains ("no conversation to go on with"));
    CHECK (rig.processor.desk().transcript().entries.size() == 1);
}

TEST_CASE ("Settings are taken back and made again, and two sides of them compared, by buttons and keys")
{
    PagesRig rig ("Agent");
    rig.choose ("Voice", 3);
    const auto voice = rig.settings().voice;
    REQUIRE_FALSE (voice.empty());
    rig.click ("Undo");
    CHECK (rig.settings().voice.empty());
    CHECK (rig.get<juce::ComboBox> ("Voice").getSelectedId() == 1);
    rig.click ("Redo");
    CHECK (rig.settings().voice == voice);

    rig.click ("Settings A, change to B");
    rig.choose ("Voice", 5);
    rig.click ("Settings B, change to A");
    CHECK (rig.settings().voice == voice);
    CHECK (rig.get<juce::ComboBox> ("Voice").getSelectedId() == 3);
}

TEST_CASE ("A preset is saved, listed and opened again")
{
    PagesRig rig ("Agent");
    const juce::File folder (rig.surroundings.folder().string());
    PresetsMenu presets (rig.processor, folder);
    rig.choose ("Voice", 3);
    const auto saved = rig.settings();
    presets.save (folder.getChildFile ("Mine.json"));
    rig.choose ("Voice", 1);

    juce::StringArray names;

    const auto menu = presets.menu();

    for (juce::PopupMenu::MenuItemIterator each (menu); each.next();)
        names.add (each.getItem().text);

    CHECK (names.contains ("Mine"));
    presets.open (folder.getChildFile ("Mine.json"));
    CHECK (rig.settings() == saved);

    folder.getChildFile ("Broken.json").replaceWithText ("{}");
    presets.open (folder.getChildFile ("Broken.json"));
    CHECK (rig.settings() == saved);
    CHECK (rig.processor.desk().view().sentence.contains ("Broken.json cannot be used"));
}

TEST_CASE ("What the chosen model can do is said, and what it cannot be asked for is out of reach")
{
    PagesRig rig ("Agent");
    auto& model = rig.get<juce::ComboBox> ("Model");
    auto& abilities = rig.get<juce::Label> ("What the model can do");
    CHECK (abilities.getText().contains ("Gemini 3.8 Live"));
    CHECK_FALSE (rig.get<juce::ComboBox> ("Thinking").isEnabled());
    model.setText ("gemini-3.1-flash-live-preview", juce::sendNotificationSync);
    CHECK (abilities.getText().contains ("can think"));
    CHECK (rig.get<juce::ComboBox> ("Thinking").isEnabled());
    rig.choose ("Thinking", 4);
    CHECK (gemini::setupOf (toDefinition (rig.settings())).generationConfig.thinkingConfig->thinkingLevel ==
           ThinkingLevel::medium);
    model.setText ("something-new", juce::sendNotificationSync);
    CHECK (abilities.getText().contains ("does not know"));
}
