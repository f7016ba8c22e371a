#pragma once

#include "FileClipboard.h"
#include "SaveDialog.h"
#include "TurnFiles.h"

namespace parlando
{

/** What can be done with one item of a conversation, for those who do not drag as well: its file on the clipboard or
    saved, its words copied or saved. All must outlive it. Message thread. */
class TurnMenu final
{
public:
    /** How the person and the desktop are asked; tests have their own. */
    struct Ways
    {
        SaveDialog::Ways save;

        /** For a folder: `answer` gets it, or juce::File() for none. */
        std::function<void (const juce::String& title, std::function<void (const juce::File&)> answer)> chooseFolder;

        /** As FileClipboard::copy(); nothing where files cannot be copied. */
        std::function<std::string (const std::vector<std::string>&)> copyFiles;

        std::function<void (const juce::String&)> copyText;
        std::function<void (const juce::File&)> show; /**< In the file manager. */
    };

    TurnMenu (PluginProcessor&, TurnFiles&);
    TurnMenu (PluginProcessor&, TurnFiles&, Ways);

    /** Empty for what is only guessed yet, and for a tool call that played no notes. */
    [[nodiscard]] juce::PopupMenu menu (const ConversationItem&);

private:
    struct Form;

    [[nodiscard]] Ways usualWays();

    /** An item outlives the window where its menu is still open. */
    template <typename Action>
    std::function<void()> whileHere (Action action)
    {
        return [self = juce::WeakReference (this), action]
        {
            if (self != nullptr)
                action (*self);
        };
    }

    [[nodiscard]] Transcript turn (const ConversationItem&) const;
    [[nodiscard]] juce::PopupMenu noteMenu (const ConversationItem&);
    void copyNotes (const ConversationItem&);
    void saveNotes (const ConversationItem&);
    void addFiles (juce::PopupMenu&, const ConversationItem&);
    void addAll (juce::PopupMenu&);
    void sayAgain (const ConversationItem&);
    void show();
    void copyWords (const ConversationItem&);
    void copy (const ConversationItem&);
    void copyAll (const TakeWish&);
    void save (const ConversationItem&);
    void saveAs (const TakeWish&, const juce::File&);
    void saveInFolder (const TakeWish&);
    void saveWords (const ConversationItem&, const Form&);

    PluginProcessor& plugin;
    TurnFiles& turns;
    std::unique_ptr<juce::FileChooser> chooser;
    const Ways ways;
    SaveDialog dialog;

    JUCE_DECLARE_WEAK_REFERENCEABLE (TurnMenu)
};

} // namespace parlando
