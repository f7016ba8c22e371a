#include "MessageBar.h"

#include "Icons.h"
#include "Palette.h"
#include "ParlandoLook.h"

namespace parlando
{
namespace
{

// A typed turn holds 64 kB; four bytes are the most that a character takes.
constexpr int longestText = 16 * 1024;

} // namespace

MessageBar::MessageBar()
{
    field.setFont (ParlandoLook::font (17.0f));
    field.setInputRestrictions (longestText);
    field.setSelectAllWhenFocused (false);
    field.setTitle ("Type to the agent");
    field.onReturnKey = [this] { submit(); };
    field.onEscapeKey = [] { juce::Component::unfocusAllComponents(); };
    field.setJustification (juce::Justification::centredLeft);
    field.setIndents (8, 0);
    button.setTitle ("Send");
    setIcon (button, Icon::send);
    button.onClick = [this] { submit(); };
    addAndMakeVisible (field);
    addAndMakeVisible (button);
    setConnected (false);
}

void MessageBar::setConnected (bool isConnected)
{
    const juce::String hint = isConnected ? "Type to the agent" : "Connect to type to the agent";

    if (field.getTextToShowWhenEmpty() != hint)
    {
        field.setTextToShowWhenEmpty (hint, paletteOf (*this).quietText);
        field.repaint();
    }

    button.setEnabled (isConnected);
}

void MessageBar::add (const juce::String& text)
{
    field.moveCaretToEnd (false);
    field.insertTextAtCaret (text);
}

void MessageBar::lookAndFeelChanged()
{
    field.setTextToShowWhenEmpty (field.getTextToShowWhenEmpty(), paletteOf (*this).quietText);
    field.applyColourToAllText (paletteOf (*this).text);
}

void MessageBar::submit()
{
    const auto text = field.getText().trim();
    juce::Component::unfocusAllComponents();

    // What was typed too early stays, to be sent once there is somebody to send it to.
    if (! button.isEnabled() || text.isEmpty())
        return;

    field.clear();

    if (onSend)
        onSend (text);
}

void MessageBar::resized()
{
    auto area = getLocalBounds();
    button.setBounds (area.removeFromRight (92));
    area.removeFromRight (8);
    field.setBounds (area);
}

} // namespace parlando
