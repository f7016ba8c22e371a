// What a conversation loses when its connection goes, by the way in which it goes: the gap, the person's speech, the
// agent's voice; then what becomes of a question when the service fails in each way that the rehearsal service knows.
// The services are on loopback in this process; blocks are processed at the pace of a sound card.

#include "Integration/ScriptedService.h"
#include "Integration/Studio.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <functional>
#include <iterator>
#include <set>
#include <sstream>

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
    bool isInTurn = false; /**< The agent speaks from the beginning on, and goes on with the next connection. */
};

/** What a service sees of a connection's end; its own thread writes, everybody reads. */
struct Seen
{
    std::atomic<int> connections{0};
    std::atomic<Instant> struck{}, nextSetup{}, lastSpeech{}, nextSpeech{};
    std::atomic<std::uint64_t> voice{0}; /**< Samples that were sent. */
};

double milliseconds (Instant from, Instant to) { return std::chrono::duration<double, std::milli> (to - from).count(); }

/** One second of a turn. */
void speak (ScriptedService::Connection& connection)
{
    for (int i = 0; i < 25; ++i)
        connection.sendBinary (ScriptedService::audio (std::vector<std::int16_t> (960, 4000)));

    connection.sendBinary (ScriptedService::content ("turnComplete"));
}

/** 100 ms of a turn, to whoever is there. */
void goOnSpeaking (ScriptedService& service, Seen& seen)
{
    if (auto* const connection = service.find (seen.connections))
    {
        connection->sendBinary (ScriptedService::audio (std::vector<std::int16_t> (2400, 4000)));
        seen.voice += 2400;
    }
}

