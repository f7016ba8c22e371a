#include <parlando_audio/parlando_audio.h>

#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <numbers>
#include <numeric>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace parlando;
using namespace std::chrono_literals;

namespace
{

std::vector<float> countingFrom (std::size_t first, std::size_t count)
{
    std::vector<float> samples (count);
    std::iota (samples.begin(), samples.end(), static_cast<float> (first));
    return samples;
}

std::vector<float> concertPitch (std::size_t count, int sampleRate)
{
    std::vector<float> samples (count);

    for (std::size_t i = 0; i < count; ++i)
        samples[i] = 0.5f * static_cast<float> (
                                std::sin (2.0 * std::numbers::pi * 440.0 * static_cast<double> (i) / sampleRate));

    return samples;
}

std::vector<float> pulled (AudioStream& stream, std::size_t most)
{
    std::vector<float> samples (most);
    samples.resize (stream.pull (samples));
    return samples;
}

/** Blocks of 10 ms until one is not full. */
std::vector<float> readAll (AudioStream& stream, int sampleRate)
{
    std::vector<float> all, block (static_cast<std::size_t> (sampleRate) / 100);

    for (auto count = block.size(); count == block.size();)
    {
        count = stream.read (block, sampleRate);
        all.insert (all.end(), block.begin(), block.begin() + static_cast<std::ptrdiff_t> (count));
    }

    return all;
}

float largestDifference (const std::vector<float>& one, const std::vector<float>& other, std::size_t margin)
{
    auto largest = 0.0f;

    for (auto i = margin; i + margin < std::min (one.size(), other.size()); ++i)
        largest = std::max (largest, std::abs (one[i] - other[i]));

    return largest;
}

} // namespace

TEST_CASE ("A stream gives what was put in, in order, and begins with a cushion")
{
    AudioStream stream (1'000, 1'000ms, 40ms);
    CHECK (stream.push (countingFrom (0, 39)) == 39);
    CHECK (pulled (stream, 10).empty());
    stream.push (countingFrom (39, 1));
    CHECK (pulled (stream, 10) == countingFrom (0, 10));
    CHECK (pulled (stream, 40) == countingFrom (10, 30));

    // It ran dry.
    stream.push (countingFrom (40, 39));
    CHECK (pulled (stream, 10).empty());
    stream.push (countingFrom (79, 1));
    CHECK (pulled (stream, 10) == countingFrom (40, 10));
}

TEST_CASE ("A block that is longer than the cushion is not begun before it is whole")
{
    AudioStream stream (1'000, 100ms, 10ms);
    stream.push (countingFrom (0, 49));
    CHECK (pulled (stream, 50).empty());
    stream.push (countingFrom (49, 1));
    CHECK (pulled (stream, 50).size() == 50);

    // One that is longer than the stream is what the stream holds.
    CHECK (pulled (stream, 1).empty());
    stream.push (countingFrom (0, 100));
    CHECK (pulled (stream, 200).size() == 100);
}

TEST_CASE ("A stream without a cushion gives at once what is there")
{
    AudioStream stream (1'000, 1'000ms, 0ms);
    stream.push (countingFrom (0, 3));
    CHECK (pulled (stream, 100) == countingFrom (0, 3));
    stream.push (countingFrom (3, 1));
    CHECK (pulled (stream, 100) == countingFrom (3, 1));
}

TEST_CASE ("What does not fit into a stream is dropped and counted")
{
    AudioStream stream (1'000, 100ms, 0ms);
    CHECK (stream.push (countingFrom (0, 90)) == 90);
    CHECK (stream.space() == 10);
    CHECK (stream.push (countingFrom (90, 25)) == 10);
    CHECK (stream.droppedSamples() == 15);
    CHECK (pulled (stream, 200) == countingFrom (0, 100));
    CHECK (stream.space() == 100);
    stream.write (countingFrom (0, 130), 1'000);
    CHECK (stream.droppedSamples() == 45);
}

TEST_CASE ("A stream that is finished gives its rest, and then is over")
{
    AudioStream stream (1'000);
    stream.push (countingFrom (0, 5));
    CHECK (pulled (stream, 10).empty());
    stream.finish();
    CHECK (! stream.isOver());
    CHECK (pulled (stream, 10) == countingFrom (0, 5));
    CHECK (stream.isOver());
}

TEST_CASE ("A stream is read at another rate, to its last sample")
{
    AudioStream stream (48'000);
    stream.push (concertPitch (48'000, 48'000));
    stream.finish();
    const auto read = readAll (stream, 16'000);
    CHECK (read.size() == 16'000);
    CHECK (largestDifference (read, concertPitch (16'000, 16'000), 100) < 0.001f);
    CHECK (stream.isOver());
}

TEST_CASE ("A stream is written to at another rate")
{
    AudioStream stream (48'000);
    const auto sound = concertPitch (16'000, 16'000);

    for (std::size_t i = 0; i < sound.size(); i += 160)
        stream.write (std::span (sound).subspan (i, 160), 16'000);

    stream.finish();
    const auto read = readAll (stream, 48'000);
    CHECK (read.size() > 47'500);
    CHECK (largestDifference (read, concertPitch (48'000, 48'000), 300) < 0.001f);
}

TEST_CASE ("A stream at another rate goes on without a gap, however its blocks lie")
{
    AudioStream stream (44'100);
    const auto sound = concertPitch (44'100, 44'100);
    std::vector<float> heard, block (480);

    for (std::size_t i = 0; i + 441 <= sound.size(); i += 441)
    {
        stream.push (std::span (sound).subspan (i, 441));
        const auto count = stream.read (block, 48'000);
        CHECK ((count == block.size() || heard.empty()));
        heard.insert (heard.end(), block.begin(), block.begin() + static_cast<std::ptrdiff_t> (count));
    }

    CHECK (heard.size() > 40'000);
    CHECK (largestDifference (heard, concertPitch (48'000, 48'000), 300) < 0.001f);
}

TEST_CASE ("Two threads share a stream")
{
    constexpr std::size_t total = 200'000;
    AudioStream stream (1'000, 1'000ms, 0ms);
    std::thread writer (
        [&]
        {
            for (std::size_t given = 0; given < total;)
            {
                const auto count = std::min ({stream.space(), total - given, std::size_t (77)});
                given += stream.push (countingFrom (given, count));
                std::this_thread::yield();
            }

            stream.finish();
        });

    std::vector<float> taken;

    while (! stream.isOver())
    {
        const auto some = pulled (stream, 100);
        taken.insert (taken.end(), some.begin(), some.end());
        std::this_thread::yield();
    }

    writer.join();
    CHECK (taken == countingFrom (0, total));
    CHECK (stream.droppedSamples() == 0);
}

TEST_CASE ("A stream says what it cannot be")
{
    CHECK_THROWS_AS (AudioStream (0), std::invalid_argument);
    CHECK_THROWS_AS (AudioStream (1'000'000), std::invalid_argument);
    CHECK_THROWS_AS (AudioStream (48'000, 0ms), std::invalid_argument);
    CHECK_THROWS_AS (AudioStream (48'000, 3'600'000ms), std::invalid_argument);
    CHECK_THROWS_AS (AudioStream (48'000, 10ms, 20ms), std::invalid_argument);
    CHECK_THROWS_AS (AudioStream (48'000, 10ms, -1ms), std::invalid_argument);
}
