#include "EditorRig.h"
#include "MenuItems.h"

#include <catch2/catch_test_macros.hpp>

#include <sys/resource.h>
#include <vector>

using namespace parlando;
using namespace parlando::testing;

namespace
{

/** A person who chooses a file, and answers whether another one may be replaced. */
struct Answers
{
    juce::File chosen;
    bool agrees = false;
    std::vector<juce::File> asked;

    SaveDialog::Ways ways()
    {
        return {[this] (const auto&, const auto&, const auto&, auto answer) { answer (chosen); },
                [this] (const juce::File& file, auto answer)
                {
                    asked.push_back (file);
                    answer (agrees);
                }};
    }
};

} // namespace

TEST_CASE ("A name gets the ending that it has not, and keeps the dots that it has")
{
    const juce::File folder ("/somewhere");
    const auto named = [&] (const char* name)
    { return SaveDialog::withEnding (folder.getChildFile (name), "json").getFileName(); };
    CHECK (named ("Mix") == "Mix.json");
    CHECK (named ("Mix.json") == "Mix.json");
    CHECK (named ("Mix.JSON") == "Mix.JSON");
    CHECK (named ("Take 1.2") == "Take 1.2.json");
    CHECK (named ("Mix.txt") == "Mix.txt.json");
}

TEST_CASE ("A file that is really written is asked about, and not replaced against the person's will")
{
    EditorRig rig;
    const juce::File folder (rig.surroundings.folder().string());
    const auto other = folder.getChildFile ("Mix.json");
    other.replaceWithText ("precious");
    Answers answers;
    answers.chosen = folder.getChildFile ("Mix"); // of which the dialog asks nothing: it is not there
    auto settings = rig.processor.desk().settings().get();
    settings.layout.name = "Mixing";
    settings.layout.slots[0].name = "Reverb send";
    rig.processor.desk().settings().set (settings);
    ToolsMenu tools (rig.processor, answers.ways());
    PresetsMenu presets (rig.processor, folder, answers.ways());

    for (const auto agrees : {false, true})
    {
        answers.agrees = agrees;
        REQUIRE (press (tools.menu(), "Save this tool set"));
        CHECK ((other.loadFileAsString() == "precious") != agrees);
        other.replaceWithText ("precious");
        REQUIRE (press (presets.menu(), "Save as a preset"));
        CHECK ((other.loadFileAsString() == "precious") != agrees);
        other.replaceWithText ("precious");
        REQUIRE (press (TranscriptMenu (rig.processor, answers.ways()).menu(), "Save as JSON"));
        CHECK ((other.loadFileAsString() == "precious") != agrees);
        other.replaceWithText ("precious");
    }

    CHECK (answers.asked == std::vector<juce::File> (6, other));
    CHECK_FALSE (answers.chosen.exists());
}

TEST_CASE ("Where the dialog has asked about the file that is written nobody asks again")
{
    EditorRig rig;
    const juce::File folder (rig.surroundings.folder().string());
    Answers answers;
    answers.chosen = folder.getChildFile ("Mix.srt");
    answers.chosen.replaceWithText ("old");
    REQUIRE (press (TranscriptMenu (rig.processor, answers.ways()).menu(), "Save as SubRip"));
    CHECK (answers.asked.empty());
    CHECK (answers.chosen.loadFileAsString() != "old");
}

TEST_CASE ("On a full disk the person is told, and what was saved before is there still")
{
    EditorRig rig;
    const juce::File folder (rig.surroundings.folder().string());
    const auto file = folder.getChildFile ("Mine.json");
    const auto before = juce::String::repeatedString ("a", 33'000);
    file.replaceWithText (before);
    PresetsMenu presets (rig.processor, folder);

    rlimit limit = {};
    ::getrlimit (RLIMIT_FSIZE, &limit);
    const rlimit full{16, limit.rlim_max};
    ::setrlimit (RLIMIT_FSIZE, &full);
    presets.save (file);
    ::setrlimit (RLIMIT_FSIZE, &limit);

    CHECK (file.loadFileAsString() == before);
    CHECK (rig.processor.desk().view().sentence.contains ("Mine.json cannot be written"));
    CHECK (rig.processor.desk().view().sentence.contains ("free some room"));
}

TEST_CASE ("How the window looks is kept whole, or as it was on a full disk")
{
    const Surroundings surroundings ("ws://127.0.0.1:1");
    const juce::File file (juce::File (surroundings.folder().string()).getChildFile ("Interface.json"));
    InterfaceSettings settings;
    settings.zoom = 150;
    REQUIRE (settings.save (file));
    settings.zoom = 75;

    rlimit limit = {};
    ::getrlimit (RLIMIT_FSIZE, &limit);
    const rlimit full{8, limit.rlim_max};
    ::setrlimit (RLIMIT_FSIZE, &full);
    const auto saved = settings.save (file);
    ::setrlimit (RLIMIT_FSIZE, &limit);

    CHECK_FALSE (saved);
    CHECK (InterfaceSettings::load (file).zoom == 150);
}
