// The page of the conversations that are kept.

#include "EditorRig.h"
#include "MenuItems.h"

#include <Pictures/AccessibilityTree.h>
#include <Pictures/AudioThread.h>
#include <Unit/parlando_archive/SpokenTurns.h>

#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <fstream>

using namespace parlando;
using namespace parlando::testing;

namespace
{

/** The window of somebody who has talked before. */
struct PastRig : EditorRig
{
    PastRig()
    {
        keeping.use ({Keeps::words, place}, (surroundings.folder() / "keep.json").string());
        open();
    }

    std::string keep (const std::string& title, const std::vector<std::string>& words)
    {
        ConversationArchive archive (Keeps::words, place, title);
        const auto now = Instant::clock::now();
        archive.began (now, now);
        archive.told (SessionReady{now, "session"}, now);
        std::uint64_t id = 0;

        for (const auto& each : words)
        {
            TranscriptEntry entry;
            entry.id = ++id;
            entry.text = each;
            entry.start = entry.end = now;
            entry.speaker = id % 2 == 1 ? Speaker::person : Speaker::agent;
            entry.final = true;
            archive.wrote (entry);
        }

        archive.finish();
        return archive.folder();
    }

    /** With a second of the agent's voice. */
    std::string keepSpoken() const
    {
        ConversationArchive archive (Keeps::wordsAndVoice, place, "Spoken");
        SpokenTurns turns (archive);
        turns.begin();
        turns.say ("Good morning.");
        turns.speakSine (24'000);
        turns.endWords();
        turns.hear (24'000);
        archive.finish();
        return archive.folder();
    }

    int rowOf (const std::string& folder)
    {
        const auto name = juce::File (folder).getFileName();
        return rows().getNameForRow (0).contains ("Spoken") == name.contains ("Spoken") ? 0 : 1;
    }

    std::string keepDamaged() const
    {
        const auto folder = place + "/2026-01-01 10.00 Broken";
        std::filesystem::create_directories (folder);
        std::ofstream (folder + "/conversation.jsonl") << "not a journal\n";
        return folder;
    }

    void openPage()
    {
        REQUIRE (press (editor->viewMenu(), "Past conversations"));
        REQUIRE (dispatchUntil ([&] { return ! note().startsWith ("Looking"); }));
    }

    juce::String note() { return get<juce::Label> ("Note").getText(); }
    PastList& list() { return get<PastList> ("Past conversations"); }
    juce::ListBoxModel& rows() { return *list().getListBoxModel(); }

    void look (const juce::String& words)
    {
        get<juce::TextEditor> ("Search in past conversations").setText (words);
        REQUIRE (dispatchUntil ([&] { return ! note().startsWith ("Looking") && note() != noteBefore; }));
    }

    const std::string place = (surroundings.folder() / "Music").string();
    ConversationKeeping& keeping = processor.desk().keeping();
    juce::String noteBefore;
};

} // namespace

TEST_CASE ("The page of past conversations lists what is kept, and names each for screen readers")
{
    PastRig rig;
    rig.keep ("Conversation", {"Is the snare too loud?", "A little."});
    rig.keepDamaged();
    rig.openPage();
    CHECK (rig.note().startsWith ("2 conversations in "));
    CHECK_FALSE (rig.shows ("Conversation"));
    REQUIRE (rig.list().count() == 2);
    CHECK (rig.rows().getNameForRow (0).startsWith ("Is the snare too loud?"));
    CHECK (rig.rows().getNameForRow (1).startsWith ("Broken, Its journal is damaged"));
    const auto tree = testing::AccessibilityTree::of (*rig.editor); // throws where a name is missing
    CHECK (tree.contains ("list \"Past conversations\""));
    rig.get<juce::Button> ("Done").onClick();
    CHECK (rig.shows ("Conversation"));
}

TEST_CASE ("Where nothing is kept the page says so, and no button does anything")
{
    PastRig rig;
    rig.openPage();
    CHECK (rig.note().startsWith ("Nothing is kept in "));

    for (const auto* title : {"Go on with the past conversation", "Export menu",
                              "Show the past conversation in its folder", "Delete the past conversation"})
        CHECK_FALSE (rig.get<juce::Button> (title).isEnabled());
}

TEST_CASE ("The page is reached from the page of what is kept as well, and the Tab key goes through it")
{
    PastRig rig;
    rig.get<juce::Button> ("Settings").onClick();
    rig.get<juce::Button> ("Keep page").onClick();
    rig.get<juce::Button> ("Past conversations").onClick();
    CHECK (rig.shows ("Past conversations page"));
    CHECK_FALSE (rig.shows ("Keep page"));
    const auto reached = juce::KeyboardFocusTraverser().getAllComponents (&*rig.editor);

    for (const auto* title : {"Search in past conversations", "Done", "Past conversations"})
    {
        INFO (title);
        CHECK (std::any_of (reached.begin(), reached.end(),
                            [&] (auto* each)
                            { return each->getTitle() == title || each->getParentComponent()->getTitle() == title; }));
    }

    rig.get<juce::Button> ("Settings").onClick();
    CHECK_FALSE (rig.shows ("Past conversations page"));
    CHECK (rig.shows ("Keep page"));
}

TEST_CASE ("What is typed into the search field is found in what was said")
{
    PastRig rig;
    rig.keep ("One", {"More reverb on the voice", "Done."});
    rig.keep ("Two", {"Louder", "Say REVERB again."});
    rig.keep ("Three", {"Hello"});
    rig.openPage();
    rig.noteBefore = rig.note();
    rig.look ("reverb");
    CHECK (rig.note() == "Said in 2 conversations.");
    CHECK (rig.rows().getNameForRow (0).contains ("REVERB") != rig.rows().getNameForRow (1).contains ("REVERB"));
    rig.noteBefore = rig.note();
    rig.look ("chorus");
    CHECK (rig.note() == "Nobody said that in a conversation that is kept.");
    CHECK (rig.list().count() == 0);
}

TEST_CASE ("Who goes on with a past conversation sees it at once")
{
    PastRig rig;
    rig.keep ("Conversation", {"Remember the bass line", "I do."});
    rig.openPage();
    rig.list().selectRow (0);
    rig.get<juce::Button> ("Go on with the past conversation").onClick();
    CHECK_FALSE (rig.shows ("Past conversations page"));
    CHECK (rig.processor.desk().transcript().entries.size() == 2);
    auto& list = rig.get<ConversationList> ("Conversation");
    CHECK (dispatchUntil ([&] { return list.itemCount() == 2; }));
}

TEST_CASE ("A past conversation is deleted by the second click, and another choice takes the first one back")
{
    PastRig rig;
    const auto older = rig.keepDamaged();
    const auto newer = rig.keep ("Conversation", {"Hello"});
    rig.openPage();
    auto& remove = rig.get<juce::Button> ("Delete the past conversation");
    rig.list().selectRow (1);
    remove.onClick();
    CHECK (remove.getButtonText() == "Delete for good?");
    rig.list().selectRow (0);
    CHECK (remove.getButtonText() == "Delete");
    remove.onClick();
    CHECK (std::filesystem::exists (newer));
    remove.onClick();
    CHECK_FALSE (std::filesystem::exists (newer));
    CHECK (std::filesystem::exists (older));
    CHECK (rig.list().count() == 1);
    CHECK_FALSE (remove.isEnabled());
}

TEST_CASE ("A past conversation is listened to, and is silent once its page is left")
{
    PastRig rig;
    rig.keep ("Words alone", {"Hello"});
    const auto folder = rig.keepSpoken();
    rig.processor.setRateAndBufferSizeDetails (48'000.0, 480);
    const AudioThread audio (rig.processor);
    rig.openPage();
    auto& button = rig.get<juce::Button> ("Listen to the past conversation");
    CHECK_FALSE (button.isEnabled());
    rig.list().selectRow (rig.rowOf (folder));
    REQUIRE (button.isEnabled());
    CHECK (button.getButtonText() == "Listen");
    auto& voices = rig.processor.pastListening();

    SECTION ("pressed again")
    {
        button.onClick();
        CHECK (voices.isPlaying());
        CHECK (button.getButtonText() == "Stop");
        button.onClick();
    }

    SECTION ("left")
    {
        rig.rows().returnKeyPressed (0);
        REQUIRE (dispatchUntil ([&] { return voices.isPlaying(); }));
        rig.get<juce::Button> ("Done").onClick();
        CHECK_FALSE (rig.shows ("Past conversations page"));
    }

    SECTION ("another chosen")
    {
        button.onClick();
        CHECK (voices.isPlaying());
        rig.list().selectRow (1 - rig.rowOf (folder));
    }

    SECTION ("over")
    {
        button.onClick();
        CHECK (dispatchUntil ([&] { return button.getButtonText() == "Listen"; }));
    }

    CHECK_FALSE (voices.isPlaying());
    CHECK (button.getButtonText() == "Listen");
}

TEST_CASE ("A past conversation whose files may be in a project is deleted by the third click")
{
    PastRig rig;
    const auto folder = rig.keep ("Conversation", {"Hello"});
    std::filesystem::create_directories (folder + "/dragged");
    std::ofstream (folder + "/dragged/a.wav") << "x";
    std::ofstream (folder + "/dragged/b.wav") << "x";
    rig.openPage();
    auto& remove = rig.get<juce::Button> ("Delete the past conversation");
    rig.list().selectRow (0);
    remove.onClick();
    CHECK (remove.getButtonText() == "Delete for good?");
    remove.onClick();
    CHECK (remove.getButtonText() == "Its exports too?");
    CHECK (remove.getTooltip().contains ("exported: 2."));
    CHECK (std::filesystem::exists (folder));
    remove.onClick();
    CHECK_FALSE (std::filesystem::exists (folder));
}

TEST_CASE ("A conversation that goes on is not deleted from the list, and a sentence says why")
{
    PastRig rig;
    const auto folder = rig.keep ("Conversation", {"Hello"});
    const auto held = ConversationFolder::open (folder);
    rig.openPage();
    rig.list().selectRow (0);
    auto& remove = rig.get<juce::Button> ("Delete the past conversation");
    remove.onClick();
    remove.onClick();
    CHECK (std::filesystem::exists (folder));
    CHECK (rig.list().count() == 1);
    CHECK (rig.processor.desk().view().sentence.contains ("in use"));
}

TEST_CASE ("Of a damaged journal nothing is gone on with or saved, but its folder is shown and deleted")
{
    PastRig rig;
    rig.keepDamaged();
    rig.openPage();
    rig.list().selectRow (0);
    CHECK_FALSE (rig.get<juce::Button> ("Go on with the past conversation").isEnabled());
    CHECK_FALSE (rig.get<juce::Button> ("Export menu").isEnabled());
    CHECK (rig.get<juce::Button> ("Show the past conversation in its folder").isEnabled());
    CHECK (rig.get<juce::Button> ("Delete the past conversation").isEnabled());
}

TEST_CASE ("A transcript that cannot be had is told of, and nothing is written")
{
    PastRig rig;
    const auto file = juce::File (rig.place).getSiblingFile ("Out.txt");
    TranscriptMenu menu (rig.processor, []() -> Transcript { throw std::invalid_argument ("It is gone."); });
    REQUIRE (press (menu.menu(), "Copy as text"));
    CHECK (rig.processor.desk().view().sentence == "It is gone.");
    CHECK_FALSE (file.exists());
}

TEST_CASE ("Lengths and sizes are written as people read them")
{
    CHECK (lengthInWords (0.4).isEmpty());
    CHECK (lengthInWords (61.9) == "1:01");
    CHECK (lengthInWords (3'723.0) == "1:02:03");
    CHECK (sizeInWords (1) == "1 kB");
    CHECK (sizeInWords (5'240'000) == "5.2 MB");
    CHECK (sizeInWords (2'500'000'000) == "2.5 GB");
}
