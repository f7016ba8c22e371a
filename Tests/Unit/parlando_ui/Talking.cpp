#include "EditorRig.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace parlando;
using namespace parlando::testing;
using Events = std::vector<juce::String>;

namespace
{

struct TalkBarRig : EditorRig
{
    TalkBarRig()
    {
        parameters.talkMode = static_cast<int> (TalkMode::pushToTalk);
        open();
    }

    juce::Button& button = get<juce::Button> ("Talk");
    Told told{parameters.talk};
    const Events all{"begin", "set On", "set Off", "end"};
};

} // namespace

TEST_CASE ("Talk is on while it is held, in one gesture")
{
    TalkBarRig rig;
    Mouse mouse (rig.button);
    mouse.press();
    dispatch (std::chrono::milliseconds (100));
    CHECK (rig.told.events == Events{"begin", "set On"});
    CHECK (rig.button.getToggleState());
    mouse.letGo();
    CHECK (rig.told.events == rig.all);
    CHECK_FALSE (rig.button.getToggleState());
    rig.reopen();
    CHECK_FALSE (rig.button.getToggleState());
}

TEST_CASE ("Talk lets go when its window is hidden")
{
    TalkBarRig rig;
    Mouse mouse (rig.button);
    mouse.press();
    rig.window->setVisible (false);
    CHECK (rig.told.events == rig.all);
    mouse.letGo();
    CHECK (rig.told.events == rig.all);
}

TEST_CASE ("Talk lets go when other views cover it, when the mode changes, and when the editor is closed")
{
    TalkBarRig rig;
    Mouse mouse (rig.button);
    mouse.press();

    SECTION ("covered") { rig.get<juce::Button> ("Settings").onClick(); }

    SECTION ("hidden by itself") { rig.button.setVisible (false); }

    SECTION ("another mode") { rig.parameters.talkMode = static_cast<int> (TalkMode::open); }

    SECTION ("closed")
    {
        rig.window.reset();
        rig.editor.reset();
    }

    CHECK (dispatchUntil ([&] { return rig.told.events.size() >= rig.all.size(); }));
    CHECK (rig.told.events == rig.all);
}

TEST_CASE ("Talk lets go when the mouse button went up unseen")
{
    TalkBarRig rig;
    Mouse mouse (rig.button);
    mouse.press();
    Mouse::setButton (false);
    CHECK (dispatchUntil ([&] { return rig.told.events.size() >= rig.all.size(); }));
    CHECK (rig.told.events == rig.all);
}

TEST_CASE ("The keyboard turns Talk on and off")
{
    TalkBarRig rig;
    rig.button.triggerClick();
    dispatch();
    CHECK (rig.told.events == Events{"begin", "set On", "end"});
    CHECK (rig.button.getToggleState());
    rig.button.triggerClick();
    dispatch();
    CHECK_FALSE (rig.parameters.talk.get());
    CHECK_FALSE (rig.button.getToggleState());
}

TEST_CASE ("What the keyboard turned on goes off with the button, and what the host turned on does not")
{
    TalkBarRig rig;
    const auto byHost = GENERATE (false, true);

    if (byHost)
        rig.parameters.talk = true;
    else
        rig.button.triggerClick();

    dispatch (std::chrono::milliseconds (100));
    REQUIRE (rig.parameters.talk.get());

    SECTION ("hidden") { rig.window->setVisible (false); }

    SECTION ("covered") { rig.get<juce::Button> ("Settings").onClick(); }

    SECTION ("closed")
    {
        rig.window.reset();
        rig.editor.reset();
    }

    dispatch (std::chrono::milliseconds (200));
    CHECK (rig.parameters.talk.get() == byHost);
}

TEST_CASE ("Talk does nothing in the open mode")
{
    TalkBarRig rig;
    rig.parameters.talkMode = static_cast<int> (TalkMode::open);
    rig.reopen();
    Mouse (rig.button).click();
    CHECK (rig.told.events.empty());
}

TEST_CASE ("Talk shows it when the host turns it on")
{
    TalkBarRig rig;
    rig.parameters.talk = true;
    rig.reopen();
    CHECK (rig.button.getToggleState());
}
