#pragma once

#include <cstddef>
#include <cstdint>

/** What one client can make a rehearsal session keep. No client that means well comes near. */
namespace parlando::session_limits
{

inline constexpr std::size_t mostWaitingText = 1024 * 1024; /**< Bytes said or typed and not yet answered: 1009. */
inline constexpr std::size_t mostOpenCalls = 64;            /**< Tool calls without an answer: 1008. */
inline constexpr std::size_t mostToTell = 256;              /**< Sentences about calls that did not block: 1008. */

/** Bytes of a sentence that is said, some minutes: the rest of what it repeats is left out. */
inline constexpr std::size_t longestSentence = 4096;

/** Samples at 16 kHz: five minutes of one utterance are heard, and no more wait to be understood than ten: 1008. */
inline constexpr std::uint64_t longestUtterance = 5 * 60 * 16'000, mostUnheard = 10 * 60 * 16'000;
inline constexpr std::size_t mostUtterances = 64; /**< That wait to be understood: 1008. */

/** Handles that are good, and their bytes: the oldest are forgotten. A session gets two in a turn. */
inline constexpr std::size_t mostHandles = 4096, mostHandleBytes = 8 * 1024 * 1024;

/** Connections whose figures are kept once they have ended. */
inline constexpr std::size_t mostCounters = 10'000;

} // namespace parlando::session_limits
