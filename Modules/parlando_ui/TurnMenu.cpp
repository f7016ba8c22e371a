#include "TurnMenu.h"

#include "TurnWords.h"

#include <parlando_text/AtomicFile.h>

#include <filesystem>
#include <system_error>
#include <utility>

namespace parlando
{

struct TurnMenu::Form
{
    const char* name;
    const char* ending;
    std::string (*text) (const Transcript&);
};

namespace
{

const juce::String andMore = juce::String::fromUTF8 ("…");

juce::String filesOf (std::size_t count)
{
    return count == 1 ? juce::String ("file") : juce::String (static_cast<juce::int64> (count)) + " files";
}

/** Moves the one file that was made to where it is wanted, over what is there. */
std::string move (const TakesMade& made, const juce::File& wanted)
{
    if (made.paths.empty())
        return made.problem;

    std::error_code problem;
    std::filesystem::rename (made.paths.front(), wanted.getFullPathName().toStdString(), problem);
    return problem ? wanted.getFullPathName().toStdString() + " cannot be written (" + problem.message() +
                         "); save it elsewhere."
                   : made.problem;
}

} // namespace

TurnMenu::TurnMenu (PluginProcessor& processor, TurnFiles& files)
    : plugin (processor), turns (files), ways (usualWays())
{
}

TurnMenu::TurnMenu (PluginProcessor& processor, TurnFiles& files, Ways waysOfAsking)
    : plugin (processor), turns (files), ways (std::move (waysOfAsking)), dialog (ways.save)
{
}

TurnMenu::Ways TurnMenu::usualWays()
{
    Ways usual;
    usual.chooseFolder = [this] (const auto& title, auto answer)
    {
        chooser = std::make_unique<juce::FileChooser> (title);
        chooser->launchAsync (juce::FileBrowserComponent::openMode | juce::FileBrowserComponent::canSelectDirectories,
                              [answer] (const juce::FileChooser& asked) { answer (asked.getResult()); });
    };

    // The processor has it, or what was copied would be gone with the window.
    if (FileClipboard::isThere())
        usual.copyFiles = [this] (const auto& paths)
        {
            if (plugin.clipboard == nullptr)
                plugin.clipboard = std::make_shared<FileClipboard>();

            return std::static_pointer_cast<FileClipboard> (plugin.clipboard)->copy (paths);
        };

    usual.copyText = [] (const auto& text) { juce::SystemClipboard::copyTextToClipboard (text); };
    usual.show = [] (const auto& file) { file.revealToUser(); };
    return usual;
}

juce::PopupMenu TurnMenu::menu (const ConversationItem& item)
{
    static constexpr Form forms[] = {
        {"Text", "txt", toText}, {"SubRip subtitles", "srt", toSrt}, {"WebVTT captions", "vtt", toVtt}};
    juce::PopupMenu menu;

    if (item.kind == ConversationItem::Kind::toolCall)
        return noteMenu (item);

    if (item.kind != ConversationItem::Kind::agent && item.kind != ConversationItem::Kind::person)
        return menu;

    if (TurnFiles::hasVoice (item))
        addFiles (menu, item);

    menu.addItem ("Copy text", whileHere ([item] (TurnMenu& self) { self.copyWords (item); }));
    juce::PopupMenu words;

    for (const auto& form : forms)
        words.addItem (form.name + andMore, whileHere ([item, form] (TurnMenu& self) { self.saveWords (item, form); }));

    menu.addSubMenu ("Save words as", words);

    if (TurnFiles::hasVoice (item))
        addAll (menu);

    return menu;
}

juce::PopupMenu TurnMenu::noteMenu (const ConversationItem& item)
{
    juce::PopupMenu menu;

    if (! turns.notes().of (item))
        return menu;

    if (ways.copyFiles)
        menu.addItem ("Copy MIDI file", ! turns.folder().empty(), false,
                      whileHere ([item] (TurnMenu& self) { self.copyNotes (item); }));

    menu.addItem ("Save notes as" + andMore, whileHere ([item] (TurnMenu& self) { self.saveNotes (item); }));
    return menu;
}

/** Beside the turns that left, as a host may refer to it for ever. */
void TurnMenu::copyNotes (const ConversationItem& item)
{
    try
    {
        if (const auto path = turns.notes().writeTo (TakeFiles::usualTarget (turns.folder()), item))
            turns.tell (ways.copyFiles ({*path}));
    }
    catch (const std::exception& problem)
    {
        turns.tell (problem.what());
    }
}

void TurnMenu::saveNotes (const ConversationItem& item)
{
    dialog.show ("Save the notes",
                 juce::File::getSpecialLocation (juce::File::userMusicDirectory)
                     .getChildFile (PlayedNotes::nameOf (item) + ".mid"),
                 "mid",
                 [this, item] (const juce::File& file)
                 {
                     try
                     {
                         if (const auto midi = turns.notes().of (item))
                             replaceFile (file.getFullPathName().toStdString(), *midi);
                     }
                     catch (const FileError& problem)
                     {
                         turns.tell (problem.what());
                     }
                 });
}

void TurnMenu::addFiles (juce::PopupMenu& menu, const ConversationItem& item)
{
    const auto count = turns.countWith (item);
    menu.addItem ("Say it again", plugin.desk().view().isRunning, false,
                  whileHere ([item] (TurnMenu& self) { self.sayAgain (item); }));
    menu.addSeparator();

    if (ways.copyFiles)
        menu.addItem ("Copy " + filesOf (count), whileHere ([item] (TurnMenu& self) { self.copy (item); }));

    menu.addItem (count == 1 ? "Save as" + andMore : "Save " + filesOf (count) + andMore,
                  whileHere ([item] (TurnMenu& self) { self.save (item); }));
    menu.addItem ("Show in folder", ! turns.folder().empty(), false, whileHere ([] (TurnMenu& self) { self.show(); }));
    menu.addItem ("Mark, to take several", true, turns.isMarked (item),
                  whileHere ([item] (TurnMenu& self) { self.turns.toggleMark (item); }));
    menu.addSeparator();
}

void TurnMenu::addAll (juce::PopupMenu& menu)
{
    juce::PopupMenu all;
    const auto isKept = ! turns.folder().empty();

    if (ways.copyFiles)
        all.addItem ("Copy files", isKept, false,
                     whileHere ([] (TurnMenu& self) { self.copyAll (self.turns.wishForAll()); }));

    all.addItem ("Save files" + andMore, isKept, false,
                 whileHere ([] (TurnMenu& self) { self.saveInFolder (self.turns.wishForAll()); }));
    menu.addSeparator();
    menu.addSubMenu ("All turns of the agent", all, isKept);
}

Transcript TurnMenu::turn (const ConversationItem& item) const
{
    return turnOf (plugin.desk().transcriptToKeep(), item);
}

void TurnMenu::sayAgain (const ConversationItem& item)
{
    plugin.sayAgain (turns.folder(), item.turn, wordsOf (turn (item)));
}

void TurnMenu::show() { ways.show (juce::File (juce::String::fromUTF8 (turns.folder().c_str()))); }

void TurnMenu::copyWords (const ConversationItem& item)
{
    ways.copyText (juce::String::fromUTF8 (wordsOf (turn (item)).c_str()));
}

void TurnMenu::copy (const ConversationItem& item)
{
    if (const auto problem = turns.problemWith (item); ! problem.empty())
        return turns.tell (problem);

    copyAll (turns.wishWith (item));
}

void TurnMenu::copyAll (const TakeWish& wish)
{
    turns.make (wish,
                [this, wish] (const TakesMade& made)
                {
                    turns.tell (made.problem);

                    if (made.paths.empty())
                        return;

                    if (const auto problem = ways.copyFiles (made.paths); ! problem.empty())
                    {
                        turns.takeBack (made.paths);
                        return turns.tell (problem);
                    }

                    turns.gaveOut (wish, made.paths);
                    juce::AccessibilityHandler::postAnnouncement (
                        "Copied", juce::AccessibilityHandler::AnnouncementPriority::low);
                });
}

void TurnMenu::save (const ConversationItem& item)
{
    if (const auto problem = turns.problemWith (item); ! problem.empty())
        return turns.tell (problem);

    const auto wish = turns.wishWith (item);

    if (wish.turns.size() > 1)
        return saveInFolder (wish);

    const auto folder = juce::File (juce::String::fromUTF8 (wish.folder.c_str()));
    const auto name = folder.getFileName() + ", turn " + juce::String (static_cast<juce::int64> (item.turn)) + ".wav";
    dialog.show ("Save the agent's turn", folder.getSiblingFile (name), "wav",
                 [this, wish] (const juce::File& file) { saveAs (wish, file); });
}

/** In a folder beside it first, so that it takes the old file's place when it is whole. */
void TurnMenu::saveAs (const TakeWish& wish, const juce::File& file)
{
    auto beside = wish;
    const auto place = file.getSiblingFile (".Parlando " + juce::Uuid().toDashedString());
    beside.target = place.getFullPathName().toStdString();
    turns.make (beside,
                [this, file, place] (const TakesMade& made)
                {
                    turns.tell (move (made, file));
                    place.deleteRecursively();
                });
}

void TurnMenu::saveInFolder (const TakeWish& wish)
{
    ways.chooseFolder ("Save the agent's turns in",
                       [self = juce::WeakReference (this), wish] (const juce::File& folder)
                       {
                           if (self == nullptr || folder == juce::File())
                               return;

                           auto there = wish;
                           there.target = folder.getFullPathName().toStdString();
                           self->turns.make (there,
                                             [self] (const TakesMade& made) { self->turns.tell (made.problem); });
                       });
}

void TurnMenu::saveWords (const ConversationItem& item, const Form& form)
{
    dialog.show ("Save the words", {}, form.ending,
                 [this, item, form] (const juce::File& file)
                 {
                     try
                     {
                         replaceFile (file.getFullPathName().toStdString(), form.text (turn (item)));
                     }
                     catch (const FileError& problem)
                     {
                         turns.tell (problem.what());
                     }
                 });
}

} // namespace parlando
