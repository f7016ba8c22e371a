#include "SettingsPanel.h"

#include "Palette.h"
#include "ParlandoLook.h"

namespace parlando
{
namespace
{

constexpr int tabHeight = 32, tabGap = 6, noteHeight = 28;
constexpr int tabGroup = 1;
const char* const changesCountLater = "Changes count from the next connection.";

} // namespace

SettingsPanel::SettingsPanel (ConversationDesk& desk) : agent (desk), turnTaking (desk)
{
    setTitle ("Settings");
    setFocusContainerType (FocusContainerType::keyboardFocusContainer);
    addPage (agentTab, Page::agent);
    addPage (turnTakingTab, Page::turnTaking);
    done.setTitle ("Done");
    done.onClick = [this]
    {
        if (onDone)
            onDone();
    };
    const auto edited = [this]
    {
        if (onEdited)
            onEdited();
    };
    agent.onEdited = edited;
    turnTaking.onEdited = edited;
    note.setFont (ParlandoLook::font (15.0f));
    note.setBorderSize ({});
    note.setTitle ("Note");

    for (auto* view : std::initializer_list<juce::Component*>{&done, &note, &agent})
        addAndMakeVisible (view);

    addChildComponent (turnTaking);
    agentTab.setToggleState (true, juce::dontSendNotification);
    refresh();
}

void SettingsPanel::addPage (juce::TextButton& tab, Page page)
{
    tab.setTitle (tab.getButtonText() + " page");
    tab.setRadioGroupId (tabGroup, juce::dontSendNotification);
    tab.setClickingTogglesState (true);
    tab.onClick = [this, page] { show (page); };
    addAndMakeVisible (tab);
}

void SettingsPanel::show (Page page)
{
    agent.setVisible (page == Page::agent);
    turnTaking.setVisible (page == Page::turnTaking);
    refresh();
}

void SettingsPanel::refresh()
{
    agent.refresh();
    turnTaking.refresh();
    const auto hasProblem = agent.problem().isNotEmpty();
    note.setText (hasProblem ? agent.problem() : juce::String (changesCountLater), juce::dontSendNotification);
}

void SettingsPanel::lookAndFeelChanged() { note.setColour (juce::Label::textColourId, paletteOf (*this).waiting); }

void SettingsPanel::paint (juce::Graphics& g) { g.fillAll (paletteOf (*this).background); }

void SettingsPanel::resized()
{
    auto area = getLocalBounds();
    auto row = area.removeFromTop (tabHeight);
    done.setBounds (row.removeFromRight (90));

    for (auto* tab : {&agentTab, &turnTakingTab})
    {
        tab->setBounds (row.removeFromLeft (116));
        row.removeFromLeft (tabGap);
    }

    note.setBounds (area.removeFromTop (noteHeight));
    area.removeFromTop (tabGap);
    agent.setBounds (area);
    turnTaking.setBounds (area);
}

} // namespace parlando
