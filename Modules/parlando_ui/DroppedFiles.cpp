#include "DroppedFiles.h"

#include "PresetsMenu.h"

namespace parlando
{

DroppedFiles::DroppedFiles (PluginProcessor& processor, MessageBar& messageBar, ToolsMenu& toolsMenu,
                            juce::File folderOfPresets)
    : plugin (processor), message (messageBar), tools (toolsMenu), presetsFolder (std::move (folderOfPresets))
{
}

bool DroppedFiles::areKnown (const juce::StringArray& paths)
{
    return std::all_of (paths.begin(), paths.end(),
                        [] (const auto& path) { return juce::File (path).hasFileExtension ("png;jpg;jpeg;json;txt"); });
}

void DroppedFiles::take (const juce::StringArray& paths)
{
    for (const auto& path : paths)
        take (juce::File (path));
}

void DroppedFiles::take (const juce::File& dropped)
{
    if (dropped.hasFileExtension ("json"))
        takeJson (dropped);
    else if (dropped.hasFileExtension ("txt"))
        takeText (dropped);
    else
        takeImage (dropped);
}

void DroppedFiles::takeText (const juce::File& dropped)
{
    constexpr juce::int64 longestText = 64 * 1024;

    if (dropped.getSize() > longestText)
        return plugin.desk().showMessage (dropped.getFileName().toStdString() +
                                          " is longer than 64 kB; give a part of it.");

    message.add (dropped.loadFileAsString());
}

/** A preset says that it is one. */
void DroppedFiles::takeJson (const juce::File& dropped)
{
    constexpr auto largest = static_cast<juce::int64> (Preset::largestFile);

    if (dropped.getSize() > largest || ! dropped.loadFileAsString().contains ("\"parlando_preset\""))
        return tools.take (dropped);

    PresetsMenu presets (plugin, presetsFolder);
    presets.open (dropped);
}

void DroppedFiles::takeImage (const juce::File& dropped)
{
    const auto name = dropped.getFileName().toStdString();

    if (! plugin.desk().view().isRunning)
        return plugin.desk().showMessage ("Connect first, then drop " + name +
                                          " again: the agent looks at it at once.");

    plugin.desk().sendPicture (dropped.getFullPathName().toStdString());
}

} // namespace parlando
