#pragma once

#include "ExportTarget.h"
#include "KeptTakes.h"
#include "Loudness.h"
#include "TakeTime.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace parlando
{

/** How takes leave the folder. */
struct TakeExport
{
    std::string target; /**< A folder, which is made where it is missing. */
    int sampleRate = 0; /**< Hz; 0: the host's, or the file's own where there was no host. */
    int bits = 24;      /**< 16 or 24 */
    TakeClock clock = TakeClock::automatic;

    /** Makes what measures the file's loudness; without it the file says that nobody measured. */
    std::function<std::unique_ptr<LoudnessMeter> (int sampleRate, int channels)> meter;
};

/** A file that was made. */
struct ExportedTake
{
    std::string path;
    int sampleRate = 0;
    std::uint64_t frames = 0;
    std::optional<std::uint64_t> timeReference; /**< In frames; nothing where the file has no time. */
};

/** Makes a Broadcast Wave file of a take: all of its voice, also what was not heard, which is marked. It is there under
    its name (takeName()) when it is whole, and takes no other file's place. Any thread; blocks on the disk. Throws
    ExportError; then there is no file. */
ExportedTake exportTake (const KeptTakes&, const KeptTake&, const TakeExport&);

/** Makes a Broadcast Wave file of the whole conversation in its own time (KeptMix), called as its folder; at
    48 kHz where neither a rate is asked for nor a host was there. `problems`: sentences about voices that are missing
    in it. Throws ExportError. */
ExportedTake exportMix (const KeptTakes&, const TakeExport&, std::vector<std::string>& problems);

/** The rate that the file of a take has where none is asked for. */
int exportRateOf (const KeptTake&);

} // namespace parlando
