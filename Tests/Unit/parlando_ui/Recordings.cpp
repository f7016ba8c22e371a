// The button that records.

#include "EditorRig.h"

#include <catch2/catch_test_macros.hpp>

#include <filesystem>

using namespace parlando;
using namespace parlando::testing;
using namespace std::chrono_literals;
using RecordingState = RecordingView::State;

namespace
{

/** The editor of somebody who keeps nothing but what they record. */
struct RecordRig : EditorRig
{
    RecordRig()
    {
        keeping.use ({Keeps::nothing, place}, (surroundings.folder() / "keep.json").string());
        open();
    }

    RecordButton& button() { return get<RecordButton> ("Record"); }
    RecordingState state() const { return keeping.recording().state; }

    bool press (const juce::KeyPress& key)
    {
        const auto wasRecording = state() != RecordingState::off;
        window->getPeer()->handleKeyPress (key);
        dispatch();
        return (state() != RecordingState::off) != wasRecording;
    }

    std::string place = (surroundings.folder() / "Music").string();
    ConversationKeeping& keeping = processor.desk().keeping();
};

} // namespace

TEST_CASE ("Record is a switch with a name, and says what it does before, while and after it records")
{
    RecordRig rig;
    auto& record = rig.button();
    CHECK (record.isToggleable());
    CHECK_FALSE (record.getToggleState());
    CHECK (record.getDescription() == "Not recording.");

    Mouse (record).click();
    CHECK (record.getToggleState());
    CHECK (record.getDescription() == "Records from the first word.");
    CHECK_FALSE (std::filesystem::exists (rig.place));

    const auto tap = rig.keeping.begin();
    const auto now = Instant::clock::now();
    tap->began (now, now);
    CHECK (dispatchUntil ([&] { return record.getDescription() == "Recording."; }));
    Mouse (record).click();
    CHECK_FALSE (record.getToggleState());
    CHECK (rig.state() == RecordingState::off);
}

TEST_CASE ("The platform's command key with R records, from wherever the keyboard is, and no other key does")
{
    RecordRig rig;
    CHECK_FALSE (rig.press (juce::KeyPress ('r')));
    CHECK_FALSE (rig.press (juce::KeyPress ('t', juce::ModifierKeys::commandModifier, 0)));
    CHECK (rig.press (RecordButton::key()));
    CHECK (rig.state() == RecordingState::armed);
    rig.get<juce::TextEditor> ("Type to the agent").grabKeyboardFocus();
    CHECK (rig.press (RecordButton::key()));
    CHECK (rig.state() == RecordingState::off);
}

TEST_CASE ("A recording goes on, and so does its clock, while the window is closed")
{
    RecordRig rig;
    const auto tap = rig.keeping.begin();
    const auto began = Instant::clock::now() - 59min - 3s;
    tap->began (began, began);
    rig.keeping.record (true, began);
    rig.window.reset();
    rig.editor.reset();
    CHECK (rig.state() == RecordingState::running);
    rig.editor.emplace (rig.processor);
    rig.open();
    CHECK (rig.button().getToggleState());
    CHECK (rig.keeping.recording().length >= 59min + 3s);
}

TEST_CASE ("The clock of a recording has hours, minutes and whole seconds")
{
    CHECK (clockOf (0s) == "0:00:00");
    CHECK (clockOf (59min + 3s + 999ms) == "0:59:03");
    CHECK (clockOf (25h) == "25:00:00");
}
