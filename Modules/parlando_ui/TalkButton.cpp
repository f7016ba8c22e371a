#include "TalkButton.h"

namespace parlando
{

TalkButton::TalkButton (juce::RangedAudioParameter& talk)
    : attachment (talk, [this] (float value) { setToggleState (value > 0.5f, juce::dontSendNotification); })
{
    setButtonText ("Hold to talk");
    setTitle ("Talk");
    setTooltip ("In push-to-talk mode the agent hears you while this is held.");
    attachment.sendInitialUpdate();
}

TalkButton::~TalkButton() { release(); }

void TalkButton::release()
{
    if (! isHeld)
        return;

    isHeld = false;
    attachment.setValueAsPartOfGesture (0.0f);
    attachment.endGesture();
}

void TalkButton::releaseIfMouseIsUp()
{
    // A finger is no mouse button.
    const bool isUp =
        isTouch ? ! isMouseButtonDown() : ! juce::ModifierKeys::getCurrentModifiersRealtime().isAnyMouseButtonDown();

    if (isHeld && isUp)
        release();
}

void TalkButton::mouseDown (const juce::MouseEvent& event)
{
    if (isEnabled() && ! isHeld && ! event.mods.isPopupMenu())
    {
        isHeld = true;
        isTouch = event.source.isTouch();
        attachment.beginGesture();
        attachment.setValueAsPartOfGesture (1.0f);
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
        attachment.setValueAsCompleteGesture (getToggleState() ? 0.0f : 1.0f);
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
    release();
    juce::TextButton::focusLost (cause);
}

} // namespace parlando
