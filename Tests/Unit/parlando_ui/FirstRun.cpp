#include "EditorRig.h"

#include <catch2/catch_test_macros.hpp>

using namespace parlando;
using namespace parlando::testing;

namespace
{

/** The editor of somebody who has no key. */
struct FirstRunRig : EditorRig
{
    FirstRunRig()
    {
        surroundings.set ("PARLANDO_ENDPOINT", {});
        surroundings.set ("PARLANDO_REHEARSAL", "/parlando/no-such-program");
        open();
        REQUIRE (dispatchUntil ([this] { return processor.account().view().isKnown; }));
    }

    bool isWelcoming()
    {
        return dispatchUntil ([this] { return shows ("Key"); });
    }
};

} // namespace

TEST_CASE ("Without a key the window shows the two ways to an agent, in the place of the conversation")
{
    FirstRunRig rig;
    CHECK (rig.isWelcoming());
    CHECK (rig.shows ("Rehearsal agent"));
    CHECK (rig.shows ("Check and keep"));
    CHECK_FALSE (rig.shows ("Conversation"));
    CHECK_FALSE (rig.shows ("Forget the key"));
}

TEST_CASE ("With a service that needs no key the conversation shows at once")
{
    EditorRig rig;
    rig.open();
    REQUIRE (dispatchUntil ([&] { return rig.processor.account().view().isKnown; }));
    dispatch (std::chrono::milliseconds (250));
    CHECK (rig.shows ("Conversation"));
    CHECK_FALSE (rig.shows ("Key"));
}

TEST_CASE ("The rehearsal agent is one click away, and the way back to Gemini is in the settings")
{
    FirstRunRig rig;
    REQUIRE (rig.isWelcoming());
    Told told (rig.parameters.connect);
    rig.get<juce::Button> ("Rehearsal agent").onClick();
    CHECK (rig.processor.desk().view().isRehearsal);
    CHECK (told.events == std::vector<juce::String>{"begin", "set On", "end"});

    rig.get<juce::Button> ("Settings").onClick();
    rig.get<juce::Button> ("Account page").onClick();
    rig.get<juce::Button> ("Rehearsal agent").onClick();
    CHECK_FALSE (rig.processor.desk().view().isRehearsal);
}

TEST_CASE ("A key that was typed is nowhere in the window afterwards, and what came of it is said")
{
    FirstRunRig rig;
    REQUIRE (rig.isWelcoming());
    auto& field = rig.get<juce::TextEditor> ("Key");
    CHECK (field.getPasswordCharacter() != 0);
    field.setText ("open sesame");
    rig.get<juce::Button> ("Check and keep").onClick();
    CHECK (field.isEmpty());
    auto& outcome = rig.get<juce::Label> ("Outcome");
    CHECK (dispatchUntil ([&] { return outcome.getText().isNotEmpty(); }));
    CHECK_FALSE (outcome.getText().contains ("sesame"));
}

TEST_CASE ("A proxy is chosen on the Account page, and its password is nowhere in the window afterwards")
{
    FirstRunRig rig;
    REQUIRE (rig.isWelcoming());
    CHECK_FALSE (rig.shows ("Proxy"));
    rig.get<juce::Button> ("Settings").onClick();
    rig.get<juce::Button> ("Account page").onClick();
    auto& proxy = rig.get<juce::TextEditor> ("Proxy");
    auto& password = rig.get<juce::TextEditor> ("Password of the proxy");
    CHECK (password.getPasswordCharacter() != 0);

    SECTION ("in its own field")
    {
        proxy.setText ("me@proxy.example:3128");
        password.setText ("sesame");
    }

    SECTION ("in the URL") { proxy.setText ("me:sesame@proxy.example:3128"); }

    rig.get<juce::Button> ("Use the proxy").onClick();
    CHECK (password.isEmpty());
    CHECK_FALSE (proxy.getText().contains ("sesame"));
    CHECK (dispatchUntil ([&] { return proxy.getText() == "http://me@proxy.example:3128"; }));
    CHECK (rig.get<juce::Label> ("Outcome").getText().contains ("http://proxy.example:3128"));
}

TEST_CASE ("The whole Account page is reached in the smallest window")
{
    FirstRunRig rig;
    REQUIRE (rig.isWelcoming());
    rig.editor->setSize (MainView::smallestWidth, MainView::smallestHeight);
    rig.get<juce::Button> ("Settings").onClick();
    rig.get<juce::Button> ("Account page").onClick();
    auto& last = rig.get<juce::TextEditor> ("Proxy");
    CHECK (last.getHeight() >= 20);
    CHECK (last.getParentComponent()->getLocalBounds().contains (last.getBounds()));
    CHECK (rig.editor->getLocalBounds().contains (rig.editor->getLocalArea (&last, last.getLocalBounds())));
}
