#include "WireNames.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace parlando::gemini
{

std::span<const std::string_view> wireNames (ActivityHandling) noexcept
{
    static constexpr std::string_view names[]{"ACTIVITY_HANDLING_UNSPECIFIED", "START_OF_ACTIVITY_INTERRUPTS",
                                              "NO_INTERRUPTION"};
    return names;
}

std::span<const std::string_view> wireNames (AudioTranscriptionConfig::Mode) noexcept
{
    static constexpr std::string_view names[]{"MODE_UNSPECIFIED", "VERBATIM", "SMART"};
    return names;
}

std::span<const std::string_view> wireNames (Behavior) noexcept
{
    static constexpr std::string_view names[]{"UNSPECIFIED", "BLOCKING", "NON_BLOCKING"};
    return names;
}

std::span<const std::string_view> wireNames (EndSensitivity) noexcept
{
    static constexpr std::string_view names[]{"END_SENSITIVITY_UNSPECIFIED", "END_SENSITIVITY_HIGH",
                                              "END_SENSITIVITY_LOW"};
    return names;
}

std::span<const std::string_view> wireNames (HarmBlockThreshold) noexcept
{
    static constexpr std::string_view names[]{"HARM_BLOCK_THRESHOLD_UNSPECIFIED",
                                              "BLOCK_LOW_AND_ABOVE",
                                              "BLOCK_MEDIUM_AND_ABOVE",
                                              "BLOCK_ONLY_HIGH",
                                              "BLOCK_NONE",
                                              "OFF"};
    return names;
}

std::span<const std::string_view> wireNames (HarmCategory) noexcept
{
    static constexpr std::string_view names[]{"HARM_CATEGORY_UNSPECIFIED",
                                              "HARM_CATEGORY_HARASSMENT",
                                              "HARM_CATEGORY_HATE_SPEECH",
                                              "HARM_CATEGORY_SEXUALLY_EXPLICIT",
                                              "HARM_CATEGORY_DANGEROUS_CONTENT",
                                              "HARM_CATEGORY_CIVIC_INTEGRITY",
                                              "HARM_CATEGORY_JAILBREAK",
                                              "HARM_CATEGORY_IMAGE_HATE",
                                              "HARM_CATEGORY_IMAGE_DANGEROUS_CONTENT",
                                              "HARM_CATEGORY_IMAGE_HARASSMENT",
                                              "HARM_CATEGORY_IMAGE_SEXUALLY_EXPLICIT"};
    return names;
}

std::span<const std::string_view> wireNames (MediaResolution) noexcept
{
    static constexpr std::string_view names[]{"MEDIA_RESOLUTION_UNSPECIFIED", "MEDIA_RESOLUTION_LOW",
                                              "MEDIA_RESOLUTION_MEDIUM", "MEDIA_RESOLUTION_HIGH"};
    return names;
}

std::span<const std::string_view> wireNames (Modality) noexcept
{
    static constexpr std::string_view names[]{"MODALITY_UNSPECIFIED", "TEXT", "IMAGE", "AUDIO", "VIDEO"};
    return names;
}

std::span<const std::string_view> wireNames (Scheduling) noexcept
{
    static constexpr std::string_view names[]{"SCHEDULING_UNSPECIFIED", "SILENT", "WHEN_IDLE", "INTERRUPT"};
    return names;
}

std::span<const std::string_view> wireNames (StartSensitivity) noexcept
{
    static constexpr std::string_view names[]{"START_SENSITIVITY_UNSPECIFIED", "START_SENSITIVITY_HIGH",
                                              "START_SENSITIVITY_LOW"};
    return names;
}

std::span<const std::string_view> wireNames (ThinkingLevel) noexcept
{
    static constexpr std::string_view names[]{"THINKING_LEVEL_UNSPECIFIED", "MINIMAL", "LOW", "MEDIUM", "HIGH"};
    return names;
}

std::span<const std::string_view> wireNames (TurnCoverage) noexcept
{
    static constexpr std::string_view names[]{"TURN_COVERAGE_UNSPECIFIED", "TURN_INCLUDES_ONLY_ACTIVITY",
                                              "TURN_INCLUDES_ALL_INPUT", "TURN_INCLUDES_AUDIO_ACTIVITY_AND_ALL_VIDEO"};
    return names;
}

std::size_t editDistance (std::string_view a, std::string_view b)
{
    const auto lower = [] (char c) { return c >= 'A' && c <= 'Z' ? static_cast<char> (c - 'A' + 'a') : c; };
    std::vector<std::size_t> row (b.size() + 1);
    std::iota (row.begin(), row.end(), std::size_t{0});

    for (std::size_t i = 0; i < a.size(); ++i)
    {
        auto diagonal = std::exchange (row[0], i + 1);

        for (std::size_t j = 0; j < b.size(); ++j)
        {
            const auto changed = diagonal + (lower (a[i]) == lower (b[j]) ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min ({changed, diagonal + 1, row[j] + 1});
        }
    }

    return row.back();
}

} // namespace parlando::gemini
