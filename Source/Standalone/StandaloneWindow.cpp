#include "StandaloneWindow.h"

#include <parlando_ui/parlando_ui.h>

namespace parlando
{

StandaloneWindow::StandaloneWindow (StandaloneAudio& standaloneAudio, AppSettings& appSettings)
    : juce::DocumentWindow ("Parlando", paletteFor (Theme::dark).background, allButtons), audio (standaloneAudio),
      settings (appSettings), view (audio)
{
    setUsingNativeTitleBar (true);
    setContentNonOwned (&view, true);
    setResizable (true, false);
    setResizeLimits (MainView::smallestWidth * InterfaceSettings::smallestZoom / 100,
                     MainView::smallestHeight * InterfaceSettings::smallestZoom / 100 + StandaloneView::barHeight, 8000,
                     8000);
    view.bar.onSettings = [this] { showSettings(); };
    audio.onChange = [this] { view.bar.refresh(); };
    placeWindow();
    setVisible (true);
}

StandaloneWindow::~StandaloneWindow()
{
    audio.onChange = nullptr;
    settings.setWindowPlace (getWindowStateAsString());
    clearContentComponent();
}

void StandaloneWindow::placeWindow()
{
    if (const auto place = settings.windowPlace(); place.isEmpty() || ! restoreWindowStateFromString (place))
        centreWithSize (getWidth(), getHeight());

    bringOntoScreen();
}

void StandaloneWindow::bringOntoScreen()
{
    const auto& displays = juce::Desktop::getInstance().getDisplays();
    const auto* display = displays.getDisplayForRect (getBounds());

    if (isFullScreen() || display == nullptr || displays.getRectangleList (true).containsRectangle (getBounds()))
        return;

    const auto frame =
        getPeer() != nullptr ? getPeer()->getFrameSizeIfPresent() : juce::ComponentPeer::OptionalBorderSize();
    setBounds (getBounds().constrainedWithin (frame ? frame->subtractedFrom (display->userArea) : display->userArea));
}

void StandaloneWindow::closeButtonPressed() { juce::JUCEApplication::getInstance()->systemRequestedQuit(); }

void StandaloneWindow::showSettings()
{
    if (settingsWindow != nullptr)
    {
        settingsWindow->toFront (true);
        return;
    }

    settingsWindow = std::make_unique<AudioSettingsWindow> (audio.devices);
    settingsWindow->onClose = [this]
    {
        settingsWindow.reset();
        audio.save();
    };
    settingsWindow->centreAroundComponent (this, settingsWindow->getWidth(), settingsWindow->getHeight());
    settingsWindow->setVisible (true);
}

} // namespace parlando
