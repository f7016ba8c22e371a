// What is kept of the conversation's picture while it scrolls is what it would look like if it were painted anew.

#include "PaintingWindow.h"
#include "Person.h"
#include "ShownTranscript.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <string>

using namespace parlando;
using namespace parlando::testing;
using namespace std::chrono_literals;

namespace
{

/** The largest difference in any colour of any pixel; 256 where they are not as large. */
int difference (const juce::Image& one, const juce::Image& other)
{
    if (one.getBounds() != other.getBounds())
        return 256;

    int largest = 0;

    for (int y = 0; y < one.getHeight(); ++y)
        for (int x = 0; x < one.getWidth(); ++x)
        {
            const auto a = one.getPixelAt (x, y), b = other.getPixelAt (x, y);
            largest = std::max ({largest, std::abs (a.getRed() - b.getRed()), std::abs (a.getGreen() - b.getGreen()),
                                 std::abs (a.getBlue() - b.getBlue())});
        }

    return largest;
}

/** What JUCE's renderer makes of the same edge in another clip region. */
constexpr int rounding = 3;

struct Backdrop final : juce::Component
{
    void paint (juce::Graphics& g) override { g.fillAll (juce::Colours::green); }
};

/** A long conversation of everything that there is, in a window that is enlarged. */
class ScrolledRig : public ShownTranscript
{
public:
    explicit ScrolledRig (int zoom)
    {
        const auto scale = static_cast<float> (zoom) / 100.0f;

        for (int i = 0; i < 60; ++i)
            addEntry (static_cast<std::size_t> (i));

        for (int i = 0; i < 10; ++i)
            addCall (Instant (60s * i));

        list.waveformOf = [] (std::uint64_t turn) {
            return std::optional (TurnWaveform{.turn = turn, .samples = 96'000, .peaks = {9, 200, 40, 255}});
        };
        list.setLookAndFeel (&look);
        list.setTransform (juce::AffineTransform::scale (scale));
        backdrop.addAndMakeVisible (list);
        backdrop.setSize (static_cast<int> (400 * scale), static_cast<int> (300 * scale));
        window.emplace (backdrop);
        show (true);
    }

    ~ScrolledRig()
    {
        window.reset();
        list.setLookAndFeel (nullptr);
    }

    ScrolledRig (const ScrolledRig&) = delete;
    ScrolledRig& operator= (const ScrolledRig&) = delete;

    void scrollBy (int pixels) { viewport().setViewPosition (0, viewport().getViewPositionY() + pixels); }

    /** With only that painted which asks for it. */
    juce::Image frame()
    {
        window->peer().performAnyPendingRepaintsNow();
        return window->peer().picture().createCopy();
    }

    /** With nothing left of what was painted before. */
    juce::Image paintedAnew()
    {
        auto& picture = window->peer().picture();
        picture.clear (picture.getBounds(), juce::Colours::magenta);
        backdrop.setVisible (false); // what is hidden keeps no image
        backdrop.setVisible (true);
        visitAll (*window, [] (juce::Component& each) { each.repaint(); });
        return frame();
    }

    /** One of those that are wholly in sight, of which that is so; scrolls up to it. */
    template <typename Condition>
    TranscriptEntry& entryInSight (Condition&& isWanted)
    {
        for (int item = list.itemCount(); --item >= 0;)
        {
            list.scrollTo (item);

            if (const auto& shown = list.rowOf (item)->item();
                shown.kind != ConversationItem::Kind::toolCall && isWanted (shown))
                return transcript.entries.at (shown.id - 1);
        }

        throw std::out_of_range ("no such entry");
    }

    ConversationRow& rowOf (const TranscriptEntry& entry)
    {
        for (int i = 0; i < list.rowCount(); ++i)
            if (const auto& item = list.row (i).item();
                item.kind != ConversationItem::Kind::toolCall && item.id == entry.id)
                return list.row (i);

        throw std::out_of_range ("not in sight");
    }

    ParlandoLook look;

private:
    void addEntry (std::size_t i)
    {
        TranscriptEntry entry;
        entry.id = entry.turn = i + 1;
        entry.speaker = i % 2 == 0 ? Speaker::person : Speaker::agent;
        entry.start = Instant (10s * (static_cast<int> (i) + 1));
        entry.samplesHeard = entry.samplesReceived = 96'000;
        entry.interrupted = i % 4 == 1;

        for (std::size_t word = 0; word < 1 + i * 37 % 50; ++word)
            entry.text += word % 3 == 0 ? "reverberation " : word % 7 == 0 ? "line\nfeed  " : "quiet ";

        if (entry.interrupted)
            entry.samplesHeard /= 2;

        transcript.entries.push_back (std::move (entry));
    }

    void addCall (Instant when)
    {
        ToolCallReport call;
        call.name = "set_dry";
        call.arrived = when;
        calls.push_back (std::move (call));
    }

    Backdrop backdrop;
    std::optional<PaintingWindow> window;
};

/** Changes something, and both pictures of it are the same. */
template <typename Change>
void checkChange (ScrolledRig& rig, const char* what, Change&& change)
{
    CAPTURE (what);
    const auto before = rig.frame();
    change();
    const auto after = rig.frame();
    CHECK (difference (after, before) > rounding);
    CHECK (difference (after, rig.paintedAnew()) <= rounding);
}

} // namespace

TEST_CASE ("However far the conversation is scrolled, it looks as if it were painted anew")
{
    for (const auto zoom : {60, 100, 125, 200})
    {
        CAPTURE (zoom);
        ScrolledRig rig (zoom);

        for (const auto by : {-1, -20, -20, -20, -133, -20, -500, -3, 20, 20, -2'000, -20, 700, 20})
            checkChange (rig, "scrolled", [&] { rig.scrollBy (by); });
    }
}

TEST_CASE ("What changes in a conversation that was scrolled is seen at once")
{
    for (const auto zoom : {100, 125})
    {
        CAPTURE (zoom);
        ScrolledRig rig (zoom);
        rig.scrollBy (-700);
        auto& entry = rig.entryInSight ([] (const auto& shown) { return shown.unheard.isNotEmpty(); });
        checkChange (rig, "what was not heard is shown",
                     [&] {
                         find<juce::Button> (rig.list, "Show what was not heard")
                             .setToggleState (true, juce::sendNotificationSync);
                     });
        checkChange (rig, "an entry grows",
                     [&]
                     {
                         entry.text += "and more";
                         rig.show (true);
                     });
        checkChange (rig, "an entry has other words of the same length",
                     [&]
                     {
                         std::ranges::replace (entry.text, 'e', 'o');
                         rig.show (true);
                     });
        checkChange (rig, "words are selected",
                     [&]
                     {
                         auto& row = rig.rowOf (entry);
                         dynamic_cast<juce::TextEditor&> (*row.getChildComponent (0)).setHighlightedRegion ({0, 4});
                     });
        checkChange (rig, "the theme",
                     [&]
                     {
                         rig.look.setTheme (Theme::light);
                         rig.list.sendLookAndFeelChange();
                     });
        checkChange (rig, "the width", [&] { rig.list.setSize (300, 300); });
        checkChange (rig, "scrolled in the new width", [&] { rig.scrollBy (-150); });
        checkChange (rig, "to the newest", [&] { find<juce::Button> (rig.list, "Go to the newest words").onClick(); });
        checkChange (rig, "a call that is over",
                     [&]
                     {
                         rig.list.scrollTo (0);
                         rig.calls.front().answered = rig.calls.front().arrived + 1s;
                         rig.show (true);
                     });
    }
}

TEST_CASE ("A row covers all of itself, whatever is behind it")
{
    ScrolledRig rig (100);
    std::set<ConversationItem::Kind> kinds;

    for (const auto item : {20, 30, 40, 50})
    {
        rig.list.scrollTo (item);

        for (int i = 0; i < rig.list.rowCount(); ++i)
        {
            auto& row = rig.list.row (i);
            kinds.insert (row.item().kind);
            const auto over = [&] (juce::Colour behind)
            {
                juce::Image picture (juce::Image::RGB, row.getWidth(), row.getHeight(), false);
                picture.clear (picture.getBounds(), behind);
                juce::Graphics g (picture);
                row.paintEntireComponent (g, true);
                return picture;
            };
            CHECK (difference (over (juce::Colours::black), over (juce::Colours::white)) == 0);
        }
    }

    CHECK (kinds.size() == 3);
}
