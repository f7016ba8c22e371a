// What a person does with a turn of the agent: drags it out, copies it, saves it, or its words.

#include "MenuItems.h"
#include "TurnRig.h"

#include <Pictures/AudioThread.h>
#include <Support/HostService.h>
#include <Support/Text.h>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

using namespace parlando;
using namespace parlando::testing;
using Catch::Matchers::ContainsSubstring;

namespace
{

/** A drag whose desktop is the test's. */
struct DragRig : TurnRig
{
    bool takesFiles = true;
    std::vector<std::vector<std::string>> dragged;
    TurnFiles files{processor};
    TurnDrag drag{files, [this] (juce::Component&, const auto& paths)
                  {
                      dragged.push_back (paths);
                      return takesFiles;
                  }};
    juce::Component source;

    /** Moves the mouse until the file is there. */
    bool dragUntilItLeaves()
    {
        return dispatchUntil (
            [this]
            {
                drag.drag (source);
                return ! dragged.empty();
            });
    }
};

/** A menu whose desktop is the test's. */
struct TurnMenuRig : TurnRig
{
    std::string chosen = (surroundings.folder() / "chosen").string();
    std::vector<std::string> copied;
    juce::String text;
    juce::File shown;
    std::string refusal;
    TurnFiles files{processor};
    TurnMenu turnMenu{processor, files, ways()};

    TurnMenu::Ways ways()
    {
        TurnMenu::Ways mine;
        mine.save.choose = [this] (const auto&, const auto&, const auto&, auto answer)
        { answer (juce::File (chosen)); };
        mine.save.confirm = [] (const auto&, auto answer) { answer (true); };
        mine.chooseFolder = [this] (const auto&, auto answer) { answer (juce::File (chosen)); };
        mine.copyFiles = [this] (const auto& paths)
        {
            copied = paths;
            return refusal;
        };
        mine.copyText = [this] (const auto& words) { text = words; };
        mine.show = [this] (const auto& file) { shown = file; };
        return mine;
    }

    bool choose (const char* item) { return press (turnMenu.menu (TurnRig::item()), item); }
};

} // namespace

