#include "Person.h"
#include "ShownTranscript.h"

#include <parlando_ui/parlando_ui.h>

#include <catch2/catch_test_macros.hpp>

using namespace parlando;
using namespace parlando::testing;
using namespace std::chrono_literals;

namespace
{

const Instant began = Instant (100s);

struct TranscriptsRig : ShownTranscript
{
    TranscriptsRig() { transcript.start = began; }

    TranscriptEntry& say (Speaker speaker, const char* words, std::chrono::seconds at = 0s)
    {
        TranscriptEntry entry;
        entry.id = transcript.entries.size() + 1;
        entry.speaker = speaker;
        entry.text = words;
        entry.start = began + at;
        transcript.entries.push_back (entry);
        show();
        return transcript.entries.back();
    }

    ToolCallReport& call (const char* name, std::chrono::seconds at)
    {
        ToolCallReport made;
        made.name = name;
        made.arrived = began + at;
        calls.push_back (made);
        show();
        return calls.back();
    }

    void answer (ToolCallReport& call, nlohmann::json response, bool isError = false)
    {
        call.answered = call.arrived + 1s;
        call.response = std::move (response);
        call.isError = isError;
        show (true);
    }

    /** Headings and words, row by row. */
    std::vector<juce::String> rows()
    {
        std::vector<juce::String> all;

        for (int i = 0; i < list.rowCount(); ++i)
            all.push_back (list.row (i).item().heading + ": " + textOf (i));

        return all;
    }

    juce::String textOf (int row)
    {
        auto* editor = dynamic_cast<juce::TextEditor*> (list.row (row).getChildComponent (0));
        return editor != nullptr && list.row (row).item().kind != ConversationItem::Kind::toolCall
                   ? editor->getText()
                   : list.row (row).item().text;
    }

    juce::TextEditor& editorOf (int row)
    {
        return dynamic_cast<juce::TextEditor&> (*list.row (row).getChildComponent (0));
    }
};

using Rows = std::vector<juce::String>;

juce::String utf8 (const char* text) { return juce::String::fromUTF8 (text); }

} // namespace

TEST_CASE ("The conversation grows, changes and shrinks as the transcript does")
{
    TranscriptsRig rig;
    rig.say (Speaker::person, "What is six by seven?");
    rig.say (Speaker::agent, "Forty");
    CHECK (rig.rows() == Rows{"You: What is six by seven?", "Agent: Forty"});

    rig.transcript.entries.back().text += "-two";
    rig.show();
    CHECK (rig.rows() == Rows{"You: What is six by seven?", "Agent: Forty-two"});

    rig.transcript.entries.front().text = "Six by seven?";
    rig.show();
    CHECK (rig.rows() == Rows{"You: Six by seven?", "Agent: Forty-two"});

    rig.transcript = {};
    rig.show();
    CHECK (rig.rows().empty());
}

TEST_CASE ("Of an interrupted answer what was not heard is a line, which opens to its words marked in words")
{
    TranscriptsRig rig;
    auto& entry = rig.say (Speaker::agent, "One two three four");
    entry.interrupted = true;
    entry.samplesHeard = 12'000;
    entry.samplesReceived = 24'000;
    rig.show();
    CHECK (rig.rows() == Rows{"Agent, interrupted: One two"});

    auto& line = find<juce::Button> (rig.list, "Show what was not heard");
    CHECK (line.isShowing() == rig.list.isShowing());
    CHECK (line.isVisible());
    CHECK (line.getButtonText() == "Not heard: three four");

    const auto folded = rig.list.row (0).getHeight();
    line.setToggleState (true, juce::sendNotificationSync);
    CHECK (rig.rows() == Rows{"Agent, interrupted: One two [not heard: three four]"});
    CHECK (line.getTitle() == "Hide what was not heard");
    CHECK (rig.list.row (0).getHeight() >= folded);

    line.setToggleState (false, juce::sendNotificationSync);
    CHECK (rig.rows() == Rows{"Agent, interrupted: One two"});
}

TEST_CASE ("Words that go on coming after an interruption do not make the conversation grow")
{
    TranscriptsRig rig;
    auto& entry = rig.say (Speaker::agent, "Once there was");
    entry.interrupted = true;
    entry.samplesHeard = 12'000;
    entry.samplesReceived = 12'001;
    entry.text += " a";
    rig.show();
    const auto height = rig.list.row (0).getHeight();

    for (int i = 0; i < 200; ++i)
        rig.transcript.entries.back().text += " theatre at the end of the line";

    rig.transcript.entries.back().samplesReceived = 24'000'000;
    rig.show();
    CHECK (rig.list.row (0).getHeight() <= height);

    // And another entry of it, of which nothing was heard, is its heading and a line.
    auto& rest = rig.say (Speaker::agent, "There it stood for forty years and more.");
    rest.interrupted = true;
    rest.samplesReceived = 1;
    rig.show();
    CHECK (rig.list.row (1).getHeight() <= height);
    CHECK (rig.textOf (1).isEmpty());
}

