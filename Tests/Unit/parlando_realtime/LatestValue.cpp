#include <parlando_realtime/parlando_realtime.h>

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <thread>

using namespace parlando;

TEST_CASE ("The reader sees the newest value, and the old one again while there is no newer")
{
    LatestValue<int> value (7);
    CHECK_FALSE (value.hasNews());
    CHECK (value.read() == 7);

    value.publish (8);
    value.publish (9);
    CHECK (value.hasNews());
    CHECK (value.read() == 9);
    CHECK_FALSE (value.hasNews());
    CHECK (value.read() == 9);
}

TEST_CASE ("Two threads: a value is never torn and never goes back")
{
    using Wide = std::array<std::uint64_t, 16>;
    constexpr std::uint64_t total = 100'000;
    LatestValue<Wide> value;

    std::thread writer (
        [&]
        {
            for (std::uint64_t i = 1; i <= total; ++i)
            {
                Wide wide;
                wide.fill (i);
                value.publish (wide);
            }
        });

    std::uint64_t newest = 0, torn = 0, backward = 0;
    while (newest < total)
    {
        const auto& wide = value.read();
        for (const auto element : wide)
            torn += element != wide[0];
        backward += wide[0] < newest;
        newest = wide[0];
    }
    writer.join();
    CHECK (torn == 0);
    CHECK (backward == 0);
}
