#include "Person.h"

#include <parlando_ui/parlando_ui.h>

#include <catch2/catch_test_macros.hpp>

using namespace parlando;
using namespace parlando::testing;

namespace
{

struct Rig
{
    juce::ScopedJuceInitialiser_GUI juce;
    TranscriptView view;
    juce::TextEditor& text = find<juce::TextEditor> (view, "Transcript");
    Transcript transcript;

    Rig() { view.setSize (300, 200); }

    void say (Speaker speaker, const char* words)
    {
        TranscriptEntry entry;
        entry.id = transcript.entries.size() + 1;
        entry.speaker = speaker;
        entry.text = words;
        transcript.entries.push_back (entry);
        view.show (transcript);
    }
};

} // namespace

TEST_CASE ("The transcript grows, changes and shrinks as the conversation's does")
{
    Rig rig;
    rig.say (Speaker::person, "What is six by seven?");
    rig.say (Speaker::agent, "Forty");
    CHECK (rig.text.getText() == "You\nWhat is six by seven?\n\nAgent\nForty");

    rig.transcript.entries.back().text += "-two";
    rig.view.show (rig.transcript);
    CHECK (rig.text.getText() == "You\nWhat is six by seven?\n\nAgent\nForty-two");

    rig.transcript.entries.front().text = "Six by seven?";
    rig.transcript.entries.back().interrupted = true;
    rig.view.show (rig.transcript);
    CHECK (rig.text.getText() == "You\nSix by seven?\n\nAgent, interrupted\nForty-two");

    rig.view.show ({});
    CHECK (rig.text.getText().isEmpty());
}

TEST_CASE ("What the person selected stays selected while the agent goes on")
{
    Rig rig;
    rig.say (Speaker::person, "Hello");
    rig.text.setHighlightedRegion ({4, 9});
    REQUIRE (rig.text.getHighlightedText() == "Hello");
    rig.say (Speaker::agent, "Good morning");
    CHECK (rig.text.getHighlightedText() == "Hello");
}

TEST_CASE ("Words of other languages stay as they are")
{
    Rig rig;
    rig.say (Speaker::agent, "Grüße, 你好");
    CHECK (rig.text.getText() == juce::String::fromUTF8 ("Agent\nGrüße, 你好"));
}
