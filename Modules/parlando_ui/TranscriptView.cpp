#include "TranscriptView.h"

#include "Palette.h"
#include "ParlandoLook.h"

#include <algorithm>

namespace parlando
{
namespace
{

/** Keeps what the person selected and where they read while the text changes under them. */
class KeptPlace
{
public:
    explicit KeptPlace (juce::TextEditor& editor) : text (editor), selection (editor.getHighlightedRegion())
    {
        for (auto* child : text.getChildren())
            if (auto* found = dynamic_cast<juce::Viewport*> (child))
                viewport = found;

        if (viewport == nullptr)
            return;

        top = viewport->getViewPosition();
        constexpr int oneLine = 24;
        isAtEnd = viewport->getViewArea().getBottom() >= viewport->getViewedComponent()->getHeight() - oneLine;
    }

    ~KeptPlace()
    {
        text.setHighlightedRegion (selection.getIntersectionWith ({0, text.getTotalNumChars()}));

        if (viewport != nullptr)
            viewport->setViewPosition (isAtEnd ? top.withY (viewport->getViewedComponent()->getHeight()) : top);
    }

    KeptPlace (const KeptPlace&) = delete;
    KeptPlace& operator= (const KeptPlace&) = delete;

private:
    juce::TextEditor& text;
    juce::Range<int> selection;
    juce::Viewport* viewport = nullptr;
    juce::Point<int> top;
    bool isAtEnd = true;
};

juce::Font textFont() { return ParlandoLook::font (17.0f); }

} // namespace

TranscriptView::TranscriptView()
{
    text.setMultiLine (true);
    text.setReadOnly (true);
    text.setCaretVisible (false);
    text.setIndents (8, 6);
    text.setFont (textFont());
    text.setTitle ("Transcript");
    text.setTextToShowWhenEmpty ("What is said will be written here.", palette::quietText);
    addAndMakeVisible (text);
}

void TranscriptView::show (Transcript transcript)
{
    if (text.isMouseButtonDown (true)) // a selection is being dragged: the next time will do
        return;

    auto entries = entriesWithText (std::move (transcript));
    const auto [was, is] = std::mismatch (shown.begin(), shown.end(), entries.begin(), entries.end(), readsTheSame);

    if (was == shown.end() && is == entries.end())
        return;

    const KeptPlace place (text);

    if (was != shown.end() && was + 1 == shown.end() && is != entries.end() && continues (*was, *is))
    {
        appendText (std::string_view (is->text).substr (was->text.size()));
        *was = *is;
        replaceFrom (shown.size(), std::move (entries));
        return;
    }

    replaceFrom (static_cast<std::size_t> (was - shown.begin()), std::move (entries));
}

void TranscriptView::replaceFrom (std::size_t first, std::vector<TranscriptEntry> entries)
{
    if (first < shown.size())
    {
        text.setHighlightedRegion ({starts[first], text.getTotalNumChars()});
        text.insertTextAtCaret ({});
    }

    starts.resize (first);

    for (std::size_t i = first; i < entries.size(); ++i)
        appendEntry (entries[i]);

    shown = std::move (entries);
}

void TranscriptView::appendEntry (const TranscriptEntry& entry)
{
    starts.push_back (text.getTotalNumChars());
    const auto colour = entry.speaker == Speaker::agent ? palette::speaking : palette::listening;
    const juce::String gap (starts.size() > 1 ? "\n\n" : "");
    append (gap + headingOf (entry) + "\n", ParlandoLook::font (15.0f, true), colour);
    appendText (entry.text);
}

void TranscriptView::appendText (std::string_view words)
{
    append (juce::String::fromUTF8 (words.data(), static_cast<int> (words.size())), textFont(), palette::text);
}

void TranscriptView::append (const juce::String& words, const juce::Font& font, juce::Colour colour)
{
    text.moveCaretToEnd (false);
    text.setFont (font);
    text.setColour (juce::TextEditor::textColourId, colour);
    text.insertTextAtCaret (words);
}

void TranscriptView::resized()
{
    const KeptPlace place (text);
    text.setBounds (getLocalBounds());
}

} // namespace parlando
