#pragma once

#include "SaveDialog.h"

#include <juce_gui_basics/juce_gui_basics.h>
#include <parlando_plugin/parlando_plugin.h>

#include <functional>
#include <memory>

namespace parlando
{

/** What the agent may move, and what MIDI does: tool sets, the last change, and what a note or controller is given to.
    Message thread. */
class ToolsMenu final
{
public:
    explicit ToolsMenu (PluginProcessor&);

    /** For tests: they answer themselves where to save. */
    ToolsMenu (PluginProcessor&, SaveDialog::Ways);

    /** A tool set is opened; the person is told where it is none. Blocks on the file. */
    void take (const juce::File&);

    /** Below this component. */
    void showBelow (juce::Component&);

    /** For tests: what showBelow() shows. */
    [[nodiscard]] juce::PopupMenu menu();

private:
    void addSets (juce::PopupMenu&);
    [[nodiscard]] juce::PopupMenu midiMenu();
    void choose (const ToolLayout&);
    void edit (const std::function<void (PluginSettings&)>&);
    void open();
    void save();
    void write (const juce::File&);

    PluginProcessor& plugin;
    std::unique_ptr<juce::FileChooser> chooser;
    SaveDialog saving;
};

} // namespace parlando
