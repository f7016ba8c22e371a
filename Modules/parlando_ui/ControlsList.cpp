#include "ControlsList.h"

#include "Palette.h"
#include "ParlandoLook.h"

namespace parlando
{

ControlsList::ControlsList (std::vector<Control> pluginsOwn) : own (std::move (pluginsOwn))
{
    constexpr int controlsRow = 24;
    setModel (this); // not sooner, as it is a base of its own
    setTitle ("Controls");
    setRowHeight (controlsRow);
    setMultipleSelectionEnabled (false);
}

ControlsList::~ControlsList() { setModel (nullptr); }

void ControlsList::show (const ToolLayout& layout)
{
    shown = layout;
    updateContent();
    repaint();
}

juce::String ControlsList::wordFor (ControlAccess access)
{
    static constexpr const char* words[]{"Off", "Read", "Ask", "Move"};
    return words[static_cast<std::size_t> (access)];
}

ControlAccess ControlsList::accessOf (int row) const
{
    if (isSlot (row))
        return shown.slots[static_cast<std::size_t> (row)].access;

    const auto found = shown.own.find (ownIdOf (row));
    return found == shown.own.end() ? ControlAccess::off : found->second;
}

int ControlsList::getNumRows() { return static_cast<int> (ToolLayout::numSlots + own.size()); }

const Control& ControlsList::ownAt (int row) const
{
    return own[static_cast<std::size_t> (row) - ToolLayout::numSlots];
}

bool ControlsList::isUsed (int row) const
{
    return ! isSlot (row) || ! shown.slots[static_cast<std::size_t> (row)].name.empty();
}

juce::String ControlsList::nameOf (int row) const
{
    const auto& name = isSlot (row) ? shown.slots[static_cast<std::size_t> (row)].name : ownAt (row).definition.name;
    const auto words = juce::String::fromUTF8 (name.c_str());

    if (! isSlot (row))
        return words;

    return "Slot " + juce::String (row + 1) + (words.isEmpty() ? juce::String() : ": " + words);
}

juce::String ControlsList::getNameForRow (int row)
{
    return nameOf (row) + ", " + (isUsed (row) ? wordFor (accessOf (row)) : juce::String ("unused"));
}

void ControlsList::selectedRowsChanged (int row)
{
    if (row >= 0 && onChosen)
        onChosen (row);
}

void ControlsList::paintListBoxItem (int row, juce::Graphics& g, int width, int height, bool isSelected)
{
    if (row >= getNumRows())
        return;

    const auto& colours = paletteOf (*this);
    auto area = juce::Rectangle<int> (width, height).reduced (8, 0);

    if (isSelected)
    {
        g.fillAll (colours.raised);
        g.setColour (colours.listening);
        g.fillRect (0, 0, 3, height);
    }

    g.setFont (ParlandoLook::font (14.0f));
    g.setColour (colours.quietText);

    if (isUsed (row))
        g.drawText (wordFor (accessOf (row)), area.removeFromRight (40), juce::Justification::centredRight);

    g.setColour (isUsed (row) ? colours.text : colours.quietText);
    g.drawText (nameOf (row), area, juce::Justification::centredLeft);
}

void ControlsList::lookAndFeelChanged()
{
    juce::ListBox::lookAndFeelChanged();
    setColour (juce::ListBox::backgroundColourId, paletteOf (*this).surface);
    setColour (juce::ListBox::outlineColourId, paletteOf (*this).outline);
    setOutlineThickness (1);
}

} // namespace parlando
