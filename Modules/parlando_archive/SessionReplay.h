#pragma once

#include "ReplayCounts.h"
#include "ReplayOutput.h"
#include "WireReader.h"

#include <parlando_provider/Provider.h>

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <utility>

namespace parlando
{

/** What came of running a recorded session again. */
struct ReplayResult
{
    ReplayCounts recorded, replayed;
    std::uint64_t inputs = 0;
    std::chrono::nanoseconds length{}; /**< Of what was run again. */

    struct Difference
    {
        std::uint64_t line = 0; /**< In the record. */
        std::chrono::nanoseconds time{};
        std::string sentence;
    };

    std::optional<Difference> first; /**< Where it first differs. */
    std::string note;    /**< One sentence where the session failed, or its record ended before it; else empty. */
    std::string problem; /**< One sentence where the rest of the record could not be run; else empty. */
};

/** Runs a recorded session again, in virtual time: the same inputs at the same times into a session and an output as a
    conversation has them, and compares what comes of each with what came then. One thread. */
class SessionReplay
{
public:
    /** Throws std::invalid_argument, with a sentence, where it was a session with another service, or cannot be begun.
        The reader must outlive it. */
    SessionReplay (WireReader&, const Provider&);

    ReplayResult run();

private:
    /** Of a step. */
    struct Place
    {
        std::uint64_t line = 0;
        Instant now;
    };

    /** What the record tells of a turn's end. */
    struct Told
    {
        ReplayOutput::Ending ending;
        Place place;
    };

    void take (RecordedStep&);
    std::span<SessionEffect> handle (Instant, SessionInput&&);
    void runOutput (const RecordedStep&);
    void compare (const RecordedStep&, const std::string& kind, const nlohmann::json& effects, std::uint64_t sounds);
    void compareOutput();
    void compareRest();
    void differ (Place, std::string what);

    WireReader& reader;
    Session session;
    ReplayOutput output;
    WireDisguise disguise{false};
    std::deque<Told> told;                    // turns' ends that the output has not come to
    std::deque<ReplayOutput::Ending> reached; // and those that the record has not told
    Place last;
    std::string failed;
    ReplayResult result;
};

} // namespace parlando
