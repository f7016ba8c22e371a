#pragma once

#include <parlando_text/JsonLimits.h>

#include <cstddef>

/** What one message may hold. Beyond a limit the message is refused where that is said, else the surplus is dropped and
    a warning given. Google's messages stay under 1 MiB (protocol section 1.3); these bounds are for hostile ones. */
namespace parlando::gemini::limits
{

/** Larger messages are refused (C78). */
inline constexpr std::size_t maximumMessageBytes = JsonLimits().bytes;

/** Objects and lists within each other; deeper messages are refused (C79). */
inline constexpr std::size_t maximumNesting = JsonLimits().nesting;

/** Values in one message; messages with more are refused. */
inline constexpr std::size_t maximumValues = JsonLimits().values;

/** Texts that a person reads: transcripts, answers, grounding. Longer ones are cut between two characters. */
inline constexpr std::size_t maximumTextBytes = 1u << 20;

/** Names, ids, codes of languages. A longer one counts as absent: an id that was cut could not be echoed (C34). */
inline constexpr std::size_t maximumNameBytes = 1024;

/** Resumption handles; a longer one counts as absent. */
inline constexpr std::size_t maximumHandleBytes = 64u << 10;

/** Entries of one list: parts of a turn, function calls, ids, words, chunks. */
inline constexpr std::size_t maximumListEntries = 4096;

/** Warnings of one message. */
inline constexpr std::size_t maximumWarnings = 8;

/** Sample rates that a `rate=` may give; a part outside is dropped. */
inline constexpr int minimumSampleRate = 8000;
inline constexpr int maximumSampleRate = 48000;

} // namespace parlando::gemini::limits
