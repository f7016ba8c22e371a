#include "HeadlessWindow.h"

#include <parlando_ui/parlando_ui.h>

#include <catch2/catch_test_macros.hpp>

namespace parlando
{
namespace
{

/** A view with a timer in a window on a display that the test drives; nothing else runs. */
struct FrameRig
{
    juce::ScopedJuceInitialiser_GUI juce;
    juce::Component view;
    testing::HeadlessWindow window{view};
    FrameTimer timer{view, 60};
    int ticks = 0, shown = 0, hidden = 0;
    double now = 100.0; // s

    FrameRig()
    {
        timer.onTick = [this] { ++ticks; };
        timer.onShown = [this] { ++shown; };
        timer.onHidden = [this] { ++hidden; };
    }

    /** The ticks of five seconds. */
    int ticksAt (int framesPerSecond)
    {
        const auto before = ticks;
        auto& peer = dynamic_cast<testing::HeadlessPeer&> (*window.getPeer());

        for (int i = 0; i < 5 * framesPerSecond; ++i)
            peer.frame (now += 1.0 / framesPerSecond);

        return ticks - before;
    }
};

} // namespace

TEST_CASE ("A view moves with every frame of a display of sixty")
{
    FrameRig rig;
    rig.window.setVisible (true);
    CHECK (rig.ticksAt (60) == 300);
}

TEST_CASE ("A view moves no more than sixty times a second on a faster display, and as the frames come on a slower one")
{
    FrameRig rig;
    rig.window.setVisible (true);

    for (const auto framesPerSecond : {75, 100, 120, 144, 240})
    {
        const auto ticks = rig.ticksAt (framesPerSecond);
        CHECK (ticks >= 295);
        CHECK (ticks <= 301);
    }

    CHECK (rig.ticksAt (30) == 150);
    CHECK (rig.ticksAt (50) == 250);
}

TEST_CASE ("A display that stood still is not made up for")
{
    FrameRig rig;
    rig.window.setVisible (true);
    rig.ticksAt (60);
    rig.now += 3600.0;
    CHECK (rig.ticksAt (240) <= 302);
}

TEST_CASE ("A view that is hidden does nothing until it is shown again")
{
    FrameRig rig;
    CHECK (rig.ticksAt (60) == 0);
    rig.window.setVisible (true);
    CHECK (rig.shown == 1);
    CHECK (rig.ticksAt (60) == 300);
    rig.view.setVisible (false);
    CHECK (rig.hidden == 1);
    CHECK (rig.ticksAt (60) == 0);
    rig.view.setVisible (true);
    CHECK (rig.shown == 2);
    CHECK (rig.ticksAt (60) == 300);
}

} // namespace parlando
