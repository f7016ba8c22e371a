#pragma once

#include "KeptTake.h"
#include "WaveMarks.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace parlando
{

/** What times count from. */
enum class TakeClock
{
    automatic,   /**< Time code where the host's session begins at another one than 0; else the host's session. */
    host,        /**< The start of the host's session, as Ardour reads it. */
    timecode,    /**< Midnight of the host's time code, as Pro Tools, Logic and Nuendo read it. */
    conversation /**< The beginning of the conversation, whatever the host did. */
};

/** So many samples at one rate in samples at another, to the nearest. Any thread. */
std::uint64_t atRate (std::uint64_t samples, int fromRate, int toRate) noexcept;

/** A time of the conversation in samples at a rate. Any thread. */
std::uint64_t framesSince (Instant when, int sampleRate);

/** Where on the host's timeline a place is, in samples at the host's rate by this clock; nothing where the host stood
    still or did not say. Of the conversation's own clock a host knows nothing: it counts as the host's. */
std::optional<std::int64_t> hostTimeOf (const VoicePlace&, TakeClock);

/** The first place of a take at which the host played: it says where the take is. Null where there is none. */
const VoicePlace* placeOf (const KeptTake&);

/** Where the file of a take at this rate begins, in its samples; nothing where nobody knows, or it would be before the
    beginning. By a host's clock the sample that was heard at placeOf() lies where it was heard. */
std::optional<std::uint64_t> timeReferenceOf (const KeptTake&, int sampleRate, TakeClock);

/** What a file of a take at this rate shows: from where on it was not heard, and where else on the host's timeline
    pieces of it were (a loop, a jump). */
std::vector<WaveMark> marksOf (const KeptTake&, int sampleRate, TakeClock);

/** "12.3": bar and beat as hosts show them, from 1; empty where the host does not say. */
std::string barAndBeat (const HostTransport&);

/** "1:02.345" or "1:00:02.345". */
std::string writtenSeconds (double seconds);

} // namespace parlando
