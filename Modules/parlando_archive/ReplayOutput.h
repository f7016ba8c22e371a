#pragma once

#include "WireReader.h"

#include <parlando_audio/AudioEngine.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

namespace parlando
{

/** The output of a session that is run again: the same playout and the same audio thread's end as in a conversation, in
    virtual time and by as many samples as were put out then. One thread. */
class ReplayOutput
{
public:
    explicit ReplayOutput (const RecordedOpening&);

    /** How a turn left the output. */
    struct Ending
    {
        std::uint64_t turn = 0, heard = 0, discarded = 0;
        bool isInterrupted = false;
    };

    /** Puts out what was put out until the step. */
    void runTo (const RecordedStep&);

    void carryOut (const SessionEffect&);
    void interrupt() { engine->playout().interrupt(); }
    void pump() { engine->playout().pump(); }

    /** Those turns that have left it since. */
    std::vector<Ending> poll();

private:
    std::atomic<std::int64_t> clock{0};
    std::uint64_t position;
    std::vector<float> block;
    std::unique_ptr<AudioEngine> engine; // large
};

} // namespace parlando
