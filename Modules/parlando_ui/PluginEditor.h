#pragma once

#include "InterfaceSettings.h"
#include "MainView.h"
#include "ParlandoLook.h"

#include <parlando_plugin/parlando_plugin.h>

namespace parlando
{

/** The plugin's window: the one screen in this person's theme and size. It may be closed and made anew at any time. The
    processor must outlive it. Message thread. */
class PluginEditor final : public juce::AudioProcessorEditor
{
public:
    /** `interfaceFile`: where theme and size are remembered for all projects; without one they are not. */
    explicit PluginEditor (PluginProcessor&, juce::File interfaceFile = {});
    ~PluginEditor() override;

    /** The usual file, in this person's folder of settings. */
    static juce::File usualInterfaceFile();

    [[nodiscard]] const InterfaceSettings& settings() const noexcept { return chosen; }
    void setTheme (Theme);
    std::function<void()> onTheme; /**< There is another one. */

    /** Per cent, from InterfaceSettings::smallestZoom to largestZoom. The window grows with it. */
    void setZoom (int percent);

    /** What the button "View..." shows. */
    [[nodiscard]] juce::PopupMenu viewMenu();

    void paint (juce::Graphics&) override;
    void resized() override;

private:
    void limitSize();
    void remember();
    [[nodiscard]] juce::File presetsFolder() const;
    [[nodiscard]] int zoomed (int pixels) const;
    [[nodiscard]] juce::PopupMenu themeMenu();
    [[nodiscard]] juce::PopupMenu zoomMenu();
    [[nodiscard]] juce::PopupMenu transcriptMenu();
    void saveTranscript (const char* extension, std::string (*write) (const Transcript&));

    PluginProcessor& plugin;
    const juce::File file;
    InterfaceSettings chosen, remembered;
    ParlandoLook look;
    MainView main;
    std::unique_ptr<juce::FileChooser> chooser;
    bool isReady = false; /**< The first size was given. */
};

} // namespace parlando
