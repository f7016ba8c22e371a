#include "PastPanel.h"

#include "Palette.h"
#include "ParlandoLook.h"

#include <system_error>

namespace parlando
{
namespace
{

constexpr int rowOfPanel = 30, gapOfPanel = 5, noteOfPanel = 26, longestSearch = 200;

} // namespace

PastPanel::PastPanel (PluginProcessor& processor)
    : desk (processor.desk()), plugin (processor), saving (processor, [this] { return transcriptToSave(); })
{
    setTitle ("Past conversations page");
    setFocusContainerType (FocusContainerType::focusContainer);
    addSearch();
    note.setFont (ParlandoLook::font (14.0f));
    note.setMinimumHorizontalScale (0.85f);
    note.setBorderSize ({});
    note.setTitle ("Note");
    addAndMakeVisible (note);
    list.onChosen = [this] { showChosen(); };
    list.onListen = [this] { listenTo.triggerClick(); };
    list.onDelete = [this] { removeIt.triggerClick(); };
    addAndMakeVisible (list);
    addButtons();
    showChosen();
}

void PastPanel::addSearch()
{
    search.setTitle ("Search in past conversations");
    search.setFont (ParlandoLook::font (16.0f));
    search.setInputRestrictions (longestSearch);
    search.setIndents (8, 0);
    search.setJustification (juce::Justification::centredLeft);
    search.setTextToShowWhenEmpty ("Search in what was said", paletteOf (*this).quietText);
    search.onEscapeKey = [] { juce::Component::unfocusAllComponents(); };
    search.onReturnKey = [] { juce::Component::unfocusAllComponents(); };
    addAndMakeVisible (search);
}

void PastPanel::addButtons()
{
    done.onClick = [this]
    {
        if (onDone)
            onDone();
    };
    listenTo.setTitle ("Listen to the past conversation");
    listenTo.setTooltip ("Heard on the main output, wherever the host is; pauses are shortened");
    listenTo.onClick = [this] { listen(); };
    goOnWith.setTooltip ("The next conversation goes on with this one");
    goOnWith.onClick = [this] { goOn(); };
    save.setTitle ("Export menu");
    save.setTooltip ("Saves what was said as a text, subtitles or JSON");
    save.onClick = [this] { saving.menu().showMenuAsync (juce::PopupMenu::Options().withTargetComponent (save)); };
    open.setTitle ("Show the past conversation in its folder");
    open.setTooltip ("Where its words and voices are files");
    open.onClick = [this]
    {
        if (const auto* chosen = list.chosen())
            juce::File (juce::String::fromUTF8 (chosen->folder.c_str())).revealToUser();
    };
    removeIt.setTitle ("Delete the past conversation");
    removeIt.onClick = [this] { remove(); };
    done.setTitle ("Done");
    goOnWith.setTitle ("Go on with the past conversation");

    for (auto* button : {&done, &listenTo, &goOnWith, &save, &open, &removeIt})
        addAndMakeVisible (button);
}

void PastPanel::look()
{
    looked = search.getText().trim();
    place = desk.keeping().view().place;
    isFirst = true;

    try
    {
        past.look (place, looked.toStdString());
    }
    catch (const std::system_error&)
    {
        desk.showMessage ("The list cannot be read, as the system has no thread left for it: close what else runs.");
    }

    refresh();
}

void PastPanel::refresh()
{
    if (search.getText().trim() != looked || desk.keeping().view().place != place)
        return look();

    take();
    showListening();
    note.setText (noteInWords(), juce::dontSendNotification);
}

void PastPanel::take()
{
    const auto isOver = ! past.isLooking(); // before what came last is taken
    auto found = past.take();

    if (isFirst && (isOver || ! found.empty()))
    {
        isFirst = false;
        list.clear();
    }

    if (! found.empty())
        list.add (std::move (found));
}

juce::String PastPanel::noteInWords() const
{
    const auto count = list.count();

    if (past.isLooking())
        return juce::String::fromUTF8 ("Looking…") +
               (isFirst || count == 0 ? juce::String() : " " + juce::String (count));

    if (looked.isNotEmpty())
        return count == 0 ? "Nobody said that in a conversation that is kept."
                          : "Said in " + juce::String (count) + (count == 1 ? " conversation." : " conversations.");

    if (place.empty())
        return "Nothing is kept: choose under Settings, Keep, what is.";

    const auto where = juce::String::fromUTF8 (place.c_str());
    return count == 0 ? "Nothing is kept in " + where + " yet."
                      : juce::String (count) + (count == 1 ? " conversation in " : " conversations in ") + where;
}

void PastPanel::showChosen()
{
    const auto* chosen = list.chosen();
    const auto isUsable = chosen != nullptr && chosen->problem.empty();
    removal.reset();
    plugin.pastListening().stop();
    showListening();
    listenTo.setEnabled (chosen != nullptr && (chosen->hasAgentVoice || chosen->hasPersonVoice));
    goOnWith.setEnabled (isUsable);
    save.setEnabled (isUsable);
    open.setEnabled (chosen != nullptr);
    removeIt.setEnabled (chosen != nullptr);
}

void PastPanel::listen()
{
    auto& voices = plugin.pastListening();
    const auto* chosen = list.chosen();

    if (voices.isPlaying() || chosen == nullptr)
    {
        voices.stop();
        return showListening();
    }

    try
    {
        voices.play (chosen->folder, plugin.hostRate());
        wasListening = true;
    }
    catch (const std::system_error&)
    {
        desk.showMessage ("It cannot be read, as the system has no thread left for it: close what else runs.");
    }

    showListening();
}

/** What could not be heard is told once it is over. */
void PastPanel::showListening()
{
    const auto isListening = plugin.pastListening().isPlaying();
    listenTo.setButtonText (isListening ? "Stop" : "Listen");

    if (isListening || ! std::exchange (wasListening, false))
        return;

    plugin.pastListening().stop();

    if (const auto problem = plugin.pastListening().problem(); ! problem.empty())
        desk.showMessage (problem);
}

void PastPanel::goOn()
{
    const auto* chosen = list.chosen();

    if (chosen == nullptr)
        return;

    try
    {
        auto words = readConversation (chosen->folder);

        if (desk.view().isRunning)
            desk.showMessage ("The next conversation goes on with that one: disconnect, then connect again.");
        else if (! words.problem.empty())
            desk.showMessage (words.problem);

        desk.goOnWith (std::move (words.transcript));

        if (onDone)
            onDone();
    }
    catch (const std::invalid_argument& unusable)
    {
        desk.showMessage (unusable.what());
    }
}

Transcript PastPanel::transcriptToSave() const
{
    const auto* chosen = list.chosen();
    return chosen != nullptr ? readConversation (chosen->folder).transcript : Transcript();
}

void PastPanel::remove()
{
    const auto* chosen = list.chosen();

    if (chosen == nullptr || ! removal.click (chosen->folder))
        return;

    try
    {
        const auto folder = chosen->folder;
        deleteConversation (folder);
        list.remove (folder);
    }
    catch (const FolderError& problem)
    {
        desk.showMessage (problem.what());
    }

    showChosen();
    refresh();
}

/** Nobody could stop it any more. */
void PastPanel::visibilityChanged()
{
    if (isVisible())
        return;

    plugin.pastListening().stop();
    showListening();
}

PastPanel::~PastPanel() { plugin.pastListening().stop(); }

void PastPanel::lookAndFeelChanged()
{
    note.setColour (juce::Label::textColourId, paletteOf (*this).waiting);
    search.setTextToShowWhenEmpty (search.getTextToShowWhenEmpty(), paletteOf (*this).quietText);
    search.applyColourToAllText (paletteOf (*this).text);
}

void PastPanel::paint (juce::Graphics& g) { g.fillAll (paletteOf (*this).background); }

void PastPanel::resized()
{
    auto area = getLocalBounds();
    auto row = area.removeFromTop (rowOfPanel);
    done.setBounds (row.removeFromRight (80));
    row.removeFromRight (gapOfPanel);
    search.setBounds (row);
    note.setBounds (area.removeFromTop (noteOfPanel));
    area.removeFromTop (gapOfPanel);
    row = area.removeFromBottom (rowOfPanel);
    area.removeFromBottom (2 * gapOfPanel);
    list.setBounds (area);

    const auto width = (row.getWidth() + gapOfPanel) / 5;

    for (auto* button : {&listenTo, &goOnWith, &save, &open, &removeIt})
        button->setBounds (row.removeFromLeft (width).withTrimmedRight (gapOfPanel));
}

} // namespace parlando
