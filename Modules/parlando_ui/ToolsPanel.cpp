#include "ToolsPanel.h"

#include "Palette.h"
#include "ParlandoLook.h"

namespace parlando
{
namespace
{

constexpr int toolsRow = 28, toolsGap = 4, toolsCaption = 78, toolsListWidth = 168;
constexpr int ownSet = 1000, nothingSet = 1;
constexpr const char* kindWords[]{"Number", "Choice", "On or off"};

juce::String ofUtf8 (const std::string& text) { return juce::String::fromUTF8 (text.c_str()); }

/** Text that is a number or not, as it is typed. */
bool isNumber (const juce::String& text)
{
    return text.containsAnyOf ("0123456789") && text.containsOnly ("0123456789.-+eE");
}

juce::String plain (double number)
{
    return juce::String (number, 6).trimCharactersAtEnd ("0").trimCharactersAtEnd (".");
}

} // namespace

ToolsPanel::ToolsPanel (PluginProcessor& processor)
    : SettingsPage (processor.desk(), "Tools"), plugin (processor), list (plugin.parameters.ownControls())
{
    list.onChosen = [this] (int row)
    {
        selected = row;
        show (desk.settings().get());
        resized();
        repaint();
    };
    addAndMakeVisible (list);
    addSets();
    addFields();
    begin();
    list.selectRow (0);
}

void ToolsPanel::addSets()
{
    set.addItem ("The agent moves nothing", nothingSet);
    int item = nothingSet;

    for (const auto& each : plugin.toolSets)
        set.addItem (ofUtf8 (each.name), ++item);

    set.addItem ("This project's own", ownSet);
    set.setTitle ("Tool set");
    set.onChange = [this] { chooseSet(); };
    addAndMakeVisible (set);
}

void ToolsPanel::addFields()
{
    int item = 0;

    for (const auto* words : kindWords)
        kind.addItem (words, ++item);

    for (const auto each : {ControlAccess::off, ControlAccess::read, ControlAccess::ask, ControlAccess::move})
        access.addItem (ControlsList::wordFor (each), static_cast<int> (each) + 1);

    constexpr int longestNumber = 16, longestChoices = 8000;
    add (name, "Name", "What the agent calls it, such as Reverb", ControlDefinition::longestName);
    add (kind, "Kind");
    kind.onChange = [this]
    {
        apply();
        showKind(); // also where the choices are still missing
        repaint();
    };
    add (access, "Access");
    add (least, "Lowest", "lowest", longestNumber);
    add (most, "Highest", "highest", longestNumber);
    add (unit, "Unit", "unit", ControlDefinition::longestUnit);
    add (choices, "Choices", "Clean, Crunch, Lead", longestChoices);
    add (description, "Description", "What it does, for the agent", ControlDefinition::longestDescription);
    add (transport, "Tempo and place");
    add (values, "Values at first");
}

void ToolsPanel::show (const PluginSettings& settings)
{
    shown = settings.layout;
    int item = nothingSet, chosen = shown == ToolLayout() ? nothingSet : ownSet;

    for (const auto& each : plugin.toolSets)
        if (++item; each == shown)
            chosen = item;

    set.setSelectedId (chosen, juce::dontSendNotification);
    transport.setToggleState (shown.tellsTransport, juce::dontSendNotification);
    values.setToggleState (shown.offersValues, juce::dontSendNotification);
    list.show (shown);
    access.setSelectedId (static_cast<int> (list.accessOf (selected)) + 1, juce::dontSendNotification);

    if (isSlot())
    {
        const auto& slot = shown.slots[static_cast<std::size_t> (selected)];
        juce::StringArray all;

        for (const auto& each : slot.choices)
            all.add (ofUtf8 (each));

        kind.setSelectedId (static_cast<int> (slot.kind) + 1, juce::dontSendNotification);

        // Whoever types keeps the caret.
        for (const auto& [field, text] :
             {std::pair (&name, ofUtf8 (slot.name)), std::pair (&description, ofUtf8 (slot.description)),
              std::pair (&unit, ofUtf8 (slot.unit))})
            if (field->getText().trim() != text.trim())
            {
                field->setText (text, juce::dontSendNotification);
                field->setCaretPosition (0);
            }

        for (const auto& [field, number] : {std::pair (&least, slot.minimum), std::pair (&most, slot.maximum)})
            if (! juce::exactlyEqual (field->getText().getDoubleValue(), number) || ! isNumber (field->getText()))
                field->setText (plain (number), juce::dontSendNotification);

        if (choices.getText().removeCharacters (" ") != all.joinIntoString (",").removeCharacters (" "))
            choices.setText (all.joinIntoString (", "), juce::dontSendNotification);
    }

    showKind();
}

void ToolsPanel::showKind()
{
    const auto slotKind =
        isSlot() ? static_cast<ControlDefinition::Kind> (kind.getSelectedId() - 1) : ControlDefinition::Kind::onOff;

    for (auto* each : std::initializer_list<juce::Component*>{&name, &kind, &description})
        each->setVisible (isSlot());

    for (auto* each : {&least, &most, &unit})
        each->setVisible (slotKind == ControlDefinition::Kind::number);

    choices.setVisible (slotKind == ControlDefinition::Kind::choice);
}

void ToolsPanel::takeSlot (ControlDefinition& slot) const
{
    const auto trimmed = [] (const juce::TextEditor& field) { return field.getText().trim().toStdString(); };
    slot.name = trimmed (name);
    slot.description = trimmed (description);
    slot.kind = static_cast<ControlDefinition::Kind> (std::max (1, kind.getSelectedId()) - 1);
    slot.access = static_cast<ControlAccess> (std::max (1, access.getSelectedId()) - 1);
    slot.unit = slot.kind == ControlDefinition::Kind::number ? trimmed (unit) : ControlDefinition().unit;

    if (slot.kind == ControlDefinition::Kind::number)
    {
        slot.minimum = least.getText().getDoubleValue();
        slot.maximum = most.getText().getDoubleValue();
    }

    slot.choices.clear();

    if (slot.kind == ControlDefinition::Kind::choice)
        for (const auto& each : juce::StringArray::fromTokens (choices.getText(), ",", {}))
            if (each.trim().isNotEmpty())
                slot.choices.push_back (each.trim().toStdString());

    slot.byDefault = std::clamp (slot.byDefault, slot.lowest(), std::max (slot.lowest(), slot.highest()));
}

void ToolsPanel::take (PluginSettings& settings) const
{
    auto& layout = settings.layout;
    layout.tellsTransport = transport.getToggleState();
    layout.offersValues = values.getToggleState();

    if (isSlot())
    {
        takeSlot (layout.slots[static_cast<std::size_t> (selected)]);
    }
    else
    {
        const auto& id = list.ownIdOf (selected);
        const auto chosen = static_cast<ControlAccess> (std::max (1, access.getSelectedId()) - 1);

        if (chosen == ControlAccess::off)
            layout.own.erase (id);
        else
            layout.own[id] = chosen;
    }

    // What was changed is nobody's ready-made set any more.
    for (const auto& each : plugin.toolSets)
        if (layout.name == each.name && layout != each)
            layout.name.clear();
}

juce::String ToolsPanel::problemWith (const PluginSettings& settings) const
{
    const auto isNumeric = isSlot() && kind.getSelectedId() == 1;

    if (isNumeric && ! (isNumber (least.getText()) && isNumber (most.getText())))
        return "The lowest and the highest value must be numbers.";

    try
    {
        layoutFromJson (toJson (settings.layout));
        return {};
    }
    catch (const std::invalid_argument& wrong)
    {
        return ofUtf8 (wrong.what());
    }
}

void ToolsPanel::chooseSet()
{
    const auto place = set.getSelectedId() - nothingSet - 1;

    desk.settings().update (
        [&] (PluginSettings& settings)
        {
            if (place >= 0 && place < static_cast<int> (plugin.toolSets.size()))
                settings.layout = plugin.toolSets[static_cast<std::size_t> (place)];
            else if (set.getSelectedId() == nothingSet)
                settings.layout = {};
        });
    refresh();

    if (onEdited)
        onEdited();
}

void ToolsPanel::paint (juce::Graphics& g)
{
    SettingsPage::paint (g);
    g.setColour (paletteOf (*this).quietText);
    g.setFont (ParlandoLook::font (14.0f));

    for (const auto* field :
         std::initializer_list<const juce::Component*>{&name, &kind, &access, &least, &choices, &description})
        if (field->isVisible())
            g.drawText (field == &least ? juce::String ("Range") : field->getTitle(),
                        field->getBounds().withX (field->getX() - toolsCaption).withWidth (toolsCaption),
                        juce::Justification::centredLeft);
}

void ToolsPanel::resized()
{
    auto area = getLocalBounds();
    auto top = area.removeFromTop (toolsRow);
    area.removeFromTop (toolsGap);
    set.setBounds (top.removeFromLeft (toolsListWidth + 60));
    auto bottom = area.removeFromBottom (toolsRow);
    transport.setBounds (bottom.removeFromLeft (bottom.getWidth() / 2));
    values.setBounds (bottom);
    area.removeFromBottom (toolsGap);
    list.setBounds (area.removeFromLeft (toolsListWidth));
    area.removeFromLeft (2 * toolsGap);
    const auto nextRow = [&]
    {
        auto row = area.removeFromTop (toolsRow).withTrimmedLeft (toolsCaption);
        area.removeFromTop (toolsGap);
        return row;
    };

    if (isSlot())
        name.setBounds (nextRow());

    access.setBounds (nextRow());

    if (isSlot())
    {
        kind.setBounds (nextRow());
        auto row = nextRow();
        choices.setBounds (row);
        const auto third = (row.getWidth() - 2 * toolsGap) / 3;

        for (auto* field : {&least, &most, &unit})
        {
            field->setBounds (row.removeFromLeft (third));
            row.removeFromLeft (toolsGap);
        }

        description.setBounds (nextRow());
    }
}

} // namespace parlando