TEST_CASE ("A turn that is pressed and dragged leaves as a file that is whole before the drag begins")
{
    DragRig rig;
    rig.speak();
    rig.drag.press (rig.item());
    CHECK (rig.dragged.empty());
    REQUIRE (rig.dragUntilItLeaves());
    REQUIRE (rig.dragged.front().size() == 1);
    const auto path = rig.dragged.front().front();
    CHECK (std::filesystem::path (path).parent_path() == rig.folder() + "/dragged");
    CHECK (std::filesystem::file_size (path) > 24'000 * 2);
    rig.drag.drag (rig.source);
    CHECK (rig.dragged.size() == 1);
    rig.drag.letGo();
    CHECK (std::filesystem::exists (path));
}

TEST_CASE ("A click on a turn, or a drag that the desktop does not take, leaves no file behind")
{
    DragRig rig;
    rig.speak();
    rig.drag.press (rig.item());
    rig.drag.letGo();
    bool isNextMade = false; // one after the other
    rig.files.make ({rig.folder(), {}, 0, (rig.surroundings.folder() / "next").string()},
                    [&] (const TakesMade&) { isNextMade = true; });
    REQUIRE (dispatchUntil ([&] { return isNextMade; }));
    CHECK (rig.filesThatLeft() == 0);
    rig.takesFiles = false;
    rig.drag.press (rig.item());
    REQUIRE (rig.dragUntilItLeaves());
    CHECK_THAT (rig.told(), ContainsSubstring ("use Copy file or Save as"));
    rig.drag.letGo();
    CHECK (rig.filesThatLeft() == 0);
}

TEST_CASE ("Who drags a turn twice drags the same file")
{
    DragRig rig;
    rig.speak();

    for (int i = 0; i < 2; ++i)
    {
        rig.drag.press (rig.item());
        const auto before = rig.dragged.size();
        REQUIRE (dispatchUntil (
            [&]
            {
                rig.drag.drag (rig.source);
                return rig.dragged.size() > before;
            }));
        rig.drag.letGo();
    }

    CHECK (rig.dragged[0] == rig.dragged[1]);
    CHECK (rig.filesThatLeft() == 1);
}

TEST_CASE ("A turn of which there is no file is not dragged, and a sentence says why once the mouse moves")
{
    DragRig rig;
    rig.drag.press (rig.item());
    CHECK (rig.told().empty());
    rig.drag.drag (rig.source);
    CHECK_THAT (rig.told(), ContainsSubstring ("Nothing is kept of this conversation"));
    rig.speak();
    auto unfinished = rig.item();
    unfinished.samplesHeard = unfinished.samplesReceived = 0;
    rig.drag.press (unfinished);
    rig.drag.drag (rig.source);
    CHECK_THAT (rig.told(), ContainsSubstring ("wait until this turn was heard"));
    rig.drag.press (rig.item (9));
    CHECK (dispatchUntil (
        [&]
        {
            rig.drag.drag (rig.source);
            return rig.told().find ("is not kept") != std::string::npos;
        }));
    CHECK (rig.dragged.empty());
}

TEST_CASE ("Marked turns leave together, in their order, and one that is not marked leaves alone")
{
    TurnRig rig;
    rig.speak();
    TurnFiles files (rig.processor);
    files.toggleMark (rig.item (3));
    files.toggleMark (rig.item (1));
    CHECK (files.wishWith (rig.item (1)).turns == std::vector<std::uint64_t>{1, 3});
    CHECK (files.wishWith (rig.item (2)).turns == std::vector<std::uint64_t>{2});
    files.toggleMark (rig.item (3));
    CHECK (files.wishWith (rig.item (1)).turns == std::vector<std::uint64_t>{1});
    CHECK (files.wishForAll().turns.empty());
}

TEST_CASE ("A turn's file is copied from its menu, and stays where the window closes")
{
    TurnMenuRig rig;
    rig.speak();
    REQUIRE (rig.choose ("Copy file"));
    REQUIRE (dispatchUntil ([&] { return ! rig.copied.empty(); }));
    CHECK (std::filesystem::exists (rig.copied.front()));
    CHECK (rig.filesThatLeft() == 1);
}

TEST_CASE ("Where the clipboard does not take files, the reason is told and no file is left")
{
    TurnMenuRig rig;
    rig.speak();
    rig.refusal = "The X server does not answer.";
    REQUIRE (rig.choose ("Copy file"));
    REQUIRE (dispatchUntil ([&] { return ! rig.copied.empty(); }));
    CHECK_THAT (rig.told(), ContainsSubstring ("does not answer"));
    CHECK (rig.filesThatLeft() == 0);
}

TEST_CASE ("A turn is saved under the name that was chosen, over what is there, and nothing else is left")
{
    TurnMenuRig rig;
    rig.speak();
    const auto folder = rig.surroundings.folder() / "target";
    std::filesystem::create_directory (folder);
    rig.chosen = (folder / "Good.wav").string();
    juce::File (rig.chosen).replaceWithText ("old");
    REQUIRE (rig.choose ("Save as"));
    REQUIRE (dispatchUntil ([&] { return juce::File (rig.chosen).getSize() > 24'000; }));
    dispatch (std::chrono::milliseconds (50));
    CHECK (std::distance (std::filesystem::directory_iterator (folder), {}) == 1);
    CHECK (rig.filesThatLeft() == 0);
}

TEST_CASE ("A turn that cannot be saved where it was asked for is told, with the place")
{
    TurnMenuRig rig;
    rig.speak();
    rig.chosen = "/proc/nowhere/Good.wav";
    REQUIRE (rig.choose ("Save as"));
    CHECK (dispatchUntil ([&] { return ! rig.told().empty(); }));
}

TEST_CASE ("All turns are saved in a folder that is chosen")
{
    TurnMenuRig rig;
    rig.speak();
    REQUIRE (rig.choose ("Save files"));
    CHECK (dispatchUntil ([&] { return juce::File (rig.chosen).getNumberOfChildFiles (juce::File::findFiles) == 1; }));
}

TEST_CASE ("The folder of the conversation is shown, where there is one")
{
    TurnMenuRig rig;
    CHECK_FALSE (rig.choose ("Show in folder"));
    rig.speak();
    REQUIRE (rig.choose ("Show in folder"));
    CHECK (rig.shown.getFullPathName().toStdString() == rig.folder());
}

TEST_CASE ("What the person said has its words in its menu and no file, a tool call has no menu")
{
    TurnMenuRig rig;
    auto said = rig.item();
    said.kind = ConversationItem::Kind::person;
    const auto ofPerson = rig.turnMenu.menu (said);
    CHECK_FALSE (press (ofPerson, "Copy file"));
    CHECK (press (ofPerson, "Copy text"));
    said.kind = ConversationItem::Kind::toolCall;
    CHECK (rig.turnMenu.menu (said).getNumItems() == 0);
}

TEST_CASE ("A turn's words are copied without times, and saved as captions that begin with its file")
{
    TurnMenuRig rig;
    Transcript told;
    told.start = Instant();
    TranscriptEntry entry;
    entry.id = 1;
    entry.speaker = Speaker::agent;
    entry.turn = 1;
    entry.text = "Good morning.";
    entry.start = Instant (std::chrono::seconds (100));
    entry.end = Instant (std::chrono::seconds (102));
    entry.final = true;
    told.entries = {entry};
    rig.processor.desk().goOnWith (told);
    REQUIRE (rig.choose ("Copy text"));
    CHECK (rig.text == "Good morning.");
    REQUIRE (rig.choose ("SubRip"));
    const auto saved = juce::File (rig.chosen + ".srt").loadFileAsString();
    CHECK_THAT (saved.toStdString(), ContainsSubstring ("00:00:00,000 --> 00:00:02,000"));
    CHECK_THAT (saved.toStdString(), ContainsSubstring ("Good morning."));
}

namespace
{

/** Has the agent play two notes in a conversation that is kept; the call as the window shows it. */
template <typename Rig>
ConversationItem playNotes (Rig& rig, HostService& service)
{
    rig.surroundings.set ("PARLANDO_ENDPOINT", service.url());
    auto& desk = rig.processor.desk();
    desk.settings().update ([] (PluginSettings& settings) { settings.layout.notes = ControlAccess::move; });
    const AudioThread audio (rig.processor);
    dispatch (std::chrono::milliseconds (200));
    setInGesture (rig.processor.parameters.connect, 1.0f);
    REQUIRE (dispatchUntil ([&] { return service.open() == 1; }));
    service.send (R"({"toolCall":{"functionCalls":[{"id":"a","name":"play_notes",
                    "args":{"align":"now","notes":[{"pitch":"C4"},{"pitch":"E4","start":1}]}}]}})");
    REQUIRE (dispatchUntil (
        [&]
        {
            const auto call = desk.toolCall (1);
            return call && call->answered && ! rig.folder().empty();
        }));
    return itemOf (*desk.toolCall (1), 1, {});
}

} // namespace

