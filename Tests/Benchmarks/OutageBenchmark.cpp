// What a conversation loses when its connection goes, by the way in which it goes: the gap, the person's speech, the
// agent's voice. The service is on loopback in this process; blocks are processed at the pace of a sound card.

#include "Integration/ScriptedService.h"
#include "Integration/Studio.h"

#include <cstdio>
#include <functional>

using namespace parlando;
using parlando::testing::ScriptedService;
using parlando::testing::Studio;

namespace
{

struct Fault
{
    const char* name;
    double afterSeconds; /**< Of the person's speech. */
    std::function<void (ScriptedService::Connection&)> strike;
};

/** One second of a turn. */
void speak (ScriptedService::Connection& connection)
{
    for (int i = 0; i < 25; ++i)
        connection.sendBinary (ScriptedService::audio (std::vector<std::int16_t> (960, 4000)));

    connection.sendBinary (ScriptedService::content ("turnComplete"));
}

/** Talks until the fault has struck and two seconds longer, and prints a row. */
void measure (const Fault& fault)
{
    int connections = 0;
    bool hasStruck = false;
    ScriptedService service (
        [&] (auto& connection, const auto&)
        {
            ++connections;
            connection.sendBinary (R"({"sessionResumptionUpdate":{"newHandle":"h","resumable":true}})");
            speak (connection);
        },
        [&] (auto& connection, const auto&)
        {
            const auto isDue = static_cast<double> (service.samplesHeard()) >= 16000.0 * fault.afterSeconds;

            if (connections == 1 && isDue && ! std::exchange (hasStruck, true))
                fault.strike (connection);
        });
    Studio studio (service.url());

    if (! studio.untilReady() || ! studio.until ([&] { return ! studio.told<SessionResumed>().empty(); }, 0.001f))
    {
        std::printf ("%-34s did not come back\n", fault.name);
        return;
    }

    const auto pass = [&] (Milliseconds time)
    {
        const auto until = Instant::clock::now() + time;
        studio.until ([&] { return Instant::clock::now() >= until; }, 0.001f);
    };
    pass (Milliseconds (2000));

    // Muted, so that what was sent has arrived when it is compared.
    studio.agent.audio().setMicrophoneMuted (true);
    pass (Milliseconds (300));
    const auto resumed = studio.told<SessionResumed>()[0];
    const auto report = studio.agent.report();
    std::uint64_t received = 0, heard = 0;

    for (const auto& turn : report.turns)
    {
        received += turn.samplesReceived;
        heard += turn.samplesHeard;
    }

    const auto lost = report.microphoneSamplesSent - service.samplesHeard();
    std::printf (
        "%-34s %6lld ms   speech: %llu captured, %llu dropped, %llu lost on the wire   voice: %llu of %llu heard   "
        "context %s\n",
        fault.name, static_cast<long long> (resumed.gap.count()),
        static_cast<unsigned long long> (report.microphoneSamplesCaptured),
        static_cast<unsigned long long> (report.microphoneSamplesDropped), static_cast<unsigned long long> (lost),
        static_cast<unsigned long long> (heard), static_cast<unsigned long long> (received),
        resumed.contextKept ? "kept" : "rebuilt");
}

} // namespace

int main()
{
    std::setvbuf (stdout, nullptr, _IOLBF, 0);
    const auto closeWith = [] (int code, const char* reason)
    { return [=] (ScriptedService::Connection& connection) { connection.close (code, reason); }; };

    const Fault faults[] = {
        {"connection reset (1006)", 3.0, [] (auto& connection) { connection.drop(); }},
        {"internal error (1011)", 3.0, closeWith (1011, "Internal error encountered.")},
        {"service unavailable (1011)", 3.0, closeWith (1011, "The service is currently unavailable.")},
        {"closed without a reason (1000)", 3.0, closeWith (1000, "")},
        {"session not found (1008)", 3.0, closeWith (1008, "Requested entity was not found.")},
        {"goAway with 8 s left", 10.5,
         [] (auto& connection) { connection.sendBinary (R"({"goAway":{"timeLeft":"8s"}})"); }},
        {"goAway without a time", 10.5, [] (auto& connection) { connection.sendBinary (R"({"goAway":{}})"); }},
    };

    for (const auto& fault : faults)
        measure (fault);
}
