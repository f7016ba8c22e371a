#pragma once

#include <cstdint>
#include <optional>

namespace parlando::gemini
{

enum class StartSensitivity
{
    unspecified,
    high, /**< Detects speech more often. */
    low
};

enum class EndSensitivity
{
    unspecified,
    high, /**< Ends speech sooner. */
    low
};

enum class ActivityHandling
{
    unspecified,
    startOfActivityInterrupts,
    noInterruption
};

enum class TurnCoverage
{
    unspecified,
    onlyActivity,
    allInput,
    audioActivityAndAllVideo
};

/** How the service finds the turns in a stream, protocol section 2.4. */
struct RealtimeInputConfig
{
    struct AutomaticActivityDetection
    {
        std::optional<bool> disabled; /**< True: the client sends activityStart and activityEnd. */
        std::optional<StartSensitivity> startOfSpeechSensitivity;
        std::optional<EndSensitivity> endOfSpeechSensitivity;
        std::optional<std::int32_t> prefixPaddingMs;
        std::optional<std::int32_t> silenceDurationMs;

        bool operator== (const AutomaticActivityDetection&) const = default;
    };

    std::optional<AutomaticActivityDetection> automaticActivityDetection;
    std::optional<ActivityHandling> activityHandling;
    std::optional<TurnCoverage> turnCoverage;
    std::optional<bool> interimTranscriptTimestampEnabled;

    bool operator== (const RealtimeInputConfig&) const = default;
};

} // namespace parlando::gemini
