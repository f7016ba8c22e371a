#include "PresetsMenu.h"

#include <parlando_text/AtomicFile.h>

#include <algorithm>

namespace parlando
{
namespace
{

constexpr auto presetFiles = "*.json";
constexpr int mostListedPresets = 100;

juce::String presetText (const std::string& text) { return juce::String::fromUTF8 (text.c_str()); }

} // namespace

PresetsMenu::PresetsMenu (PluginProcessor& processor, juce::File presetFolder)
    : plugin (processor), folder (std::move (presetFolder))
{
}

PresetsMenu::PresetsMenu (PluginProcessor& processor, juce::File presetFolder, SaveDialog::Ways ways)
    : plugin (processor), folder (std::move (presetFolder)), saving (std::move (ways))
{
}

juce::File PresetsMenu::usualFolder()
{
    return juce::File::getSpecialLocation (juce::File::userApplicationDataDirectory)
        .getChildFile ("Parlando")
        .getChildFile ("Presets");
}

void PresetsMenu::showBelow (juce::Component& target)
{
    menu().showMenuAsync (juce::PopupMenu::Options().withTargetComponent (target));
}

juce::PopupMenu PresetsMenu::menu()
{
    juce::PopupMenu menu;
    menu.addSectionHeader ("Agents");
    const auto current = plugin.desk().settings().get();

    for (const auto& preset : plugin.presets)
        menu.addItem (presetText (preset.name), true, withPreset (current, preset) == current,
                      [this, preset] { take (preset); });

    auto files = folder.findChildFiles (juce::File::findFiles, false, presetFiles);
    std::sort (files.begin(), files.end());
    files.resize (std::min (files.size(), mostListedPresets));

    if (! files.isEmpty())
        menu.addSectionHeader ("Yours");

    for (const auto& file : files)
        menu.addItem (file.getFileNameWithoutExtension(), [this, file] { open (file); });

    menu.addSeparator();
    menu.addItem (juce::String::fromUTF8 ("Open a preset…"), [this] { chooseToOpen(); });
    menu.addItem (juce::String::fromUTF8 ("Save as a preset…"), [this] { chooseToSave(); });
    menu.addSeparator();
    const auto other = plugin.desk().settings().historyState().side == 'A' ? "B" : "A";
    menu.addItem (juce::String ("Copy these settings to ") + other, [this] { plugin.desk().settings().copyToOther(); });
    return menu;
}

void PresetsMenu::take (const Preset& preset)
{
    plugin.desk().settings().update ([&] (PluginSettings& settings)
                                     { settings = withPreset (std::move (settings), preset); });

    if (onEdited)
        onEdited();
}

void PresetsMenu::open (const juce::File& file)
{
    try
    {
        if (file.getSize() > static_cast<juce::int64> (Preset::largestFile))
            throw std::invalid_argument ("It is larger than 512 kB.");

        take (presetFromText (file.loadFileAsString().toStdString(), plugin.provider()));
    }
    catch (const std::invalid_argument& wrong)
    {
        plugin.desk().showMessage (file.getFileName().toStdString() + " cannot be used: " + wrong.what());
    }
}

void PresetsMenu::save (const juce::File& file)
{
    const Preset preset{file.getFileNameWithoutExtension().substring (0, 60).toStdString(),
                        plugin.desk().settings().get()};

    try
    {
        replaceFile (file.getFullPathName().toStdString(), toText (preset));
    }
    catch (const FileError& problem)
    {
        plugin.desk().showMessage (problem.what());
    }
}

void PresetsMenu::chooseToOpen()
{
    chooser = std::make_unique<juce::FileChooser> ("Open a preset", folder, presetFiles);
    chooser->launchAsync (juce::FileBrowserComponent::openMode | juce::FileBrowserComponent::canSelectFiles,
                          [this] (const juce::FileChooser& chosen)
                          {
                              if (chosen.getResult() != juce::File())
                                  open (chosen.getResult());
                          });
}

void PresetsMenu::chooseToSave()
{
    folder.createDirectory();
    saving.show ("Save as a preset", folder, "json", [this] (const juce::File& file) { save (file); });
}

} // namespace parlando
