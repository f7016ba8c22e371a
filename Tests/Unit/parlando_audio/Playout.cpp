#include "EngineRig.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>

using namespace parlando;
using parlando::test::EngineRig;
using Kind = PlayoutEvent::Kind;

namespace
{

std::vector<std::int16_t> asPcm (const std::vector<float>& samples)
{
    std::vector<std::int16_t> pcm (samples.size());
    floatToPcm (samples, pcm);
    return pcm;
}

} // namespace

TEST_CASE ("C15: a turn pushed in bursts is heard sample by sample, once, in order")
{
    const auto voice = test::noisePcm (120'000, 5);
    EngineRig rig;
    std::mt19937 random (6);
    for (std::size_t i = 0; i < voice.size();)
    {
        const auto size = std::min<std::size_t> (random() % 12'000 + 1, voice.size() - i);
        rig.playout.push (1, std::span (voice).subspan (i, size), 24'000);
        i += size;
    }
    rig.playout.endTurn (1);
    while (! rig.playout.isDry())
    {
        rig.playout.pump();
        rig.render (static_cast<int> (random() % 900));
    }
    rig.poll();

    auto heard = asPcm (rig.heard);
    REQUIRE (heard.size() >= voice.size());
    heard.resize (voice.size());
    CHECK (heard == voice);
    CHECK (rig.playout.underruns() == 0);
    REQUIRE (rig.events.size() == 2);
    CHECK (rig.events[0].kind == Kind::firstSample);
    CHECK (rig.events[1].kind == Kind::lastSample);
    CHECK (rig.events[1].samplesHeard == voice.size());
    CHECK (rig.events[1].samplesDiscarded == 0);
    CHECK (rig.events[0].when <= rig.events[1].when);
}

TEST_CASE ("Stalls leave every sample intact: with the joins taken out, what was heard is what was said")
{
    const auto voice = test::noisePcm (60'000, 7);
    EngineRig rig;
    std::mt19937 random (8);
    for (std::size_t i = 0; i < voice.size();)
    {
        const auto size = std::min<std::size_t> (random() % 4'800 + 480, voice.size() - i);
        rig.playout.push (1, std::span (voice).subspan (i, size), 24'000);
        i += size;
        if (i == voice.size())
            rig.playout.endTurn (1);
        for (int blocks = static_cast<int> (random() % 30); blocks > 0; --blocks)
        {
            rig.playout.pump();
            rig.render (240);
        }
    }
    rig.playOut (240);
    CHECK (rig.playout.underruns() > 3);

    // A join lies within 5 ms (120 samples) after a place where the voice stops or comes back; everywhere else each
    // sample is bit-exact.
    const auto heard = asPcm (rig.heard);
    std::size_t next = 0, exact = 0, at = 0;
    while (at < heard.size() && next < voice.size())
    {
        if (heard[at] == voice[next])
            ++exact, ++at, ++next;
        else if (std::abs (heard[at]) < 1 && rig.heard[at] == 0.0f)
            ++at;
        else
        {
            // Inside a join: find where bit-exactness comes back, either in the voice or in silence.
            ++at;
            const auto tail = voice.begin() + static_cast<std::ptrdiff_t> (next);
            if (at + 4 < heard.size() && heard[at] != 0)
            {
                const auto begin = heard.begin() + static_cast<std::ptrdiff_t> (at);
                const auto found =
                    std::search (tail, tail + std::min<std::ptrdiff_t> (125, voice.end() - tail), begin, begin + 4);
                if (found < tail + std::min<std::ptrdiff_t> (121, voice.end() - tail))
                    next = static_cast<std::size_t> (found - voice.begin());
            }
        }
    }
    CHECK (next == voice.size());
    CHECK (exact + 130 * rig.playout.underruns() >= voice.size());

    const auto count = rig.playout.count (1);
    CHECK (count.received == voice.size());
    CHECK (count.heard == voice.size());
}

TEST_CASE ("Where sound stops and comes back there is no click")
{
    const auto rate = GENERATE (24'000.0, 48'000.0, 44'100.0);
    EngineRig rig (rate);
    const auto voice = test::sinePcm (24'000, 200.0, 0.1 + 1.0 / 800.0, 0.9); // ends at the crest
    rig.playout.push (1, voice, 24'000);
    rig.playOut (256);
    for (int i = 0; i < 20; ++i)
        rig.render (256);
    REQUIRE (rig.playout.underruns() == 1);

    rig.playout.push (1, std::span (voice).subspan (30), 24'000); // begins at the crest
    rig.playout.endTurn (1);
    rig.playOut (256);

    // A 200 Hz sine at 0.9 moves at most 2 pi 200 / rate * 0.9 a sample; the joins add at most 1.9 / 5 ms.
    const auto sineStep = 2.0 * std::numbers::pi * 200.0 / rate * 0.9;
    const auto joinStep = 1.9 / (0.005 * rate);
    CHECK (rig.largestStep() < static_cast<float> (sineStep + joinStep) * 1.1f);
    CHECK (rig.heard.back() == 0.0f);
}

TEST_CASE ("The natural end of a turn is not an underrun; a gap inside one is")
{
    EngineRig rig;
    rig.playout.push (1, test::noisePcm (2'400, 1), 24'000);
    rig.playout.endTurn (1);
    rig.playOut();
    CHECK (rig.playout.underruns() == 0);

    rig.playout.push (2, test::noisePcm (2'400, 2), 24'000);
    rig.playOut();
    CHECK (rig.playout.underruns() == 1);
    const auto underruns = rig.eventsOf (Kind::underrun);
    REQUIRE (underruns.size() == 1);
    CHECK (underruns[0].turn == 2);
    CHECK (underruns[0].samplesHeard == 2'400);

    rig.playout.endTurn (2);
    rig.playOut();
    CHECK (rig.playout.underruns() == 1);
    CHECK (rig.eventsOf (Kind::lastSample).size() == 2);
}

TEST_CASE ("The last sample's time is that of the block in which it went out, also when the end is known later")
{
    EngineRig rig;
    rig.playout.push (1, test::noisePcm (960, 1), 24'000);
    rig.playout.pump();
    rig.render (2'400);
    const auto heardAt = std::chrono::steady_clock::now();
    rig.playout.pump();
    rig.playout.endTurn (1);
    rig.playOut();
    const auto last = rig.eventsOf (Kind::lastSample);
    REQUIRE (last.size() == 1);
    CHECK (last[0].when <= heardAt);
}

TEST_CASE ("Playing starts with the first 20 ms of a turn, or when a shorter turn has ended")
{
    EngineRig rig (48'000);
    const auto voice = test::noisePcm (480, 3);
    rig.playout.push (1, std::span (voice).first (479), 24'000);
    rig.playout.pump();
    rig.render (480);
    CHECK (std::all_of (rig.heard.begin(), rig.heard.end(), [] (float sample) { return sample == 0.0f; }));
    CHECK_FALSE (rig.playout.isDry());

    rig.playout.push (1, std::span (voice).last (1), 24'000);
    rig.playout.pump();
    rig.render (480);
    rig.poll();
    CHECK (rig.eventsOf (Kind::firstSample).size() == 1);

    EngineRig brief (48'000);
    brief.playout.push (1, std::span (voice).first (100), 24'000);
    brief.playout.endTurn (1);
    brief.playout.pump();
    brief.render (480);
    brief.poll();
    CHECK (brief.eventsOf (Kind::lastSample).size() == 1);
}

TEST_CASE (
    "Each underrun asks for 40 ms more before sound comes back, at most 400 ms; ten clean seconds take 40 ms away")
{
    EngineRig rig;
    const auto piece = test::noisePcm (24'000 * 2 / 5, 4);
    for (int i = 1; i <= 12; ++i)
    {
        rig.playout.push (1, piece, 24'000);
        rig.playOut();
        CHECK (rig.playout.underruns() == static_cast<std::uint64_t> (i));
        CHECK (rig.playout.startCushion().count() == std::min (20 + 40 * i, 400));
    }

    // 390 ms are not enough now.
    rig.playout.push (1, std::span (piece).first (24 * 390), 24'000);
    rig.playout.pump();
    const auto before = rig.heard.size();
    rig.render (480);
    CHECK (std::all_of (rig.heard.begin() + static_cast<std::ptrdiff_t> (before), rig.heard.end(),
                        [] (float sample) { return sample == 0.0f; }));

    rig.playout.push (1, test::noisePcm (24'000 * 21, 5), 24'000);
    rig.playout.endTurn (1);
    rig.playOut();
    CHECK (rig.playout.startCushion() == Milliseconds (320));
}

TEST_CASE ("At the host's rate a turn lasts as long as at its own, to the last sample")
{
    const auto rate = GENERATE (8'000, 22'050, 44'100, 48'000, 96'000, 192'000, 384'000);
    EngineRig rig (rate, 512);
    const auto voice = test::sinePcm (24'000, 300.0, 0.5123, 0.5);
    rig.playout.push (9, voice, 24'000);
    rig.playout.endTurn (9);
    rig.playOut (512);

    const auto last = rig.eventsOf (Kind::lastSample);
    REQUIRE (last.size() == 1);
    CHECK (last[0].samplesHeard == voice.size());

    // A half-wave of silence at most, then exactly the turn: find where it ends by its energy.
    double energy = 0.0;
    for (const auto sample : rig.heard)
        energy += static_cast<double> (sample) * sample;
    CHECK (std::fabs (energy / rate - 0.125 * 0.5123) < 0.001);
}

TEST_CASE ("Source rates may change inside a turn")
{
    EngineRig rig (48'000);
    rig.playout.push (1, test::sinePcm (24'000, 300.0, 0.3, 0.5), 24'000);
    rig.playout.push (1, test::sinePcm (16'000, 300.0, 0.3, 0.5), 16'000);
    rig.playout.push (1, test::sinePcm (48'000, 300.0, 0.3, 0.5), 48'000);
    rig.playout.endTurn (1);
    rig.playOut();
    const auto last = rig.eventsOf (Kind::lastSample);
    REQUIRE (last.size() == 1);
    CHECK (last[0].samplesHeard == 7'200 + 4'800 + 14'400);
    CHECK (rig.playout.underruns() == 0);

    // 300 Hz throughout: 270 crossings upward, without a gap at the seams.
    int crossings = 0;
    for (std::size_t i = 1; i < rig.heard.size(); ++i)
        crossings += rig.heard[i - 1] < -0.01f && rig.heard[i] > -0.01f;
    CHECK (std::abs (crossings - 270) <= 3);
}

TEST_CASE ("Turns follow each other; the first push of the next ends the one before")
{
    EngineRig rig;
    const auto first = test::noisePcm (3'000, 1), second = test::noisePcm (5'000, 2);
    rig.playout.push (1, first, 24'000);
    rig.playout.push (2, second, 24'000);
    rig.playout.endTurn (2);
    rig.playOut();

    auto heard = asPcm (rig.heard);
    heard.resize (8'000);
    CHECK (std::equal (first.begin(), first.end(), heard.begin()));
    CHECK (std::equal (second.begin(), second.end(), heard.begin() + 3'000));
    REQUIRE (rig.events.size() == 4);
    CHECK (rig.events[0].turn == 1);
    CHECK (rig.events[1].kind == Kind::lastSample);
    CHECK (rig.events[1].turn == 1);
    CHECK (rig.events[2].kind == Kind::firstSample);
    CHECK (rig.events[3].turn == 2);
}

TEST_CASE ("The shortest turns also begin and end")
{
    const auto rate = GENERATE (8'000, 24'000, 48'000);
    EngineRig rig (rate);
    const std::vector<std::int16_t> one{12'345};
    rig.playout.push (1, one, 24'000);
    rig.playout.push (2, one, 24'000);
    rig.playout.push (3, {}, 24'000);
    rig.playout.push (4, one, 0);
    rig.playout.endTurn (2);
    rig.playout.endTurn (77);
    rig.playOut();
    CHECK (rig.eventsOf (Kind::firstSample).size() == 2);
    CHECK (rig.eventsOf (Kind::lastSample).size() == 2);
    CHECK (rig.playout.count (1).heard == 1);
    CHECK (rig.playout.count (3).received == 0);
}

TEST_CASE ("The ring holds 200 ms, or two large blocks; the rest waits in the store")
{
    EngineRig rig (48'000, 512);
    rig.playout.push (1, test::noisePcm (24'000, 1), 24'000);
    rig.playout.pump();
    rig.heard.clear();
    rig.render (48'000);
    const auto sounding = std::find_if (rig.heard.rbegin(), rig.heard.rend(), [] (float s) { return s != 0.0f; });
    CHECK (std::abs (static_cast<int> (rig.heard.rend() - sounding) - 9'600) <= 245);

    EngineRig large (48'000, 16'384);
    large.playout.push (1, test::noisePcm (48'000, 1), 24'000);
    large.playout.pump();
    large.render (16'384);
    large.render (16'000);
    large.poll();
    CHECK (large.playout.underruns() == 0);
}

TEST_CASE ("isDry and backlog tell what is still to be heard")
{
    EngineRig rig;
    CHECK (rig.playout.isDry());
    CHECK (rig.playout.backlog().count() == 0);
    rig.playout.push (1, test::noisePcm (24'000, 1), 24'000);
    CHECK_FALSE (rig.playout.isDry());
    CHECK (rig.playout.backlog() == Milliseconds (1'000));
    rig.playout.pump();
    CHECK (rig.playout.backlog() == Milliseconds (1'000));
    rig.render (12'000);
    CHECK (rig.playout.count (1).heard == 4'800);
    CHECK (rig.playout.backlog() == Milliseconds (800));
    rig.playOut();
    CHECK (rig.playout.isDry());
}

TEST_CASE ("A host without a clock finds as much voice ready as the ring holds")
{
    EngineRig rig;
    const auto speech = test::noisePcm (240'000, 7);
    rig.playout.push (1, speech, 24'000);
    rig.playout.pump();
    CHECK (rig.engine.playbackWaiting() == 4'800);

    rig.playout.setLead (std::chrono::hours (1));
    rig.playout.pump();
    CHECK (rig.engine.playbackWaiting() >= 10 * 4'800);

    rig.playout.endTurn (1);
    rig.playOut (2'048);
    CHECK (rig.eventsOf (PlayoutEvent::Kind::underrun).empty());
    CHECK (rig.playout.count (1).heard == speech.size());
}
