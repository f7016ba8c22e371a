#include "KeepPanel.h"

#include "Palette.h"
#include "ParlandoLook.h"

namespace parlando
{
namespace
{

juce::String pathOf (const std::string& path) { return juce::String::fromUTF8 (path.c_str()); }

} // namespace

KeepPanel::KeepPanel (ConversationDesk& conversation) : SettingsPage (conversation, "Keep")
{
    for (const auto each : {Keeps::nothing, Keeps::words, Keeps::wordsAndVoice, Keeps::everything})
        what.addItem (choiceOf (each), static_cast<int> (each) + 1);

    add (what, "Kept");
    what.onChange = [this] { chooseWhat(); };
    choose.onClick = [this] { choosePlace(); };
    usual.setTitle ("Keep in the usual folder");
    usual.onClick = [this]
    {
        desk.keeping().setPlace ({});
        refreshKeeping();
    };
    open.setTitle ("Show the conversation in its folder");
    open.onClick = [this] { juce::File (pathOf (shown.folder)).revealToUser(); };
    remove.setTitle ("Delete the conversation's folder");
    remove.onClick = [this] { deleteFolder(); };

    past.setTitle ("Past conversations");
    past.onClick = [this]
    {
        if (onAll)
            onAll();
    };

    for (auto* button : {&choose, &usual, &open, &remove, &past})
        addAndMakeVisible (button);

    begin();
    shown.place.push_back ('?'); // so that all is shown
    refreshKeeping();
}

std::span<const SettingsPage::Row> KeepPanel::rows() const
{
    static constexpr Row all[]{
        {"Kept", "Counts from the next conversation; Nothing counts at once."},
        {"Where", " "},
        {"The last one", " "},
        {"All of them", "To read, search, go on with, save elsewhere, and delete."},
    };
    return all;
}

void KeepPanel::refreshKeeping()
{
    const auto now = desk.keeping().view();

    if (now == shown)
        return;

    if (now.folder != shown.folder)
        removal.reset();

    shown = now;
    what.setSelectedId (static_cast<int> (shown.what) + 1, juce::dontSendNotification);
    usual.setEnabled (! shown.isUsualPlace);
    open.setEnabled (! shown.folder.empty());
    remove.setEnabled (! shown.folder.empty());
    repaint();
}

void KeepPanel::chooseWhat()
{
    desk.keeping().setWhat (static_cast<Keeps> (what.getSelectedId() - 1));
    refreshKeeping();
}

void KeepPanel::choosePlace()
{
    chooser = std::make_unique<juce::FileChooser> ("Where conversations are kept", juce::File (pathOf (shown.place)));
    chooser->launchAsync (juce::FileBrowserComponent::openMode | juce::FileBrowserComponent::canSelectDirectories,
                          [this] (const juce::FileChooser& chosen)
                          {
                              if (const auto folder = chosen.getResult(); folder != juce::File())
                                  desk.keeping().setPlace (folder.getFullPathName().toStdString());

                              refreshKeeping();
                          });
}

void KeepPanel::deleteFolder()
{
    if (removal.click (shown.folder))
        desk.keeping().deleteFolder();

    refreshKeeping();
}

void KeepPanel::paint (juce::Graphics& g)
{
    SettingsPage::paint (g);
    g.setFont (ParlandoLook::font (14.0f));
    g.setColour (paletteOf (*this).quietText);
    g.drawFittedText (pathOf (shown.place), placeLine, juce::Justification::centredLeft, 1, 0.7f);
    g.drawFittedText (shown.folder.empty() ? juce::String ("Nothing is kept yet in this window.")
                                           : juce::File (pathOf (shown.folder)).getFileName(),
                      folderLine, juce::Justification::centredLeft, 1, 0.7f);
}

void KeepPanel::resized()
{
    constexpr int gap = 6, button = 150;
    auto area = getLocalBounds();
    what.setBounds (takeRow (area, 0).withWidth (300));

    const auto twoButtons = [&] (std::size_t row, juce::Component& left, juce::Component& right)
    {
        auto place = takeRow (area, row);
        const auto line = place.translated (0, rowHeight).withHeight (hintHeight);
        left.setBounds (place.removeFromLeft (button));
        place.removeFromLeft (gap);
        right.setBounds (place.removeFromLeft (button));
        return line;
    };
    placeLine = twoButtons (1, choose, usual);
    folderLine = twoButtons (2, open, remove);
    past.setBounds (takeRow (area, 3).withWidth (button + gap + button));
}

} // namespace parlando
