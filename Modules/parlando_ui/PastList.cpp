#include "PastList.h"

#include "Palette.h"
#include "ParlandoLook.h"

#include <algorithm>

namespace parlando
{
namespace
{

constexpr int lineOfPast = 20, rowOfPast = 3 * lineOfPast + 12;
constexpr auto usualTitle = "Conversation"; // of those that nobody gave one

juce::String textOfPast (const std::string& text) { return juce::String::fromUTF8 (text.c_str()).trim(); }

juce::String headlineOf (const PastConversation& past)
{
    return past.title == usualTitle && ! past.firstWords.empty() ? textOfPast (past.firstWords)
                                                                 : textOfPast (past.title);
}

/** What of its words, or of what is wrong with it, is not in the headline. */
juce::String wordsOf (const FoundConversation& found)
{
    const auto& past = found.conversation;

    if (! past.problem.empty())
        return textOfPast (past.problem);

    const auto words = textOfPast (found.excerpt.empty() ? past.firstWords : found.excerpt);
    return words == headlineOf (past) ? juce::String() : words;
}

juce::String dateOf (const PastConversation& past)
{
    return past.began == 0 ? juce::String()
                           : juce::Time (static_cast<juce::int64> (past.began) * 1000).formatted ("%d %b %Y, %H:%M");
}

juce::StringArray factsOf (const FoundConversation& found)
{
    const auto& past = found.conversation;
    const auto counted = [] (std::uint64_t number, const char* one, const char* many)
    { return juce::String (static_cast<juce::int64> (number)) + (number == 1 ? one : many); };
    juce::StringArray facts;

    if (found.hits > 0)
        facts.add ("found " + counted (found.hits, " time", " times"));

    facts.add (lengthInWords (past.seconds));

    if (past.turns > 0)
        facts.add (counted (past.turns, " turn", " turns"));

    facts.add (past.hasPersonVoice ? "both voices" : past.hasAgentVoice ? "the agent's voice" : "words");
    facts.add (sizeInWords (past.bytes));
    facts.removeEmptyStrings();
    return facts;
}

} // namespace

juce::String lengthInWords (double seconds)
{
    const auto all = static_cast<juce::int64> (seconds);
    const auto two = [] (juce::int64 number) { return juce::String (number).paddedLeft ('0', 2); };

    if (all == 0)
        return {};

    return all < 3600 ? juce::String (all / 60) + ":" + two (all % 60)
                      : juce::String (all / 3600) + ":" + two (all / 60 % 60) + ":" + two (all % 60);
}

juce::String sizeInWords (std::uint64_t bytes)
{
    const auto amount = static_cast<double> (bytes);

    if (bytes < 1'000'000)
        return juce::String ((bytes + 999) / 1'000) + " kB";

    return bytes < 1'000'000'000 ? juce::String (amount / 1.0e6, 1) + " MB" : juce::String (amount / 1.0e9, 1) + " GB";
}

PastList::PastList()
{
    setModel (this); // not sooner, as it is a base of its own
    setTitle ("Past conversations");
    setRowHeight (rowOfPast);
    setMultipleSelectionEnabled (false);
}

PastList::~PastList() { setModel (nullptr); }

void PastList::clear()
{
    deselectAllRows();
    shown.clear();
    updateContent();
    repaint();
}

void PastList::add (std::vector<FoundConversation> more)
{
    std::move (more.begin(), more.end(), std::back_inserter (shown));
    updateContent();
    repaint();
}

void PastList::remove (const std::string& folder)
{
    deselectAllRows();
    std::erase_if (shown, [&] (const FoundConversation& each) { return each.conversation.folder == folder; });
    updateContent();
    repaint();
}

const PastConversation* PastList::chosen() const
{
    const auto row = getSelectedRow();
    return row >= 0 && row < count() ? &shown[static_cast<std::size_t> (row)].conversation : nullptr;
}

juce::String PastList::getNameForRow (int row)
{
    if (row < 0 || row >= count())
        return {};

    const auto& found = shown[static_cast<std::size_t> (row)];
    juce::StringArray all{headlineOf (found.conversation), dateOf (found.conversation), wordsOf (found)};
    all.addArray (factsOf (found));
    all.removeEmptyStrings();
    return all.joinIntoString (", ");
}

void PastList::selectedRowsChanged (int)
{
    if (onChosen)
        onChosen();
}

void PastList::returnKeyPressed (int)
{
    if (onListen)
        onListen();
}

void PastList::deleteKeyPressed (int)
{
    if (onDelete)
        onDelete();
}

void PastList::paintListBoxItem (int row, juce::Graphics& g, int width, int height, bool isSelected)
{
    if (row < 0 || row >= count())
        return;

    const auto& found = shown[static_cast<std::size_t> (row)];
    const auto& colours = paletteOf (*this);
    const auto words = wordsOf (found);
    const auto lines = words.isEmpty() ? 2 : 3;
    auto area =
        juce::Rectangle<int> (width, height).reduced (12, 0).withSizeKeepingCentre (width - 24, lines * lineOfPast);

    if (isSelected)
    {
        g.fillAll (colours.raised);
        g.setColour (colours.listening);
        g.fillRect (0, 0, 3, height);
    }
    else
    {
        g.setColour (colours.outline.withAlpha (0.5f));
        g.fillRect (12, height - 1, width - 24, 1);
    }

    auto line = area.removeFromTop (lineOfPast);
    g.setFont (ParlandoLook::font (14.0f));
    g.setColour (colours.quietText);
    g.drawText (dateOf (found.conversation), line.removeFromRight (136), juce::Justification::centredRight);
    g.setFont (ParlandoLook::font (16.0f, true));
    g.setColour (colours.text);
    g.drawText (headlineOf (found.conversation), line, juce::Justification::centredLeft);
    g.setFont (ParlandoLook::font (15.0f));

    if (words.isNotEmpty())
    {
        g.setColour (found.conversation.problem.empty() ? colours.text : colours.trouble);
        g.drawText (words, area.removeFromTop (lineOfPast), juce::Justification::centredLeft);
    }

    g.setFont (ParlandoLook::font (14.0f));
    g.setColour (colours.quietText);
    g.drawText (factsOf (found).joinIntoString (juce::String::fromUTF8 (" · ")), area,
                juce::Justification::centredLeft);
}

void PastList::lookAndFeelChanged()
{
    juce::ListBox::lookAndFeelChanged();
    setColour (juce::ListBox::backgroundColourId, paletteOf (*this).surface);
    setColour (juce::ListBox::outlineColourId, paletteOf (*this).outline);
    setOutlineThickness (1);
}

} // namespace parlando
