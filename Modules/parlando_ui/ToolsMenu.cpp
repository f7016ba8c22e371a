#include "ToolsMenu.h"

#include <parlando_text/AtomicFile.h>

#include <array>

namespace parlando
{
namespace
{

constexpr std::array<const char*, MidiMap::actionNames.size()> actionTitles{
    "Talk (held)", "Interrupt", "Mute", "Connect", "Allow the tool call", "Refuse the tool call", "Undo"};

juce::String textOf (const std::string& text) { return juce::String::fromUTF8 (text.c_str()); }

juce::String textOf (const MidiTrigger& trigger)
{
    if (trigger.kind == MidiTrigger::Kind::none)
        return "none";

    return (trigger.kind == MidiTrigger::Kind::note ? juce::MidiMessage::getMidiNoteName (trigger.number, true, true, 4)
                                                    : "controller " + juce::String (trigger.number)) +
           (trigger.channel == 0 ? juce::String() : ", channel " + juce::String (trigger.channel));
}

constexpr auto toolFiles = "*.json";

} // namespace

ToolsMenu::ToolsMenu (PluginProcessor& processor) : plugin (processor) {}

ToolsMenu::ToolsMenu (PluginProcessor& processor, SaveDialog::Ways ways) : plugin (processor), saving (std::move (ways))
{
}

void ToolsMenu::showBelow (juce::Component& target)
{
    menu().showMenuAsync (juce::PopupMenu::Options().withTargetComponent (target));
}

juce::PopupMenu ToolsMenu::menu()
{
    juce::PopupMenu menu;
    const auto change = textOf (plugin.automation().lastChange());
    menu.addItem (change.isEmpty() ? juce::String ("Undo the agent's last change") : "Undo: " + change,
                  change.isNotEmpty(), false, [this] { plugin.automation().undoLast(); });
    menu.addSeparator();
    addSets (menu);
    menu.addSeparator();
    menu.addSubMenu ("By MIDI", midiMenu());
    return menu;
}

void ToolsMenu::addSets (juce::PopupMenu& menu)
{
    const auto current = plugin.desk().settings().get().layout;
    auto isKnown = current == ToolLayout();
    menu.addSectionHeader ("The agent may move");
    menu.addItem ("Nothing", true, isKnown, [this] { choose ({}); });

    for (const auto& set : plugin.toolSets)
    {
        isKnown = isKnown || set == current;
        menu.addItem (textOf (set.name), true, set == current, [this, set] { choose (set); });
    }

    if (! isKnown)
        menu.addItem (current.name.empty() ? juce::String ("This project's own") : textOf (current.name), false, true,
                      nullptr);

    menu.addItem (juce::String::fromUTF8 ("Open a tool set…"), [this] { open(); });
    menu.addItem (juce::String::fromUTF8 ("Save this tool set…"), current != ToolLayout(), false, [this] { save(); });
}

juce::PopupMenu ToolsMenu::midiMenu()
{
    juce::PopupMenu menu;
    const auto map = plugin.desk().settings().get().midi;
    const auto learning = plugin.desk().isLearning();

    for (std::size_t i = 0; i < actionTitles.size(); ++i)
    {
        const auto action = static_cast<MidiAction> (i);
        const auto isWaiting = learning == action;
        menu.addItem (juce::String (actionTitles[i]) + ": " +
                          (isWaiting ? "play a note or move a controller" : textOf (map.in[i])),
                      true, isWaiting,
                      [this, action, isWaiting]
                      { plugin.desk().learn (isWaiting ? std::nullopt : std::optional (action)); });
    }

    menu.addSeparator();
    menu.addItem ("Forget all", map.in != MidiMap().in, false,
                  [this] { edit ([] (auto& settings) { settings.midi.in = {}; }); });
    return menu;
}

void ToolsMenu::choose (const ToolLayout& layout)
{
    edit ([&] (auto& settings) { settings.layout = layout; });
}

void ToolsMenu::edit (const std::function<void (PluginSettings&)>& change) { plugin.desk().settings().update (change); }

void ToolsMenu::open()
{
    chooser = std::make_unique<juce::FileChooser> ("Open a tool set", juce::File(), toolFiles);
    chooser->launchAsync (juce::FileBrowserComponent::openMode | juce::FileBrowserComponent::canSelectFiles,
                          [this] (const juce::FileChooser& chosen)
                          {
                              if (chosen.getResult() != juce::File())
                                  take (chosen.getResult());
                          });
}

void ToolsMenu::take (const juce::File& file)
{
    try
    {
        choose (loadLayout (file.getFullPathName().toStdString()));
    }
    catch (const std::invalid_argument& wrong)
    {
        plugin.desk().showMessage (wrong.what());
    }
}

void ToolsMenu::save()
{
    saving.show ("Save this tool set", {}, "json", [this] (const juce::File& file) { write (file); });
}

void ToolsMenu::write (const juce::File& file)
{
    constexpr int indent = 4;

    try
    {
        replaceFile (file.getFullPathName().toStdString(),
                     toJson (plugin.desk().settings().get().layout).dump (indent) + "\n");
    }
    catch (const FileError& problem)
    {
        plugin.desk().showMessage (problem.what());
    }
}

} // namespace parlando
