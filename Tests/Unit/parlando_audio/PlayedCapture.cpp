// What was played beside the frames that the agent hears: an echo is taken out by it, sample for sample.

#include "EngineRig.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>
#include <random>

using namespace parlando;
using namespace parlando::test;

namespace
{

/** A host whose microphone hears what its loudspeakers play, without a delay. */
class EchoHost
{
public:
    explicit EchoHost (double rate) { engine.prepare (rate, 512); }

    /** A block of noise that is played and captured; `isTold`: the engine is told what was played. */
    void block (std::size_t frames, bool isTold = true)
    {
        std::vector<float> noise (frames);
        for (auto& sample : noise)
            sample = level = 0.7f * level + 0.1f * (static_cast<float> (random() % 2'000) / 1'000.0f - 1.0f);

        std::vector<float> output (frames);
        const auto* in = noise.data();
        auto* out = output.data();
        engine.process (&in, 1, &out, 1, static_cast<int> (frames));

        if (isTold)
            engine.played (noise.data(), static_cast<int> (frames));
    }

    /** Frames until there is none; how many of them had a sample that is not what was played. */
    std::size_t pullWrong()
    {
        std::size_t wrong = 0;

        while (engine.capture().pull (frame))
        {
            const auto played = engine.capture().played();
            ++pulled;
            silent += std::all_of (played.begin(), played.end(), [] (float sample) { return sample == 0.0f; }) ? 1 : 0;
            const auto isWrong = [&] (std::size_t i)
            { return std::abs (frame[i] / 32'768.0f - played[i]) > 1.0f / 16'384.0f; };

            for (std::size_t i = 0; i < frame.size(); ++i)
                if (isWrong (i))
                {
                    ++wrong;
                    break;
                }
        }

        return wrong;
    }

    AudioEngine engine;
    std::size_t pulled = 0, silent = 0;

private:
    std::mt19937 random{5};
    float level = 0.0f;
    std::vector<std::int16_t> frame;
};

} // namespace

TEST_CASE ("Beside each frame lies what was played while it was captured, at any rate and in any blocks")
{
    const auto rate = GENERATE (16'000, 24'000, 44'100, 48'000, 96'000);
    EchoHost host (rate);
    host.engine.capture().setHearsPlayed (true);
    std::mt19937 random (3);

    for (int i = 0; i < 400; ++i)
    {
        host.block (1 + random() % 1'500);

        if (random() % 3 == 0)
            REQUIRE (host.pullWrong() == 0);
    }

    CHECK (host.pullWrong() == 0);
    CHECK (host.silent == 0);
    CHECK (host.pulled > 100);
}

TEST_CASE ("What was played is in step also where it is wanted in the middle, or begins anew")
{
    const auto rate = GENERATE (16'000, 44'100, 48'000, 88'200);
    EchoHost host (rate);
    std::mt19937 random (4);

    for (int round = 0; round < 6; ++round)
    {
        for (int i = 0; i < 20; ++i)
            host.block (1 + random() % 700);

        host.engine.capture().setHearsPlayed (false);
        host.pullWrong();
        host.engine.capture().setHearsPlayed (true);

        // The filter still holds what was not wanted.
        for (int i = 0; i < 20; ++i)
            host.block (1 + random() % 700);

        if (round % 2 == 1)
            host.engine.capture().discard();

        host.pullWrong();
        host.silent = host.pulled = 0;

        for (int i = 0; i < 40; ++i)
            host.block (1 + random() % 700);

        CHECK (host.pullWrong() == 0);
        CHECK (host.pulled > 0);
        CHECK (host.silent == 0);
    }
}

TEST_CASE ("Another rate of the host leaves what was played in step")
{
    EchoHost host (44'100);
    host.engine.capture().setHearsPlayed (true);

    for (const auto rate : {48'000, 44'100, 32'000, 96'000})
    {
        for (int i = 0; i < 50; ++i)
            host.block (441);

        host.engine.prepare (rate, 512);
        REQUIRE (host.pullWrong() == 0);
    }

    CHECK (host.silent == 0);
}

TEST_CASE ("The agent hears as before where nobody says what was played, and what lies beside it is silence")
{
    EchoHost host (48'000);
    host.engine.capture().setHearsPlayed (true);

    for (int i = 0; i < 100; ++i)
        host.block (480, false);

    host.pullWrong();
    CHECK (host.pulled >= 49);
    CHECK (host.silent == host.pulled);
}

TEST_CASE ("A muted microphone has nothing beside it, and behind it all is in step again")
{
    EchoHost host (48'000);
    host.engine.capture().setHearsPlayed (true);
    host.block (4'800);
    REQUIRE (host.pullWrong() == 0);

    host.engine.setMicrophoneMuted (true);
    host.block (4'801);
    host.engine.setMicrophoneMuted (false);
    host.block (48'000);
    CHECK (host.pullWrong() == 0);
    CHECK (host.silent == 0);
}
