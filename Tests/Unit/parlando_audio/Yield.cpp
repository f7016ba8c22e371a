#include "EngineRig.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>

using namespace parlando;
using namespace parlando::test;

namespace
{
using Kind = PlayoutEvent::Kind;

constexpr std::size_t block = 480; // 20 ms at 24 kHz, at which the stream is what was pushed, sample for sample

float asFloat (std::int16_t sample) { return static_cast<float> (sample) / 32'768.0f; }

// Where in `voice` what was heard from `from` on is; voice.size() where it is nowhere.
std::size_t placeOf (const std::vector<float>& heard, std::size_t from, const std::vector<std::int16_t>& voice,
                     std::size_t length = 64)
{
    for (std::size_t at = 0; at + length <= voice.size(); ++at)
        if (std::equal (voice.begin() + static_cast<std::ptrdiff_t> (at),
                        voice.begin() + static_cast<std::ptrdiff_t> (at + length),
                        heard.begin() + static_cast<std::ptrdiff_t> (from),
                        [] (std::int16_t sample, float other) { return asFloat (sample) == other; }))
            return at;
    return voice.size();
}

struct YieldRig : EngineRig
{
    explicit YieldRig (std::size_t length = 48'000, double sampleRate = 24'000)
        : EngineRig (sampleRate), voice (noisePcm (length, 7))
    {
        playout.push (1, voice, 24'000);
        playout.endTurn (1);
    }

    void play (int blocks)
    {
        for (int i = 0; i < blocks; ++i)
        {
            playout.pump();
            render (static_cast<int> (block));
        }
    }

    std::vector<std::int16_t> voice;
};
} // namespace

TEST_CASE ("A voice that is held is silent within 10 ms, and nothing of it is lost")
{
    YieldRig rig;
    rig.play (20);
    rig.playout.setYield (VoiceYield::held);
    rig.heard.clear();
    rig.play (50);
    CHECK (std::all_of (rig.heard.begin() + 241, rig.heard.end(), [] (float sample) { return sample == 0.0f; }));
    CHECK_FALSE (rig.playout.isDry());

    rig.poll();
    CHECK (rig.playout.underruns() == 0);
    CHECK (rig.eventsOf (Kind::lastSample).empty());

    rig.playout.setYield (VoiceYield::none);
    rig.playOut();
    CHECK (rig.playout.count (1).heard == rig.voice.size());
    CHECK (rig.playout.count (1).discarded == 0);
    CHECK (rig.eventsOf (Kind::lastSample).size() == 1);
    CHECK (rig.eventsOf (Kind::firstSample).size() == 1);
}

TEST_CASE ("What was held goes on 150 ms before the sample at which it stopped, and plays on from there to its end")
{
    YieldRig rig;
    rig.play (20);
    rig.playout.setYield (VoiceYield::held);
    rig.play (10);
    const auto stoppedAt = 20 * block + 240; // the fade of 10 ms is heard

    rig.heard.clear();
    rig.playout.setYield (VoiceYield::none);
    rig.playOut();
    const auto resumed = placeOf (rig.heard, 240, rig.voice); // once it is faded in
    CHECK (resumed == stoppedAt - 3'600 + 240);
    for (std::size_t i = resumed; i < rig.voice.size(); ++i)
        if (rig.heard[240 + i - resumed] != asFloat (rig.voice[i]))
            FAIL ("sample " << i);
}

TEST_CASE ("A tone that is lowered, held and brought back never steps")
{
    EngineRig rig (48'000);
    rig.playout.push (1, sinePcm (24'000, 200.0, 4.0), 24'000);
    rig.playout.endTurn (1);
    const auto play = [&] (int blocks)
    {
        for (int i = 0; i < blocks; ++i)
        {
            rig.playout.pump();
            rig.render (256);
        }
    };
    for (const auto yield : {VoiceYield::none, VoiceYield::ducked, VoiceYield::held, VoiceYield::none, VoiceYield::held,
                             VoiceYield::ducked, VoiceYield::none, VoiceYield::held, VoiceYield::none})
    {
        rig.playout.setYield (yield);
        play (50);
    }
    CHECK (rig.largestStep() < 0.5f * 2.0f * 3.1416f * 200.0f / 48'000.0f * 1.3f);
}

TEST_CASE ("A lowered voice is 12 dB softer within 10 ms, and to the bit what it was 200 ms after")
{
    YieldRig rig;
    rig.play (5);
    rig.playout.setYield (VoiceYield::ducked);
    rig.play (10);
    for (auto i = 5 * block + 240; i < 15 * block; ++i)
        CHECK (std::fabs (rig.heard[i] - 0.2512f * asFloat (rig.voice[i])) < 1.0e-4f);

    rig.playout.setYield (VoiceYield::none);
    rig.play (20);
    CHECK (std::fabs (rig.heard[15 * block + 2'400]) <= std::fabs (asFloat (rig.voice[15 * block + 2'400])) * 0.64f);
    for (auto i = 15 * block + 4'800; i < 35 * block; ++i)
        if (rig.heard[i] != asFloat (rig.voice[i]))
            FAIL ("sample " << i);
}

TEST_CASE ("What was held does not go back behind the beginning of its turn")
{
    EngineRig rig;
    const auto first = noisePcm (4'800, 1), second = noisePcm (24'000, 2);
    rig.playout.push (1, first, 24'000);
    rig.playout.push (2, second, 24'000);
    rig.playout.endTurn (2);
    for (int i = 0; i < 11; ++i)
    {
        rig.playout.pump();
        rig.render (static_cast<int> (block));
    }
    rig.playout.setYield (VoiceYield::held);
    rig.render (4'800);
    rig.heard.clear();
    rig.playout.setYield (VoiceYield::none);
    rig.playOut();
    CHECK (placeOf (rig.heard, 240, first) == first.size());
    CHECK (placeOf (rig.heard, 240, second) == 241); // the turn's first sample is the one that was reported
}

TEST_CASE ("An interruption of a voice that is held leaves nothing of it, and the next is heard whole at once")
{
    const auto isAllInRing = GENERATE (false, true); // and none of it is left in it
    YieldRig rig (isAllInRing ? 4'800 : 48'000);
    rig.play (isAllInRing ? 9 : 20);
    rig.playout.setYield (VoiceYield::held);
    rig.play (isAllInRing ? 3 : 10);
    rig.playout.interrupt();
    CHECK (rig.playout.yield() == VoiceYield::none);

    const auto next = noisePcm (9'600, 3);
    rig.playout.push (2, next, 24'000);
    rig.playout.endTurn (2);
    rig.heard.clear();
    rig.playOut();
    const auto begin = static_cast<std::size_t> (
        std::find_if (rig.heard.begin(), rig.heard.end(), [] (float sample) { return sample != 0.0f; }) -
        rig.heard.begin());
    REQUIRE (begin + next.size() <= rig.heard.size() + 2);
    CHECK (placeOf (rig.heard, begin, next) == 1); // its first sample is 0
    CHECK (rig.playout.count (2).heard == next.size());
    CHECK (rig.playout.count (1).heard + rig.playout.count (1).discarded == rig.voice.size());
}

TEST_CASE ("A voice that is held while it waits for more to come is interrupted like any other")
{
    EngineRig rig;
    const auto voice = noisePcm (2'400, 4);
    rig.playout.push (1, voice, 24'000); // more may come of it
    rig.playout.pump();
    rig.render (2'400);
    rig.playout.setYield (VoiceYield::held);
    rig.render (2'400);
    rig.playout.interrupt();
    rig.heard.clear();
    rig.render (9'600);
    rig.poll();
    CHECK (std::all_of (rig.heard.begin(), rig.heard.end(), [] (float sample) { return sample == 0.0f; }));
    CHECK (rig.eventsOf (Kind::silenced).size() == 1);
}

TEST_CASE ("Another rate while the voice is held loses none of it")
{
    YieldRig rig (24'000);
    rig.play (10);
    rig.playout.setYield (VoiceYield::held);
    rig.play (5);
    rig.engine.prepare (48'000, 480);
    rig.play (5);
    rig.playout.setYield (VoiceYield::none);
    rig.playOut();
    CHECK (rig.playout.count (1).heard == 24'000);
}

TEST_CASE (
    "However often the voice is held, what is heard is always a piece of it, in its order, back to back by 150 ms")
{
    const auto rate = GENERATE (24'000, 192'000, 768'000);
    EngineRig rig (rate);
    rig.playout.setLead (Milliseconds (3'600'000)); // as much as the ring takes
    std::vector<std::int16_t> voice (static_cast<std::size_t> (24'000) * 4);
    for (std::size_t i = 0; i < voice.size(); ++i)
        voice[i] = static_cast<std::int16_t> (1'000 + i / 4); // which rises
    rig.playout.push (1, voice, 24'000);
    rig.playout.endTurn (1);

    std::mt19937 random (5);
    auto furthest = 0.0f;
    for (int step = 0; step < 2'000 && ! rig.playout.isDry(); ++step)
    {
        if (random() % 6 == 0)
            rig.playout.setYield (random() % 2 == 0 ? VoiceYield::none : VoiceYield::held);
        if (random() % 2 == 0)
            rig.playout.pump();
        rig.heard.clear();
        rig.render (1 + static_cast<int> (random() % static_cast<unsigned> (rate / 50)));

        // A block is 120 steps of the voice at most, the ring 2,000 and more, and fades only make it softer.
        const auto before = furthest;
        furthest = std::max (furthest, *std::max_element (rig.heard.begin(), rig.heard.end()));
        if (step > 0 && furthest > before + 0.01f)
            FAIL ("at step " << step << " " << furthest * 32'768.0f << " after " << before * 32'768.0f);
    }
    rig.playout.setYield (VoiceYield::none);
    rig.playOut();
    CHECK (rig.playout.count (1).heard == voice.size());
    CHECK (rig.playout.count (1).discarded == 0);
}
