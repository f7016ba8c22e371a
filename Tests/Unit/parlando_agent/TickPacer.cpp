#include <parlando_agent/TickPacer.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace parlando;
using namespace std::chrono_literals;
using Duration = TickPacer::Duration;

namespace
{

/** A host's audio thread with blocks of one length, and the session thread that follows it, in virtual time. */
struct Host
{
    std::int64_t rate, block;
    Duration phase{};

    std::int64_t frame() const { return rate / 50; }
    Duration lasting (std::int64_t samples) const { return Duration (samples * 1'000'000'000 / rate); }
    std::int64_t samplesAt (Duration now) const
    {
        return now < phase ? 0 : ((now - phase).count() * rate / 1'000'000'000 / block) * block;
    }

    struct Followed
    {
        int looks = 0, frames = 0;
        Duration longestWait{}, allWaits{};
    };

    /** From one second on, once they are in step. */
    Followed follow (Duration end) const
    {
        TickPacer pacer;
        Followed result;
        std::int64_t taken = 0;

        for (Duration now{}; now < end;)
        {
            const auto there = samplesAt (now);
            auto hasCaptured = false;

            for (; there - taken >= frame(); taken += frame(), hasCaptured = true)
            {
                const auto complete = (taken + frame() + block - 1) / block * block;
                const auto waited = now - phase - lasting (complete);

                if (now >= 1s)
                {
                    ++result.frames;
                    result.longestWait = std::max (result.longestWait, waited);
                    result.allWaits += waited;
                }
            }

            const auto missing = frame() - (there - taken);
            now += pacer.next (hasCaptured, lasting ((missing + block - 1) / block * block));
            result.looks += now >= 1s ? 1 : 0;
        }

        return result;
    }
};

} // namespace

TEST_CASE ("The session thread falls into step with blocks of any length")
{
    const auto rate = GENERATE (44'100, 48'000, 96'000);
    const auto block = GENERATE (32, 64, 441, 480, 512, 960, 1'024, 1'920);
    const auto phase = GENERATE (0us, 777us, 9'999us);
    const auto followed = Host{rate, block, phase}.follow (20s);
    INFO (rate << " Hz, blocks of " << block);

    REQUIRE (followed.frames > 900);
    CHECK (followed.looks < followed.frames * 3 / 2);
    CHECK (followed.longestWait < 3ms);
    CHECK (followed.allWaits / followed.frames < 1'500us);
}

TEST_CASE ("A host that stopped is looked at less and less often, and found again when it goes on")
{
    TickPacer pacer;
    CHECK (pacer.next (true, 20ms) < 20ms);
    CHECK (pacer.next (false, 20ms) == TickPacer::firstRetry);
    CHECK (pacer.next (false, 20ms) == 2 * TickPacer::firstRetry);

    Duration wait{};
    for (int i = 0; i < 10; ++i)
        wait = pacer.next (false, 20ms);

    CHECK (wait <= TickPacer::longest);
    CHECK (wait >= 20ms);
    CHECK (pacer.next (true, 20ms) < 20ms);
    CHECK (pacer.next (false, 20ms) == TickPacer::firstRetry);
}

TEST_CASE ("However long a host's block, the playback ring and the deadlines are looked after")
{
    TickPacer pacer;
    CHECK (pacer.next (true, 2s) == TickPacer::longest);
    CHECK (pacer.next (true, 0ms) == TickPacer::shortest);
    CHECK (pacer.next (false, std::nullopt) <= TickPacer::longest);
}
