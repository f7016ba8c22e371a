#include <parlando_audio/parlando_audio.h>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <vector>

using namespace parlando;
using namespace std::chrono_literals;
using Step = DeviceWatch::Step;

TEST_CASE ("The rate of a device suits speech and the device, and is never the lowest of its list")
{
    const auto choose = [] (std::vector<double> rates, double current = 0.0) { return rateForSpeech (rates, current); };
    CHECK (choose ({8'000, 16'000, 44'100}) == 44'100);
    CHECK (choose ({8'000, 11'025, 16'000, 22'050, 32'000, 44'100, 48'000, 96'000, 192'000}) == 48'000);
    CHECK (choose ({192'000, 96'000, 88'200}) == 88'200);
    CHECK (choose ({8'000, 16'000}) == 16'000);
    CHECK (choose ({16'000, 8'000}) == 16'000);
    CHECK (choose ({8'000}) == 8'000);
    CHECK (choose ({8'000, 32'000, 16'000}) == 32'000);
    CHECK (choose ({}) == 0);
    CHECK (choose ({0.0, -1.0}) == 0);

    SECTION ("what others use the device at is left alone, unless it is a telephone's")
    {
        CHECK (choose ({44'100, 48'000, 96'000}, 96'000) == 96'000);
        CHECK (choose ({44'100, 48'000, 96'000}, 44'100) == 44'100);
        CHECK (choose ({8'000, 16'000, 44'100}, 16'000) == 44'100);
        CHECK (choose ({8'000, 16'000}, 8'000) == 16'000);
        CHECK (choose ({44'100, 48'000}, 96'000) == 48'000);
    }
}

TEST_CASE ("All inputs of an interface are opened, and two of a device that merely converts")
{
    CHECK (inputsToOpen ("Scarlett 18i20, USB Audio", 18) == 18);
    CHECK (inputsToOpen ("system", 64) == 64);
    CHECK (inputsToOpen ("system", 1) == 1);
    CHECK (inputsToOpen ("Microphone", 0) == 0);
    for (const auto* name : {"Default ALSA Input", "PipeWire Sound Server", "Pulseaudio input"})
        CHECK (inputsToOpen (name, 32) == 2);
    CHECK (inputsToOpen ("Headset", 256) == 2);

    CHECK (inputsToOpen ("Default ALSA Input", 256, {8, 8}) == 9);
    CHECK (inputsToOpen ("Scarlett 18i20, USB Audio", 18, {0, 1}) == 2);
    CHECK (inputsToOpen ("system", 4, {8, 8}) == 4);
}

namespace
{

// A device and somebody who looks after it four times a second.
struct WatchRig
{
    WatchRig() { watch.opened (now, 10ms); }

    // What was seen until `until` has passed, without the looks that saw nothing.
    std::vector<Step> pass (Milliseconds until)
    {
        std::vector<Step> steps;
        for (auto left = until; left > 0ms; left -= 250ms)
        {
            now += 250ms;
            blocks += runs ? 25 : 0;
            const auto step = watch.look (now, blocks);
            if (step != Step::nothing)
                steps.push_back (step);
            if (step == Step::tryToOpen && isThere)
            {
                watch.opened (now, 10ms);
                runs = opensWithBlocks;
            }
        }
        return steps;
    }

    DeviceWatch watch;
    Instant now{};
    unsigned blocks = 0;
    bool runs = true, isThere = false, opensWithBlocks = true;
};

} // namespace

TEST_CASE ("A device that stops is lost within two seconds, tried every second, and back with its first block")
{
    WatchRig rig;
    CHECK (rig.pass (10s).empty());
    CHECK_FALSE (rig.watch.isLost());

    rig.runs = false;
    CHECK (rig.pass (750ms).empty());
    CHECK (rig.pass (250ms) == std::vector{Step::lost});
    CHECK (rig.watch.isLost());
    CHECK (rig.pass (5s) == std::vector (5, Step::tryToOpen));

    rig.isThere = true;
    CHECK (rig.pass (2s) == std::vector{Step::tryToOpen, Step::back});
    CHECK_FALSE (rig.watch.isLost());
    CHECK (rig.pass (1min).empty());
}

TEST_CASE ("A device that is gone for long is looked for less often, and still comes back")
{
    WatchRig rig;
    rig.runs = false;
    rig.pass (1min);
    CHECK (rig.pass (1min + 6s).size() <= 24);
    rig.isThere = true;
    const auto steps = rig.pass (4s);
    REQUIRE (! steps.empty());
    CHECK (steps.back() == Step::back);
}

TEST_CASE ("A device that was opened but brings no blocks stays lost, and is opened again")
{
    WatchRig rig;
    rig.pass (1s);
    rig.runs = false;
    rig.isThere = true;
    rig.opensWithBlocks = false;
    const auto steps = rig.pass (20s);
    CHECK (rig.watch.isLost());
    CHECK (std::count (steps.begin(), steps.end(), Step::lost) == 1);
    CHECK (std::count (steps.begin(), steps.end(), Step::back) == 0);
    CHECK (std::count (steps.begin(), steps.end(), Step::tryToOpen) >= 4);
}

TEST_CASE ("Blocks that come again by themselves are a device that is back, unopened")
{
    WatchRig rig;
    rig.runs = false;
    rig.pass (6s);
    rig.runs = true;
    CHECK (rig.pass (1s) == std::vector{Step::back});
}

TEST_CASE ("Long blocks are no standstill, and before anything was opened nothing is lost")
{
    DeviceWatch watch;
    const Instant start{};
    CHECK (watch.look (start + 1h, 0) == Step::nothing);
    watch.opened (start + 1h, 1'100ms);
    CHECK (watch.look (start + 1h + 2s, 1) == Step::nothing);
    CHECK (watch.look (start + 1h + 4'100ms, 1) == Step::nothing);
    CHECK (watch.look (start + 1h + 4'300ms, 1) == Step::lost);
}
