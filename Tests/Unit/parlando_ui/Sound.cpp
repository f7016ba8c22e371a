#include "EditorRig.h"

#include <catch2/catch_test_macros.hpp>

using namespace parlando;
using namespace parlando::testing;

namespace
{

struct SoundRig : EditorRig
{
    SoundRig()
    {
        open();
        get<juce::Button> ("Settings").onClick();
        get<juce::Button> ("Sound page").onClick();
    }

    juce::String words()
    {
        get<SoundPanel> ("Sound").refresh();
        return get<juce::Label> ("Buses").getText();
    }

    juce::Viewport& page() { return *get<juce::Label> ("Buses").findParentComponentOfClass<juce::Viewport>(); }

    /** Both buses of the input on, with something in the side-chain. */
    void connectSideChain()
    {
        REQUIRE (processor.enableAllBuses());
        processor.prepareToPlay (48'000.0, 64);
        juce::AudioBuffer<float> block (4, 64);
        juce::MidiBuffer midi;

        for (int channel = 0; channel < 4; ++channel)
            juce::FloatVectorOperations::fill (block.getWritePointer (channel), 0.1f, 64);

        processor.processBlock (block, midi);
    }
};

} // namespace

TEST_CASE ("Who chose a side-chain that is not connected, or silent, reads what is done without it")
{
    SoundRig rig;
    auto& parameters = rig.parameters;
    CHECK_FALSE (rig.words().contains ("Echo"));

    parameters.loudspeakers = static_cast<int> (LoudspeakerSource::both);
    CHECK (rig.words().contains ("The side-chain is not connected: Echo goes by the agent's voice alone."));

    parameters.loudspeakers = static_cast<int> (LoudspeakerSource::agent);
    parameters.voiceDuckAmount = 12.0f;
    CHECK (rig.words().contains ("The side-chain is not connected: the agent's voice is not ducked."));

    REQUIRE (rig.processor.enableAllBuses());
    CHECK_FALSE (rig.words().contains ("not ducked"));
    parameters.loudspeakers = static_cast<int> (LoudspeakerSource::sideChain);
    CHECK (rig.words().contains ("Nothing comes from the side-chain: Echo goes by the agent's voice alone."));
    CHECK (rig.words().contains ("not ducked under it"));

    rig.connectSideChain();
    parameters.voiceDuckAmount = 0.0f;
    CHECK_FALSE (rig.words().contains ("Echo"));
    parameters.hears = static_cast<int> (TrackSource::both);
    CHECK (rig.words().contains ("The agent hears Main: the side-chain is what loudspeakers play."));
}

TEST_CASE ("In the smallest window the page of the sound scrolls, and nothing on it overlaps or is cut off")
{
    SoundRig rig;
    rig.editor->setSize (MainView::smallestWidth, MainView::smallestHeight);
    auto& page = rig.page();
    auto& controls = *page.getViewedComponent();
    CHECK (page.canScrollVertically());
    CHECK (controls.getWidth() <= page.getMaximumVisibleWidth());

    for (auto* each : controls.getChildren())
    {
        INFO (each->getBounds().toString());
        CHECK (controls.getLocalBounds().contains (each->getBounds()));
        CHECK (each->getHeight() >= 40);

        for (auto* other : controls.getChildren())
            CHECK ((other == each || ! other->getBounds().intersects (each->getBounds())));
    }

    rig.editor->setSize (InterfaceSettings().width, InterfaceSettings().height);
    CHECK_FALSE (page.canScrollVertically());
}

TEST_CASE ("A control of the sound that the keyboard reaches is scrolled to")
{
    SoundRig rig;
    rig.editor->setSize (MainView::smallestWidth, MainView::smallestHeight);
    auto& page = rig.page();
    const auto isInView = [&] (const juce::Component& each)
    { return page.getViewArea().contains (page.getViewedComponent()->getLocalArea (&each, each.getLocalBounds())); };

    for (const auto* title : {"Loudspeakers play", "Duck attack", "Voice release", "Duck release"})
    {
        INFO (title);
        auto& control = rig.get<juce::Component> (title);
        control.grabKeyboardFocus();
        CHECK (dispatchUntil ([&] { return isInView (control); }));
    }
}
