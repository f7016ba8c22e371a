#include <parlando_automation/parlando_automation.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

using namespace parlando;
using namespace std::chrono_literals;
using Catch::Matchers::ContainsSubstring;

namespace
{

MoveRequest call (const std::string& text, std::size_t control = 0) { return {text, {{control, 1.0}}, {}}; }

} // namespace

TEST_CASE ("The same call is made three times in a turn and not four, and again in the next")
{
    CallLimits limits;
    Instant now{};
    const auto isTaken = [&] (std::uint64_t turn) { return ! limits.refuse (now += 2s, turn, call ("set 40")); };
    CHECK (isTaken (1));
    CHECK (isTaken (1));
    CHECK (isTaken (1));
    CHECK_FALSE (isTaken (1));
    CHECK (isTaken (2));
}

TEST_CASE ("One control moves ten times in a second and no more; others are not held up by it")
{
    CallLimits limits;
    const Instant now{};
    int taken = 0;

    for (int i = 0; i < 50; ++i)
        taken += limits.refuse (now + Milliseconds (i), 1, call (std::to_string (i))) ? 0 : 1;

    CHECK (taken == 10);
    CHECK_FALSE (limits.refuse (now, 1, call ("other", 1)));
    CHECK_THAT (limits.refuse (now + 900ms, 1, call ("late")).value_or (""), ContainsSubstring ("within a second"));
    CHECK_FALSE (limits.refuse (now + 1'000ms, 1, call ("later")));
}

TEST_CASE ("A turn has an end also for calls that are all different")
{
    CallLimits limits;
    Instant now{};
    int taken = 0;

    for (int i = 0; i < 5'000; ++i)
        taken += limits.refuse (now += 1s, 1, call (std::to_string (i))) ? 0 : 1;

    CHECK (taken == 4'096);
}
