// However much was said, only what is in sight is laid out, and it stands still.

#include "HeadlessWindow.h"
#include "Person.h"
#include "ShownTranscript.h"

#include <parlando_ui/parlando_ui.h>

#include <catch2/catch_test_macros.hpp>

#include <clocale>
#include <string>

using namespace parlando;
using namespace parlando::testing;

namespace
{

/** The character types of this process, as long as it lives. */
class Locale
{
public:
    explicit Locale (const char* name) { REQUIRE (std::setlocale (LC_CTYPE, name) != nullptr); }
    ~Locale() { std::setlocale (LC_CTYPE, before.c_str()); }

    Locale (const Locale&) = delete;
    Locale& operator= (const Locale&) = delete;

private:
    const std::string before = std::setlocale (LC_CTYPE, nullptr);
};

struct LongConversationRig : ShownTranscript
{
    void add (std::size_t bytes)
    {
        TranscriptEntry entry;
        entry.id = transcript.entries.size() + 1;
        entry.speaker = transcript.entries.size() % 2 == 0 ? Speaker::person : Speaker::agent;

        while (entry.text.size() < bytes)
            entry.text += "word ";

        transcript.entries.push_back (std::move (entry));
    }

    /** Answers and questions of one to forty words. */
    void addMany (int count)
    {
        for (int i = 0; i < count; ++i)
            add (static_cast<std::size_t> (5 + i * 37 % 200));

        show();
    }

    int height() { return list.getHeight(); }
    int y() { return viewport().getViewPositionY(); }
};

/** What a screen of rows and their neighbours are at the most: the smallest row of 300 pixels' height is 45. */
constexpr int mostRows = 300 / 45 + 1 + 2;

} // namespace

