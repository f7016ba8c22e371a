// The reference queue uses fences, which gcc's ThreadSanitizer does not follow; here it is used by one thread only.
#if defined(__SANITIZE_THREAD__) && ! defined(__clang__)
#pragma GCC diagnostic ignored "-Wtsan"
#endif

#include <parlando_realtime/parlando_realtime.h>

#include <catch2/catch_test_macros.hpp>
#include <readerwriterqueue/readerwriterqueue.h>

#include <numeric>
#include <random>
#include <thread>
#include <vector>

using namespace parlando;

TEST_CASE ("A ring keeps what a reference queue keeps, whatever the pieces")
{
    std::mt19937 random (1);
    SpscRing<int> ring (100);
    moodycamel::ReaderWriterQueue<int> reference (128);
    REQUIRE (ring.capacity() == 128);
    int next = 0;

    for (int round = 0; round < 20'000; ++round)
    {
        std::vector<int> piece (random() % 200);
        if (random() % 2 == 0)
        {
            std::iota (piece.begin(), piece.end(), next);
            const auto free = ring.capacity() - ring.available();
            const auto written = ring.write (piece.data(), piece.size());
            REQUIRE (written == std::min (piece.size(), free));
            for (std::size_t i = 0; i < written; ++i)
                REQUIRE (reference.enqueue (piece[i]));
            next += static_cast<int> (written);
        }
        else
        {
            const auto expected = std::min (piece.size(), reference.size_approx());
            REQUIRE (ring.read (piece.data(), piece.size()) == expected);
            for (std::size_t i = 0; i < expected; ++i)
            {
                int value = -1;
                REQUIRE (reference.try_dequeue (value));
                REQUIRE (piece[i] == value);
            }
        }
        REQUIRE (ring.available() == reference.size_approx());
    }
}

TEST_CASE ("Positions count the stream and name an element for good")
{
    SpscRing<int> ring (4);
    const int values[] = {10, 11, 12, 13, 14, 15};
    CHECK (ring.write (values, 6) == 4);
    CHECK (ring.writePosition() == 4);

    ring.skipTo (3);
    CHECK (ring.readPosition() == 3);
    ring.skipTo (1);
    CHECK (ring.readPosition() == 3);

    int value = 0;
    CHECK (ring.read (&value, 1) == 1);
    CHECK (value == 13);
    ring.skipTo (100);
    CHECK (ring.readPosition() == ring.writePosition());
}

TEST_CASE ("Regions cover the ring's edge without a copy")
{
    SpscRing<int> ring (8);
    const std::vector<int> six{1, 2, 3, 4, 5, 6};
    ring.write (six.data(), 6);
    ring.commitRead (6);

    const auto space = ring.writable (5);
    REQUIRE (space.first.size() == 2);
    REQUIRE (space.second.size() == 3);
    std::iota (space.first.begin(), space.first.end(), 20);
    std::iota (space.second.begin(), space.second.end(), 22);
    ring.commitWrite (5);

    std::vector<int> got (5);
    REQUIRE (ring.read (got.data(), 5) == 5);
    CHECK (got == std::vector<int>{20, 21, 22, 23, 24});
}

TEST_CASE ("Two threads: every element arrives once, in order")
{
    constexpr std::uint32_t total = 400'000;
    SpscRing<std::uint32_t> ring (256);

    std::thread producer (
        [&]
        {
            std::mt19937 random (2);
            std::vector<std::uint32_t> piece (97);
            for (std::uint32_t next = 0; next < total;)
            {
                const auto size = std::min<std::size_t> (random() % piece.size() + 1, total - next);
                std::iota (piece.begin(), piece.end(), next);
                const auto written = ring.write (piece.data(), size);
                next += static_cast<std::uint32_t> (written);
                if (written == 0)
                    std::this_thread::yield();
            }
        });

    std::uint32_t expected = 0, wrong = 0;
    std::vector<std::uint32_t> piece (61);
    while (expected < total)
    {
        const auto count = ring.read (piece.data(), piece.size());
        for (std::size_t i = 0; i < count; ++i)
            wrong += piece[i] != expected++;
        if (count == 0)
            std::this_thread::yield();
    }
    producer.join();
    CHECK (wrong == 0);
    CHECK (ring.available() == 0);
}
