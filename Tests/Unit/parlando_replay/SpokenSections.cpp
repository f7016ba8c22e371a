// Where the sentences of a take begin.

#include <parlando_replay/SpokenSections.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <random>

using namespace parlando;

namespace
{

constexpr int sectionRate = 24'000;

void addNoise (std::vector<std::int16_t>& voice, double seconds, double level)
{
    std::mt19937 random (static_cast<unsigned> (voice.size()));
    std::normal_distribution<double> noise (0.0, level);

    for (int i = 0; i < static_cast<int> (seconds * sectionRate); ++i)
        voice.push_back (static_cast<std::int16_t> (std::clamp (noise (random), -32'000.0, 32'000.0)));
}

std::vector<std::int64_t> sectionsIn (std::vector<std::int16_t> voice)
{
    return sectionsOf (TakeVoice (std::move (voice), sectionRate));
}

} // namespace

TEST_CASE ("A take is cut in its pauses, at any level and over a steady noise")
{
    for (const auto level : {300.0, 8'000.0})
    {
        std::vector<std::int16_t> voice;
        addNoise (voice, 1.0, level);
        addNoise (voice, 0.4, level / 100.0);
        addNoise (voice, 1.5, level);
        addNoise (voice, 0.3, level / 100.0);
        addNoise (voice, 0.8, level);
        const auto begins = sectionsIn (voice);
        REQUIRE (begins.size() == 3);
        CHECK (begins[0] == 0);
        CHECK ((begins[1] > 1.0 * sectionRate && begins[1] < 1.4 * sectionRate));
        CHECK ((begins[2] > 2.9 * sectionRate && begins[2] < 3.2 * sectionRate));
    }
}

TEST_CASE ("Between words a take is not cut, nor before its first word or behind its last")
{
    std::vector<std::int16_t> voice;
    addNoise (voice, 0.5, 0.0);
    addNoise (voice, 1.0, 5'000.0);
    addNoise (voice, 0.12, 0.0);
    addNoise (voice, 1.0, 5'000.0);
    addNoise (voice, 0.5, 0.0);
    CHECK (sectionsIn (voice) == std::vector<std::int64_t>{0});
}

TEST_CASE ("What has no sentences is one: silence, a steady noise, an offset, a sample")
{
    std::vector<std::int16_t> noise;
    addNoise (noise, 2.0, 5'000.0);
    CHECK (sectionsIn (noise).size() == 1);
    CHECK (sectionsIn (std::vector<std::int16_t> (48'000)).size() == 1);
    CHECK (sectionsIn (std::vector<std::int16_t> (48'000, 12'000)).size() == 1);
    CHECK (sectionsIn ({1}).size() == 1);
}

TEST_CASE ("Of very many pauses the first are cut")
{
    std::vector<std::int16_t> voice;

    for (int i = 0; i < 100; ++i)
    {
        addNoise (voice, 0.5, 5'000.0);
        addNoise (voice, 0.3, 0.0);
    }

    CHECK (sectionsIn (voice).size() == mostSections);
}