TEST_CASE ("Of a text of 256 kB the end is shown, and words say where its beginning is")
{
    LongConversationRig rig;
    rig.add (256 * 1024);
    rig.show();
    REQUIRE (rig.list.rowCount() == 1);
    const auto text = rig.list.row (0).item().text;
    CHECK (text.startsWith ("[the first 254 kB are in the transcript] word "));
    CHECK (text.length() < 4'200);

    // What is said next is one word more, not the text anew.
    rig.transcript.entries[0].text += "new";
    rig.show();
    CHECK (rig.list.row (0).item().text == text + " new");
}

TEST_CASE ("However much was said, only what is in sight has a row")
{
    LongConversationRig rig;
    rig.addMany (10'000);
    CHECK (rig.list.itemCount() == 10'000);
    CHECK (rig.list.rowCount() <= mostRows);
    CHECK (rig.idsInSight().back() == 10'000);

    for (const auto part : {0.0, 0.3, 0.999})
    {
        const auto all = rig.viewport().getViewedComponent()->getHeight();
        rig.viewport().setViewPosition (0, static_cast<int> (part * all));
        CHECK (rig.list.rowCount() <= mostRows);
        CHECK_FALSE (rig.idsInSight().empty());
    }

    rig.list.setSize (500, 300);
    CHECK (rig.list.rowCount() <= mostRows);
}

TEST_CASE ("Each of ten thousand items is reached by scrolling, in their order")
{
    LongConversationRig rig;
    rig.addMany (10'000);
    rig.viewport().setViewPosition (0, 0);
    std::uint64_t reached = 0;

    for (int step = 0; step < 100'000 && reached < 10'000; ++step)
    {
        const auto ids = rig.idsInSight();
        REQUIRE_FALSE (ids.empty());
        REQUIRE (ids.front() <= reached + 1);
        REQUIRE (ids.back() == ids.front() + ids.size() - 1);
        reached = std::max (reached, ids.back());
        rig.viewport().setViewPosition (0, rig.y() + rig.height() / 2);
    }

    CHECK (reached == 10'000);
    CHECK (rig.isAtEnd());

    // And back.
    for (int step = 0; step < 100'000 && rig.y() > 0; ++step)
        rig.viewport().setViewPosition (0, rig.y() - rig.height() / 2);

    CHECK (rig.idsInSight().front() == 1);
}

TEST_CASE ("What is in sight moves by as much as the person scrolls, whatever was estimated of what comes into sight")
{
    LongConversationRig rig;
    rig.addMany (1'000);
    rig.viewport().setViewPosition (0, rig.viewport().getViewedComponent()->getHeight() / 2);

    for (const auto by : {-40, -40, -75, -10, -120, 33, 120, 90, -150, -150})
        for (int times = 0; times < 10; ++times)
        {
            const auto ids = rig.idsInSight();
            const auto kept = by < 0 ? ids.front() : ids.back();
            const auto before = rig.placeOf (kept);
            REQUIRE (before);
            rig.viewport().setViewPosition (0, rig.y() + by);
            REQUIRE (rig.placeOf (kept) == *before - by);
        }
}

TEST_CASE ("Who scrolled up goes on to see the same, whatever is said below and forgotten above")
{
    LongConversationRig rig;
    rig.addMany (500);
    rig.viewport().setViewPosition (0, rig.viewport().getViewedComponent()->getHeight() / 2);
    const auto id = rig.idsInSight().front();
    const auto place = rig.placeOf (id);
    rig.addMany (20);
    CHECK (rig.placeOf (id) == place);
    rig.transcript.entries.back().text += " and so on, and so on, and so on";
    rig.show();
    CHECK (rig.placeOf (id) == place);
    rig.transcript.entries.erase (rig.transcript.entries.begin(), rig.transcript.entries.begin() + 100);
    rig.show();
    CHECK (rig.placeOf (id) == place);
    CHECK (rig.list.itemCount() == 420);
}

TEST_CASE ("Who is at the end stays there while the window becomes narrower, and who is not goes on to see the same")
{
    LongConversationRig rig;
    rig.addMany (500);
    rig.list.setSize (300, 300);
    CHECK (rig.isAtEnd());
    CHECK (rig.idsInSight().back() == 500);
    rig.viewport().setViewPosition (0, rig.viewport().getViewedComponent()->getHeight() / 2);
    const auto id = rig.idsInSight().front();
    const auto place = rig.placeOf (id);
    rig.list.setSize (420, 300);
    CHECK (rig.placeOf (id) == place);
}

TEST_CASE ("What is selected stays selected out of sight, and what was opened is open when it comes back")
{
    LongConversationRig rig;
    rig.addMany (300);
    auto& last = rig.transcript.entries.back();
    last.text = "One two three four";
    last.interrupted = true;
    last.samplesHeard = 1;
    last.samplesReceived = 2;
    rig.show();
    find<juce::Button> (rig.list, "Show what was not heard").setToggleState (true, juce::sendNotificationSync);
    const auto place = rig.placeOf (299);
    REQUIRE (place);
    auto& row = rig.list.row (rig.list.rowCount() - 2);
    REQUIRE (row.item().id == 299);
    dynamic_cast<juce::TextEditor&> (*row.getChildComponent (0)).setHighlightedRegion ({0, 4});

    rig.viewport().setViewPosition (0, 0);
    CHECK_FALSE (rig.placeOf (300));
    CHECK (rig.placeOf (299));
    find<juce::Button> (rig.list, "Go to the newest words").onClick();
    CHECK (rig.placeOf (299) == place);
    auto& again = rig.list.row (rig.list.rowCount() - 2);
    CHECK (dynamic_cast<juce::TextEditor&> (*again.getChildComponent (0)).getHighlightedText() == "word");
    CHECK (find<juce::Button> (rig.list, "Hide what was not heard").isVisible());
}

TEST_CASE ("Keys that turn pages and go to the ends move through the conversation, also from within a text")
{
    LongConversationRig rig;
    rig.addMany (300);
    const auto press = [&] (int code, int modifiers)
    {
        const juce::KeyPress key (code, modifiers, 0);
        auto& words = dynamic_cast<juce::TextEditor&> (*rig.list.row (1).getChildComponent (0));
        return ! words.keyPressed (key) && rig.list.keyPressed (key);
    };
    CHECK (press (juce::KeyPress::homeKey, juce::ModifierKeys::commandModifier));
    CHECK (rig.idsInSight().front() == 1);
    CHECK (press (juce::KeyPress::pageDownKey, 0));
    CHECK (rig.y() > 0);
    CHECK (press (juce::KeyPress::pageUpKey, 0));
    CHECK (rig.y() == 0);
    CHECK (press (juce::KeyPress::endKey, juce::ModifierKeys::commandModifier));
    CHECK (rig.isAtEnd());
}

TEST_CASE ("The wheel over a text scrolls by as much as beside it")
{
    LongConversationRig rig;
    rig.addMany (300);
    HeadlessWindow window (rig.list);
    window.setVisible (true);
    const auto turn = [&] (juce::Component& under)
    {
        const auto place = window.getLocalPoint (&under, juce::Point<float> (2.0f, 2.0f));
        window.getPeer()->handleMouseWheel (juce::MouseInputSource::InputSourceType::mouse, place, 0,
                                            {0.0f, 0.25f, false, true, false});
        return rig.y();
    };
    rig.viewport().setViewPosition (0, 2'000);
    const auto beside = turn (rig.viewport());
    CHECK (beside < 2'000);
    rig.viewport().setViewPosition (0, 2'000);
    auto& words = *rig.list.row (rig.list.rowCount() / 2).getChildComponent (0);
    REQUIRE (window.getLocalBounds().contains (window.getLocalArea (&words, words.getLocalBounds())));
    CHECK (turn (words) == beside);
}

TEST_CASE ("A screen reader hears how many items there are, and of each that has a row which it is")
{
    LongConversationRig rig;
    rig.addMany (10'000);
    const auto handler = rig.list.createAccessibilityHandler();
    REQUIRE (handler->getTableInterface() != nullptr);
    CHECK (handler->getTableInterface()->getNumRows() == 10'000);
    CHECK (rig.list.itemOfRow (rig.list.row (rig.list.rowCount() - 1)) == 9'999);
    CHECK (rig.list.rowOf (0) == nullptr);
    rig.list.scrollTo (0);
    CHECK (rig.list.itemOfRow (rig.list.row (0)) == 0);
}

TEST_CASE ("Tool calls stand among ten thousand entries where they happened")
{
    using namespace std::chrono_literals;
    LongConversationRig rig;
    rig.addMany (10'000);

    for (std::size_t i = 0; i < 10'000; ++i)
        rig.transcript.entries[i].start = Instant (std::chrono::seconds (10 * (i + 1)));

    for (const auto at : {5, 15, 50'005})
    {
        ToolCallReport call;
        call.name = "set_dry";
        call.arrived = Instant (std::chrono::seconds (at));
        rig.calls.push_back (call);
    }

    rig.show();
    CHECK (rig.list.itemCount() == 10'003);
    rig.viewport().setViewPosition (0, 0);
    CHECK (rig.list.row (0).item().heading == "set dry");
    CHECK (rig.list.row (1).item().id == 1);
    CHECK (rig.list.row (2).item().heading == "set dry");
    rig.list.scrollTo (5'002);
    const auto* call = rig.list.rowOf (5'002);
    REQUIRE (call != nullptr);
    CHECK (call->item().heading == "set dry");
    CHECK (rig.list.rowOf (5'001)->item().id == 5'000);
}

TEST_CASE ("What the person seems to be saying is cut as well")
{
    const auto item = interimItemOf (std::string (1u << 20, 'i'));
    CHECK (item.text.length() < 4'500);
    CHECK (item.text.startsWith ("[the first 1020 kB are in the transcript] iii"));
}

TEST_CASE ("A text without a place to break is given some, which grow with it and are not copied")
{
    const Locale locale ("C.UTF-8");
    const juce::String address ("https://" + juce::String::repeatedString ("a", 4'000));
    const auto wrapped = WrappedText::wrappable (address);
    CHECK (wrapped.length() > address.length());
    CHECK (WrappedText::unwrapped (wrapped) == address);
    CHECK (WrappedText::wrappable (address + "b").startsWith (wrapped));
    CHECK (WrappedText::wrappable ("Words of usual length stay as they are.") ==
           "Words of usual length stay as they are.");

    // No letter is parted from its marks.
    const auto marked = juce::String::fromUTF8 ("e\xcc\x81");
    CHECK (WrappedText::wrappable (juce::String::repeatedString (marked, 17)) ==
           juce::String::repeatedString (marked, 16) + juce::String::charToString (0x200a) + marked);
}

TEST_CASE ("In a host without a locale a text without a place to break is given line feeds")
{
    const Locale locale ("C");
    const auto wrapped = WrappedText::wrappable (juce::String::repeatedString ("a", 100));
    CHECK (wrapped == juce::String::repeatedString (juce::String::repeatedString ("a", 48) + "\n", 2) + "aaaa");
}

TEST_CASE ("The menu of words that are read has nothing for writing, and copies what is selected")
{
    const juce::ScopedJuceInitialiser_GUI juce;
    WrappedText text;
    text.setText ("Good morning", false);

    const auto items = [&text]
    {
        juce::PopupMenu menu;
        text.addPopupMenuItems (menu, nullptr);
        juce::StringArray names;

        for (juce::PopupMenu::MenuItemIterator each (menu); each.next();)
            if (const auto& item = each.getItem(); ! item.isSeparator)
                names.add (item.isEnabled ? item.text : "(" + item.text + ")");

        return names.joinIntoString (" ");
    };

    CHECK (items() == "(Copy) Select all");
    text.performPopupMenuAction (juce::StandardApplicationCommandIDs::selectAll);
    CHECK (items() == "Copy Select all");
}
