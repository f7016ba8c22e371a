#include <parlando_audio/parlando_audio.h>

#include <catch2/catch_test_macros.hpp>

#include <cmath>

using namespace parlando;

TEST_CASE ("A jump becomes a decaying offset of the given length")
{
    Declick declick;
    declick.prepare (100);
    declick.jump (0.8f, -0.2f);

    std::vector<float> block (150, -0.2f);
    for (std::size_t i = 0; i < block.size(); i += 30)
        declick.apply (block.data() + i, 30);

    CHECK (block[0] == 0.8f);
    for (std::size_t i = 1; i < 100; ++i)
        CHECK (std::fabs (block[i] - block[i - 1]) < 0.0101f);
    for (std::size_t i = 100; i < block.size(); ++i)
        CHECK (block[i] == -0.2f);
    CHECK_FALSE (declick.isActive());
}

TEST_CASE ("Without a jump the signal is left alone")
{
    Declick declick;
    declick.prepare (100);
    declick.jump (0.3f, 0.3f);
    std::vector<float> block (10, 0.3f);
    declick.apply (block.data(), block.size());
    CHECK (block == std::vector<float> (10, 0.3f));
}

TEST_CASE ("A ramp reaches its target in the samples it was given")
{
    Ramp ramp;
    ramp.jumpTo (1.0f);
    ramp.moveTo (0.0f, 4);
    std::vector<float> block (6, 1.0f);
    ramp.apply (block.data(), 3);
    CHECK (ramp.samplesLeft() == 1);
    ramp.apply (block.data() + 3, 3);
    CHECK (block == std::vector<float>{0.75f, 0.5f, 0.25f, 0.0f, 0.0f, 0.0f});

    ramp.moveTo (0.5f, 0);
    CHECK (ramp.next() == 0.5f);
}