TEST_CASE ("The notes that the agent played are saved and copied as a MIDI file")
{
    HostService service;
    TurnMenuRig rig;
    const auto item = playNotes (rig, service);
    REQUIRE (press (rig.turnMenu.menu (item), "Save notes as"));
    CHECK (juce::File (rig.chosen + ".mid").loadFileAsString().startsWith ("MThd"));
    REQUIRE (press (rig.turnMenu.menu (item), "Copy MIDI file"));
    REQUIRE (rig.copied.size() == 1);
    CHECK (juce::File (rig.copied.front()).getSize() == juce::File (rig.chosen + ".mid").getSize());
    CHECK (juce::File (rig.copied.front()).getParentDirectory().getFileName() == "dragged");
}

TEST_CASE (
    "The notes that the agent played are dragged out as a MIDI file, and none is left of a drag that was not taken")
{
    HostService service;
    DragRig rig;
    const auto item = playNotes (rig, service);
    const auto dragged = juce::File (TakeFiles::usualTarget (rig.folder()));

    rig.drag.press (item);
    rig.drag.letGo();
    CHECK (dragged.getNumberOfChildFiles (juce::File::findFiles) == 0);

    rig.drag.press (item);
    REQUIRE (rig.dragUntilItLeaves());
    rig.drag.letGo();
    REQUIRE (rig.dragged.front().size() == 1);
    const juce::File file (rig.dragged.front().front());
    CHECK (file.getParentDirectory() == dragged);
    CHECK (file.loadFileAsString().startsWith ("MThd"));
}

TEST_CASE ("The row of a call that played notes has a handle with a name, and one of another call has none")
{
    HostService service;
    TurnRig rig;
    TurnActions actions (rig.processor);
    auto item = playNotes (rig, service);
    ConversationRow row (item);
    row.use (&actions);
    row.setSize (400, row.heightFor (400));
    auto& handle = find<TurnHandle> (row, "The notes of this call");
    CHECK (handle.isVisible());
    CHECK (handle.getWidth() == 400);
    CHECK (handle.menu().getNumItems() > 0);

    row.offerUndo ([] {});
    CHECK (handle.getWidth() < 400);

    item.hasNotes = false;
    row.show (item);
    CHECK_FALSE (handle.isVisible());
}

TEST_CASE ("The row of a turn has a handle with a name where its voice is, and none without")
{
    TurnRig rig;
    TurnActions actions (rig.processor);
    ConversationRow row (rig.item());
    row.use (&actions);
    row.setSize (400, row.heightFor (400));
    TurnWaveform waveform;
    waveform.turn = 1;
    waveform.samples = 24'000;
    waveform.sampleRate = 24'000;
    waveform.peaks.assign (100, 200);
    row.showWaveform (std::nullopt, 0);
    auto& handle = find<TurnHandle> (row, "The agent's voice in this turn");
    CHECK_FALSE (handle.isVisible());
    row.showWaveform (waveform, 24'000);
    CHECK (handle.isVisible());
    CHECK (handle.getHeight() > 0);
    CHECK (handle.menu().getNumItems() > 0);
}

TEST_CASE ("A move of five pixels drags nothing, and one more does")
{
    TurnRig rig;
    TurnActions actions (rig.processor);
    const auto item = rig.item();
    TurnHandle handle (item);
    handle.use (&actions);
    handle.setSize (200, 24);
    Mouse mouse (handle);
    mouse.press();
    mouse.drag ({5.0f, 0.0f});
    CHECK (rig.told().empty());
    mouse.drag ({6.0f, 0.0f});
    CHECK_THAT (rig.told(), ContainsSubstring ("Nothing is kept"));
    mouse.letGo();
}
