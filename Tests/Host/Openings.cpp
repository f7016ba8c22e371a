// What an afternoon of loading, undoing and reloading does: instances come and go by the hundred in one process,
// talking, while the service fails in its ways and the host runs out of descriptors.

#include "Belongings.h"
#include "Recording.h"
#include "Support/Scarcity.h"

#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cstdio>
#include <cstdlib>
#include <optional>

namespace parlando::testing
{

namespace
{

constexpr std::size_t mostGrowth = 1'000'000;

/** PARLANDO_OPENINGS of each format; without it as many as one waits for. */
int numOpenings()
{
    const auto* const wanted = std::getenv ("PARLANDO_OPENINGS");
    return wanted != nullptr ? std::max (20, std::atoi (wanted)) : 40;
}

/** One instance, from its opening to its end. Which things go wrong is the round's to say, so that in the end each has
   met each other one. */
class Opening
{
public:
    Opening (const char* formatName, int number) : format (formatName), round (number) {}

    void run()
    {
        service =
            std::make_unique<HostService> (isSilent() ? HostService::Manner::silent : HostService::Manner::polite);
        takeDescriptors (beforeOpening);
        track = std::make_unique<Track> (format);
        track->feed = noise();
        track->play();
        REQUIRE (track->pass (0.02));

        takeDescriptors (beforeConnecting);
        track->set ("Connect", 1.0f);

        if (isGone())
            service.reset();

        if (service != nullptr && ! isSilent())
            talk();

        track->stop();
        track.reset();
    }

private:
    enum Moment
    {
        beforeOpening,
        beforeConnecting,
        whileTalking,
        moments = 6 // half of the rounds have all they need
    };

    [[nodiscard]] bool isSilent() const { return round % 5 == 4; }
    [[nodiscard]] bool isGone() const { return round % 7 == 6; }

    void takeDescriptors (Moment moment)
    {
        if (round % moments == moment)
            none.emplace();
    }

    void talk()
    {
        if (! none)
            REQUIRE (dispatchUntil ([this] { return service->setups() > 0; }));

        for (int i = 0; i < 3; ++i)
        {
            // All that stir() knows, in three openings out of thirty each.
            service->stir (round + 10 * i);

            if (i == 1)
                takeDescriptors (whileTalking);

            REQUIRE (track->pass (0.03));
        }

        if (none)
            talkAgain();
    }

    /** Whatever came of it: once there are descriptors again the next conversation begins. */
    void talkAgain()
    {
        none.reset();
        track->set ("Connect", 0.0f);
        REQUIRE (track->pass (0.03));
        REQUIRE (dispatchUntil ([this] { return service->open() == 0; }));
        const auto before = service->setups();
        track->set ("Connect", 1.0f);
        REQUIRE (dispatchUntil ([&] { return service->setups() > before; }));
    }

    const char* const format;
    const int round;
    std::unique_ptr<HostService> service;
    std::unique_ptr<Track> track;
    std::optional<NoDescriptors> none;
};

} // namespace

TEMPLATE_TEST_CASE ("Instances open, talk and go by the hundred and leave nothing behind", "[openings]", VST3, LV2)
{
    const auto openings = numOpenings(), warmUp = openings / 10 + 10;
    const auto first = Track::make<TestType>();
    std::size_t bytesBefore = 0;
    std::set<std::string> before;

    for (int round = 0; round < openings; ++round)
    {
        if (round == warmUp)
        {
            bytesBefore = bytesInUse();
            before = belongings();
        }

        CAPTURE (round);
        Opening (TestType::name, round).run();

        if ((round + 1) % 100 == 0)
            std::fprintf (stderr, "%s: %d of %d openings, %.2f MB in use\n", TestType::name, round + 1, openings,
                          static_cast<double> (bytesInUse()) / 1e6);
    }

    CHECK (dispatchUntil ([&] { return belongings() == before; }));
    const auto bytesAfter = bytesInUse();
    std::fprintf (stderr, "%s: %d openings, %+.1f kB since the first %d\n", TestType::name, openings,
                  (static_cast<double> (bytesAfter) - static_cast<double> (bytesBefore)) / 1e3, warmUp);
    CHECK (bytesAfter < bytesBefore + mostGrowth);
}

} // namespace parlando::testing
