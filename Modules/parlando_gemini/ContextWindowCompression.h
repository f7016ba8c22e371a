#pragma once

#include <cstdint>
#include <optional>

namespace parlando::gemini
{

/** Lets a session outlive the model's context window: the oldest turns are dropped. */
struct ContextWindowCompression
{
    struct SlidingWindow
    {
        std::optional<std::int64_t> targetTokens;

        bool operator== (const SlidingWindow&) const = default;
    };

    std::optional<std::int64_t> triggerTokens;
    std::optional<SlidingWindow> slidingWindow; /**< Its presence chooses the mechanism. */

    bool operator== (const ContextWindowCompression&) const = default;
};

} // namespace parlando::gemini
