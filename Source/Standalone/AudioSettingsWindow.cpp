#include "AudioSettingsWindow.h"

#include <parlando_ui/parlando_ui.h>

namespace parlando
{

AudioSettingsWindow::AudioSettingsWindow (juce::AudioDeviceManager& devices)
    : juce::DocumentWindow ("Audio settings", paletteFor (Theme::dark).background, closeButton)
{
    auto selector =
        std::make_unique<juce::AudioDeviceSelectorComponent> (devices, 0, 256, 0, 2, false, false, false, false);
    selector->setSize (540, 460);
    setUsingNativeTitleBar (true);
    setContentOwned (selector.release(), true);
    setResizable (true, false);
}

void AudioSettingsWindow::closeButtonPressed()
{
    const auto close = onClose; // the call may delete this
    if (close)
        close();
}

bool AudioSettingsWindow::keyPressed (const juce::KeyPress& key)
{
    if (key != juce::KeyPress::escapeKey)
        return juce::DocumentWindow::keyPressed (key);

    closeButtonPressed();
    return true;
}

} // namespace parlando
