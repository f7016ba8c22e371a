#pragma once

#include "AudioSettingsWindow.h"
#include "StandaloneView.h"

namespace parlando
{

/** The app's window. It comes up where it was, or on the screen that there is now; closing it quits. Message thread. */
class StandaloneWindow final : public juce::DocumentWindow
{
public:
    /** Both must outlive this. */
    StandaloneWindow (StandaloneAudio&, AppSettings&);
    ~StandaloneWindow() override;

    void closeButtonPressed() override;

private:
    void placeWindow();
    void bringOntoScreen();
    void showSettings();

    StandaloneAudio& audio;
    AppSettings& settings;
    juce::TooltipWindow tooltips{this};
    StandaloneView view;
    std::unique_ptr<AudioSettingsWindow> settingsWindow;
};

} // namespace parlando