TEST_CASE ("An answer in a script without spaces is parted between characters")
{
    TranscriptsRig rig;
    auto& entry = rig.say (Speaker::agent, "むかしむかしあるところに");
    entry.interrupted = true;
    entry.samplesHeard = 12'000;
    entry.samplesReceived = 24'000;
    rig.show();
    CHECK (rig.rows() == Rows{utf8 ("Agent, interrupted: むかしむかし")});
    CHECK (rig.list.row (0).item().unheard == utf8 ("あるところに"));
}

TEST_CASE ("What the person selected stays selected while the agent goes on")
{
    TranscriptsRig rig;
    rig.say (Speaker::agent, "Good morning");
    rig.editorOf (0).setHighlightedRegion ({5, 12});
    REQUIRE (rig.editorOf (0).getHighlightedText() == "morning");
    rig.transcript.entries.back().text += " to you";
    rig.show();
    CHECK (rig.editorOf (0).getText() == "Good morning to you");
    CHECK (rig.editorOf (0).getHighlightedText() == "morning");
}

TEST_CASE ("Words of other languages stay as they are")
{
    TranscriptsRig rig;
    rig.say (Speaker::agent, "Grüße, 你好");
    CHECK (rig.rows() == Rows{utf8 ("Agent: Grüße, 你好")});
}

TEST_CASE ("What the person seems to be saying comes last, and goes when it is said")
{
    TranscriptsRig rig;
    rig.say (Speaker::agent, "Hello");
    rig.interim = "wreck a nice";
    rig.show();
    CHECK (rig.rows() == Rows{"Agent: Hello", utf8 ("You, perhaps…: wreck a nice")});
    rig.interim.clear();
    rig.say (Speaker::person, "Recognise");
    CHECK (rig.rows() == Rows{"Agent: Hello", "You: Recognise"});
}

TEST_CASE ("A tool call stands where it happened, with what it moved from where to where")
{
    TranscriptsRig rig;
    rig.say (Speaker::person, "More reverb", 1s);
    rig.say (Speaker::agent, "Done", 5s);
    auto& call = rig.call ("set_reverb_send", 3s);
    CHECK (rig.rows() == Rows{"You: More reverb", utf8 ("set reverb send: working…"), "Agent: Done"});
    rig.answer (call, {{"control", "Reverb send"}, {"before", 20}, {"after", 40.001}, {"unit", "%"}});
    CHECK (rig.rows() == Rows{"You: More reverb", utf8 ("Reverb send: 20 % → 40 %"), "Agent: Done"});
}

TEST_CASE ("A tool call that failed says why, and one that was cancelled says so")
{
    TranscriptsRig rig;
    rig.answer (rig.call ("set_dry", 1s), {{"error", "The host keeps it there."}}, true);
    auto& cancelled = rig.call ("set_wet", 2s);
    cancelled.end = CallEnd::cancelled;
    rig.answer (cancelled, nullptr);
    CHECK (rig.rows() == Rows{"set dry: The host keeps it there.", "set wet: cancelled"});
    CHECK (rig.list.row (0).item().progress == ConversationItem::Progress::failed);
    CHECK (rig.list.row (1).item().progress == ConversationItem::Progress::ended);
}

TEST_CASE ("Undo is offered for the last call that moved anything, and for no other")
{
    TranscriptsRig rig;
    const nlohmann::json moved = {{"control", "Dry"}, {"before", 0}, {"after", 1}};
    rig.answer (rig.call ("set_dry", 1s), moved);
    rig.answer (rig.call ("set_dry", 2s), moved);
    rig.answer (rig.call ("calculator", 3s), {{"result", 42}});
    int undone = 0;
    rig.list.onUndo = [&] { ++undone; };
    rig.show (true);
    std::vector<bool> offers;

    for (int i = 0; i < rig.list.rowCount(); ++i)
        offers.push_back (find<juce::Button> (rig.list.row (i), "Undo " + rig.list.row (i).item().heading).isVisible());

    CHECK (offers == std::vector{false, true, false});
    find<juce::Button> (rig.list.row (1), "Undo Dry").onClick();
    CHECK (undone == 1);
    rig.show (false);
    CHECK_FALSE (find<juce::Button> (rig.list.row (1), "Undo Dry").isVisible());
}

TEST_CASE ("The newest words are in sight unless the person scrolled up")
{
    TranscriptsRig rig;

    for (int i = 0; i < 30; ++i)
        rig.say (Speaker::person, "A sentence.");

    auto& viewport = rig.viewport();
    const auto isAtEnd = [&] { return rig.isAtEnd(); };
    CHECK (isAtEnd());
    viewport.setViewPosition (0, 100);
    rig.say (Speaker::person, "Another one.");
    CHECK (viewport.getViewPositionY() == 100);
    auto& newest = find<juce::Button> (rig.list, "Go to the newest words");
    CHECK (newest.isVisible());
    newest.onClick();
    CHECK (isAtEnd());
    CHECK_FALSE (newest.isVisible());
}
