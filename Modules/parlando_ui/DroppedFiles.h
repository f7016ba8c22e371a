#pragma once

#include "MessageBar.h"
#include "ToolsMenu.h"

#include <parlando_plugin/parlando_plugin.h>

namespace parlando
{

/** What becomes of files that are dropped on the window: text waits in the text field, an image goes to the agent, a
    preset or a tool set is taken. What cannot be taken is told, with what to do. Message thread. */
class DroppedFiles final
{
public:
    /** `presetsFolder` as in PresetsMenu. All must outlive this. */
    DroppedFiles (PluginProcessor&, MessageBar&, ToolsMenu&, juce::File presetsFolder);

    /** Whether each is of a kind that take() knows, by its name. */
    static bool areKnown (const juce::StringArray& paths);

    void take (const juce::StringArray& paths);

private:
    void take (const juce::File&);
    void takeText (const juce::File&);
    void takeJson (const juce::File&);
    void takeImage (const juce::File&);

    PluginProcessor& plugin;
    MessageBar& message;
    ToolsMenu& tools;
    const juce::File presetsFolder;
};

} // namespace parlando
