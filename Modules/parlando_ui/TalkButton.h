#pragma once

#include <juce_audio_processors/juce_audio_processors.h>

namespace parlando
{

/** Push-to-talk: the parameter is on while the button is held, all in one gesture. Keyboard and screen reader, which
    cannot hold, turn it on and off. Message thread. */
class TalkButton final : public juce::TextButton
{
public:
    explicit TalkButton (juce::RangedAudioParameter& talk);
    ~TalkButton() override;

    /** Lets go, for instance because the button was hidden. Nothing happens while it is not held. */
    void release();

    /** Lets go when the mouse button is up and nobody said so. */
    void releaseIfMouseIsUp();

private:
    void mouseDown (const juce::MouseEvent&) override;
    void mouseUp (const juce::MouseEvent&) override;
    void clicked() override;
    void enablementChanged() override;
    void visibilityChanged() override;
    void focusLost (FocusChangeType) override;

    juce::ParameterAttachment attachment;
    bool isHeld = false, isTouch = false, isMouseClick = false;
};

} // namespace parlando
