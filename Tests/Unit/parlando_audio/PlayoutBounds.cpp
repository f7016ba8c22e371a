// What a service may send that is faster than real time: the store has a bound.

#include "EngineRig.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>

using namespace parlando;
using namespace std::chrono_literals;
using parlando::test::EngineRig;
using Kind = PlayoutEvent::Kind;

namespace
{

constexpr int serviceRate = 24'000;
const std::vector<std::int16_t> oneSecond (serviceRate, std::int16_t (8'000));

/** How many samples of the seconds that are pushed find no room. */
std::size_t refusedOf (Playout& playout, std::uint64_t turn, int seconds)
{
    std::size_t refused = 0;
    for (int i = 0; i < seconds; ++i)
        refused += playout.push (turn, oneSecond, serviceRate);
    return refused;
}

} // namespace

TEST_CASE ("Of 402 minutes of voice that come at once 10 minutes are kept to the sample, and the rest is counted")
{
    EngineRig rig;
    CHECK (refusedOf (rig.playout, 1, 600) == 0);
    CHECK (refusedOf (rig.playout, 1, 402 * 60 - 600) == (402 * 60 - 600) * oneSecond.size());
    CHECK (rig.playout.backlog() == 600s);

    const auto count = rig.playout.count (1);
    CHECK (count.received == 402u * 60u * serviceRate);
    CHECK (count.discarded == count.received - 600u * serviceRate);
}

TEST_CASE ("A full store plays what it holds, fades out and ends the turn with what was heard and what was not")
{
    EngineRig rig;
    rig.playout.setMostWaiting (2s);
    CHECK (refusedOf (rig.playout, 1, 3) == oneSecond.size());
    rig.playout.endTurn (1);
    rig.playOut();

    const auto ended = rig.eventsOf (Kind::lastSample);
    REQUIRE (ended.size() == 1);
    CHECK (ended[0].samplesHeard == 2u * serviceRate);
    CHECK (ended[0].samplesDiscarded == serviceRate);
    CHECK (rig.largestStep (2) < 0.01f);
}

TEST_CASE ("A turn goes on, without a click, when half of the store has been heard, and not before")
{
    EngineRig rig;
    rig.playout.setMostWaiting (4s);
    CHECK (refusedOf (rig.playout, 1, 5) == oneSecond.size());

    for (int i = 0; i < 50; ++i)
    {
        rig.playout.pump();
        rig.render (480);
    }
    CHECK (refusedOf (rig.playout, 1, 1) == oneSecond.size());

    for (int i = 0; i < 60; ++i)
    {
        rig.playout.pump();
        rig.render (480);
    }
    CHECK (refusedOf (rig.playout, 1, 1) == 0);
    rig.playout.endTurn (1);
    rig.playOut();

    const auto ended = rig.eventsOf (Kind::lastSample);
    REQUIRE (ended.size() == 1);
    CHECK (ended[0].samplesHeard == 5u * serviceRate);
    CHECK (ended[0].samplesDiscarded == 2u * serviceRate);
    CHECK (rig.largestStep (2) < 0.01f);
}

TEST_CASE ("A turn of which nothing finds room ends once, as not heard; the one before it is heard whole")
{
    EngineRig rig;
    rig.playout.setMostWaiting (1s);
    CHECK (refusedOf (rig.playout, 1, 1) == 0);
    CHECK (refusedOf (rig.playout, 2, 2) == 2 * oneSecond.size());
    CHECK (refusedOf (rig.playout, 3, 1) == oneSecond.size());

    if (GENERATE (false, true))
        rig.playout.interrupt();
    else
        rig.playout.endTurn (3);

    rig.playOut();

    for (const std::uint64_t turn : {2, 3})
    {
        const auto count = rig.playout.count (turn);
        CHECK (count.heard == 0);
        CHECK (count.discarded == count.received);
        CHECK (std::count_if (rig.events.begin(), rig.events.end(),
                              [turn] (const auto& event) { return event.turn == turn; }) == 1);
    }
    CHECK (rig.playout.count (2).received == 2u * serviceRate);
    CHECK (rig.playout.count (1).received == rig.playout.count (1).heard + rig.playout.count (1).discarded);
}

TEST_CASE ("An interruption makes room at once")
{
    EngineRig rig;
    rig.playout.setMostWaiting (1s);
    CHECK (refusedOf (rig.playout, 1, 3) == 2 * oneSecond.size());
    rig.playout.interrupt();
    CHECK (refusedOf (rig.playout, 2, 1) == 0);
}

TEST_CASE ("Rates that change with every sample fill the store too, and turns that are cut while no audio thread runs "
           "do not pile up")
{
    EngineRig rig;
    std::size_t kept = 0;
    const std::vector<std::int16_t> one (1, std::int16_t (1));

    // Each of them takes a chunk of 32 kB.
    for (int i = 0; i < 5'000; ++i)
        kept += 1 - rig.playout.push (1, one, i % 2 == 0 ? 24'000 : 16'000);
    CHECK (kept < 1'100);

    rig.playout.interrupt();
    for (std::uint64_t turn = 2; turn < 1'000; ++turn)
    {
        rig.playout.push (turn, oneSecond, serviceRate);
        rig.playout.pump();
        rig.playout.interrupt();
    }
    rig.poll();
    CHECK (rig.eventsOf (Kind::silenced).size() >= 999 - 256);

    rig.playOut();
    CHECK (rig.eventsOf (Kind::silenced).size() == 999);
}

TEST_CASE ("A turn whose rate changes without end is counted right to its last sample")
{
    EngineRig rig;
    std::size_t pushed = 0;

    for (int i = 0; i < 2'000; ++i)
    {
        const std::vector<std::int16_t> piece (200, std::int16_t (1'000));
        pushed += piece.size() - rig.playout.push (1, piece, i % 2 == 0 ? 24'000 : 12'000);
        rig.playout.pump();
        rig.render (480);
    }
    rig.playout.endTurn (1);
    rig.playOut();
    const auto ended = rig.eventsOf (Kind::lastSample);
    REQUIRE (ended.size() == 1);
    CHECK (ended[0].samplesHeard == pushed);
    CHECK (pushed == 400'000);
}
