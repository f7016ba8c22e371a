// A conversation with the rehearsal service through what networks and services do to connections.

#include "Studio.h"

#include <parlando_rehearsal/parlando_rehearsal.h>

#include <catch2/catch_test_macros.hpp>

using namespace parlando;
using parlando::testing::Studio;

namespace
{

RehearsalService::Options with (LineFaults faults)
{
    RehearsalService::Options options;
    options.faults = faults;
    return options;
}

std::string lastWords (const Studio& studio)
{
    const auto entries = studio.agent.transcript().entries;
    return entries.empty() ? std::string() : entries.back().text;
}

} // namespace

TEST_CASE ("C64, C66: goAway over a real socket: another connection in under 300 ms, with the session's memory")
{
    LineFaults faults;
    faults.goAwayAfter = Milliseconds (11'000);
    faults.timeLeft = Milliseconds (5'000);
    RehearsalService service (with (faults));
    Studio studio (service.url());
    REQUIRE (studio.untilReady());
    studio.agent.sendText ("what is seventeen times three");
    REQUIRE (studio.until ([&] { return studio.told<SessionResumed>().size() == 1; }));

    CHECK (studio.told<SessionReconnecting>()[0].isPlanned);
    CHECK (studio.told<SessionResumed>()[0].gap < Milliseconds (300));
    CHECK (studio.told<SessionResumed>()[0].contextKept);
    CHECK (studio.told<SessionEnded>().empty());

    const auto counters = service.counters();
    REQUIRE (counters.size() == 2);
    CHECK_FALSE (counters[0].isOpen);
    CHECK (counters[1].isOpen);

    const auto report = studio.agent.report();
    CHECK (report.connections.at (0).closeCode == 1000);
    CHECK (report.microphoneSamplesDropped == 0);
    CHECK (report.microphoneSamplesCaptured - report.microphoneSamplesSent < 1600);
}

TEST_CASE ("A broken connection over a real socket: the session goes on within 1.5 s, and typed text arrives")
{
    LineFaults faults;
    faults.dropAfter = Milliseconds (4'000);
    RehearsalService service (with (faults));
    Studio studio (service.url());
    REQUIRE (studio.untilReady());
    REQUIRE (studio.until ([&] { return studio.agent.state() == SessionState::reconnecting; }));
    studio.agent.sendText ("go forward ten meters");
    REQUIRE (studio.until ([&] { return studio.told<SessionResumed>().size() == 1; }));
    CHECK (studio.told<SessionResumed>()[0].gap < Milliseconds (1500));
    CHECK_FALSE (studio.told<SessionReconnecting>()[0].error.empty());
    REQUIRE (studio.until ([&] { return lastWords (studio).find ("forward ten meters") != std::string::npos; }));
    CHECK (studio.told<SessionEnded>().empty());
}
