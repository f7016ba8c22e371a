#include "HeadlessWindow.h"
#include "Person.h"

#include <Support/Surroundings.h>

#include <parlando_ui/parlando_ui.h>

#include <catch2/catch_test_macros.hpp>

using namespace parlando;
using namespace parlando::testing;

namespace
{

/** A question bar as the smallest window has it. */
struct Bar
{
    juce::ScopedJuceInitialiser_GUI juce;
    ParlandoLook look;
    Instant now{};
    QuestionBar bar{[this] { return now; }};

    Bar() { bar.setLookAndFeel (&look); }
    ~Bar() { bar.setLookAndFeel (nullptr); }

    static constexpr int width = MainView::smallestWidth - 28, most = 110;

    void ask (const std::string& arguments)
    {
        bar.show (ToolQuestion{++id, "write_note", arguments});
        bar.setSize (width, bar.heightFor (width, most));
    }

    juce::TextEditor& text() { return find<juce::TextEditor> (bar, "What the agent wants to do"); }
    juce::Viewport& page() { return *text().findParentComponentOfClass<juce::Viewport>(); }

    std::uint64_t id = 0;
};

} // namespace

TEST_CASE ("A question shows the whole call, to its last line, in the smallest window")
{
    Bar rig;
    std::string lines;

    for (int i = 0; i < 400; ++i)
        lines += "line_" + std::to_string (i) + ": \"some words of it\"\n";

    lines += "last: \"delete everything\"";
    rig.ask (lines);
    CHECK (rig.bar.getHeight() <= Bar::most);
    CHECK (rig.text().getText() == juce::String (lines));
    CHECK (rig.page().isVisible());
    CHECK (rig.bar.getLocalBounds().contains (rig.page().getBounds()));
    CHECK (rig.page().canScrollVertically());
    CHECK_FALSE (rig.page().canScrollHorizontally());

    // As high as its text: nothing of it is beyond the end of the page.
    rig.page().setViewPositionProportionately (0.0, 1.0);
    CHECK (rig.page().getViewArea().getBottom() == rig.text().getHeight());
    CHECK (rig.text().getHeight() >= rig.text().getTextHeight());
}

TEST_CASE ("A line without a space is wrapped, not cut")
{
    Bar rig;
    rig.ask ("text: \"" + std::string (3'000, 'x') + "\"");
    CHECK (rig.text().getTextHeight() > 20 * 15);
    CHECK (rig.page().canScrollVertically());
}

TEST_CASE ("A question is read with the keyboard, and Escape gives the keyboard back")
{
    Bar rig;
    HeadlessWindow window (rig.bar);
    window.setVisible (true);
    std::string lines;

    for (int i = 0; i < 100; ++i)
        lines += "line: 1\n";

    rig.ask (lines);
    CHECK (rig.text().isReadOnly());
    CHECK (rig.text().getWantsKeyboardFocus());
    CHECK (rig.page().getViewPositionY() == 0);
    const auto press = [&] (int code)
    {
        const juce::KeyPress key (code);

        // As JUCE hands a key on: from who has the keyboard upwards, until it is used.
        for (juce::Component* each = &rig.text(); each != nullptr; each = each->getParentComponent())
            if (each->keyPressed (key))
                return true;

        return false;
    };
    CHECK (press (juce::KeyPress::pageDownKey));
    CHECK (dispatchUntil ([&] { return rig.page().getViewPositionY() > 0; }));
    const auto one = rig.page().getViewPositionY();
    CHECK (press (juce::KeyPress::downKey));
    CHECK (dispatchUntil ([&] { return rig.page().getViewPositionY() > one; }));
    CHECK (press (juce::KeyPress::endKey));
    CHECK (dispatchUntil ([&] { return rig.page().getViewArea().getBottom() == rig.text().getHeight(); }));
    CHECK (press (juce::KeyPress::escapeKey));
    CHECK_FALSE (press (juce::KeyPress::spaceKey)); // the host's transport
    CHECK (rig.text().getText() == juce::String (lines));
}

TEST_CASE ("A click that comes too soon to have been meant for the question allows nothing, but may refuse")
{
    Bar rig;
    std::vector<bool> answers;
    rig.bar.onAnswer = [&] (std::uint64_t, bool isAllowed) { answers.push_back (isAllowed); };
    auto& allow = find<juce::Button> (rig.bar, "Allow the tool");
    rig.ask ("by: 2");
    allow.onClick();
    CHECK (answers.empty());
    find<juce::Button> (rig.bar, "Refuse the tool").onClick();
    CHECK (answers == std::vector{false});

    rig.now += QuestionBar::shortestLook;
    allow.onClick();
    CHECK (answers == std::vector{false, true});

    rig.ask ("by: 3"); // the next one, where the hand still is
    allow.onClick();
    CHECK (answers.size() == 2);
}

TEST_CASE ("A call without arguments needs no more room than its sentence, and the next begins at its top")
{
    Bar rig;
    rig.ask ({});
    CHECK (rig.bar.getHeight() == 56);
    CHECK_FALSE (rig.page().isVisible());

    rig.ask (std::string (5'000, 'x'));
    rig.page().setViewPositionProportionately (0.0, 1.0);
    REQUIRE (rig.page().getViewPositionY() > 0);
    rig.ask (std::string (5'000, 'y'));
    CHECK (rig.page().getViewPositionY() == 0);
}
