#include "StandaloneWindow.h"

namespace parlando
{
namespace
{

constexpr const char* talkKeys[]{"F8", "F9", "F10", "ctrl + alt + spacebar"};

}

StandaloneWindow::StandaloneWindow (StandaloneAudio& standaloneAudio, AppSettings& appSettings)
    : juce::DocumentWindow ("Parlando", paletteFor (Theme::dark).background, allButtons), audio (standaloneAudio),
      settings (appSettings), view (audio)
{
    setUsingNativeTitleBar (true);
    showWhole();
    view.bar.onMenu = [this] (juce::Component& button)
    { menu().showMenuAsync (juce::PopupMenu::Options().withTargetComponent (button)); };
    view.bar.onSettings = [this] { showSettings(); };
    audio.onChange = [this] { view.bar.refresh(); };
    audio.isChoosing = [this] { return settingsWindow != nullptr; };
    audio.beforeLooking = [this] { settingsWindow.reset(); };
    placeWindow();
    setVisible (true);
}

StandaloneWindow::~StandaloneWindow()
{
    talkKey.reset();
    audio.onChange = nullptr;
    audio.isChoosing = nullptr;
    audio.beforeLooking = nullptr;
    settings.setWindowPlace (pill != nullptr ? wholePlace : getWindowStateAsString());
    clearContentComponent();
}

void StandaloneWindow::showWhole()
{
    setContentNonOwned (&view, true);
    setResizable (true, false);
    limitSize();
}

/** No smaller than what can be read, but never larger than the screen. */
void StandaloneWindow::limitSize()
{
    constexpr int largest = 8000;
    auto width = MainView::smallestWidth * InterfaceSettings::smallestZoom / 100;
    auto height = MainView::smallestHeight * InterfaceSettings::smallestZoom / 100 + StandaloneView::barHeight;

    for (const auto& display : juce::Desktop::getInstance().getDisplays().displays)
    {
        width = std::min (width, display.userArea.getWidth());
        height = std::min (height, display.userArea.getHeight());
    }

    setResizeLimits (width, height, largest, largest);
}

void StandaloneWindow::showPill (bool isSmall)
{
    if (isSmall == (pill != nullptr))
        return;

    if (isSmall)
    {
        wholePlace = getWindowStateAsString();
        setFullScreen (false);
        setResizeLimits (PillView::width, PillView::height, PillView::width, PillView::height);
        pill = std::make_unique<PillView> (audio.processor, view.theme());
        pill->onWhole = [this]
        {
            // The button that asks for it goes with the pill.
            juce::MessageManager::callAsync (
                [window = juce::Component::SafePointer (this)]
                {
                    if (window != nullptr)
                        window->showPill (false);
                });
        };
        setContentNonOwned (pill.get(), true);
        setResizable (false, false);
    }
    else
    {
        showWhole();
        pill.reset();
        restoreWindowStateFromString (wholePlace);
        bringOntoScreen();
    }

    setAlwaysOnTop (isSmall);
}

juce::PopupMenu StandaloneWindow::menu()
{
    juce::PopupMenu keys;
    const auto chosen = settings.talkKey();
    keys.addItem ("None", true, chosen.isEmpty(), [this] { setTalkKey ({}); });
    auto isListed = chosen.isEmpty();

    for (const auto* key : talkKeys)
    {
        isListed = isListed || chosen == key;
        keys.addItem (key, true, chosen == key, [this, key] { setTalkKey (key); });
    }

    if (! isListed)
        keys.addItem (chosen, false, true, nullptr);

    juce::PopupMenu menu;
    menu.addItem ("Small window on top", [this] { showPill (true); });
    menu.addSubMenu ("Talk key in all programs", keys);
    return menu;
}

void StandaloneWindow::setTalkKey (const juce::String& description)
{
    talkKey.reset();

    if (description.isEmpty())
        return settings.setTalkKey ({});

    auto key = std::make_unique<GlobalTalkKey> (juce::KeyPress::createFromDescription (description),
                                                [this] (bool isHeld) { talk (isHeld); });

    if (const auto problem = key->start(); problem.isNotEmpty())
        return audio.processor.desk().showMessage (problem.toStdString());

    talkKey = std::move (key);
    settings.setTalkKey (description);
    auto& mode = audio.processor.parameters.talkMode;

    if (! audio.processor.parameters.isPushToTalk())
        setInGesture (mode, mode.convertTo0to1 (static_cast<float> (TalkMode::pushToTalk)));
}

void StandaloneWindow::talk (bool isHeld)
{
    if (std::exchange (talks, isHeld) == isHeld)
        return;

    auto& parameter = audio.processor.parameters.talk;

    if (isHeld)
        parameter.beginChangeGesture();

    parameter.setValueNotifyingHost (isHeld ? 1.0f : 0.0f);

    if (! isHeld)
        parameter.endChangeGesture();
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
