// What may take seconds is not waited for on the message thread.

#include "EditorRig.h"

#include <Support/HungKeyring.h>

#include <catch2/catch_test_macros.hpp>

#include <set>

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

    /** Menus, dialogs and the browser are windows of their own. */
    static bool opensWindow (const juce::Button& button)
    {
        const auto title = button.getTitle(), text = button.getButtonText();
        return title.contains ("menu") || title.startsWith ("Get a key") ||
               text.startsWith ("Go on with a saved one") || text.startsWith ("Another folder");
    }

    /** One that shows and has not been pressed; the way out of the settings last. */
    juce::Button* nextButton (const std::set<juce::String>& pressed)
    {
        juce::Button* next = nullptr;
        visitAll (*editor,
                  [&] (juce::Component& each)
                  {
                      auto* button = dynamic_cast<juce::Button*> (&each);

                      if (button == nullptr || ! button->isShowing() || ! button->isEnabled() ||
                          opensWindow (*button) || pressed.contains (button->getTitle()))
                          return;

                      if (next == nullptr || next->getTitle() == "Done")
                          next = button;
                  });
        return next;
    }

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

TEST_CASE ("No button of the window waits for a keyring that does not answer")
{
    LockedRig rig;
    std::set<juce::String> pressed{"Connect"};
    Mouse (rig.get<juce::Button> ("Connect")).click(); // looks for the key
    rig.block();
    const auto hung = rig.hasKeyringHungThrough (
        [&]
        {
            // Pages bring others to light.
            while (auto* button = rig.nextButton (pressed))
            {
                pressed.insert (button->getTitle());
                Mouse (*button).click();
                rig.block();
            }
        });
    CHECK (hung);

    for (const auto* title : {"Connect", "Mute", "Interrupt", "Account page", "Session page", "Done"})
        CHECK (pressed.contains (title));
}
