#pragma once

#include "TakeVoice.h"

#include <cstdint>
#include <memory>
#include <optional>

namespace parlando
{

/** Where on the host's timeline a stretch of a take was heard: one piece for each stretch without a jump. */
struct ReplayPiece
{
    std::shared_ptr<const TakeVoice> voice;

    /** Samples of the voice: the first that was heard, and how many. */
    std::int64_t first = 0, count = 0;

    /** The place of `first`, in samples at `hostRate`; below 0 before the session's start. */
    std::int64_t position = 0;
    int hostRate = 0; /**< Hz: the host's when this was heard. */

    std::optional<double> beats; /**< The same place in quarter notes. */
    std::optional<double> tempo; /**< Beats a minute, there. */
};

} // namespace parlando
