// What may take seconds is not waited for on the message thread.

#include "EditorRig.h"

#include <Support/HungKeyring.h>

#include <catch2/catch_test_macros.hpp>

using namespace parlando;
using namespace parlando::testing;

namespace
{

/** The editor of somebody whose keyring is locked, and whose host plays. */
struct LockedRig : EditorRig
{
    HungKeyring keyring{surroundings};

    LockedRig()
    {
        surroundings.set ("PARLANDO_ENDPOINT", {});
        processor.prepareToPlay (48'000.0, 128);
        open();
        block();
    }

    void block()
    {
        juce::AudioBuffer<float> audio (
            std::max (processor.getTotalNumInputChannels(), processor.getTotalNumOutputChannels()), 128);
        juce::MidiBuffer midi;
        audio.clear();
        processor.processBlock (audio, midi);
    }

    juce::String sentence() { return processor.desk().view().sentence; }

    /** Whoever had waited for the keyring would not come back before it was given up. */
    bool hasKeyringHungThrough (const std::function<void()>& step)
    {
        const auto hungBefore = dispatchUntil ([this] { return keyring.stillHangs(); });
        step();
        return hungBefore && keyring.stillHangs();
    }
};

} // namespace

TEST_CASE ("Connect does not wait for a keyring that does not answer, and can be taken back")
{
    LockedRig rig;
    const auto hung = rig.hasKeyringHungThrough (
        [&]
        {
            Mouse (rig.get<juce::Button> ("Connect")).click();
            rig.block();
            CHECK (dispatchUntil ([&] { return rig.sentence().contains ("Looking for the key"); }));
            Mouse (rig.get<juce::Button> ("Connect")).click();
            CHECK_FALSE (rig.parameters.connect.get());
        });
    CHECK (hung);
}

TEST_CASE ("No button of the settings waits for a keyring that does not answer")
{
    LockedRig rig;
    const auto hung = rig.hasKeyringHungThrough (
        [&]
        {
            rig.get<juce::Button> ("Settings").onClick();

            std::vector<juce::Button*> buttons;
            visitAll (*rig.editor,
                      [&] (juce::Component& each)
                      {
                          auto* button = dynamic_cast<juce::Button*> (&each);

                          // Menus and dialogs are windows of their own.
                          if (button != nullptr && button->isShowing() && button->onClick != nullptr &&
                              ! button->getTitle().contains ("menu"))
                              buttons.push_back (button);
                      });
            CHECK (buttons.size() > 5);

            for (auto* button : buttons)
                if (button->isShowing())
                    button->onClick();
        });
    CHECK (hung);
}
