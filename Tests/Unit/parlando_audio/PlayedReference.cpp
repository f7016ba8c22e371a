// What was played beside what was captured.

#include <parlando_audio/PlayedReference.h>

#include <catch2/catch_test_macros.hpp>

#include <numeric>
#include <thread>
#include <vector>

using namespace parlando;

namespace
{

/** Samples that are their own positions, which floats hold up to 2^24. */
std::vector<float> positions (std::uint64_t from, std::size_t count)
{
    std::vector<float> samples (count);
    std::iota (samples.begin(), samples.end(), static_cast<float> (from));
    return samples;
}

std::vector<float> readAt (PlayedReference& reference, std::uint64_t position, std::size_t count)
{
    std::vector<float> samples (count, -1.0f);
    reference.read (position, samples);
    return samples;
}

} // namespace

TEST_CASE ("What was played is found at the place of what was captured, in blocks of any length")
{
    PlayedReference reference;
    reference.setWanted (true);
    std::uint64_t written = 1'000, read = 1'000;

    for (const std::size_t block : {64, 1, 512, 480, 4'096, 33})
    {
        reference.add (positions (written, block), written);
        written += block;

        for (std::size_t piece = 7; read + piece <= written; read += piece, piece += 13)
            REQUIRE (readAt (reference, read, piece) == positions (read, piece));
    }

    CHECK (reference.knownUntil() == written);
}

TEST_CASE ("What was not captured has nothing beside it, and where nothing was told of is silence")
{
    PlayedReference reference;
    reference.setWanted (true);
    reference.add (positions (100, 100), 100);
    reference.add (positions (500, 100), 500);

    auto expected = std::vector<float> (50, 0.0f);
    const auto first = positions (100, 100), second = positions (500, 100);
    expected.insert (expected.end(), first.begin(), first.end());
    expected.insert (expected.end(), 300, 0.0f);
    expected.insert (expected.end(), second.begin(), second.end());
    expected.insert (expected.end(), 20, 0.0f);
    CHECK (readAt (reference, 50, 570) == expected);
}

TEST_CASE ("Who comes too late finds silence where no room was, and the right samples behind it")
{
    constexpr std::size_t block = 1'024, blocks = 300;
    PlayedReference reference;
    reference.setWanted (true);

    for (std::size_t i = 0; i < blocks; ++i)
        reference.add (positions (i * block, block), i * block);

    CHECK (readAt (reference, 0, block) == positions (0, block));
    CHECK (readAt (reference, (blocks - 1) * block, block) == std::vector<float> (block, 0.0f));

    for (auto i = blocks; i < blocks + 20; ++i)
    {
        reference.add (positions (i * block, block), i * block);
        CHECK (readAt (reference, i * block, block) == positions (i * block, block));
    }
}

TEST_CASE ("Nobody who does not want it pays for it, and it begins where it is wanted")
{
    PlayedReference reference;
    reference.add (positions (0, 480), 0);
    CHECK (readAt (reference, 0, 480) == std::vector<float> (480, 0.0f));

    reference.setWanted (true);
    reference.add (positions (480, 480), 480);
    CHECK (readAt (reference, 480, 480) == positions (480, 480));

    reference.setWanted (false);
    reference.add (positions (960, 480), 960);
    CHECK (readAt (reference, 960, 480) == std::vector<float> (480, 0.0f));

    reference.setWanted (true);
    reference.add (positions (1'440, 480), 1'440);
    CHECK (readAt (reference, 1'440, 480) == positions (1'440, 480));
}

TEST_CASE ("While one thread plays, another reads each sample at its place, or silence")
{
    constexpr std::uint64_t length = 400'000;
    PlayedReference reference;
    reference.setWanted (true);

    std::thread audio (
        [&reference]
        {
            for (std::uint64_t position = 0; position < length; position += 64)
                reference.add (positions (position, 64), position);
        });

    std::uint64_t read = 0, wrong = 0;

    while (read + 160 <= length)
    {
        if (reference.knownUntil() < read + 160)
            continue;

        const auto samples = readAt (reference, read, 160);

        for (std::size_t i = 0; i < samples.size(); ++i)
            wrong += samples[i] != 0.0f && samples[i] != static_cast<float> (read + i) ? 1 : 0;

        read += 160;
    }

    audio.join();
    CHECK (wrong == 0);
}
