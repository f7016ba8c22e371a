#pragma once

#include "OutputFile.h"

#include <parlando_archive/DiskThread.h>
#include <parlando_session/parlando_session.h>

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>

namespace parlando
{

/** --events: each event of a conversation as a line of JSON, as soon as it is there. Main thread; a thread of its own
   writes, so that nobody waits for a slow reader. */
class EventLines
{
public:
    /** As OutputFile's. */
    EventLines (std::string path, int interruption) : file (std::move (path), interruption) {}

    /** Creates or replaces the file with the first event. What finds no room, as nobody reads, is left out; a line
        `"event": "lost"` says how many. */
    void note (const SessionEvent&, Instant now);

    /** Writes what is left; a reader may keep it waiting. */
    void finish();

    /** After finish(): one sentence once writing has failed; empty while all is well. */
    const std::string& problem() const noexcept { return file.problem(); }

    /** After finish(): whoever read the pipe has gone. */
    bool isAbandoned() const noexcept { return file.isAbandoned(); }

private:
    static constexpr std::size_t mostWaiting = 16u << 20;

    void put (const nlohmann::json&);
    void write();

    OutputFile file;
    std::mutex mutex; // guards what is below
    std::string waiting;
    std::uint64_t lost = 0;
    std::optional<DiskThread> writing; // last: joined before what it writes goes
};

} // namespace parlando
