#include "EngineRig.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>
#include <atomic>
#include <thread>

using namespace parlando;
using parlando::test::EngineRig;
using Kind = PlayoutEvent::Kind;

TEST_CASE ("Every output channel gets the same voice; null channels and no channels are fine")
{
    EngineRig rig (48'000);
    rig.playout.push (1, test::sinePcm (24'000, 440.0, 0.2), 24'000);
    rig.playout.pump();

    std::vector<float> left (700, 9.0f), right (700, 9.0f);
    float* channels[] = {nullptr, left.data(), right.data()};
    rig.engine.process (nullptr, 0, channels, 3, 700);
    CHECK (left == right);
    CHECK (*std::max_element (left.begin(), left.end()) < 0.6f);
    CHECK (*std::max_element (left.begin(), left.end()) > 0.4f);

    rig.engine.process (nullptr, 0, nullptr, 0, 700);
    rig.engine.process (nullptr, 0, nullptr, 0, 0);
    rig.engine.process (nullptr, 0, nullptr, 0, -3);
    CHECK (rig.playout.count (1).heard > 690);
}

TEST_CASE ("Input and output may be the same memory, in blocks larger than prepared")
{
    EngineRig rig (16'000, 64);
    rig.playout.push (1, std::vector<std::int16_t> (16'000, 8'192), 16'000);
    rig.playout.pump();

    std::vector<float> left (1'600, 0.5f), right (1'600, 0.25f);
    const float* in[] = {left.data(), right.data()};
    float* out[] = {right.data(), left.data()};
    rig.engine.process (in, 2, out, 2, 1'600);
    CHECK (left == right);
    CHECK (left.back() == 0.25f);

    std::vector<std::int16_t> frame;
    int frames = 0;
    while (rig.engine.capture().pull (frame))
    {
        CHECK (frame == std::vector<std::int16_t> (320, 12'288));
        ++frames;
    }
    CHECK (frames == 5);
}

TEST_CASE ("prepare() at another rate loses no speech and repeats none")
{
    const auto first = GENERATE (24'000, 48'000);
    const auto second = GENERATE (44'100, 96'000, 24'000);
    EngineRig rig (first);
    const auto voice = test::sinePcm (24'000, 250.0, 1.0, 0.5);
    rig.playout.push (1, voice, 24'000);
    rig.playout.endTurn (1);
    rig.playout.pump();
    rig.render (first / 10);
    const auto before = rig.playout.count (1).heard;
    CHECK (before == 2'400);

    rig.engine.prepare (second, 256);
    const auto at = rig.heard.size();
    if (first != second)
    {
        // Until the session thread has converted what was waiting, nothing of the wrong rate is heard.
        rig.render (256);
        CHECK (std::all_of (rig.heard.begin() + static_cast<std::ptrdiff_t> (at), rig.heard.end(),
                            [] (float sample) { return sample == 0.0f; }));
    }
    rig.playOut (256);

    const auto last = rig.eventsOf (Kind::lastSample);
    REQUIRE (last.size() == 1);
    CHECK (last[0].samplesHeard == voice.size());
    CHECK (rig.eventsOf (Kind::firstSample).size() == 1);
    CHECK (rig.playout.underruns() == 0);

    double energy = 0.0;
    for (auto i = at; i < rig.heard.size(); ++i)
        energy += static_cast<double> (rig.heard[i]) * rig.heard[i];
    CHECK (std::fabs (energy / second - 0.125 * 0.9) < 0.0015);
}

TEST_CASE ("prepare() in the middle of an interruption still ends the turn")
{
    EngineRig rig (48'000);
    rig.playout.push (1, test::noisePcm (24'000, 1), 24'000);
    rig.playout.pump();
    rig.render (4'800);
    rig.playout.interrupt();
    rig.engine.prepare (44'100, 512);
    rig.playout.push (2, test::noisePcm (2'400, 2), 24'000);
    rig.playout.endTurn (2);
    rig.playOut();
    const auto silenced = rig.eventsOf (Kind::silenced);
    REQUIRE (silenced.size() == 1);
    CHECK (silenced[0].samplesHeard == 2'400);
    CHECK (silenced[0].samplesDiscarded == 21'600);
    CHECK (rig.playout.count (2).heard == 2'400);
}

TEST_CASE ("A rate at which there is no voice counts as 48 kHz, and a sentence says so until there is a usual one")
{
    for (const auto rate : {0.0, -1.0, std::nan (""), 1e300, 1.0, 999.0, 768'001.0, 1e9, -std::nan ("")})
    {
        EngineRig rig (rate, -5);
        CHECK (rig.engine.sampleRate() == 48'000);
        const auto notice = rig.engine.inputNotices().take();
        REQUIRE (notice);
        CHECK (describe (*notice).find ("48,000 Hz is taken for it") != std::string::npos);
        CHECK_FALSE (rig.engine.inputNotices().take());
        rig.playout.push (1, test::noisePcm (2'400, 1), 24'000);
        rig.playout.endTurn (1);
        rig.playout.pump();
        rig.render (4'800);
        rig.poll();
        CHECK (rig.eventsOf (Kind::lastSample).size() == 1);
    }
}

TEST_CASE ("Any other rate is taken as it is, and what was said of an odd one before is taken back")
{
    for (const auto rate : {1'000.0, 8'000.0, 44'100.4, 384'000.0, 768'000.0})
    {
        EngineRig rig (1.0);
        rig.engine.prepare (rate, 512);
        CHECK (rig.engine.sampleRate() == static_cast<int> (rate));
        CHECK_FALSE (rig.engine.inputNotices().take());
    }
}

TEST_CASE ("process() tells whether the agent was heard, to the last sample of its end")
{
    EngineRig rig (24'000);
    std::vector<float> block (100);
    auto* channel = block.data();
    const auto play = [&] { return rig.engine.process (nullptr, 0, &channel, 1, 100); };
    CHECK_FALSE (play());
    CHECK_FALSE (rig.engine.process (nullptr, 0, &channel, 1, 0));

    rig.playout.push (1, std::vector<std::int16_t> (600, 8'192), 24'000);
    rig.playout.endTurn (1);
    rig.playout.pump();
    for (int i = 0; i < 6; ++i)
        CHECK (play());
    CHECK (play()); // 5 ms in which the voice dies away
    CHECK (play());
    CHECK_FALSE (play());
}

TEST_CASE ("A muted microphone captures nothing, whatever the session wants")
{
    EngineRig rig (16'000);
    for (const auto wants : {true, false})
    {
        rig.engine.setCaptureEnabled (wants);
        rig.engine.setMicrophoneMuted (true);
        rig.capture (std::vector<float> (800, 0.5f));
        CHECK (rig.engine.capture().capturedSamples() == 0);
        CHECK (rig.engine.isCaptureEnabled() == wants);
    }
    CHECK (std::fabs (rig.engine.inputLevels().peak + 6.02f) < 0.1f);

    rig.engine.setMicrophoneMuted (false);
    rig.capture (std::vector<float> (800, 0.5f));
    CHECK (rig.engine.capture().capturedSamples() == 0);
    rig.engine.setCaptureEnabled (true);
    rig.capture (std::vector<float> (800, 0.5f));
    CHECK (rig.engine.capture().capturedSamples() == 800);
}

TEST_CASE ("Any number of requests to interrupt is taken once")
{
    AudioEngine engine;
    CHECK_FALSE (engine.takeInterruptionRequest());
    engine.requestInterruption();
    engine.requestInterruption();
    CHECK (engine.takeInterruptionRequest());
    CHECK_FALSE (engine.takeInterruptionRequest());
}

TEST_CASE ("Audio thread and session thread together: each turn ends once and every sample is accounted for")
{
    AudioEngine engine;
    engine.prepare (48'000, 128);
    std::atomic<bool> isDone{false};

    std::thread host (
        [&]
        {
            std::mt19937 random (11);
            const double rates[] = {24'000, 44'100, 48'000};
            std::vector<float> left (1'024, 0.1f), right (1'024);
            while (! isDone)
            {
                const float* in[] = {left.data()};
                float* out[] = {left.data(), right.data()};
                engine.process (in, 1, out, 2, static_cast<int> (random() % 1'024));
                if (random() % 200 == 0)
                    engine.prepare (rates[random() % 3], 1'024);
                std::this_thread::yield();
            }
        });

    std::mt19937 random (12);
    auto& playout = engine.playout();
    std::vector<std::uint64_t> received (1, 0), accounted (1, 0);
    std::vector<int> ends (1, 0);
    std::vector<std::int16_t> frame;
    const auto look = [&]
    {
        playout.poll (
            [&] (const PlayoutEvent& event)
            {
                if (event.kind != Kind::lastSample && event.kind != Kind::silenced)
                    return;
                ++ends[event.turn];
                accounted[event.turn] += event.samplesHeard + event.samplesDiscarded;
            });

        // This host has no clock: it may well be faster than pulling, for ever.
        for (auto most = 100; most > 0 && engine.capture().pull (frame); --most)
        {
        }
    };

    for (std::uint64_t turn = 1; turn <= 150; ++turn)
    {
        received.push_back (0);
        accounted.push_back (0);
        ends.push_back (0);
        for (auto pieces = random() % 6 + 1; pieces > 0; --pieces)
        {
            const auto piece = test::noisePcm (random() % 4'000 + 1, static_cast<unsigned> (turn));
            playout.push (turn, piece, 24'000);
            received.back() += piece.size();
            playout.pump();
            look();
        }
        if (random() % 3 == 0)
            playout.interrupt();
        else
            playout.endTurn (turn);
        playout.pump();
    }
    for (auto left = 1'000'000; left > 0 && std::count (ends.begin() + 1, ends.end(), 0) > 0; --left)
    {
        playout.pump();
        look();
        std::this_thread::yield();
    }
    isDone = true;
    host.join();

    CHECK (accounted == received);
    CHECK (std::count (ends.begin() + 1, ends.end(), 1) == 150);
}

TEST_CASE ("Of a sound card's word half is believed, as some say more than it takes")
{
    AudioEngine engine;
    CHECK (engine.deviceDelay() == 0.0);
    engine.setDeviceLatency (1'920, 48'000);
    CHECK (engine.deviceDelay() == 20.0);
    engine.setDeviceLatency (-1, 48'000);
    CHECK (engine.deviceDelay() == 0.0);
    engine.setDeviceLatency (960, 0);
    CHECK (std::isfinite (engine.deviceDelay()));
}
