#pragma once

#include <juce_audio_utils/juce_audio_utils.h>

#include <functional>

namespace parlando
{

/** Where devices, channels, sample rate and block size are chosen; everything else goes on meanwhile. Message thread.
 */
class AudioSettingsWindow final : public juce::DocumentWindow
{
public:
    explicit AudioSettingsWindow (juce::AudioDeviceManager&);

    /** It may be deleted in it. */
    std::function<void()> onClose;

    void closeButtonPressed() override;
    bool keyPressed (const juce::KeyPress&) override;
};

} // namespace parlando
