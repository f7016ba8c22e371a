#include <parlando_plugin/parlando_plugin.h>

#include <catch2/catch_test_macros.hpp>

using namespace parlando;
using namespace std::chrono_literals;

namespace
{

PluginSettings withVoice (const char* name)
{
    PluginSettings settings;
    settings.voice = name;
    return settings;
}

/** A history, and the settings that it is of, in virtual time. */
struct Edits
{
    SettingsHistory history;
    PluginSettings now;
    Instant time = Instant (1000s);

    void change (const char* voice, Milliseconds after = 5s)
    {
        time += after;
        history.note (now, time);
        now = withVoice (voice);
    }

    void undo() { now = history.undo (now); }
    void redo() { now = history.redo (now); }
    void swap() { now = history.swap (now); }
};

} // namespace

TEST_CASE ("Changes are taken back one by one, and made again")
{
    Edits edits;
    CHECK_FALSE (edits.history.canUndo());
    edits.change ("Puck");
    edits.change ("Kore");
    edits.undo();
    CHECK (edits.now.voice == "Puck");
    edits.undo();
    CHECK (edits.now.voice.empty());
    CHECK_FALSE (edits.history.canUndo());
    edits.undo();
    CHECK (edits.now.voice.empty());
    edits.redo();
    edits.redo();
    CHECK (edits.now.voice == "Kore");
    CHECK_FALSE (edits.history.canRedo());
}

TEST_CASE ("What was taken back cannot be made again after another change")
{
    Edits edits;
    edits.change ("Puck");
    edits.undo();
    edits.change ("Kore");
    CHECK_FALSE (edits.history.canRedo());
}

TEST_CASE ("Letters typed one after another are one step")
{
    Edits edits;
    edits.change ("P");

    for (const auto* letters : {"Pu", "Puc", "Puck"})
        edits.change (letters, 200ms);

    edits.undo();
    CHECK (edits.now.voice.empty());
}

TEST_CASE ("At most fifty steps are kept, the newest ones")
{
    Edits edits;

    for (int i = 0; i < 60; ++i)
        edits.change (std::to_string (i).c_str());

    int steps = 0;

    for (; edits.history.canUndo(); ++steps)
        edits.undo();

    CHECK (steps == 50);
    CHECK (edits.now.voice == "9");
}

TEST_CASE ("Sides A and B are alike at first, then each keeps its settings and its own way back")
{
    Edits edits;
    edits.change ("Puck");
    CHECK (edits.history.side() == 'A');
    edits.swap();
    CHECK (edits.history.side() == 'B');
    CHECK (edits.now.voice == "Puck");
    CHECK_FALSE (edits.history.canUndo());
    edits.change ("Kore");
    edits.swap();
    CHECK (edits.now.voice == "Puck");
    edits.undo();
    CHECK (edits.now.voice.empty());
    edits.swap();
    CHECK (edits.now.voice == "Kore");
}

TEST_CASE ("One side can be copied to the other")
{
    Edits edits;
    edits.swap();
    edits.change ("Kore");
    edits.history.copyToOther (edits.now);
    edits.swap();
    CHECK (edits.now.voice == "Kore");
}
