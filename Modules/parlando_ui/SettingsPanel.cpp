#include "SettingsPanel.h"

#include "Palette.h"
#include "ParlandoLook.h"

namespace parlando
{
namespace
{

constexpr int tabHeight = 30, tabGap = 5, noteHeight = 26;
constexpr int tabGroup = 1;

} // namespace

SettingsPanel::SettingsPanel (PluginProcessor& plugin, juce::File presetsFolder)
    : desk (plugin.desk()), provider (plugin.provider()), agent (desk, provider), turnTaking (desk), tools (plugin),
      sound (plugin), account (plugin, AccountPanel::Use::settings), session (desk), keep (desk), takes (plugin),
      presets (plugin, std::move (presetsFolder))
{
    setTitle ("Settings");
    setFocusContainerType (FocusContainerType::focusContainer);
    addButtons();
    addPage (agent, "Agent");
    addPage (turnTaking, "Turns");
    addPage (tools, "Tools");
    addPage (sound, "Sound");
    addPage (account, "Account");
    addPage (session, "Session");
    addPage (keep, "Keep");
    addPage (takes, "Takes");

    for (auto* page : std::initializer_list<SettingsPage*>{&agent, &turnTaking, &tools, &session})
        page->onEdited = [this] { refresh(); };

    presets.onEdited = [this] { refresh(); };
    keep.onAll = [this]
    {
        if (onPast)
            onPast();
    };
    note.setFont (ParlandoLook::font (14.0f));
    note.setMinimumHorizontalScale (0.85f);
    note.setBorderSize ({});
    note.setTitle ("Note");
    addAndMakeVisible (note);
    show (agent);
}

void SettingsPanel::addButtons()
{
    presetsButton.setTitle ("Presets menu");
    presetsButton.setTooltip ("Ready-made agents, your own, and files to share");
    presetsButton.onClick = [this] { presets.showBelow (presetsButton); };
    compare.onClick = [this]
    {
        desk.settings().swap();
        refresh();
    };
    undo.setTooltip ("Takes back the last change of the settings");
    undo.onClick = [this]
    {
        desk.settings().undo();
        refresh();
    };
    redo.onClick = [this]
    {
        desk.settings().redo();
        refresh();
    };
    done.onClick = [this]
    {
        if (onDone)
            onDone();
    };

    for (auto* button : {&undo, &redo, &done})
        button->setTitle (button->getButtonText());

    for (auto* button : {&presetsButton, &compare, &undo, &redo, &done})
        addAndMakeVisible (button);
}

void SettingsPanel::addPage (juce::Component& view, const juce::String& word)
{
    auto& page = *pages.emplace_back (std::make_unique<Page> (view, word));
    page.tab.setTitle (view.getTitle() + " page");
    page.tab.setRadioGroupId (tabGroup, juce::dontSendNotification);
    page.tab.setClickingTogglesState (true);
    page.tab.onClick = [this, &view] { show (view); };
    addAndMakeVisible (page.tab);
    addChildComponent (view);
}

void SettingsPanel::show (const juce::Component& chosen)
{
    for (auto& page : pages)
    {
        page->view.setVisible (&page->view == &chosen);
        page->tab.setToggleState (&page->view == &chosen, juce::dontSendNotification);
    }

    refresh();
    refreshParameters();
}

void SettingsPanel::showPage (const juce::String& word)
{
    for (auto& page : pages)
        if (page->tab.getButtonText() == word)
            show (page->view);
}

juce::String SettingsPanel::noteInWords() const
{
    for (const auto* page : std::initializer_list<const SettingsPage*>{&agent, &turnTaking, &tools, &session})
        if (page->problem().isNotEmpty())
            return page->problem();

    if (const auto found = provider.problemsOf (toDefinition (desk.settings().get())); ! found.empty())
        return juce::String::fromUTF8 (found.front().c_str());

    const auto view = desk.view();

    if (takes.isVisible())
        return "The project's: they are saved with it.";

    if (sound.isVisible())
        return "Parameters: they count at once, and the host automates them.";

    if (account.isVisible() || keep.isVisible())
        return "Yours, in every project; nothing of it is saved with one.";

    if (! view.isRunning)
        return "Changes count from the next connection.";

    return view.hasStaged ? "Your changes come with the next gap between turns."
                          : "Changes come with the next gap between turns.";
}

void SettingsPanel::refresh()
{
    for (auto* page : std::initializer_list<SettingsPage*>{&agent, &turnTaking, &tools, &session})
        page->refresh();

    account.refresh();
    keep.refreshKeeping();
    note.setText (noteInWords(), juce::dontSendNotification);
    const auto ways = desk.settings().historyState();
    const auto other = ways.side == 'A' ? "B" : "A";
    undo.setEnabled (ways.canUndo);
    redo.setEnabled (ways.canRedo);
    compare.setButtonText (juce::String::charToString (static_cast<juce::juce_wchar> (ways.side)) + " / " + other);
    compare.setTitle ("Settings " + juce::String::charToString (static_cast<juce::juce_wchar> (ways.side)) +
                      ", change to " + other);
    compare.setTooltip (compare.getTitle());
}

void SettingsPanel::refreshParameters()
{
    if (sound.isVisible())
        sound.refresh();

    if (takes.isVisible())
        takes.refresh();
}

bool SettingsPanel::keyPressed (const juce::KeyPress& key)
{
    const auto shift = key.getModifiers().isShiftDown();

    if (! key.getModifiers().isCommandDown() || (key.getKeyCode() | 0x20) != 'z')
        return false;

    (shift ? redo : undo).triggerClick();
    return true;
}

void SettingsPanel::lookAndFeelChanged() { note.setColour (juce::Label::textColourId, paletteOf (*this).waiting); }

void SettingsPanel::paint (juce::Graphics& g) { g.fillAll (paletteOf (*this).background); }

void SettingsPanel::resized()
{
    auto area = getLocalBounds();
    auto row = area.removeFromTop (tabHeight);
    done.setBounds (row.removeFromRight (80));

    for (const auto& [button, width] :
         {std::pair (&presetsButton, 92), std::pair (&compare, 58), std::pair (&undo, 62), std::pair (&redo, 62)})
    {
        button->setBounds (row.removeFromLeft (width));
        row.removeFromLeft (tabGap);
    }

    area.removeFromTop (tabGap);
    row = area.removeFromTop (tabHeight);
    const auto width = (row.getWidth() + tabGap) / static_cast<int> (pages.size());

    for (auto& page : pages)
        page->tab.setBounds (row.removeFromLeft (width).withTrimmedRight (tabGap));

    note.setBounds (area.removeFromTop (noteHeight));
    area.removeFromTop (tabGap);

    for (auto& page : pages)
        page->view.setBounds (area);
}

} // namespace parlando
