#include "EditorRig.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace parlando;
using namespace parlando::testing;
using Events = std::vector<juce::String>;

namespace
{

juce::Label& valueBoxOf (juce::Slider& knob)
{
    for (auto* child : knob.getChildren())
        if (auto* label = dynamic_cast<juce::Label*> (child))
            return *label;

    throw std::out_of_range ("value box");
}

} // namespace

TEST_CASE ("A click on Connect is one gesture, by mouse or by keyboard")
{
    EditorRig rig;
    rig.open();
    auto& connect = rig.get<juce::Button> ("Connect");
    CHECK (connect.getButtonText() == "Connect");

    Told told (rig.parameters.connect);
    Mouse (connect).click();
    CHECK (told.events == Events{"begin", "set On", "end"});
    CHECK (rig.parameters.connect.get());
    CHECK (connect.getButtonText() == "Disconnect");

    told.events.clear();
    CHECK (static_cast<juce::Component&> (connect).keyPressed (juce::KeyPress (juce::KeyPress::returnKey)));
    dispatch();
    CHECK (told.events == Events{"begin", "set Off", "end"});
    CHECK (connect.getButtonText() == "Connect");
}

TEST_CASE ("A drag of a knob is one gesture with all its values in it")
{
    EditorRig rig;
    rig.open();
    auto& knob = rig.get<juce::Slider> ("Voice");
    Told told (rig.parameters.voiceGain);
    Mouse mouse (knob);
    mouse.press();
    mouse.drag ({0.0f, 20.0f});
    mouse.drag ({0.0f, 40.0f});
    CHECK (rig.parameters.voiceGain.get() < -1.0f);
    CHECK (knob.getValue() == rig.parameters.voiceGain.get());
    mouse.letGo();

    REQUIRE (told.events.size() == 4);
    CHECK (told.events.front() == "begin");
    CHECK (told.events.back() == "end");
    CHECK (std::count (told.events.begin(), told.events.end(), "begin") == 1);
}

TEST_CASE ("While a knob is dragged the host's values leave it alone; afterwards it shows them")
{
    EditorRig rig;
    rig.open();
    auto& knob = rig.get<juce::Slider> ("Voice");
    Mouse mouse (knob);
    mouse.press();
    mouse.drag ({0.0f, 20.0f});
    const auto dragged = knob.getValue();

    rig.parameters.voiceGain = 9.0f;
    rig.reopen();
    CHECK (knob.getValue() == dragged);
    mouse.letGo();
    rig.reopen();
    CHECK (knob.getValue() == 9.0);
}

TEST_CASE ("A knob takes what is typed, arrow keys and a double click, each in one gesture")
{
    EditorRig rig;
    rig.open();
    auto& knob = rig.get<juce::Slider> ("Dry");
    Told told (rig.parameters.dryGain);
    valueBoxOf (knob).setText ("-6", juce::sendNotificationSync);
    CHECK (told.events == Events{"begin", "set -6.0", "end"});
    CHECK (valueBoxOf (knob).getText() == "-6.0 dB");

    told.events.clear();
    CHECK (knob.keyPressed (juce::KeyPress (juce::KeyPress::upKey)));
    REQUIRE (told.events.size() == 3);
    CHECK (told.events.front() == "begin");
    CHECK (told.events.back() == "end");
    CHECK (rig.parameters.dryGain.get() > -6.0f);

    told.events.clear();
    Mouse (knob).doubleClick();
    CHECK (told.events == Events{"begin", "set 0.0", "end"});
}

TEST_CASE ("A knob has its parameter's range, steps and words")
{
    EditorRig rig;
    auto& knob = rig.get<juce::Slider> ("Input");
    CHECK (knob.getMinimum() == -60.0);
    CHECK (knob.getMaximum() == 12.0);
    CHECK (static_cast<float> (knob.getInterval()) == 0.1f);
    CHECK (knob.getTextFromValue (-60.0) == "-inf dB");
    CHECK (knob.getValueFromText ("-inf") == -60.0);
    CHECK (knob.getDoubleClickReturnValue() == 0.0);
    valueBoxOf (knob).setText ("100", juce::sendNotificationSync);
    CHECK (rig.parameters.inputGain.get() == 12.0f);
    valueBoxOf (knob).setText ("-3.14", juce::sendNotificationSync);
    CHECK (rig.parameters.inputGain.getCurrentValueAsText() == "-3.1");
}

TEST_CASE ("A choice is one gesture")
{
    EditorRig rig;
    rig.open();
    Told hears (rig.parameters.hears), mode (rig.parameters.talkMode), tools (rig.parameters.allowTools);
    rig.get<juce::ComboBox> ("Hears").setSelectedItemIndex (1);
    rig.get<juce::ComboBox> ("Talk mode").setSelectedItemIndex (1);
    rig.get<juce::ComboBox> ("Tools").keyPressed (juce::KeyPress (juce::KeyPress::upKey));
    dispatch();
    CHECK (hears.events == Events{"begin", "set Side-chain", "end"});
    CHECK (mode.events == Events{"begin", "set Push to talk", "end"});
    CHECK (tools.events == Events{"begin", "set Ask", "end"});
}

TEST_CASE ("Interrupt is one gesture")
{
    EditorRig rig;
    rig.open();
    Told told (rig.parameters.interrupt);
    Mouse (rig.get<juce::Button> ("Interrupt")).click();
    CHECK (told.events == Events{"begin", "set On", "end"});
}

TEST_CASE ("Every choice of every parameter shows on its control, and none is told back to the host")
{
    EditorRig rig;
    rig.open();

    for (const auto& [parameter, title] :
         {std::pair (&rig.parameters.hears, "Hears"), std::pair (&rig.parameters.loudness, "Loudness"),
          std::pair (&rig.parameters.talkMode, "Talk mode"), std::pair (&rig.parameters.allowTools, "Tools")})
        for (int i = parameter->choices.size(); --i >= 0;)
        {
            parameter->setValueNotifyingHost (parameter->convertTo0to1 (static_cast<float> (i)));
            Told told (*parameter);
            rig.reopen();
            dispatch();
            CHECK (rig.get<juce::ComboBox> (title).getSelectedItemIndex() == i);
            CHECK (told.events.empty());
        }
}
