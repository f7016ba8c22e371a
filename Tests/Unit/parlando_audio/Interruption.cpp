#include "EngineRig.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include <algorithm>

using namespace parlando;
using parlando::test::EngineRig;
using Kind = PlayoutEvent::Kind;

namespace
{

// Old speech is positive, new speech negative: no sample can be mistaken for one of the other epoch.
std::vector<std::int16_t> constant (std::size_t count, std::int16_t value) { return std::vector (count, value); }

} // namespace

TEST_CASE ("C17: after interrupt() at most 5 ms of the old speech are heard, fading")
{
    const auto rate = GENERATE (24'000, 48'000, 192'000);
    EngineRig rig (rate);
    rig.playout.push (1, constant (240'000, 16'000), 24'000);
    rig.playout.pump();
    rig.render (rate / 10);
    const auto loud = rig.heard.back();
    REQUIRE (loud > 0.4f);

    rig.playout.interrupt();
    rig.heard.clear();
    rig.render (rate / 50);
    const auto fade = static_cast<std::size_t> (rate / 200);
    for (std::size_t i = 1; i < fade; ++i)
        CHECK (rig.heard[i] <= rig.heard[i - 1] + 1e-3f);
    CHECK (loud - rig.heard[0] < 2.0f * loud / static_cast<float> (fade) + 1e-3f);
    for (std::size_t i = fade - 1; i < rig.heard.size(); ++i)
        CHECK (rig.heard[i] == 0.0f);
    CHECK (rig.playout.isDry());

    rig.poll();
    const auto silenced = rig.eventsOf (Kind::silenced);
    REQUIRE (silenced.size() == 1);
    CHECK (silenced[0].samplesHeard + silenced[0].samplesDiscarded == 240'000);
    CHECK (std::abs (static_cast<int> (silenced[0].samplesHeard) - (2'400 + 120)) <= 1);
}

TEST_CASE ("What is pushed after interrupt() follows at once, and nothing old is between")
{
    EngineRig rig;
    rig.playout.push (1, constant (48'000, 16'000), 24'000);
    rig.playout.pump();
    rig.render (240);
    rig.playout.interrupt();
    rig.playout.push (2, constant (4'800, -16'000), 24'000);
    rig.playout.endTurn (2);
    rig.playout.pump();
    rig.heard.clear();
    rig.render (480);
    for (std::size_t i = 120; i < 480; ++i)
        CHECK (rig.heard[i] <= 0.0f);
    CHECK (rig.heard[479] == -16'000.0f / 32'768.0f);
    CHECK (rig.largestStep() < 0.5f / 120.0f * 2.1f);

    rig.playOut();
    CHECK (rig.playout.count (2).heard == 4'800);
    CHECK (rig.playout.underruns() == 0);
}

TEST_CASE ("The fade is whole also when fewer old samples are left than it needs")
{
    EngineRig rig;
    rig.playout.push (1, constant (2'440, 16'000), 24'000);
    rig.playout.pump();
    rig.render (2'400);
    rig.playout.interrupt();
    rig.render (480);
    CHECK (rig.largestStep (2'400) < 0.5f / 120.0f * 1.1f);
    CHECK (rig.heard.back() == 0.0f);
    rig.poll();
    CHECK (rig.playout.count (1).heard == 2'440);
    CHECK (rig.eventsOf (Kind::silenced).size() == 1);
}

TEST_CASE ("C19: interrupt() with nothing to cut is harmless")
{
    EngineRig rig;
    rig.playout.interrupt();
    rig.playout.interrupt();
    rig.render (480);
    rig.poll();
    CHECK (rig.events.empty());

    rig.playout.push (1, constant (960, 16'000), 24'000);
    rig.playout.endTurn (1);
    rig.playOut();
    rig.playout.interrupt();
    rig.poll();
    CHECK (rig.eventsOf (Kind::silenced).empty());
    CHECK (rig.playout.count (1).heard == 960);
}

TEST_CASE ("A turn that never got into the ring is silenced without having been heard")
{
    EngineRig rig;
    rig.playout.push (1, constant (100, 16'000), 24'000);
    rig.playout.interrupt();
    rig.poll();
    const auto silenced = rig.eventsOf (Kind::silenced);
    REQUIRE (silenced.size() == 1);
    CHECK (silenced[0].samplesHeard == 0);
    CHECK (silenced[0].samplesDiscarded == 100);
    CHECK (rig.eventsOf (Kind::firstSample).empty());
}

TEST_CASE ("Several interrupts before the audio thread comes round cut each turn once")
{
    EngineRig rig;
    rig.playout.push (1, constant (9'600, 16'000), 24'000);
    rig.playout.pump();
    rig.render (480);
    for (std::uint64_t turn = 2; turn < 6; ++turn)
    {
        rig.playout.interrupt();
        rig.playout.push (turn, constant (9'600, static_cast<std::int16_t> (turn * 1'000)), 24'000);
        rig.playout.pump();
    }
    rig.playout.interrupt();
    rig.render (4'800);
    rig.poll();
    const auto silenced = rig.eventsOf (Kind::silenced);
    REQUIRE (silenced.size() == 5);
    CHECK (silenced[0].samplesHeard == 600);
    for (std::size_t i = 0; i < 5; ++i)
    {
        CHECK (silenced[i].turn == i + 1);
        CHECK (silenced[i].samplesHeard + silenced[i].samplesDiscarded == 9'600);
    }
    CHECK (silenced[4].samplesHeard == 0);
}

TEST_CASE ("A turn that is cut at a place is heard up to there, fading over its last 5 ms, and the rest is discarded")
{
    EngineRig rig;
    const auto voice = test::sinePcm (24'000, 440.0, 2.0);
    rig.playout.push (1, voice, 24'000);
    rig.playout.pump();
    rig.render (480);
    rig.playout.cutTurn (1, 24'000);
    rig.playOut();

    const auto ends = rig.eventsOf (PlayoutEvent::Kind::lastSample);
    REQUIRE (ends.size() == 1);
    CHECK (ends[0].samplesHeard == 24'000);
    CHECK (ends[0].samplesDiscarded == 24'000);
    CHECK (rig.playout.count (1).discarded == 24'000);

    std::size_t different = 0;
    for (std::size_t i = 0; i < 24'000 - 120; ++i)
        different += std::fabs (rig.heard[i] - static_cast<float> (voice[i]) / 32'768.0f) > 1.0e-4f ? 1 : 0;
    CHECK (different == 0);
    CHECK (rig.heard[23'999] == 0.0f);
    CHECK (rig.largestStep() < 0.07f); // the sine's own
}

TEST_CASE ("A cut before what was heard already is an interruption; one of a turn that is over or unknown is nothing")
{
    EngineRig rig;
    rig.playout.push (1, test::sinePcm (24'000, 440.0, 2.0), 24'000);
    rig.playout.pump();
    rig.render (480);
    rig.playout.cutTurn (2, 0);
    CHECK_FALSE (rig.playout.isDry());

    rig.playout.cutTurn (1, 100);
    rig.playOut();
    CHECK (rig.eventsOf (PlayoutEvent::Kind::silenced).size() == 1);
    CHECK (rig.playout.count (1).heard + rig.playout.count (1).discarded == 48'000);

    rig.playout.cutTurn (1, 0);
    CHECK (rig.playout.isDry());
}

TEST_CASE ("heard + discarded == received, whatever happens when")
{
    const auto seed = GENERATE (Catch::Generators::range (1u, 41u));
    std::mt19937 random (seed);
    const int rates[] = {8'000, 16'000, 24'000, 44'100, 48'000, 96'000};
    EngineRig rig (rates[random() % 6], 256);

    std::vector<std::uint64_t> received (1, 0);
    for (int step = 0; step < 600; ++step)
        switch (random() % 12)
        {
            case 0:
            case 1:
            case 2:
            {
                if (received.size() == 1 || random() % 4 == 0)
                    received.push_back (0);
                const auto size = random() % 6'000;
                rig.playout.push (received.size() - 1, constant (size, 10'000), random() % 8 == 0 ? 16'000 : 24'000);
                received.back() += size;
                break;
            }
            case 3:
                rig.playout.endTurn (received.size() - 1);
                received.push_back (0);
                break;
            case 4:
                rig.playout.interrupt();
                received.push_back (0);
                break;
            case 5:
                if (random() % 4 == 0)
                    rig.engine.prepare (rates[random() % 6], 256);
                break;
            case 6:
                rig.poll();
                break;
            default:
                if (random() % 3 != 0)
                    rig.playout.pump();
                rig.render (static_cast<int> (random() % 3'000));
        }
    rig.playout.endTurn (received.size() - 1);
    rig.playOut();

    std::vector<std::uint64_t> accounted (received.size(), 0), ends (received.size(), 0), starts (received.size(), 0);
    for (const auto& event : rig.events)
    {
        REQUIRE (event.turn < received.size());
        if (event.kind == Kind::firstSample)
        {
            ++starts[event.turn];
            CHECK (ends[event.turn] == 0);
        }
        if (event.kind == Kind::lastSample || event.kind == Kind::silenced)
        {
            ++ends[event.turn];
            accounted[event.turn] = event.samplesHeard + event.samplesDiscarded;
            CHECK (starts[event.turn] == (event.samplesHeard > 0 ? 1u : starts[event.turn]));
        }
        if (event.kind == Kind::lastSample)
            CHECK (event.samplesHeard == received[event.turn]);
    }
    CHECK (accounted == received);
    for (std::size_t turn = 0; turn < received.size(); ++turn)
        CHECK (ends[turn] == (received[turn] > 0 ? 1u : 0u));
    CHECK (rig.playout.isDry());
}