/** Talks until the fault has struck and two seconds longer, and prints a row. */
void measure (const Fault& fault)
{
    Seen seen;
    Scheduler::Timer speaking;
    ScriptedService service (
        [&] (auto& connection, const auto&)
        {
            if (++seen.connections == 2)
                seen.nextSetup = Instant::clock::now();

            connection.sendBinary (R"({"sessionResumptionUpdate":{"newHandle":"h","resumable":true}})");

            if (! fault.isInTurn)
                speak (connection);
            else if (seen.connections == 1)
                speaking = service.every (Milliseconds (66), [&] { goOnSpeaking (service, seen); });
        },
        [&] (auto& connection, const auto&)
        {
            if (seen.connections == 1)
                seen.lastSpeech = Instant::clock::now();
            else if (seen.nextSpeech.load() == Instant{})
                seen.nextSpeech = Instant::clock::now();

            const auto isDue = static_cast<double> (service.samplesHeard()) >= 16000.0 * fault.afterSeconds;

            if (seen.connections == 1 && isDue && seen.struck.load() == Instant{})
            {
                seen.struck = Instant::clock::now();
                fault.strike (connection);
            }
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

    if (fault.isInTurn)
    {
        service.post (
            [&]
            {
                speaking = {};

                if (auto* const connection = service.find (seen.connections))
                    connection->sendBinary (ScriptedService::content ("turnComplete"));
            });
        studio.until (
            [&]
            {
                const auto turns = studio.agent.report().turns;
                return ! turns.empty() && turns.back().lastSample;
            },
            0.001f);
    }

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
    const auto voiceLost = fault.isInTurn ? static_cast<long long> (seen.voice) - static_cast<long long> (received) : 0;
    std::printf (
        "%-34s %6lld ms   to new setup: %.1f ms   microphone gap: %.1f ms   speech: %llu captured, %llu dropped, %llu "
        "lost on the wire   voice: %llu of %llu heard, %lld lost on the wire   turns: %zu   context %s\n",
        fault.name, static_cast<long long> (resumed.gap.count()), milliseconds (seen.struck, seen.nextSetup),
        milliseconds (seen.lastSpeech, seen.nextSpeech),
        static_cast<unsigned long long> (report.microphoneSamplesCaptured),
        static_cast<unsigned long long> (report.microphoneSamplesDropped), static_cast<unsigned long long> (lost),
        static_cast<unsigned long long> (heard), static_cast<unsigned long long> (received), voiceLost,
        report.turns.size(), resumed.contextKept ? "kept" : "rebuilt");
}

/** What goes wrong with which connections. */
struct Failure
{
    const char* name;
    const char* entries; /**< Of a scenario. */

    /** What is asked, and what the answer has in it. The first needs a tool. */
    const char* question = "what is seventeen times three";
    const char* answer = "51";
    std::size_t connections = 1; /**< What was said on the ones before is no answer. */
};

bool isAnswered (const Studio& studio, const std::string& answer)
{
    const auto entries = studio.agent.transcript().entries;
    return std::any_of (entries.begin(), entries.end(),
                        [&] (const auto& entry)
                        { return entry.speaker == Speaker::agent && entry.text.find (answer) != std::string::npos; });
}

/** Asks, waits for the answer to be heard to its end, and prints a row. */
void ask (const Failure& failure)
{
    RehearsalService::Options service;
    service.scenario = Scenario::parse (std::string (R"({"connections":[)") + failure.entries + "]}");
    const RehearsalService rehearsal (std::move (service));
    ToolRegistry tools;
    tools.add (makeBuiltInTool ("calculator"));
    auto options = Studio::options (rehearsal.url(), std::move (tools));
    options.agent.model = "gemini-2.5-flash-native-audio-preview-12-2025"; // it owes an answer
    options.agent.transcribesAgent = true;
    Studio studio (std::move (options));

    if (! studio.untilReady())
    {
        std::printf ("%-42s was never ready\n", failure.name);
        return;
    }

    studio.agent.sendText (failure.question);
    const auto asked = Instant::clock::now();
    const auto isHeard = studio.until (
        [&]
        {
            const auto report = studio.agent.report();
            return report.connections.size() >= failure.connections && report.turns.size() >= failure.connections &&
                   report.turns.back().lastSample && isAnswered (studio, failure.answer) && ! studio.agent.isSpeaking();
        });
    const std::chrono::duration<double> took = Instant::clock::now() - asked;
    const auto report = studio.agent.report();
    std::uint64_t received = 0, heard = 0;
    std::size_t open = 0;

    for (const auto& turn : report.turns)
    {
        received += turn.samplesReceived;
        heard += turn.samplesHeard;
    }

    for (const auto& call : report.toolCalls)
        open += call.answered ? 0 : 1;

    Milliseconds gap{};

    for (const auto& resumed : studio.told<SessionResumed>())
        gap = std::max (gap, resumed.gap);

    std::printf (
        "%-42s %s after %4.1f s   connections: %zu   longest gap: %4lld ms   voice: %llu of %llu heard   calls "
        "left open: %zu\n",
        failure.name, isHeard ? "answered" : "given up", took.count(), report.connections.size(),
        static_cast<long long> (gap.count()), static_cast<unsigned long long> (heard),
        static_cast<unsigned long long> (received), open);
}

/** Asks for a story whose connection goes while it is told, and prints whether every word of it came once. */
void tellStory (const char* name, const char* connections)
{
    RehearsalService::Options service;
    service.scenario = Scenario::parse (std::string (R"({"connections":[)") + connections + R"(,{"turnEnd":"sent"}]})");
    const RehearsalService rehearsal (std::move (service));
    auto options = Studio::options (rehearsal.url());
    options.agent.transcribesAgent = true;
    Studio studio (std::move (options));
    const auto wordsOf = [] (const std::string& text)
    {
        std::istringstream stream (text);
        return std::multiset<std::string> (std::istream_iterator<std::string> (stream), {});
    };

    if (! studio.untilReady())
        return;

    std::string told, story = "This is the Parlando rehearsal service, not Gemini.";
    studio.agent.sendText ("tell me a story");
    const auto isTold = [&]
    {
        told.clear();

        for (const auto& entry : studio.agent.transcript().entries)
            if (entry.speaker == Speaker::agent)
                told += " " + entry.text;

        return told.find ("rehearses with it.") != std::string::npos;
    };

    // It is longer than the studio waits at once.
    for (auto patience = 6; patience > 0 && ! studio.until (isTold); --patience)
    {
    }

    for (const auto& sentence : rehearsalStory())
        story += " " + sentence;

    const auto wanted = wordsOf (story), came = wordsOf (told);
    std::vector<std::string> missing, twice;
    std::set_difference (wanted.begin(), wanted.end(), came.begin(), came.end(), std::back_inserter (missing));
    std::set_difference (came.begin(), came.end(), wanted.begin(), wanted.end(), std::back_inserter (twice));
    std::printf ("%-42s words: %zu, of them missing: %zu, said again: %zu   connections: %zu   warnings: %zu\n", name,
                 wanted.size(), missing.size(), twice.size(), studio.agent.report().connections.size(),
                 studio.told<SessionWarning>().size());
}

} // namespace

int main()
{
    std::setvbuf (stdout, nullptr, _IOLBF, 0);
    std::signal (SIGPIPE, SIG_IGN);
    const auto closeWith = [] (int code, const char* reason)
    { return [=] (ScriptedService::Connection& connection) { connection.close (code, reason); }; };

    const Fault faults[] = {
        {"connection reset (1006)", 3.0, [] (auto& connection) { connection.drop(); }},
        {"internal error (1011)", 3.0, closeWith (1011, "Internal error encountered.")},
        {"service unavailable (1011)", 3.0, closeWith (1011, "The service is currently unavailable.")},
        {"closed without a reason (1000)", 3.0, closeWith (1000, "")},
        {"session not found (1008)", 3.0, closeWith (1008, "Requested entity was not found.")},
        {"reset in a turn that goes on (1006)", 3.0, [] (auto& connection) { connection.drop(); }, true},
        {"goAway with 3 s left, in a turn", 3.0,
         [] (auto& connection) { connection.sendBinary (R"({"goAway":{"timeLeft":"3s"}})"); }, true},
        {"goAway with 8 s left", 10.5,
         [] (auto& connection) { connection.sendBinary (R"({"goAway":{"timeLeft":"8s"}})"); }},
        {"goAway without a time", 10.5, [] (auto& connection) { connection.sendBinary (R"({"goAway":{}})"); }},
    };

    for (const auto& fault : faults)
        measure (fault);

    tellStory ("a story, and nothing goes wrong", R"({"last":1,"turnEnd":"sent"})");
    tellStory ("a story, reset after 4 s", R"({"last":1,"turnEnd":"sent","dropAfter":4})");
    tellStory ("a story, goAway after 4 s with 3 s left",
               R"({"last":1,"turnEnd":"sent","goAwayAfter":4,"timeLeft":3})");
    tellStory ("a story, session forgotten after a reset",
               R"({"last":1,"turnEnd":"sent","dropAfter":4},{"last":2,"refusesResume":true})");

    const Failure failures[] = {
        {"nothing", "{}"},
        {"50 ms of delay, 20 ms of jitter", R"({"delay":0.05,"jitter":0.02})"},
        {"bursts of 500 ms", R"({"burst":0.5})"},
        {"a trickle of 80 kB/s", R"({"trickle":80000})"},
        {"reset in the middle of an answer", R"({"last":1,"dropAfter":0.4})", "good morning", "good morning.", 2},
        {"half-open in the middle of an answer", R"({"last":1,"stallAfter":0.4})", "good morning", "good morning.", 2},
        {"session forgotten after a reset", R"({"last":1,"dropAfter":0.1},{"last":2,"refusesResume":true})"},
        {"silence for a voice", R"({"last":1,"voiceFault":"silence"})", "good morning", "good morning.", 2},
        {"a tone for a voice", R"({"last":1,"voiceFault":"tone"})", "good morning", "good morning.", 2},
        {"interrupted, said for nothing after 2 s", R"({"interruptedEvery":50})", "good morning", "This is the"},
        {"each tool call cancelled at once", R"({"callFault":"cancelled"})", "what is seventeen times three", "."},
        {"a message that cannot be read, every third", R"({"malformedEvery":3})"},
        {"a message of 1 MB", R"({"hugeBytes":1000000})"},
        {"a message over 16 MiB", R"({"last":1,"hugeBytes":17000000})"},
        {"each turn twice", R"({"repeatsTurns":true})"},
        {"each tool call twice", R"({"callFault":"repeated"})"},
    };

    for (const auto& failure : failures)
        ask (failure);
}
