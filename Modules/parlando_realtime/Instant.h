#pragma once

#include "Realtime.h"

#include <chrono>
#include <cstdint>

namespace parlando
{

/** Monotonic time: it does not jump when the wall clock is set. CLOCK_MONOTONIC on Linux. */
using Instant = std::chrono::steady_clock::time_point;
using Milliseconds = std::chrono::milliseconds;

/** Nanoseconds since the clock's own arbitrary start. */
[[nodiscard]] constexpr std::int64_t toNanoseconds (Instant instant) noexcept
{
    return std::chrono::duration_cast<std::chrono::nanoseconds> (instant.time_since_epoch()).count();
}

#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wunknown-warning-option"
#pragma clang diagnostic ignored "-Wfunction-effects"
#endif

/** The clock for the audio thread. The standard library's clock carries no attribute, but it reads memory shared with
    the kernel (vDSO on Linux, the commpage on macOS) and makes no system call. */
[[nodiscard]] inline Instant realtimeNow() PARLANDO_REALTIME { return std::chrono::steady_clock::now(); }

#if defined(__clang__)
#pragma clang diagnostic pop
#endif

} // namespace parlando
