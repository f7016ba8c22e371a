#pragma once

#include "DeleteQuestion.h"
#include "PastList.h"
#include "TranscriptMenu.h"

namespace parlando
{

/** The conversations that are kept: looked through, gone on with, saved elsewhere and deleted. They are read on a
   thread of its own. Message thread; blocks on the disk where one is used. */
class PastPanel final : public juce::Component
{
public:
    explicit PastPanel (PluginProcessor&);
    ~PastPanel() override;

    std::function<void()> onDone;

    /** Looks for all of them again. */
    void look();

    /** Shows what was found meanwhile; 10 times a second while the panel is showing. */
    void refresh();

    void paint (juce::Graphics&) override;
    void resized() override;
    void lookAndFeelChanged() override;
    void visibilityChanged() override;

private:
    void addSearch();
    void addButtons();
    void take();
    void showChosen();
    void listen();
    void showListening();
    void goOn();
    void remove();
    [[nodiscard]] Transcript transcriptToSave() const;
    [[nodiscard]] juce::String noteInWords() const;

    ConversationDesk& desk;
    PluginProcessor& plugin;
    PastConversations past;
    TranscriptMenu saving;
    juce::TextEditor search;
    PastList list;
    juce::Label note;
    juce::TextButton done{"Done"}, listenTo, goOnWith{"Go on with it"}, save{juce::String::fromUTF8 ("Export…")},
        open{"Show in folder"}, removeIt;
    DeleteQuestion removal{removeIt, "Delete"};
    bool wasListening = false;
    juce::String looked; // the words that are looked for
    std::string place;
    bool isFirst = false; // what is found next takes the place of what is shown
};

} // namespace parlando
