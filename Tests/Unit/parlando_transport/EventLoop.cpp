#include <parlando_transport/parlando_transport.h>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <memory>
#include <thread>
#include <vector>

using namespace parlando;

TEST_CASE ("Functions posted from another thread run in order, on the thread that runs the loop")
{
    EventLoop loop;
    std::vector<int> order;
    bool isHere = true;
    std::thread other (
        [&, here = std::this_thread::get_id()]
        {
            for (int i = 0; i < 1000; ++i)
                loop.post (
                    [&, i, here]
                    {
                        order.push_back (i);
                        isHere = isHere && std::this_thread::get_id() == here;
                    });

            loop.post ([&] { loop.stop(); });
        });
    loop.run();
    other.join();

    REQUIRE (order.size() == 1000);
    CHECK (std::is_sorted (order.begin(), order.end()));
    CHECK (isHere);
}

TEST_CASE ("A loop stopped before it runs returns at once and drops what was posted")
{
    EventLoop loop;
    bool hasRun = false;
    loop.post ([&] { hasRun = true; });
    loop.stop();
    loop.run();

    CHECK_FALSE (hasRun);
}

TEST_CASE ("Timers call in the order of their delays, and never early")
{
    EventLoop loop;
    std::vector<int> order;
    const auto begun = std::chrono::steady_clock::now();
    Instant called{};
    const auto second = loop.after (Milliseconds (10),
                                    [&]
                                    {
                                        order.push_back (2);
                                        called = std::chrono::steady_clock::now();
                                        loop.stop();
                                    });
    const auto first = loop.after (Milliseconds (1), [&] { order.push_back (1); });
    loop.run();

    CHECK (order == std::vector<int>{1, 2});
    CHECK (called - begun >= Milliseconds (10));
}

TEST_CASE ("A destroyed, cancelled or replaced timer does not call, even when it has already expired")
{
    EventLoop loop;
    int calls = 0;
    EventLoop::Timer cancelled, replaced;
    std::unique_ptr<EventLoop::Timer> destroyed;

    // All are due when the first one calls: their waits have ended, and only the calls are left.
    const auto first = loop.after (Milliseconds (0),
                                   [&]
                                   {
                                       cancelled.cancel();
                                       replaced = loop.after (Milliseconds (5), [&] { loop.stop(); });
                                       destroyed.reset();
                                   });
    cancelled = loop.after (Milliseconds (0), [&] { ++calls; });
    replaced = loop.after (Milliseconds (0), [&] { ++calls; });
    destroyed = std::make_unique<EventLoop::Timer> (loop.after (Milliseconds (0), [&] { ++calls; }));
    loop.run();

    CHECK (calls == 0);
}

TEST_CASE ("A repeating timer keeps its grid and leaves out the ticks it missed")
{
    EventLoop loop;
    std::vector<Instant> ticks;
    const auto begun = std::chrono::steady_clock::now();
    EventLoop::Timer timer = loop.every (Milliseconds (5),
                                         [&]
                                         {
                                             ticks.push_back (std::chrono::steady_clock::now());

                                             if (ticks.size() == 1)
                                                 while (std::chrono::steady_clock::now() - begun <
                                                        Milliseconds (23)) // busy over three ticks
                                                     continue;

                                             if (ticks.size() == 4)
                                                 loop.stop();
                                         });
    loop.run();

    // The second tick was due at 10 ms and comes at 23; 15 and 20 are left out, so the next are due at 25 and 30.
    REQUIRE (ticks.size() == 4);
    CHECK (ticks[3] - begun >= Milliseconds (30));
}

TEST_CASE ("A timer may destroy itself inside its own call")
{
    EventLoop loop;
    int calls = 0;
    std::unique_ptr<EventLoop::Timer> timer;
    const auto kept = std::make_shared<int> (7);
    timer = std::make_unique<EventLoop::Timer> (loop.every (Milliseconds (1),
                                                            [&, kept]
                                                            {
                                                                timer.reset();
                                                                calls += *kept; // still there
                                                                loop.post ([&] { loop.stop(); });
                                                            }));
    loop.run();

    CHECK (calls == 7);
    CHECK (kept.use_count() == 1);
}
