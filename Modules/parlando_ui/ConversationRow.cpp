#include "ConversationRow.h"

#include "ComponentImage.h"
#include "Icons.h"
#include "Palette.h"
#include "ParlandoLook.h"

namespace parlando
{
namespace
{

constexpr int headerHeight = 24, waveformHeight = 30, rowPadding = 8, chipHeight = 34, undoWidth = 88, foldHeight = 24;

juce::Font wordsFont() { return ParlandoLook::font (17.0f); }

const char* wordFor (ConversationItem::Progress progress)
{
    switch (progress)
    {
        case ConversationItem::Progress::running:
            return "under way";
        case ConversationItem::Progress::done:
            return "done";
        case ConversationItem::Progress::failed:
            return "failed";
        case ConversationItem::Progress::ended:
            return "ended";
    }

    return "";
}

} // namespace

ConversationRow::ConversationRow (ConversationItem item, bool isOpen) : shown (std::move (item))
{
    fold.setToggleState (isOpen, juce::dontSendNotification);
    setOpaque (true);
    setCachedComponentImage (new ComponentImage (*this)); // which it deletes
    text.setPopupMenuEnabled (true);
    text.setIndents (0, 0);
    text.setFont (wordsFont());
    text.onEscapeKey = [] { juce::Component::unfocusAllComponents(); };

    for (const auto colourId : {juce::TextEditor::backgroundColourId, juce::TextEditor::outlineColourId,
                                juce::TextEditor::focusedOutlineColourId, juce::TextEditor::shadowColourId})
        text.setColour (colourId, juce::Colours::transparentBlack);

    setIcon (undo, Icon::undo);
    undo.setMouseClickGrabsKeyboardFocus (false);

    if (! isToolCall())
        addAndMakeVisible (text);

    text.addToMenu = [this] (juce::PopupMenu& menu)
    {
        const auto ofTurn = handle.menu();

        for (juce::PopupMenu::MenuItemIterator each (ofTurn); each.next();)
            menu.addItem (each.getItem());
    };
    addChildComponent (waveform);
    addChildComponent (handle);
    addChildComponent (undo);
    showHandle();
    fold.setMouseClickGrabsKeyboardFocus (false);
    fold.onClick = [this]
    {
        writeText();
        describeFold();

        if (onFold)
            onFold();
    };
    addChildComponent (fold);
    describeFold();
    describeForReaders();
}

int ConversationRow::estimatedHeight (const ItemOutline& item, int width)
{
    constexpr int lineHeight = 17, characterWidth = 8; // of Inter in that size, in most languages

    if (item.kind == ConversationItem::Kind::toolCall)
        return chipHeight + rowPadding;

    const auto lines = (static_cast<int> (item.bytes) * characterWidth + width - 1) / std::max (1, width);
    return headerHeight + (item.hasVoice ? waveformHeight : 0) + lines * lineHeight +
           (item.hasUnheard ? foldHeight : 0) + rowPadding;
}

bool ConversationRow::show (const ConversationItem& item)
{
    if (item == shown)
        return false;

    const auto isUnheardShown = ! isFolded() && (item.unheard.isNotEmpty() || shown.unheard.isNotEmpty());
    const auto isLonger = item.kind == shown.kind && ! isUnheardShown && item.text.length() > shown.text.length() &&
                          item.text.startsWith (shown.text);
    const auto isSameText = item.text == shown.text && (! isUnheardShown || item.unheard == shown.unheard);
    const auto added = isLonger ? item.text.substring (shown.text.length()) : juce::String();
    shown = item;

    if (isLonger)
        append (added, paletteOf (*this).text);
    else if (! isSameText)
        writeText();

    describeFold();
    describeForReaders();
    showHandle();
    repaint();
    return true;
}

void ConversationRow::showUnheard (bool shouldShow)
{
    if (shouldShow == isFolded())
        fold.triggerClick();
}

void ConversationRow::describeFold()
{
    fold.setVisible (shown.unheard.isNotEmpty());

    // The arrow and one line; of a long story nobody counts the rest.
    constexpr int longestLine = 400;
    fold.setButtonText (isFolded() ? "Not heard: " + shown.unheard.substring (0, longestLine)
                                   : juce::String ("Not heard"));
    fold.setTitle (isFolded() ? "Show what was not heard" : "Hide what was not heard");
}

void ConversationRow::showWaveform (const std::optional<TurnWaveform>& found, std::uint64_t heard)
{
    waveform.setVisible (found.has_value() && hasVoice());

    showHandle();

    if (waveform.isVisible())
        waveform.show (*found, heard, shown.samplesReceived > 0 && heard < shown.samplesReceived);
}

void ConversationRow::showHandle() { handle.setVisible (waveform.isVisible() || shown.hasNotes); }

void ConversationRow::offerUndo (std::function<void()> take)
{
    undo.setVisible (take != nullptr);
    undo.setTitle ("Undo " + shown.heading);
    undo.onClick = std::move (take);
    resized();
}

juce::String ConversationRow::timeText() const
{
    const auto seconds = static_cast<int> (shown.seconds);
    return shown.kind == ConversationItem::Kind::interim
               ? juce::String()
               : juce::String (seconds / 60) + ":" + juce::String (seconds % 60).paddedLeft ('0', 2);
}

juce::Colour ConversationRow::colour() const
{
    const auto& colours = paletteOf (*this);

    switch (shown.kind)
    {
        case ConversationItem::Kind::agent:
            return colours.speaking;
        case ConversationItem::Kind::person:
            return colours.listening;
        case ConversationItem::Kind::interim:
            return colours.quietText;
        case ConversationItem::Kind::toolCall:
            break;
    }

    return shown.progress == ConversationItem::Progress::failed ? colours.trouble : colours.waiting;
}

void ConversationRow::writeText()
{
    const auto& colours = paletteOf (*this);
    text.clear();
    append (shown.text, shown.kind == ConversationItem::Kind::interim ? colours.quietText : colours.text);

    if (shown.unheard.isNotEmpty() && ! isFolded())
        append ((shown.text.isEmpty() ? "[not heard: " : " [not heard: ") + shown.unheard + "]", colours.quietText);

    describeForReaders();
}

void ConversationRow::append (const juce::String& words, juce::Colour inColour)
{
    const auto selection = text.getHighlightedRegion();
    text.moveCaretToEnd (false);
    text.setFont (wordsFont());
    text.setColour (juce::TextEditor::textColourId, inColour);
    text.insertTextAtCaret (words);
    text.setHighlightedRegion (selection.getIntersectionWith ({0, text.getTotalNumChars()}));
}

void ConversationRow::describeForReaders()
{
    const auto words = shown.heading + (isToolCall() ? juce::String (", ") + wordFor (shown.progress) : juce::String());
    setTitle (words + (timeText().isEmpty() ? juce::String() : ", " + timeText()));
    setDescription (shown.text);
    text.setTitle (shown.heading);

    if (isToolCall())
        setHelpText (shown.details);
}

int ConversationRow::heightFor (int width)
{
    if (isToolCall())
        return chipHeight + rowPadding;

    if (text.getWidth() != width || text.getHeight() <= 0)
        text.setSize (width, std::max (1, text.getHeight()));

    return headerHeight + (hasVoice() ? waveformHeight : 0) + (text.isEmpty() ? 0 : text.getTextHeight()) +
           (fold.isVisible() ? foldHeight : 0) + rowPadding;
}

void ConversationRow::resized()
{
    auto area = getLocalBounds().withTrimmedBottom (rowPadding);

    if (isToolCall())
    {
        const auto beside = area.withTrimmedRight (undo.isVisible() ? undoWidth : 0);
        undo.setBounds (area.removeFromRight (undoWidth).reduced (3));
        handle.setBounds (beside);
        return;
    }

    area.removeFromTop (headerHeight);

    if (hasVoice())
        waveform.setBounds (area.removeFromTop (waveformHeight).withTrimmedBottom (6));

    handle.setBounds (waveform.getBounds());

    if (fold.isVisible())
        fold.setBounds (area.removeFromBottom (foldHeight));

    text.setBounds (area);
}

void ConversationRow::lookAndFeelChanged()
{
    // Without a width every letter would be a line of its own, which takes long to lay out.
    if (text.getWidth() > 0)
        writeText();
}

void ConversationRow::mouseDown (const juce::MouseEvent& event)
{
    if (event.mods.isPopupMenu())
        handle.showMenu();
}

bool ConversationRow::keyPressed (const juce::KeyPress& key)
{
    return TurnHandle::isMenuKey (key) && handle.showMenu (getScreenBounds().removeFromTop (headerHeight));
}

bool ConversationRow::keyStateChanged (bool isKeyDown)
{
    return isKeyDown && TurnHandle::isMenuKeyDown() && handle.showMenu (getScreenBounds().removeFromTop (headerHeight));
}

void ConversationRow::paint (juce::Graphics& g)
{
    g.fillAll (paletteOf (*this).surface);

    if (isToolCall())
        return paintToolCall (g);

    auto header = getLocalBounds().removeFromTop (headerHeight);
    g.setColour (paletteOf (*this).quietText);
    g.setFont (ParlandoLook::font (14.0f));
    g.drawText (timeText(), header.removeFromRight (60), juce::Justification::centredRight);
    g.setColour (colour());
    g.setFont (ParlandoLook::font (15.0f, true));
    g.drawText (shown.heading, header, juce::Justification::centredLeft);
}

void ConversationRow::paintToolCall (juce::Graphics& g) const
{
    using Progress = ConversationItem::Progress;
    constexpr float corner = 8.0f;
    const auto& colours = paletteOf (*this);
    auto chip = getLocalBounds().withTrimmedBottom (rowPadding).toFloat();
    g.setColour (colours.raised);
    g.fillRoundedRectangle (chip, corner);
    g.setColour (colour());
    g.drawRoundedRectangle (chip.reduced (0.75f), corner, 1.5f);

    auto inside = chip.reduced (10.0f, 0.0f);
    draw (g,
          shown.progress == Progress::done      ? Icon::check
          : shown.progress == Progress::running ? Icon::clock
                                                : Icon::cross,
          inside.removeFromLeft (18.0f).withSizeKeepingCentre (16.0f, 16.0f));
    inside.removeFromLeft (8.0f);

    if (undo.isVisible())
        inside.removeFromRight (undoWidth);

    if (handle.isVisible())
        inside.removeFromRight (12.0f); // its dots

    g.setColour (colours.quietText);
    g.setFont (ParlandoLook::font (14.0f));
    g.drawText (timeText(), inside.removeFromRight (44.0f), juce::Justification::centredRight);

    const auto bold = ParlandoLook::font (15.0f, true);
    const auto nameWidth =
        std::min (inside.getWidth() * 0.5f, juce::GlyphArrangement::getStringWidth (bold, shown.heading) + 4.0f);
    g.setColour (colours.text);
    g.setFont (bold);
    g.drawText (shown.heading, inside.removeFromLeft (nameWidth), juce::Justification::centredLeft);
    inside.removeFromLeft (8.0f);
    g.setFont (ParlandoLook::font (16.0f));
    g.drawFittedText (shown.text, inside.toNearestInt(), juce::Justification::centredLeft, 1, 0.8f);
}

std::unique_ptr<juce::AccessibilityHandler> ConversationRow::createAccessibilityHandler()
{
    return std::make_unique<juce::AccessibilityHandler> (*this, juce::AccessibilityRole::listItem);
}

} // namespace parlando
