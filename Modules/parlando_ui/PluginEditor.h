#pragma once

#include "InterfaceSettings.h"
#include "MainView.h"
#include "ParlandoLook.h"
#include "TranscriptMenu.h"

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

    /** The window is on a screen that has this area for windows, in the screen's pixels: it becomes no larger than
       that, and can be made as small. It is asked for where the window opens and where it comes onto a screen. */
    void fitInto (juce::Rectangle<int> screen);

    /** What the host enlarges the window by, apart from the zoom. */
    void setScaleFactor (float) override;

    /** What the button "View..." shows. */
    [[nodiscard]] juce::PopupMenu viewMenu();

    void paint (juce::Graphics&) override;
    void resized() override;
    void parentHierarchyChanged() override;

private:
    void limitSize();
    void layOut();
    void openAtZoom();
    void remember();
    [[nodiscard]] juce::File presetsFolder() const;
    [[nodiscard]] int zoomed (int pixels) const;
    [[nodiscard]] juce::PopupMenu themeMenu();
    [[nodiscard]] juce::PopupMenu zoomMenu();

    PluginProcessor& plugin;
    const juce::File file;
    InterfaceSettings chosen, remembered;
    ParlandoLook look;
    MainView main;
    TranscriptMenu transcripts;
    juce::Point<int> room; /**< For the window, before the host enlarges it; 0: not known. */
    float hostScale = 1.0f;
    bool isFitting = false; /**< The size that comes is the screen's, and not to be remembered. */
};

} // namespace parlando
