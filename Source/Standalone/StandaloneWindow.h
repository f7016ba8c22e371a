#pragma once

#include "AudioSettingsWindow.h"
#include "GlobalTalkKey.h"
#include "StandaloneView.h"

#include <parlando_ui/parlando_ui.h>

namespace parlando
{

/** The app's window. It comes up where it was, or on the screen that there is now; closing it quits. Message thread. */
class StandaloneWindow final : public juce::DocumentWindow
{
public:
    /** Both must outlive this. */
    StandaloneWindow (StandaloneAudio&, AppSettings&);
    ~StandaloneWindow() override;

    /** Talk while this key is held, whichever program has the keyboard, as juce::KeyPress describes it; empty: none.
        Remembered where it works; otherwise the person is told. */
    void setTalkKey (const juce::String& description);

    /** One line that stays on top of other windows, or the whole window. */
    void showPill (bool isSmall);

    void closeButtonPressed() override;

private:
    void showWhole();
    void placeWindow();
    void limitSize();
    void bringOntoScreen();
    void showSettings();
    [[nodiscard]] juce::PopupMenu menu();
    void talk (bool isHeld);

    StandaloneAudio& audio;
    AppSettings& settings;
    juce::TooltipWindow tooltips{this};
    StandaloneView view;
    std::unique_ptr<AudioSettingsWindow> settingsWindow;
    std::unique_ptr<PillView> pill;
    juce::String wholePlace; /**< While the pill shows. */
    bool talks = false;      /**< By the talk key: its gesture is open. */
    std::unique_ptr<GlobalTalkKey> talkKey;
};

} // namespace parlando
