#pragma once

#include "SaveDialog.h"

#include <juce_gui_basics/juce_gui_basics.h>
#include <parlando_plugin/parlando_plugin.h>

namespace parlando
{

/** Agents to choose from: ready-made ones, those in this person's folder, and any file. Message thread. */
class PresetsMenu final
{
public:
    /** `folder` is where this person's presets lie and are saved first. */
    PresetsMenu (PluginProcessor&, juce::File folder);

    /** For tests: they answer themselves where to save. */
    PresetsMenu (PluginProcessor&, juce::File folder, SaveDialog::Ways);

    /** `Presets` beside what is remembered of this person: ~/.config/Parlando. */
    static juce::File usualFolder();

    std::function<void()> onEdited; /**< The desk has new settings. */

    void showBelow (juce::Component&);

    /** For tests: what showBelow() shows. Blocks on the folder. */
    [[nodiscard]] juce::PopupMenu menu();

    /** Takes it; the person is told where it is none. Blocks on the file. */
    void open (const juce::File&);

    /** Writes the settings to that file, and gives them its name; the person is told where that fails. */
    void save (const juce::File&);

private:
    void take (const Preset&);
    void chooseToOpen();
    void chooseToSave();

    PluginProcessor& plugin;
    const juce::File folder;
    std::unique_ptr<juce::FileChooser> chooser;
    SaveDialog saving;
};

} // namespace parlando
