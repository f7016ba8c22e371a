#include <parlando_realtime/parlando_realtime.h>

#include <catch2/catch_test_macros.hpp>

#include <thread>

using namespace parlando;

TEST_CASE ("A queue gives messages back in order and refuses what does not fit")
{
    SpscQueue<int> queue (4);
    for (int i = 0; i < 4; ++i)
        REQUIRE (queue.push (i));
    CHECK_FALSE (queue.push (4));
    CHECK (queue.space() == 0);

    REQUIRE (queue.front() != nullptr);
    CHECK (*queue.front() == 0);

    int message = -1;
    for (int i = 0; i < 4; ++i)
    {
        REQUIRE (queue.pop (message));
        CHECK (message == i);
    }
    CHECK_FALSE (queue.pop (message));
    CHECK (message == 3);
    CHECK (queue.front() == nullptr);
}

TEST_CASE ("Two threads: no message is torn, lost or repeated")
{
    struct Message
    {
        std::uint64_t number, square;
    };
    constexpr std::uint64_t total = 100'000;
    SpscQueue<Message> queue (64);

    std::thread producer (
        [&]
        {
            for (std::uint64_t i = 0; i < total;)
                if (queue.push ({i, i * i}))
                    ++i;
                else
                    std::this_thread::yield();
        });

    std::uint64_t wrong = 0;
    for (std::uint64_t expected = 0; expected < total;)
    {
        Message message{};
        if (queue.pop (message))
        {
            wrong += message.number != expected || message.square != expected * expected;
            ++expected;
        }
        else
            std::this_thread::yield();
    }
    producer.join();
    CHECK (wrong == 0);
}
