#include "EditorRig.h"

#include <catch2/catch_test_macros.hpp>

#include <filesystem>

using namespace parlando;
using namespace parlando::testing;

namespace
{

/** The editor of somebody whose conversations are kept in a folder of this test. */
struct KeepRig : EditorRig
{
    KeepRig()
    {
        keeping.use ({Keeps::wordsAndVoice, place}, (surroundings.folder() / "keep.json").string());
        open();
    }

    /** A conversation begins. */
    std::shared_ptr<ConversationTap> begin()
    {
        auto tap = keeping.begin();
        const auto now = Instant::clock::now();
        tap->began (now, now);
        return tap;
    }

    void openPage()
    {
        get<juce::Button> ("Settings").onClick();
        get<juce::Button> ("Keep page").onClick();
    }

    std::string place = (surroundings.folder() / "Music").string();
    ConversationKeeping& keeping = processor.desk().keeping();
};

} // namespace

TEST_CASE ("While a conversation is kept a sign says so, and what of it")
{
    KeepRig rig;
    dispatch (std::chrono::milliseconds (250));
    CHECK_FALSE (rig.shows ("Kept: Words and the agent's voice"));
    const auto tap = rig.begin();
    CHECK (dispatchUntil ([&] { return rig.shows ("Kept: Words and the agent's voice"); }));
    rig.keeping.ended();
    CHECK (dispatchUntil ([&] { return ! rig.shows ("Kept: Words and the agent's voice"); }));
}

TEST_CASE ("A click on the sign leads to the choice, and who chooses nothing is kept no more")
{
    KeepRig rig;
    const auto tap = rig.begin();
    REQUIRE (dispatchUntil ([&] { return rig.shows ("Kept: Words and the agent's voice"); }));
    rig.get<juce::Button> ("Kept: Words and the agent's voice").onClick();
    auto& choice = rig.get<juce::ComboBox> ("Kept");
    REQUIRE (choice.isShowing());
    CHECK (choice.getText() == "Words and the agent's voice");
    choice.setSelectedId (1, juce::sendNotificationSync);
    CHECK (rig.keeping.view().what == Keeps::nothing);
    CHECK (rig.keeping.view().now == Keeps::nothing);
}

TEST_CASE ("What the page of what is kept chooses counts from the next conversation on, and is no part of the project")
{
    KeepRig rig;
    rig.openPage();
    const auto project = rig.processor.desk().settings().get();
    rig.get<juce::ComboBox> ("Kept").setSelectedId (4, juce::sendNotificationSync);
    CHECK (rig.keeping.view().what == Keeps::everything);
    CHECK (rig.keeping.view().now == Keeps::nothing);
    CHECK (rig.processor.desk().settings().get() == project);
}

TEST_CASE ("The folder of the last conversation is deleted by the second click, and is gone then")
{
    KeepRig rig;
    rig.openPage();
    auto& remove = rig.get<juce::Button> ("Delete the conversation's folder");
    CHECK_FALSE (remove.isEnabled());
    const auto tap = rig.begin();
    REQUIRE (dispatchUntil ([&] { return remove.isEnabled(); }));
    const auto folder = rig.keeping.view().folder;
    remove.onClick();
    CHECK (remove.getButtonText() == "Delete for good?");
    CHECK (std::filesystem::exists (folder));
    remove.onClick();
    CHECK_FALSE (std::filesystem::exists (folder));
    CHECK_FALSE (remove.isEnabled());
    CHECK (remove.getButtonText() == "Delete it");
}
