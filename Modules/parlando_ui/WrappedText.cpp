#include "WrappedText.h"

#include <parlando_text/parlando_text.h>

#include <cwctype>
#include <string>
#include <string_view>

namespace parlando
{
namespace
{

constexpr std::string_view hairSpace = "\xe2\x80\x8a";
constexpr int usualWidth = 400;

struct Breaking
{
    std::string_view place;
    int longestRun;
};

/** JUCE breaks lines where the C library sees white space, and in the locale "C", which a host may have, it sees
   ASCII's alone. */
Breaking breakingHere()
{
    constexpr wint_t hair = 0x200a;
    return std::iswspace (hair) != 0 ? Breaking{hairSpace, 16} : Breaking{"\n", 48};
}

} // namespace

WrappedText::WrappedText()
{
    setMultiLine (true);
    setReadOnly (true);
    setCaretVisible (false);
    setScrollbarsShown (false);
    setBorder ({});
    setWhitespaceUnderlined (false); // or JUCE would shape each space when it paints
    setSize (usualWidth, 1);
}

juce::String WrappedText::wrappable (const juce::String& whole)
{
    const auto [placeToBreak, longestRun] = breakingHere();
    const auto text = whole.toStdString();
    std::string wrapped;
    int run = 0;

    for (std::size_t at = 0; at < text.size();)
    {
        const auto end = graphemeEnd (text, at);
        const auto isSpace = text[at] == ' ' || text[at] == '\n' || text[at] == '\t';

        if (! isSpace && run == longestRun)
            wrapped += placeToBreak;

        run = isSpace ? 0 : run == longestRun ? 1 : run + 1;
        wrapped.append (text, at, end - at);
        at = end;
    }

    return juce::String::fromUTF8 (wrapped.c_str(), static_cast<int> (wrapped.size()));
}

juce::String WrappedText::unwrapped (const juce::String& text)
{
    return text.removeCharacters (juce::String::fromUTF8 (hairSpace.data(), static_cast<int> (hairSpace.size())));
}

bool WrappedText::copyUnwrapped()
{
    const auto chosen = getHighlightedText();

    if (chosen.isNotEmpty())
        juce::SystemClipboard::copyTextToClipboard (unwrapped (chosen));

    return true;
}

bool WrappedText::keyPressed (const juce::KeyPress& key)
{
    const auto isCopy = key == juce::KeyPress ('c', juce::ModifierKeys::commandModifier, 0) ||
                        key == juce::KeyPress (juce::KeyPress::insertKey, juce::ModifierKeys::ctrlModifier, 0);

    if (isCopy)
        return copyUnwrapped();

    // Pages, and the ends of all, are those of what the text stands in.
    const auto isFar = key.getModifiers().isCommandDown() && ! key.getModifiers().isShiftDown();
    const auto isOfList =
        key == juce::KeyPress::pageUpKey || key == juce::KeyPress::pageDownKey ||
        (isFar && (key.isKeyCode (juce::KeyPress::homeKey) || key.isKeyCode (juce::KeyPress::endKey)));
    return ! isOfList && juce::TextEditor::keyPressed (key);
}

/** JUCE also has what can be done only where one writes. */
void WrappedText::addPopupMenuItems (juce::PopupMenu& menu, const juce::MouseEvent*)
{
    menu.addItem (juce::StandardApplicationCommandIDs::copy, "Copy", ! getHighlightedRegion().isEmpty());
    menu.addItem (juce::StandardApplicationCommandIDs::selectAll, "Select all");
    menu.addSeparator();

    if (addToMenu)
        addToMenu (menu);
}

void WrappedText::performPopupMenuAction (int item)
{
    if (item == juce::StandardApplicationCommandIDs::copy)
        copyUnwrapped();
    else
        juce::TextEditor::performPopupMenuAction (item);
}

} // namespace parlando
