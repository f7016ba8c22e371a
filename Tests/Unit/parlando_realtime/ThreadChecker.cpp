#include <parlando_realtime/parlando_realtime.h>

#include <catch2/catch_test_macros.hpp>

#include <thread>

using namespace parlando;

TEST_CASE ("The first thread owns, until it gives up")
{
    ThreadChecker checker;
    REQUIRE (checker.isOwner());

    bool otherOwns = true;
    std::thread ([&] { otherOwns = checker.isOwner(); }).join();
    CHECK_FALSE (otherOwns);
    CHECK (checker.isOwner());

    checker.release();
    std::thread ([&] { otherOwns = checker.isOwner(); }).join();
    CHECK (otherOwns);
    CHECK_FALSE (checker.isOwner());
}

TEST_CASE ("The audio thread's clock is the session's clock")
{
    const auto before = std::chrono::steady_clock::now();
    const auto now = realtimeNow();
    CHECK (before <= now);
    CHECK (now <= std::chrono::steady_clock::now());
    CHECK (toNanoseconds (Instant (std::chrono::seconds (3))) == 3'000'000'000);
}
