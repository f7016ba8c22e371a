#pragma once

#include "ParameterFollower.h"

namespace parlando
{

/** Push-to-talk: the parameter is on while the button is held, all in one gesture. Keyboard and screen reader, which
    cannot hold, turn it on and off; what they turned on goes off with the button. Message thread. */
class TalkButton final : public juce::TextButton
{
public:
    explicit TalkButton (juce::RangedAudioParameter& talk);
    ~TalkButton() override;

    /** Lets go, for instance because the button was hidden. Nothing happens while nobody has turned it on here. */
    void release();

    /** 30 times a second while showing. Lets go when the mouse button is up, or the button covered, and nobody
        said so. */
    void refresh();

private:
    void mouseDown (const juce::MouseEvent&) override;
    void mouseUp (const juce::MouseEvent&) override;
    void clicked() override;
    void enablementChanged() override;
    void visibilityChanged() override;
    void focusLost (FocusChangeType) override;
    void turn (bool shouldBeOn);
    [[nodiscard]] bool isMouseUp() const;

    ParameterFollower follower;
    bool isHeld = false, isTouch = false, isMouseClick = false;
    bool isLatched = false; // turned on by who cannot hold
};

} // namespace parlando
