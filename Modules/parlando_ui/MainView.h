#pragma once

#include "ConversationList.h"
#include "DroppedFiles.h"
#include "FiguresBar.h"
#include "FrameTimer.h"
#include "KeepSign.h"
#include "LevelMeterView.h"
#include "MessageBar.h"
#include "MixPanel.h"
#include "ParameterSwitch.h"
#include "PastPanel.h"
#include "QuestionBar.h"
#include "RecordButton.h"
#include "SettingsPanel.h"
#include "StateView.h"
#include "TalkBar.h"
#include "ToolsMenu.h"

#include <parlando_plugin/parlando_plugin.h>

namespace parlando
{

/** The one screen. Text and images that are dropped on it go to the agent, a preset or a tool set is taken. It looks at
   the processor 60 times a second while showing and keeps nothing of its own. The processor must outlive it. Message
   thread. */
class MainView final : public juce::Component, public juce::FileDragAndDropTarget, public juce::TextDragAndDropTarget
{
public:
    static constexpr int smallestWidth = 480, smallestHeight = 460;

    /** `presetsFolder` as in PresetsMenu. */
    MainView (PluginProcessor&, juce::File presetsFolder);

    /** The person wants to choose how the window looks: below this component. */
    std::function<void (juce::Component&)> onViewMenu;

    /** In place of the conversation, or back to it. */
    void showPast (bool shouldShow);

    bool isInterestedInFileDrag (const juce::StringArray& files) override { return DroppedFiles::areKnown (files); }
    void fileDragEnter (const juce::StringArray&, int, int) override { showDropping (true); }
    void fileDragExit (const juce::StringArray&) override { showDropping (false); }
    void filesDropped (const juce::StringArray& files, int x, int y) override;
    bool isInterestedInTextDrag (const juce::String&) override { return true; }
    void textDragEnter (const juce::String&, int, int) override { showDropping (true); }
    void textDragExit (const juce::String&) override { showDropping (false); }
    void textDropped (const juce::String& text, int x, int y) override;

    void paint (juce::Graphics&) override;
    void paintOverChildren (juce::Graphics&) override;
    void resized() override;
    void lookAndFeelChanged() override;

private:
    void addViews();
    void connectViews();
    void refresh();
    void refreshControls();
    void refreshText();
    void refreshAll();
    void showConversation();
    [[nodiscard]] std::optional<ConversationItem> itemOf (const ItemOutline&) const;
    void showWelcome();
    void showKept();
    void showParts();
    void ask();
    void addLate (juce::Component&);
    void showSettings (bool shouldShow);
    void closePages();
    [[nodiscard]] bool isSetting() const { return settings != nullptr && settings->isVisible(); }
    [[nodiscard]] bool isPast() const { return past != nullptr && past->isVisible(); }
    [[nodiscard]] bool isPaged() const { return isSetting() || isPast(); }
    void showDropping (bool);

    PluginProcessor& plugin;
    const juce::File presetsFolder;
    StateView state;
    ParameterSwitch connect;
    juce::TextButton settingsButton, toolsButton, viewButton;
    TalkBar talk;
    LevelMeterView heard{"Agent hears"}, voice{"Agent says"};
    TurnActions turns;
    ConversationList conversation;
    QuestionBar question;
    MessageBar message;
    FiguresBar figures;
    KeepSign kept;
    RecordButton record;
    MixPanel mix;
    ToolsMenu tools;
    DroppedFiles dropped;
    std::unique_ptr<SettingsPanel> settings; /**< From when it was first wanted. */
    std::unique_ptr<AccountPanel> welcome;   /**< Likewise. */
    std::unique_ptr<PastPanel> past;         /**< Likewise. */

    juce::TooltipWindow tooltips{this};
    FrameTimer timer;
    unsigned ticks = 0;
    std::optional<std::uint64_t> revisionShown;
    std::string changeShown; /**< What there was to undo. */
    bool isDropping = false, isWelcoming = false;
};

} // namespace parlando
