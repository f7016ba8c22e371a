#include "TalkButton.h"

namespace parlando
{

TalkButton::TalkButton (juce::RangedAudioParameter& talk)
    : follower (talk, [this] (float value) { setToggleState (value > 0.5f, juce::dontSendNotification); })
{
    setButtonText ("Hold to talk");
    setTitle ("Talk");
    setTooltip ("In push-to-talk mode the agent hears you while this is held.");
    follower.refresh();
}

TalkButton::~TalkButton() { release(); }

void TalkButton::release()
{
    if (! isHeld && ! isLatched)
        return;

    isLatched = false;
    turn (false);

    if (std::exchange (isHeld, false))
        follower.endGesture();
}

void TalkButton::turn (bool shouldBeOn)
{
    follower.set (shouldBeOn ? 1.0f : 0.0f);
    setToggleState (shouldBeOn, juce::dontSendNotification);
}

void TalkButton::refresh()
{
    if ((isHeld && isMouseUp()) || ! isShowing())
        release();

    follower.refresh();
    isLatched = isLatched && getToggleState(); // or the host has turned it off
}

bool TalkButton::isMouseUp() const
{
    // A finger is no mouse button.
    return isTouch ? ! isMouseButtonDown() : ! juce::ModifierKeys::getCurrentModifiersRealtime().isAnyMouseButtonDown();
}

void TalkButton::mouseDown (const juce::MouseEvent& event)
{
    if (isEnabled() && ! isHeld && ! event.mods.isPopupMenu())
    {
        isHeld = true;
        isTouch = event.source.isTouch();
        follower.beginGesture();
        turn (true);
    }

    juce::TextButton::mouseDown (event);
}

void TalkButton::mouseUp (const juce::MouseEvent& event)
{
    release();
    const juce::ScopedValueSetter<bool> fromMouse (isMouseClick, true);
    juce::TextButton::mouseUp (event);
}

void TalkButton::clicked()
{
    if (! isMouseClick && ! isHeld)
    {
        turn (! getToggleState());
        isLatched = getToggleState();
    }
}

void TalkButton::enablementChanged()
{
    if (! isEnabled())
        release();

    juce::TextButton::enablementChanged();
}

void TalkButton::visibilityChanged()
{
    if (! isVisible())
        release();

    juce::TextButton::visibilityChanged();
}

void TalkButton::focusLost (FocusChangeType cause)
{
    if (isHeld)
        release();

    juce::TextButton::focusLost (cause);
}

} // namespace parlando
